/** The map of the stations: pin ↔ row, keyboard, filters, distances. All of it can be read without. */

import "./opening.js";
import { moving } from "./map-view.js";

export const root = document.querySelector("[data-map]");
const one = (what) => root.querySelector(what);
const all = (what) => [...root.querySelectorAll(what)];
const picture = one(".c-map__picture");
const form = one("form");
const said = one("[data-said]");
const listed = all(".c-rows > li");
export const rows = all("[data-row]");
export const moves = picture && moving(picture, open);

const rowOf = (pin) => document.getElementById(pin.getAttribute("href").split("#")[1]);
const pins = () => all("a.c-pin");
export const seen = () => pins().filter((pin) => pin.style.display !== "none");

function mark(row) {
  for (const was of all(".c-row--on, .c-pin--on")) was.classList.remove("c-row--on", "c-pin--on");
  row?.classList.add("c-row--on");
  if (row) one(`a.c-pin[href="#${row.id}"]`)?.classList.add("c-pin--on");
}

function rove(pin) {
  for (const each of pins()) each.setAttribute("tabindex", each === pin ? 0 : -1);
}

/** Go to the row of a pin, unless somebody cancels the event `open`. */
function open(pin) {
  const row = rowOf(pin);
  if (!root.dispatchEvent(new CustomEvent("open", { detail: row, cancelable: true }))) return;
  mark(row);
  row.scrollIntoView({ block: "nearest" });
  row.querySelector("a").focus();
}

const middle = (pin) => {
  const { x, y, width, height } = pin.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
};

root.addEventListener("keydown", (event) => {
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  const pin = event.target.closest("a.c-pin");
  if (event.key === "Escape") {
    one(".c-pin--on")?.focus();
    mark();
  } else if (pin && way) { // what lies aside counts double
    event.preventDefault();
    const [x, y] = middle(pin);
    const [, next] = seen().map((each) => {
      const [dx, dy] = [middle(each)[0] - x, middle(each)[1] - y];
      const ahead = dx * way[0] + dy * way[1];
      return [ahead > 1 ? ahead + 2 * Math.abs(dx * way[1] + dy * way[0]) : Infinity, each];
    }).reduce((a, b) => (b[0] < a[0] ? b : a), [Infinity]);
    if (next) rove(next);
    next?.focus();
  }
});

/** Hide what does not fit, send the event `applied`, return what was chosen. */
export function apply() {
  const chosen = [...new FormData(form)].filter(([, value]) => value);
  let fit = 0;
  for (const row of rows) {
    row.hidden = !chosen.every(([name, value]) => name === "open" ? row.querySelector(".c-opening--now") : row.dataset[name].split(" ").includes(value));
    if (!row.hidden) fit += 1;
  }
  for (const pin of pins()) pin.style.display = rowOf(pin).hidden ? "none" : "";
  const vague = one("[data-vague]");
  if (vague) vague.hidden = !vague.querySelector("[data-row]:not([hidden])");
  one("[data-map-none]").hidden = fit > 0;
  one("[data-map-count]").textContent = `共 ${rows.length} 家，显示 ${fit} 家`;
  root.dispatchEvent(new CustomEvent("applied"));
  rove(seen()[0]);
  return chosen;
}

export function choose() {
  const query = new URLSearchParams(apply()).toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
}

/** Distances as the crow flies in WGS 84, reckoned here and nowhere else. */
function found({ coords: { latitude, longitude } }) {
  for (const row of rows) {
    const [x, y] = (row.dataset.spot || "").split(",");
    const line = row.querySelector("[data-far]");
    row.far = y ? 111.2 * Math.hypot(latitude - y, (longitude - x) * Math.cos(latitude * Math.PI / 180)) : Infinity;
    line.hidden = !y;
    line.textContent = `直线约 ${row.far < 1 ? `${Math.ceil(row.far * 10) * 100 || 100} 米` : `${row.far.toFixed(row.far < 10 ? 1 : 0)} 公里`}`;
  }
  rows.sort((a, b) => a.far - b.far || 0);
  for (const row of rows) row.parentNode.append(row);
  root.classList.add("c-map--near");
  const among = apply().length ? "符合条件的单位里，" : "";
  const row = rows.find((each) => !each.hidden);
  if (!row?.dataset.spot) said.textContent = said.dataset.none;
  else {
    const [west, south, east, north] = root.dataset.area.split(" ");
    const inside = longitude >= west && longitude <= east && latitude >= south && latitude <= north;
    const what = `“${row.querySelector("a").lastChild.textContent}”，${row.querySelector("[data-far]").textContent}。`;
    said.textContent = inside ? `${among}离您最近的是 ${row.dataset.row} 号${what}列表已按远近排。` : `您现在不在本区，${among}最近的是${what}`;
    mark(row);
  }
}

if (picture) {
  one("[data-map-tools]").hidden = false;
  const frame = picture.parentNode;
  frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2; // wider than its frame on a phone
  for (const button of all("[data-zoom]")) button.onclick = () => moves.zoom(button.dataset.zoom);
  frame.addEventListener("focusin", ({ target }) => { // on the svg it would take the focus itself
    if (!target.matches("a.c-pin")) return;
    mark(rowOf(target));
    moves.reveal(target);
  });
  one("[data-near]").onclick = () => {
    const say = (what) => {
      said.textContent = said.dataset[what];
    };
    say(navigator.geolocation ? "busy" : "refused");
    navigator.geolocation?.getCurrentPosition(found, () => say("refused"), { maximumAge: 60000, timeout: 10000 });
  };
}
for (const row of rows) row.onmouseenter = () => mark(row);

form.hidden = false;
for (const [name, value] of new URLSearchParams(location.search)) {
  const field = form.elements.namedItem(name);
  if (field?.type === "checkbox") field.checked = value === field.value;
  else if ([...(field?.options || [])].some((each) => each.value === value)) field.value = value;
}
apply();
form.oninput = choose;
form.onsubmit = () => false;
form.onreset = () => setTimeout(() => {
  root.classList.remove("c-map--near");
  for (const each of listed) each.parentNode.append(each);
  rows.splice(0, rows.length, ...all("[data-row]"));
  choose();
});
document.addEventListener("doors", () => form.elements.open.checked && apply());
