/**
 * What 我的日程 needs without a network: kept here, handed out by sw.js. Each state of the data has
 * a cache of its own, and the worker changes to it only when it is complete, so that page, scripts
 * and programme always fit together. Data come from the network whenever it answers.
 */

import { ROOT } from "./mine.js";

const PAGE = new URL("mine/", ROOT).href;
const NAME = `fuwuyue-mine ${ROOT.pathname} `;

/** The programme as open data. */
export const DATA = "api/v1/calendar.json";

/** What the worker of this page keeps at `url`: after a new publication an older state may still lie beside it. */
async function kept(url) {
  const worker = navigator.serviceWorker.controller;
  const name = worker ? NAME + new URL(worker.scriptURL).searchParams.get("v") : "";
  const own = name && (await caches.has(name)) && (await (await caches.open(name)).match(url));
  return own || caches.match(url);
}

/**
 * Read a file of the site.
 * @param {string} path below the root
 * @param {(text: string) => T} understood throws when the answer is something else, a portal's page for example
 * @returns {Promise<{text: string, content: T, kept: boolean} | null>} `kept` when it comes from the cache; null when there is none
 * @template T
 */
export async function load(path, understood) {
  const url = new URL(path, ROOT).href;
  try {
    const answer = await fetch(url, { cache: "no-cache" });
    if (answer.status === 404) return null;
    if (answer.ok) {
      const text = await answer.text();
      return { text, content: understood(text), kept: false };
    }
  } catch {
    // no network, or an answer that is not ours
  }
  try {
    const found = await kept(url);
    const text = found && (await found.text());
    return found ? { text, content: understood(text), kept: true } : null;
  } catch {
    return null; // no secure context, or storage refused
  }
}

async function digest(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return [...bytes.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Styles, scripts and pictures that this page loaded. */
function ownAssets() {
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  return loaded.filter((url) => url.startsWith(new URL("assets/", ROOT).href));
}

async function fill(cache, url) {
  if (await cache.match(url)) return;
  const answer = await fetch(url, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  await cache.put(url, answer);
}

/**
 * Keep the page, and of the files `wanted` those that exist; drop files that are no longer wanted.
 * @param {string} data the programme as it was read from the network just now
 * @param {string[]} wanted paths below the root
 * @returns {Promise<boolean>} whether the page will open without a network
 */
export async function keep(data, wanted) {
  if (!("serviceWorker" in navigator) || !self.caches || !self.crypto.subtle) return false;
  try {
    const version = await digest(data);
    const cache = await caches.open(NAME + version);
    const files = wanted.map((path) => new URL(path, ROOT).href);
    await cache.put(new URL(DATA, ROOT).href, new Response(data, { headers: { "Content-Type": "application/json" } }));
    await Promise.all([PAGE, ...ownAssets()].map((url) => fill(cache, url)));
    await Promise.all(files.map((url) => fill(cache, url).catch(() => {})));
    for (const { url } of await cache.keys()) if (url.endsWith(".ics") && !files.includes(url)) await cache.delete(url);
    await navigator.serviceWorker.register(new URL(`sw.js?v=${version}`, ROOT), { scope: PAGE, updateViaCache: "none" });
    return true;
  } catch {
    return false;
  }
}
