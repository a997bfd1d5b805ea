/**
 * The reader's moment. Pages are built at one time and read at another: this module
 * re-evaluates states, the home page's phase and its countdown, all in Asia/Shanghai.
 * Without it every page still says what was true when it was built.
 */

const DAY = 86400000;
const SHANGHAI = 8 * 3600000;

const campaign = document.querySelector('meta[name="campaign"]');

/** The reader's moment, or the preview's: milliseconds since 1970 (UTC). */
export function now() {
  const at = campaign?.dataset.at;
  return at ? Date.parse(at) : Date.now();
}

/** Day number in Shanghai of a moment in milliseconds. */
export const dayOf = (moment) => Math.floor((moment + SHANGHAI) / DAY);

/** Day number of a date written YYYY-MM-DD. */
export const dayNumber = (date) => Math.round(Date.parse(`${date}T00:00:00Z`) / DAY);

function updateStates(moment) {
  for (const state of document.querySelectorAll("[data-state]")) {
    const { start, finish } = state.dataset;
    const phase = moment < Date.parse(start) ? "upcoming" : moment < Date.parse(finish) ? "ongoing" : "past";
    state.textContent = state.dataset[phase] ?? campaign?.dataset[phase] ?? "";
    state.className = `c-state c-state--${phase}`;
  }
  for (const passing of document.querySelectorAll("[data-before]")) {
    passing.hidden = moment >= Date.parse(passing.dataset.before);
  }
  for (const coming of document.querySelectorAll("[data-from]")) {
    coming.hidden = moment < Date.parse(coming.dataset.from);
  }
}

function updateHome(moment) {
  const home = document.querySelector("[data-phase]");
  if (!home || !campaign) return;
  const today = dayOf(moment);
  const { start, end } = campaign.dataset;
  home.dataset.phase = today < dayNumber(start) ? "announced" : today <= dayNumber(end) ? "underway" : "ended";
  for (const count of home.querySelectorAll("[data-days-to]")) {
    const days = dayNumber(count.dataset.daysTo) - today + Number(count.dataset.plus ?? 0);
    if (days > 0) count.textContent = String(days);
  }
}

/** Of the days of two weeks those of the reader's week. */
function updateWeek(moment) {
  const today = dayOf(moment);
  const monday = today - ((today + 3) % 7); // day 0 was a Thursday
  for (const list of document.querySelectorAll("[data-days]")) {
    for (const day of list.children) {
      const number = dayNumber(day.dataset.day);
      day.hidden = number < monday || number > monday + 6;
      day.classList.toggle("c-week__day--past", number < today);
      if (number === today) day.setAttribute("aria-current", "date");
      else day.removeAttribute("aria-current");
    }
    list.hidden = [...list.children].every((day) => day.hidden);
  }
}

function updateSoon(moment) {
  for (const list of document.querySelectorAll("[data-soon]")) {
    let room = Number(list.dataset.soon);
    for (const card of list.children) {
      card.hidden = room === 0 || moment >= Date.parse(card.dataset.until);
      if (!card.hidden) room -= 1;
    }
    const none = list.parentElement.querySelector("[data-soon-none]");
    if (none) none.hidden = [...list.children].some((card) => !card.hidden);
  }
}

function moveFinished(moment) {
  const coming = document.querySelector('[data-group="coming"]');
  const past = document.querySelector('[data-group="past"]');
  if (!coming || !past) return;
  for (const card of coming.querySelectorAll(".c-card")) {
    if (moment >= Date.parse(card.dataset.until)) past.querySelector("ul").prepend(card);
  }
  for (const group of [coming, past]) group.hidden = !group.querySelector(".c-card:not([hidden])");
}

/** Re-evaluate the page; call it again for what was loaded later. */
export function update() {
  const moment = now();
  updateStates(moment);
  updateHome(moment);
  updateWeek(moment);
  updateSoon(moment);
  moveFinished(moment);
}

update();
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) update();
});
