/** Zoom and drag of the station map. One finger scrolls the page until the picture is zoomed in. */
export function moving(picture, tapped) {
  const [, , wide, high] = picture.getAttribute("viewBox").split(" ").map(Number);
  const fingers = new Map();
  const within = (value, most) => Math.min(Math.max(value, 0), most);
  let [left, top, times] = [0, 0, 1];
  let dragged = false;

  function look(x, y, larger = times) {
    times = larger;
    left = within(x, wide - wide / times);
    top = within(y, high - high / times);
    picture.setAttribute("viewBox", `${left} ${top} ${wide / times} ${high / times}`);
    picture.style.setProperty("--c-small", 1 / times);
    picture.classList.toggle("c-map__picture--zoomed", times > 1);
  }

  /** Zoom by a factor, 0 to the whole; `px`, `py` (0 to 1 of the frame) stays where it is. */
  function zoom(factor, px = 0.5, py = 0.5) {
    const next = 1 + within(times * factor - 1, 7);
    const grown = 1 / times - 1 / next;
    look(left + px * wide * grown, top + py * high * grown, next);
  }

  function part(x, y) {
    const box = picture.getBoundingClientRect();
    return [(x - box.left) / box.width, (y - box.top) / box.height, box];
  }
  const at = (event) => part(event.clientX, event.clientY);

  function reveal(mark) {
    const { x, y, width, height } = mark.getBoundingClientRect();
    const [px, py] = part(x + width / 2, y + height / 2);
    if (Math.min(px, py) < 0.05 || Math.max(px, py) > 0.95) look(left + ((px - 0.5) * wide) / times, top + ((py - 0.5) * high) / times);
  }

  picture.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, ...at(event));
  }, { passive: false });
  picture.onpointerdown = (event) => {
    if (!fingers.size) dragged = false;
    fingers.set(event.pointerId, at(event));
  };
  picture.ondragstart = () => false;
  addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const [px, py, box] = at(event);
    const apart = (a, b) => Math.hypot((a[0] - b[0]) * box.width, (a[1] - b[1]) * box.height);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      zoom(apart([px, py], other) / (apart(before, other) || 1), (px + other[0]) / 2, (py + other[1]) / 2);
      dragged = true;
    } else if (times > 1) {
      if (!dragged && apart([px, py], before) < 4) return;
      dragged = true;
      look(left - ((px - before[0]) * wide) / times, top - ((py - before[1]) * high) / times);
    }
    fingers.set(event.pointerId, [px, py]);
  });
  for (const name of ["pointerup", "pointercancel"]) addEventListener(name, (event) => fingers.delete(event.pointerId));
  addEventListener("beforeprint", () => zoom(0));
  picture.addEventListener("click", (event) => {
    const pin = event.target.closest("a.c-pin");
    if (!pin) return;
    event.preventDefault();
    if (!dragged || !event.detail) tapped(pin); // a key has no detail
  });

  return { zoom, look, reveal };
}
