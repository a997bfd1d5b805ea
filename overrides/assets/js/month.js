/**
 * The month as a grid: refilled when filters hide something, and walked through by keyboard.
 * Source: ARIA Authoring Practices Guide, grid pattern.
 */

import { dayNumber } from "./now.js";

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const WAYS = { PageUp: "before", PageDown: "after" };

/** The line of an entry in a cell, like the one that the server writes. */
function pip({ item, first, last }) {
  const line = document.createElement("li");
  const title = item.querySelector(".c-entry__title");
  const off = item.querySelector(".c-state--off, .c-state--moved");
  line.className = `c-pip${item.querySelector(".c-state--off") ? " c-pip--off" : ""}${last > first ? " c-pip--long" : ""}`;
  const link = document.createElement("a");
  link.href = title.href;
  if (off || last === first) {
    const lead = document.createElement(off ? "b" : "span");
    if (!off) lead.className = "c-pip__time";
    lead.textContent = off ? off.textContent : item.querySelector(".c-entry__time").textContent.trim().split(/[–\s]/)[0];
    link.append(lead);
  }
  link.append(title.textContent);
  line.append(link);
  return line;
}

function more(date, count) {
  const line = document.createElement("li");
  line.className = "c-pip c-pip--more";
  const link = document.createElement("a");
  link.href = `#d${date}`;
  link.textContent = `还有 ${count} 场`;
  line.append(link);
  return line;
}

function fill(list, lines) {
  list.textContent = "";
  list.append(...lines);
}

/**
 * Mark today, and show only what fits the filters. Unfiltered cells get back what the server wrote.
 * @param {HTMLElement} root
 * @param {{item: HTMLElement, first: number, last: number}[]} fits
 */
export function paint(root, fits, filtered, today) {
  const grid = root.querySelector("[data-grid]");
  if (!grid) return;
  const room = Number(grid.dataset.cell);
  const long = fits.filter(({ first, last }) => last > first);
  const short = byDay(fits);
  for (const cell of grid.querySelectorAll("td")) {
    const day = dayNumber(cell.dataset.date);
    cell.classList.toggle("c-month__day--today", day === today);
    if (day === today) cell.setAttribute("aria-current", "date");
    else cell.removeAttribute("aria-current");
    const list = cell.querySelector(".c-pips");
    if (!list) continue;
    if (!list.servers) list.servers = [...list.children];
    if (filtered) {
      const here = [...long.filter(({ first, last }) => first <= day && last >= day), ...(short.get(day) ?? [])];
      const lines = here.slice(0, room).map(pip);
      if (here.length > room) lines.push(more(cell.dataset.date, here.length - room));
      fill(list, lines);
    } else {
      fill(list, list.servers);
    }
  }
  for (const link of grid.querySelectorAll("a")) link.tabIndex = -1; // the arrows lead here, Enter to the list
}

/** What begins and ends on one day, by day. */
function byDay(fits) {
  const days = new Map();
  for (const one of fits) {
    if (one.last === one.first) days.set(one.first, [...(days.get(one.first) ?? []), one]);
  }
  return days;
}

/**
 * Walk through the days: arrows, Home and End in the week, with Ctrl in the month, PageUp and
 * PageDown for other months, Enter to the day's list.
 * @param {HTMLTableElement} grid
 * @param {(date: string) => void} open
 * @param {(way: string) => void} turn
 * @returns {() => void} puts the focus on the day that Tab would reach
 */
export function keyboard(grid, open, turn) {
  grid.setAttribute("role", "grid");
  const cells = [...grid.querySelectorAll("td")];
  const focus = (index, move = true) => {
    if (!cells[index]) return;
    for (const cell of cells) cell.tabIndex = -1;
    cells[index].tabIndex = 0;
    if (move) cells[index].focus();
  };
  for (const row of grid.querySelectorAll("tr")) row.setAttribute("role", "row");
  for (const cell of cells) cell.setAttribute("role", "gridcell");
  for (const head of grid.querySelectorAll("th")) head.setAttribute("role", "columnheader");
  const current = cells.findIndex((cell) => cell.hasAttribute("aria-current"));
  focus(current >= 0 ? current : cells.findIndex((cell) => !cell.classList.contains("c-month__day--out")), false);
  grid.addEventListener("keydown", (event) => {
    const at = cells.indexOf(event.target);
    if (at < 0 || event.altKey || event.metaKey) return;
    const week = at - (at % 7);
    if (event.key in STEPS) focus(at + STEPS[event.key]);
    else if (event.key === "Home") focus(event.ctrlKey ? 0 : week);
    else if (event.key === "End") focus(event.ctrlKey ? cells.length - 1 : week + 6);
    else if (event.key === "Enter" || event.key === " ") open(event.target.dataset.date);
    else if (event.key in WAYS) turn(WAYS[event.key]);
    else return;
    event.preventDefault();
  });
  return () => cells.find((cell) => cell.tabIndex === 0)?.focus();
}
