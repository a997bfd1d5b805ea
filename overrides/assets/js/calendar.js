/**
 * The calendar: opens the month of the reader's day and turns pages without losing the filters.
 * Without it every month and week is a complete page.
 */

import { now, update } from "./now.js";
import { Calendar } from "./programme.js";

const SHANGHAI = 8 * 3600000;

let calendar;
let turns = 0;

/** Make relative addresses absolute as seen from `base`, so that they hold wherever history leads. */
function settle(part, base) {
  for (const link of part.querySelectorAll("a[href], link[rel=icon]")) {
    const href = link.getAttribute("href");
    if (!href.startsWith("#")) link.href = new URL(href, base).href;
  }
}

/** Tell where the page has been turned to, and keep the focus in it. */
function arrive(root, way) {
  const name = root.querySelector("h1").textContent.split(" 共 ")[0];
  for (const last of document.querySelectorAll(".c-trail [aria-current]")) last.textContent = name;
  const said = document.querySelector("[data-turned]");
  if (said) said.textContent = name;
  if (way === "landing") return; // the reader has only just come
  if (way === "grid" && calendar.focusGrid) calendar.focusGrid();
  else (calendar.way(way) ?? focusable(root.querySelector("h1"))).focus();
}

function focusable(heading) {
  heading.tabIndex = -1;
  return heading;
}

/** Put the calendar of another page in place of this one; the browser goes there itself if that fails. */
async function turn(url, way, remember = true) {
  const mine = ++turns;
  try {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== turns) return; // the reader has gone on meanwhile
    const root = document.importNode(page.querySelector("[data-calendar]"), true);
    if (remember) history.pushState({ calendar: true }, "", new URL(url, location.href));
    settle(root, answer.url);
    calendar.root.replaceWith(root);
    document.title = page.title;
    update();
    calendar = new Calendar(root, turn);
    arrive(root, way);
  } catch {
    if (mine === turns) location.assign(url);
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

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) calendar?.apply(); // it may be another day by now
});

const root = document.querySelector("[data-calendar]");
if (root) {
  history.replaceState({ calendar: true }, "");
  settle(document, location.href);
  calendar = new Calendar(root, turn);
  const month = new Date(now() + SHANGHAI).toISOString().slice(0, 7);
  const landing = root.dataset.calendar === "month" && !location.pathname.includes(root.dataset.here);
  if (landing && calendar.usual === "all" && root.dataset.months.split(" ").includes(month)) {
    turn(`${root.dataset.root}calendar/${month}/${location.search}`, "landing", false);
  } else if (location.hash.startsWith("#d")) {
    calendar.open(location.hash.slice(2));
  }
}
