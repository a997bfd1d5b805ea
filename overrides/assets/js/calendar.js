/**
 * The calendar at the reader's moment: what is on today, filters that live in the address,
 * and turning pages without losing them. Without it every month and week is a complete page.
 */

import { dayNumber, dayOf, now, update } from "./now.js";
import { keyboard, paint } from "./month.js";

const WEEK = 7;
const SHANGHAI = 8 * 3600000;
const RANGES = { today: "今天", week: "本周", weekend: "本周末", next: "接下来" };

/** What an entry of the list is found by. */
function facetsOf(item) {
  const { audience = "", mode = "线下", level = "", access = "" } = item.dataset;
  return {
    badge: [item.querySelector(".c-badge").textContent],
    town: [item.querySelector(".c-town")?.textContent],
    audience: audience.split(" "),
    mode: [mode],
    level: [level],
    access: access.split(" "),
  };
}

/** Every entry with its first and last day, in the order of the list. */
function entriesOf(root) {
  const found = [];
  for (const item of root.querySelectorAll(".c-entry")) {
    const day = item.closest("[data-day]")?.dataset.day;
    const first = dayNumber(item.dataset.first ?? day);
    found.push({ item, first, last: day ? first : dayNumber(item.dataset.last), facets: facetsOf(item) });
  }
  return found;
}

/** First and last day of a range at the reader's moment; Monday is the first day of a week. */
function rangeOf(name, today) {
  const monday = today - ((today + 3) % WEEK); // 1970-01-01 was a Thursday
  if (name === "today") return [today, today];
  if (name === "week") return [monday, monday + 6];
  if (name === "weekend") return [monday + 5, monday + 6];
  return name === "next" ? [today, Infinity] : [-Infinity, Infinity];
}

class Calendar {
  /** @param {HTMLElement} root the part of the page that is replaced when pages are turned */
  constructor(root) {
    this.root = root;
    this.form = root.querySelector("[data-calendar-filter]");
    this.list = root.querySelector("[data-list]");
    this.entries = entriesOf(root);
    this.first = dayNumber(root.dataset.first);
    this.last = dayNumber(root.dataset.last);
    this.restore();
    this.form.hidden = false;
    this.form.addEventListener("input", () => this.apply());
    this.form.addEventListener("reset", () => setTimeout(() => this.restore("") || this.apply()));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.apply();
    const grid = root.querySelector("[data-grid]");
    if (grid) keyboard(grid, (day) => this.open(day), (way) => this.way(way)?.click());
  }

  get today() {
    return dayOf(now());
  }

  /** Where to start when the address says nothing: from today on while the month lasts, else all of it. */
  get usual() {
    return this.today >= this.first && this.today <= this.last ? "next" : "all";
  }

  restore(search = location.search) {
    const asked = new URLSearchParams(search);
    for (const select of this.form.querySelectorAll("select")) {
      const value = asked.get(select.name) ?? "";
      select.value = [...select.options].some((one) => one.value === value) ? value : "";
      if (select.value) this.form.querySelector("details").open = true;
    }
    const when = asked.get("when") ?? this.usual;
    for (const radio of this.form.elements.when) radio.checked = radio.value === when;
    if (!this.form.elements.when.value) this.form.elements.when.value = this.usual;
  }

  apply() {
    const chosen = [...new FormData(this.form)].filter(([name, value]) => value && name !== "when");
    const when = this.form.elements.when.value;
    const [from, until] = rangeOf(when, this.today);
    const fits = this.entries.filter(({ facets }) => chosen.every(([name, value]) => facets[name].includes(value)));
    const inRange = new Set(fits.filter(({ first, last }) => first <= until && last >= from).map(({ item }) => item));
    for (const { item } of this.entries) item.hidden = !inRange.has(item);
    const total = this.showDays(from, until, when, chosen.length > 0);
    paint(this.root, fits, chosen.length > 0, this.today);
    this.say(total, when, chosen);
  }

  /** Show the days of the range that have something; returns how many entries are in sight. */
  showDays(from, until, when, filtered) {
    for (const section of this.list.querySelectorAll("section")) {
      const day = section.dataset.day && dayNumber(section.dataset.day);
      const outside = day && (day < from || day > until || ("out" in section.dataset && when === "all"));
      const free = section.classList.contains("c-day--free");
      section.hidden = Boolean(outside) || (free ? filtered : !section.querySelector(".c-entry:not([hidden])"));
      section.classList.toggle("c-day--today", day === this.today);
    }
    return this.list.querySelectorAll("section:not([hidden]) .c-entry:not([hidden])").length;
  }

  say(total, when, chosen) {
    const none = this.list.querySelector("[data-none]");
    none.hidden = total > 0;
    none.textContent = chosen.length ? "没有符合条件的安排。请少选一个条件，或点“清除”。" : `${RANGES[when] ?? "这里"}没有安排。`;
    this.form.querySelector("[data-count]").textContent = total ? `${RANGES[when] ?? "一共"} ${total} 项` : "";
    this.form.querySelector("summary").textContent = chosen.length ? `筛选（已选 ${chosen.length} 项）` : "筛选";
    const query = new URLSearchParams(chosen);
    if (when !== this.usual) query.set("when", when);
    const text = query.size ? `?${query}` : "";
    history.replaceState(history.state, "", `${location.pathname}${text}${location.hash}`);
    for (const link of this.root.querySelectorAll("[data-way]")) {
      link.search = new URLSearchParams(chosen).toString();
    }
  }

  /** Bring a day of the month into sight in the list. */
  open(date) {
    const section = this.list.querySelector(`[data-day="${date}"]`);
    if (!section) return;
    if (section.hidden) {
      this.form.elements.when.value = "all";
      this.apply();
      section.hidden = false;
    }
    const name = section.querySelector("h2");
    name.tabIndex = -1;
    name.focus({ preventScroll: true });
    section.scrollIntoView({ block: "start" });
  }

  way(name) {
    return this.root.querySelector(`[data-way="${name}"]`);
  }
}

let calendar;

/** Put the calendar of another page in place of this one; the browser goes there itself if that fails. */
async function turn(url, way, remember = true) {
  try {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("[data-calendar]");
    const target = new URL(url, location.href);
    if (remember) history.pushState({ calendar: true }, "", target);
    const root = document.importNode(next, true);
    for (const link of root.querySelectorAll("a[href]")) {
      const href = link.getAttribute("href");
      if (!href.startsWith("#")) link.href = new URL(href, answer.url).href;
    }
    calendar.root.replaceWith(root);
    document.title = page.title;
    for (const last of document.querySelectorAll(".c-trail [aria-current]")) last.textContent = root.querySelector("h1").firstChild.textContent;
    update();
    calendar = new Calendar(root);
    calendar.way(way)?.focus();
  } catch {
    location.assign(url);
  }
}

document.addEventListener("click", (event) => {
  const plain = !event.defaultPrevented && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
  const link = plain && event.target.closest?.("[data-calendar] a");
  if (!link) return;
  if (link.dataset.way) {
    event.preventDefault();
    turn(link.href, link.dataset.way);
  } else if (link.hash.startsWith("#d") && link.getAttribute("href").startsWith("#")) {
    event.preventDefault();
    calendar.open(link.hash.slice(2));
  }
});
addEventListener("popstate", (event) => {
  if (event.state?.calendar) turn(location.href, "", false);
});

const root = document.querySelector("[data-calendar]");
if (root) {
  history.replaceState({ calendar: true }, "");
  calendar = new Calendar(root);
  const month = new Date(now() + SHANGHAI).toISOString().slice(0, 7);
  const landing = root.dataset.calendar === "month" && !location.pathname.includes(root.dataset.here);
  if (landing && calendar.usual === "all" && root.dataset.months.split(" ").includes(month)) {
    turn(`${root.dataset.root}calendar/${month}/${location.search}`, "", false);
  } else if (location.hash.startsWith("#d")) {
    calendar.open(location.hash.slice(2));
  }
}
