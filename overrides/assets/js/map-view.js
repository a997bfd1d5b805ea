/**
 * The view of the station map: zoom and drag, with buttons, Ctrl or ⌘ and the wheel, or fingers.
 * Marks keep their size while the drawing grows. One finger scrolls the page until the map is zoomed in.
 */

const MOST = 8; // times

/**
 * @param {SVGSVGElement} picture
 * @param {(element: Element) => void} tapped what a tap that was no drag hits
 */
export function moving(picture, tapped) {
  const [, , WIDE, HIGH] = picture.getAttribute("viewBox").split(" ").map(Number);
  const view = { times: 1, x: 0, y: 0 };

  /** Draw the view, kept inside the picture. */
  function draw() {
    const wide = WIDE / view.times;
    const high = HIGH / view.times;
    view.x = Math.min(Math.max(view.x, 0), WIDE - wide);
    view.y = Math.min(Math.max(view.y, 0), HIGH - high);
    picture.setAttribute("viewBox", `${view.x} ${view.y} ${wide} ${high}`);
    picture.style.setProperty("--c-small", 1 / view.times);
    picture.classList.toggle("c-map__picture--zoomed", view.times > 1);
  }

  /** Zoom by a factor, keeping the spot `(px, py)` (0 to 1 of the frame) where it is; 0 goes back to the whole. */
  function zoom(factor, px = 0.5, py = 0.5) {
    const times = factor ? Math.min(Math.max(view.times * factor, 1), MOST) : 1;
    view.x += (px * WIDE) / view.times - (px * WIDE) / times;
    view.y += (py * HIGH) / view.times - (py * HIGH) / times;
    view.times = times;
    draw();
  }

  /** Where an event is, from 0 to 1 of the frame. */
  function part(event) {
    const box = picture.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height, box];
  }

  const fingers = new Map();
  let dragged = false;

  function move(event) {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const [px, py, box] = part(event);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const apart = (one) => Math.hypot((one[0] - other[0]) * box.width, (one[1] - other[1]) * box.height) || 1;
      zoom(apart([px, py]) / apart(before), (px + other[0]) / 2, (py + other[1]) / 2);
      dragged = true;
    } else if (view.times > 1) {
      if (Math.hypot((px - before[0]) * box.width, (py - before[1]) * box.height) < 4 && !dragged) return;
      dragged = true;
      view.x -= ((px - before[0]) * WIDE) / view.times;
      view.y -= ((py - before[1]) * HIGH) / view.times;
      draw();
    }
    fingers.set(event.pointerId, [px, py]);
  }

  picture.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const [px, py] = part(event);
    zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, px, py);
  }, { passive: false });
  picture.addEventListener("pointerdown", (event) => {
    if (!fingers.size) dragged = false;
    fingers.set(event.pointerId, part(event));
  });
  picture.addEventListener("dragstart", (event) => event.preventDefault());
  window.addEventListener("pointermove", move);
  for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, (event) => fingers.delete(event.pointerId));
  window.addEventListener("beforeprint", () => zoom(0));
  picture.addEventListener("click", (event) => {
    const pin = event.target.closest("a.c-pin");
    if (!pin) return;
    event.preventDefault();
    if (!dragged || !event.detail) tapped(pin); // a key has no detail, whatever was dragged before it
  });

  /** Bring a mark into the frame, where zooming has left it outside. */
  function reveal(mark) {
    const frame = picture.getBoundingClientRect();
    const box = mark.getBoundingClientRect();
    const px = (box.left + box.width / 2 - frame.left) / frame.width;
    const py = (box.top + box.height / 2 - frame.top) / frame.height;
    if (Math.min(px, py) > 0.05 && Math.max(px, py) < 0.95) return;
    view.x += ((px - 0.5) * WIDE) / view.times;
    view.y += ((py - 0.5) * HIGH) / view.times;
    draw();
  }

  return { zoom, reveal };
}
