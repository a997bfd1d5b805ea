/**
 * Whether a door is open at the reader's moment, and when it opens next. `data-week` is the week
 * (`1 09:30 11:30,…`, Monday is 1), `data-except` the days that are otherwise (`2023-06-22,2023-06-17 09:30 11:30`:
 * a bare day is closed). Public holidays are closed (`data-rest`) or nobody wrote what holds on them (`data-unsure`);
 * so it is with the workdays that make up for them (`data-shifted`). These may stand on an element around several doors.
 * All in Asia/Shanghai. After each look the document gets the event `doors`.
 */

import { now } from "./now.js";

const DAY = 86400000;
const AHEAD = 21; // days to look for the next opening
const NAMES = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

/** @param {string | undefined} text */
const words = (text) => (text ?? "").split(" ").filter(Boolean);

/** The sittings `[open, close]` under a weekday or a date in a list of them; null where it is not there. */
function listed(text, key) {
  const own = (text ?? "").split(",").map((one) => one.split(" ")).filter(([first]) => first === key);
  return own.length ? own.filter((one) => one[1]).map(([, open, close]) => [open, close]).sort() : null;
}

/**
 * The sittings of a day, or what it is where nobody wrote whether the door opens.
 * @param {Record<string, string>} data
 * @param {number} moment its UTC date is the day in Shanghai
 */
function sittings(data, moment) {
  const date = new Date(moment).toISOString().slice(0, 10);
  const own = listed(data.except, date);
  if (own) return own;
  if (words(data.rest).includes(date)) return [];
  if (words(data.unsure).includes(date)) return "节假日";
  if (words(data.shifted).includes(date)) return "调休上班日";
  return listed(data.week, String(new Date(moment).getUTCDay() || 7)) ?? [];
}

/** @param {Record<string, string>} data */
function said(data) {
  const moment = now() + 8 * 3600000;
  const time = new Date(moment).toISOString().slice(11, 16);
  for (let ahead = 0; ahead <= AHEAD; ahead += 1) {
    const day = moment + ahead * DAY;
    const found = sittings(data, day);
    if (typeof found === "string") {
      if (ahead > 1) break;
      return `${ahead ? "现在不开放，明天" : "今天"}是${found}，来前请先打电话`;
    }
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
    door.textContent = said({ ...door.closest("[data-shifted]").dataset, ...door.dataset });
    door.classList.toggle("c-opening--now", door.textContent.startsWith("现在开放"));
    door.hidden = false;
  }
  document.dispatchEvent(new Event("doors"));
}

update();
setInterval(update, 60000);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) update();
});
