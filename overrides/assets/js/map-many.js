/**
 * Where the stations are too many for a pin each: the mark of a sub-district opens its pins, and rows are listed
 * sixty at a time. The links of the marks and the list are complete without it.
 */

import { apply, choose, moves, root, rows, seen } from "./map.js";

const PAGE = 60;
const heads = [...root.querySelectorAll("[data-head]")];
const sums = heads.map((head) => root.querySelector(`a[href$="#${head.id}"]`));
const picture = sums[0].parentNode;
const form = root.querySelector("form");
const more = root.querySelector("[data-more]");
let limit = location.hash ? Infinity : PAGE; // who was sent to a row finds it
let opened = "";

/** The pin of a row: its mark, at its place in the drawing. */
function pinOf(row) {
  const pin = document.createElementNS(picture.namespaceURI, "a");
  const icon = row.querySelector("g").cloneNode(true);
  pin.setAttribute("class", icon.getAttribute("class"));
  pin.setAttribute("href", `#${row.id}`);
  pin.setAttribute("aria-label", row.querySelector("a").textContent);
  pin.setAttribute("transform", `translate(${row.dataset.at})`);
  icon.removeAttribute("class");
  pin.append(icon);
  return pin;
}

/** Draw the pins of a sub-district and go near; without a name go back to the whole. */
function enter(town) {
  for (const pin of root.querySelectorAll('a.c-pin[href^="#"]')) pin.remove();
  const head = heads.find((each) => each.dataset.head === town);
  if (head) {
    for (const row of rows) if (row.dataset.at && row.dataset.town === town) picture.append(pinOf(row));
    look(head);
  } else moves.zoom(0);
  opened = town;
}

const look = (head) => moves.look(...head.dataset.view.split(" ").map(Number));

function show() {
  const town = form.elements.town.value;
  if (opened !== town) enter(town);
  const fitting = rows.filter((row) => !row.hidden);
  const placed = {};
  for (const row of fitting) if (row.dataset.at) placed[row.dataset.town] = (placed[row.dataset.town] || 0) + 1;
  for (const pin of root.querySelectorAll('a.c-pin[href^="#"]')) {
    pin.style.display = root.querySelector(pin.getAttribute("href")).hidden ? "none" : "";
  }
  fitting.slice(limit).forEach((row) => {
    row.hidden = true;
  });
  const listed = new Set(fitting.slice(0, limit).map((row) => row.dataset.at && row.dataset.town));
  heads.forEach((head, no) => {
    const name = head.dataset.head;
    head.hidden = !listed.has(name);
    sums[no].style.display = town || !placed[name] ? "none" : "";
    sums[no].querySelector("text").textContent = placed[name];
    sums[no].setAttribute("aria-label", `${name}，${placed[name]} 家`);
  });
  more.hidden = fitting.length <= limit;
  if (!more.hidden) {
    root.querySelector("[data-map-count]").textContent = `共 ${rows.length} 家，符合条件 ${fitting.length} 家，先列 ${limit} 家`;
  }
}

function choosing(town) {
  form.elements.town.value = town;
  choose();
}

root.addEventListener("applied", show);
root.addEventListener("open", (event) => {
  const { head } = event.detail.dataset;
  if (head) {
    event.preventDefault();
    choosing(head);
    seen()[0].focus();
  } else if (event.detail.hidden) {
    limit = Infinity;
    apply();
  }
});
root.querySelector('[data-zoom="0"]').addEventListener("click", () => opened && choosing(""));
more.firstElementChild.onclick = () => {
  limit += PAGE;
  apply();
};
addEventListener("beforeprint", () => {
  limit = Infinity;
  apply();
  if (opened) look(heads.find((head) => head.dataset.head === opened));
});
apply();
