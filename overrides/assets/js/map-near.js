/**
 * 离我最近: asked for on request only, reckoned in the browser, sent nowhere. Distances are straight lines in WGS 84.
 */

const FAR = 50; // kilometres from the nearest station at which "here" is not this district

const radians = (degrees) => (degrees * Math.PI) / 180;

/** Kilometres along a great circle. */
function kilometres(lat, lng, at) {
  const [there, here] = [radians(at[1]), radians(lat)];
  const arc = Math.sin((there - here) / 2) ** 2 + Math.cos(here) * Math.cos(there) * Math.sin(radians(at[0] - lng) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(arc));
}

/**
 * @param {HTMLElement} root
 * @param {HTMLElement[]} rows
 * @param {(row: HTMLElement) => void} mark
 */
export function distances(root, rows, mark) {
  const said = root.querySelector("[data-said]");

  function found({ coords }) {
    const far = rows.filter((row) => row.dataset.spot).map((row) => {
      const away = kilometres(coords.latitude, coords.longitude, row.dataset.spot.split(",").map(Number));
      const line = row.querySelector("[data-far]");
      line.textContent = `直线约 ${away < 10 ? away.toFixed(1) : Math.round(away)} 公里`;
      line.hidden = false;
      return [away, row];
    }).sort((a, b) => a[0] - b[0]);
    for (const [, row] of far) row.parentNode.appendChild(row);
    const [away, row] = far.find(([, one]) => !one.hidden) || [];
    if (!row) {
      said.textContent = "没有符合条件的示范单位，请少选一个条件。";
      return;
    }
    const name = row.querySelector(".c-row__name").lastChild.textContent;
    said.textContent = away > FAR
      ? `您现在不在本区，最近的“${name}”约 ${Math.round(away)} 公里。`
      : `离您最近的是 ${row.dataset.row} 号“${name}”，${row.querySelector("[data-far]").textContent}。列表已按远近排。`;
    mark(row);
  }

  root.querySelector("[data-near]").addEventListener("click", () => {
    if (!navigator.geolocation) said.textContent = "这个浏览器不能定位，请按街镇筛选。";
    else {
      said.textContent = "正在定位……位置只在您的浏览器里计算，不上传。";
      navigator.geolocation.getCurrentPosition(found, () => {
        said.textContent = "没有拿到您的位置，可以按街镇筛选。";
      }, { maximumAge: 60000, timeout: 10000 });
    }
  });
}
