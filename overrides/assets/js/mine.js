/**
 * What the reader starred. It never leaves this browser; one origin may hold several campaigns,
 * so each site's list lies under the path of its root. Damaged contents count as an empty list,
 * refused storage as one that lasts as long as the page.
 *
 * @typedef {{key: string, sequence: number, title: string}} Star a record's address below the root,
 * `events/2023-06-08-launch`, and what it was when starred
 */

const NAME = "fuwuyue.mine";
const VERSION = 1;
const WRITTEN = /^[a-z][a-z-]{0,39}\/[a-z0-9][a-z0-9-]{0,99}$/;

/** Records in one list, one's own or a shared one. */
export const MOST = 100;

/** The site's root, wherever it is served. */
export const ROOT = new URL("../../", import.meta.url);

let refused = false;
const listeners = [];

/** Whether `text` is written like a record's key. */
export const isKey = (text) => typeof text === "string" && WRITTEN.test(text);

/** The whole of what is stored: `{version, lists: {path: Star[]}}`. */
function stored() {
  let text = null;
  try {
    text = localStorage.getItem(NAME);
    const found = JSON.parse(text);
    if (found && found.version === VERSION && typeof found.lists === "object" && found.lists) return found;
  } catch (error) {
    refused = !(error instanceof SyntaxError);
  }
  return { version: VERSION, lists: {} };
}

/** @returns {Star[]} */
function read() {
  const found = stored().lists[ROOT.pathname];
  const seen = new Set();
  return (Array.isArray(found) ? found : [])
    .filter((one) => one && isKey(one.key) && !seen.has(one.key) && seen.add(one.key))
    .slice(0, MOST)
    .map(({ key, sequence, title }) => ({ key, sequence: Number(sequence) || 0, title: String(title || key) }));
}

let stars = read();

function refresh() {
  if (!refused) stars = read();
}

function tell() {
  for (const listener of listeners) listener();
}

/** Put `list` in place of everything that is starred. */
export function replace(list) {
  stars = list;
  const whole = stored();
  whole.lists[ROOT.pathname] = list;
  try {
    localStorage.setItem(NAME, JSON.stringify(whole));
    refused = false;
  } catch {
    refused = true;
  }
  tell();
}

/** Everything that is starred, in the order of starring. */
export const all = () => stars;

/** Whether the list outlasts the page. */
export const lasts = () => !refused;

export const has = (key) => stars.some((star) => star.key === key);

/**
 * Star what is not starred yet, as far as there is room.
 * @param {Star[]} wanted
 * @returns {number} how many were added
 */
export function add(wanted) {
  refresh();
  const added = wanted.filter(({ key }) => !has(key)).slice(0, MOST - stars.length);
  if (added.length) replace([...stars, ...added]);
  return added.length;
}

export function remove(key) {
  refresh();
  replace(stars.filter((star) => star.key !== key));
}

/** Call `listener` after every change, those of other tabs included. */
export function onChange(listener) {
  listeners.push(listener);
}

function again() {
  refresh();
  tell();
}

addEventListener("storage", ({ key }) => {
  if (key === NAME || key === null) again();
});
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) again(); // a page kept for the way back hears of no change
});
