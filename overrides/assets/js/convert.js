/** Old article number → new one, looked up in the page's own table, which is complete without it. */

const DIGITS = "零一二三四五六七八九十";

/**
 * The number in what was typed: 第二十一条, 二十一, ２１.
 * @param {string} typed
 * @returns {number} 0 where there is none
 */
export function numberOf(typed) {
  const plain = typed.normalize("NFKC").replace(/[第条\s]/g, "");
  if (/^\d{1,3}$/.test(plain)) return Number(plain);
  const found = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(plain);
  if (!found || !plain || (!found[2] && plain.length > 1)) return 0;
  const tens = found[2] ? (found[1] ? DIGITS.indexOf(found[1]) : 1) * 10 : 0;
  const ones = found[2] ? found[3] : (found[1] ?? found[3]);
  return tens + (ones ? DIGITS.indexOf(ones) : 0);
}

for (const form of document.querySelectorAll("[data-convert]")) {
  const said = form.querySelector("[data-said]");
  const rows = [...document.querySelectorAll("tr[data-old]")];
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.elements.old.addEventListener("input", () => {
    const typed = form.elements.old.value.trim();
    const row = rows.find((one) => Number(one.dataset.old) === numberOf(typed));
    for (const one of rows) one.classList.toggle("c-renumbered__row--found", one === row);
    said.textContent = !typed ? "" : row ? row.dataset.said : `旧法一共 ${rows.length} 条，没有这一条。写成 9 或第九条。`;
  });
}
