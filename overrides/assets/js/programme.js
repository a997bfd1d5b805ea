/**
 * One month or week of the programme: ranges at the reader's moment, filters that live in the
 * address, and the list that follows both.
 */

import { dayNumber, dayOf, now } from "./now.js";
import { keyboard, paint } from "./month.js";

const WEEK = 7;
const PAUSE = 150;
const RANGES = { today: "今天", week: "本周", weekend: "本周末", next: "接下来" };

/** What an entry of the list is found by. */
function facetsOf(item) {
  const { audience = "", mode = "线下", level = "", difficulty = "", access = "" } = item.dataset;
  return {
    badge: [item.querySelector(".c-badge").textContent],
    town: [item.querySelector(".c-town")?.textContent],
    audience: audience.split(" "),
    mode: [mode],
    level: [level],
    difficulty: [difficulty],
    access: access.split(" "),
  };
}

/** The list's sections, each with its day, or null for what lasts several days, and its entries. */
function sheetsOf(list) {
  return [...list.querySelectorAll("section")].map((section) => {
    const day = section.dataset.day ? dayNumber(section.dataset.day) : null;
    const entries = [...section.querySelectorAll(".c-entry")].map((item) => ({
      item,
      first: day ?? dayNumber(item.dataset.first),
      last: day ?? dayNumber(item.dataset.last),
      facets: facetsOf(item),
    }));
    return { section, day, out: "out" in section.dataset, entries };
  });
}

/** First and last day of a range at the reader's moment; Monday is the first day of a week. */
function rangeOf(name, today) {
  const monday = today - ((today + 3) % WEEK); // 1970-01-01 was a Thursday
  if (name === "today") return [today, today];
  if (name === "week") return [monday, monday + 6];
  if (name === "weekend") return [monday + 5, monday + 6];
  return name === "next" ? [today, Infinity] : [-Infinity, Infinity];
}

export class Calendar {
  /**
   * @param {HTMLElement} root the part of the page that is replaced when pages are turned
   * @param {(url: string, way: string) => void} turn shows another page in its place
   */
  constructor(root, turn) {
    this.root = root;
    this.form = root.querySelector("[data-calendar-filter]");
    this.list = root.querySelector("[data-list]");
    this.sheets = sheetsOf(this.list);
    this.first = dayNumber(root.dataset.first);
    this.last = dayNumber(root.dataset.last);
    this.restore();
    this.form.hidden = false;
    this.form.addEventListener("input", () => this.apply());
    this.form.addEventListener("reset", () => setTimeout(() => this.restore("") || this.apply()));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.apply();
    const grid = root.querySelector("[data-grid]");
    const turnInGrid = (way) => this.way(way) && turn(this.way(way).href, "grid");
    if (grid) this.focusGrid = keyboard(grid, (day) => this.open(day), turnInGrid);
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
    const matches = ({ facets }) => chosen.every(([name, value]) => facets[name].includes(value));
    const fits = [];
    let total = 0;
    for (const { section, day, out, entries } of this.sheets) {
      const outside = day !== null && (day < from || day > until || (out && when === "all"));
      let left = 0;
      for (const entry of entries) {
        const fit = matches(entry);
        if (fit) fits.push(entry);
        const shown = fit && entry.first <= until && entry.last >= from;
        if (entry.item.hidden === shown) entry.item.hidden = !shown;
        if (shown) left += 1;
      }
      section.hidden = outside || (left === 0 && (entries.length > 0 || chosen.length > 0));
      section.classList.toggle("c-day--today", day === this.today);
      if (!outside) total += left;
    }
    paint(this.root, fits, chosen.length > 0, this.today);
    this.say(total, when, chosen);
  }

  say(total, when, chosen) {
    const none = this.list.querySelector("[data-none]");
    none.hidden = total > 0;
    none.textContent = chosen.length ? "没有符合条件的安排。请少选一个条件，或点“清除”。" : `${RANGES[when] ?? "这里"}没有安排。`;
    this.form.querySelector("[data-count]").textContent = total ? `${RANGES[when] ?? "一共"} ${total} 场` : "";
    this.form.querySelector("summary").textContent = chosen.length ? `筛选（已选 ${chosen.length} 项）` : "筛选";
    this.write(chosen, when);
    for (const link of this.root.querySelectorAll("[data-way]")) {
      link.search = new URLSearchParams(chosen).toString();
    }
  }

  /** Put the choice into the address once the reader pauses; browsers take 50 ms for it, or refuse it if too frequent. */
  write(chosen, when) {
    const query = new URLSearchParams(chosen);
    if (when !== this.usual) query.set("when", when);
    const text = query.toString();
    clearTimeout(this.writing);
    this.writing = setTimeout(() => {
      if (!this.root.isConnected) return;
      history.replaceState(history.state, "", `${location.pathname}${text && `?${text}`}${location.hash}`);
    }, PAUSE);
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
