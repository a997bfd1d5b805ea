/** What was searched for in this browser, latest first; several sites of one origin keep theirs apart. */

import { ROOT } from "./mine.js";

const KEY = `fuwuyue.search ${ROOT.pathname}`;
const MOST = 6;

export function recent() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string" && one).slice(0, MOST) : [];
  } catch {
    return []; // storage is refused, or damaged
  }
}

function write(list) {
  try {
    localStorage.setItem(KEY, JSON.stringify(list));
  } catch {
    // then nothing is remembered
  }
}

/** Keep a query that led somewhere. */
export function remember(query) {
  const text = query.trim().slice(0, 40);
  if (text) write([text, ...recent().filter((one) => one !== text)].slice(0, MOST));
}

export const forget = () => write([]);
