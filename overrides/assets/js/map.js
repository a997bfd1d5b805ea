/**
 * The map of the stations: pin ↔ row, keyboard, filters in the address. Drawing and list are complete without it.
 */

import "./opening.js";
import { distances } from "./map-near.js";
import { moving } from "./map-view.js";

const root = document.querySelector("[data-map]");
const picture = root.querySelector(".c-map__picture");
const rows = [...root.querySelectorAll("[data-row]")];
const pins = [...root.querySelectorAll("a.c-pin")];
const rowOf = (pin) => root.querySelector(pin.getAttribute("href"));
const seen = () => pins.filter((pin) => pin.style.display !== "none");

/* pin ↔ row */

/** Mark a row and its pin; null marks none. */
function mark(row) {
  for (const one of root.querySelectorAll(".c-row--on, .c-pin--on")) one.classList.remove("c-row--on", "c-pin--on");
  if (!row) return;
  row.classList.add("c-row--on");
  root.querySelector(`a.c-pin[href="#${row.id}"]`)?.classList.add("c-pin--on");
}

/** Go to the row of a pin; Esc leads back. */
function open(pin) {
  const row = rowOf(pin);
  mark(row);
  row.scrollIntoView({ block: "nearest" });
  row.querySelector("a").focus();
}

/** Let one pin be reached by Tab. */
function rove(pin) {
  for (const one of pins) one.setAttribute("tabindex", one === pin ? "0" : "-1");
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const middle = (pin) => {
  const box = pin.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
};

/** The nearest pin in a direction: what lies aside counts double. */
function nearest(pin, [dx, dy]) {
  const [x, y] = middle(pin);
  let best;
  let least = Infinity;
  for (const one of seen()) {
    const [ox, oy] = middle(one);
    const ahead = (ox - x) * dx + (oy - y) * dy;
    const cost = ahead + 2 * Math.abs((ox - x) * dy + (oy - y) * dx);
    if (one !== pin && ahead > 1 && cost < least) [best, least] = [one, cost];
  }
  return best;
}

function press(event) {
  const pin = event.target.closest("a.c-pin");
  if (event.key === "Escape") {
    const on = root.querySelector(".c-pin--on");
    on?.focus();
    mark(null);
  } else if (pin && ARROWS[event.key]) {
    event.preventDefault();
    const next = nearest(pin, ARROWS[event.key]);
    if (next) {
      rove(next);
      next.focus();
    }
  }
}

if (picture) {
  root.querySelector("[data-map-tools]").hidden = false;
  rove(pins[0]);
  const frame = picture.parentNode;
  frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2; // on a phone the drawing is wider than its frame
  const { zoom, reveal } = moving(picture, open);
  for (const button of root.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => zoom(Number(button.dataset.zoom)));
  picture.parentNode.addEventListener("focusin", ({ target }) => { // on the svg it would take the focus itself
    if (!target.matches("a.c-pin")) return;
    mark(rowOf(target));
    reveal(target);
  });
  distances(root, rows, mark);
}
root.addEventListener("keydown", press);
for (const row of rows) row.addEventListener("mouseenter", () => mark(row));

/* filters */

const form = root.querySelector("[data-map-filter]");

function apply() {
  const chosen = [...new FormData(form)].filter(([, value]) => value);
  const fits = (row) => chosen.every(([name, value]) =>
    name === "open" ? row.querySelector(".c-opening--now") : (row.dataset[name] || "").split(" ").includes(value));
  let shown = 0;
  for (const row of rows) {
    row.hidden = !fits(row);
    if (!row.hidden) shown += 1;
  }
  for (const pin of pins) pin.style.display = rowOf(pin).hidden ? "none" : "";
  if (pins.length) rove(seen()[0]);
  const vague = root.querySelector("[data-vague]");
  if (vague) vague.hidden = !vague.querySelector("[data-row]:not([hidden])");
  root.querySelector("[data-map-none]").hidden = shown > 0;
  form.querySelector("[data-map-count]").textContent = `共 ${rows.length} 家，显示 ${shown} 家`;
  return chosen;
}

function choose() {
  const query = new URLSearchParams(apply()).toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
}

/** Number order again, without distances. */
function reset() {
  for (const row of rows) {
    row.parentNode.appendChild(row);
    row.querySelector("[data-far]").hidden = true;
  }
  choose();
}

if (form) {
  form.hidden = false;
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field?.type === "checkbox") field.checked = true;
    else if (field && [...field.options].some((one) => one.value === value)) field.value = value;
  }
  apply();
  form.addEventListener("input", choose);
  form.addEventListener("reset", () => setTimeout(reset));
  form.addEventListener("submit", (event) => event.preventDefault());
}
