/**
 * The list of 我的日程: records of the open data put into the page's templates, by text and property only.
 */

import { now, update } from "./now.js";

const DAYS = "日一二三四五六";
const OFF = ["取消", "延期"];

/** A record's key: the data name its page on the site's public host. */
export const keyOf = (item) => item.url.split("/").slice(-3, -1).join("/");

function fillDate(block, date) {
  const [year, month, day] = date.split("-").map(Number);
  block.dateTime = date;
  block.querySelector(".c-date__month").textContent = `${month}月`;
  block.querySelector(".c-date__day").textContent = String(day);
  block.querySelector(".c-date__week").textContent = `周${DAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]}`;
}

/** State at the reader's moment, or that it doesn't take place; a moved one says both. */
function fillState(state, { status, opening, closing, on_demand: onDemand }) {
  const label = document.createElement("span");
  label.textContent = status;
  label.className = `c-state c-state--${OFF.includes(status) ? "off" : "moved"}`;
  if (status) state.after(label);
  if (OFF.includes(status)) return state.remove();
  Object.assign(state.dataset, { start: opening, finish: closing }, onDemand ? { ongoing: "随时可看", past: "内容已过有效期" } : {});
}

function rowOf(item, changed, template, root) {
  const row = document.importNode(template.content, true).querySelector("li");
  const { display } = item;
  fillDate(row.querySelector("time"), item.start.slice(0, 10));
  fillState(row.querySelector("[data-state]"), display);
  row.classList.toggle("c-card--off", item.status === "cancelled");
  row.querySelector(".c-badge").textContent = item.kind;
  const link = row.querySelector("a");
  link.textContent = item.title;
  link.href = new URL(`${keyOf(item)}/`, root).href;
  row.querySelector("[data-when]").textContent = [display.when, ...display.sessions].join("；");
  row.querySelector("[data-place]").textContent = item.place;
  row.querySelector("[data-town]").textContent = item.town;
  row.querySelector("[data-changed]").hidden = !changed;
  return row;
}

/** A button that does `act` with the record of its row. */
function arm(row, selector, name, act) {
  const button = row.querySelector(selector);
  if (!act) return button.remove();
  button.setAttribute("aria-label", `${button.textContent}：${name}`);
  button.addEventListener("click", act);
}

/**
 * Show `entries` in groups, in order of time.
 * @param {HTMLElement} page
 * @param {{key: string, title: string, item?: object, changed: boolean}[]} entries without `item` the record is gone
 * @param {{remove?: (key: string) => void, seen?: (key: string) => void}} acts what the rows' buttons do; without, there are none
 */
export function fill(page, entries, acts, root) {
  const rows = { coming: [], past: [], gone: [] };
  const [known, lost] = ["[data-mine-row]", "[data-mine-gone-row]"].map((selector) => page.querySelector(selector));
  for (const { key, title, item, changed } of entries) {
    const row = item ? rowOf(item, changed, known, root) : document.importNode(lost.content, true).querySelector("li");
    if (item) arm(row, "[data-seen]", title, acts.seen && (() => acts.seen(key)));
    else row.querySelector("[data-title]").textContent = title;
    arm(row, "[data-remove]", title, acts.remove && (() => acts.remove(key)));
    const over = item && now() >= Date.parse(item.display.closing);
    rows[item ? (over ? "past" : "coming") : "gone"].push({ row, start: item ? item.start : key });
  }
  for (const [name, found] of Object.entries(rows)) {
    const group = page.querySelector(`[data-mine-group="${name}"]`);
    const list = group.querySelector("ul");
    list.textContent = "";
    found.sort((one, other) => (one.start < other.start ? -1 : Number(one.start > other.start)));
    list.append(...found.map(({ row }) => row));
    group.hidden = found.length === 0;
  }
  update();
}
