/**
 * Whether a door is open at the reader's moment, and when it opens next. `data-week` is the week
 * (`1 09:30 11:30,…`, Monday is 1); `data-closed` and `data-open` are exceptions. Public holidays are
 * closed (`data-rest`) or nobody wrote what holds on them (`data-unsure`); so it is with the workdays
 * that make up for them (`data-shifted`). All in Asia/Shanghai.
 */

import { now } from "./now.js";

const DAY = 86400000;
const AHEAD = 21; // days to look for the next opening
const NAMES = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

/** @param {string | undefined} text */
const words = (text) => (text ?? "").split(" ").filter(Boolean);

/**
 * The sittings `[open, close]` of a day, or what to say where nobody wrote whether the door opens.
 * @param {DOMStringMap} data
 * @param {number} moment its UTC date is the day in Shanghai
 */
function sittings(data, moment) {
  const date = new Date(moment).toISOString().slice(0, 10);
  const own = words(data.open).includes(date);
  if (!own && words(data.closed).concat(words(data.rest)).includes(date)) return [];
  if (!own && words(data.unsure).includes(date)) return "今天是节假日，来前请先打电话";
  if (!own && words(data.shifted).includes(date)) return "今天是调休上班日，来前请先打电话";
  const weekday = new Date(moment).getUTCDay() || 7;
  const all = data.week.split(",").map((one) => one.split(" "));
  const on = (wanted) => all.filter(([day]) => Number(day) === wanted).map(([, open, close]) => [open, close]).sort();
  const found = on(weekday);
  return own && !found.length ? on(1) : found; // an exceptional Sunday is open as a Monday is
}

/** @param {DOMStringMap} data */
function said(data) {
  const moment = now() + 8 * 3600000;
  const time = new Date(moment).toISOString().slice(11, 16);
  for (let ahead = 0; ahead <= AHEAD; ahead += 1) {
    const day = moment + ahead * DAY;
    const found = sittings(data, day);
    if (typeof found === "string") return ahead ? "现在不开放" : found;
    const at = found.find(([, close]) => ahead > 0 || time < close);
    if (at && ahead === 0 && time >= at[0]) return `现在开放，到 ${at[1]}`;
    if (at) {
      const date = new Date(day);
      const name = ahead === 0 ? "今天" : ahead === 1 ? "明天" : `${date.getUTCMonth() + 1}月${date.getUTCDate()}日（${NAMES[(date.getUTCDay() + 6) % 7]}）`;
      return `现在不开放，${name} ${at[0]} 开门`;
    }
  }
  return "现在不开放";
}

function update() {
  for (const door of document.querySelectorAll("[data-week]")) {
    door.textContent = said(door.dataset);
    door.classList.toggle("c-opening--now", door.textContent.startsWith("现在开放"));
    door.hidden = false;
  }
}

update();
setInterval(update, 60000);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) update();
});
