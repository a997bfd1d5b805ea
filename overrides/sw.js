/**
 * Opens 我的日程 without a network. Its scope is that one page, so that nothing else of the site ever
 * passes through it; it answers from the cache only when the network does not. What the cache holds is
 * decided by assets/js/mine-offline.js, its name by the state of the data in this script's own address.
 * Source: W3C Service Workers, 2.2 (scope) and 4.5 (FetchEvent).
 */

const ROOT = new URL("./", self.location);
const PAGE = new URL("mine/", ROOT).href;
const ASSETS = new URL("assets/", ROOT).href;
const FAMILY = `fuwuyue-mine ${ROOT.pathname} `;
const CACHE = FAMILY + new URL(self.location).searchParams.get("v");

/** Under which address a request is kept, or an empty string; the page's query only says what it shows. */
function keptAs({ method, mode, url }) {
  if (method !== "GET") return "";
  if (mode === "navigate") return url.split(/[?#]/)[0] === PAGE ? PAGE : "";
  return url.startsWith(ASSETS) ? url : "";
}

async function answer(request, name) {
  const kept = async () => (await caches.open(CACHE)).match(name);
  try {
    const fresh = await fetch(request);
    return fresh.status < 500 ? fresh : (await kept()) || fresh;
  } catch (error) {
    const found = await kept();
    if (found) return found;
    throw error;
  }
}

async function dropOthers() {
  for (const name of await caches.keys()) if (name.startsWith(FAMILY) && name !== CACHE) await caches.delete(name);
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(dropOthers().then(() => self.clients.claim())));
self.addEventListener("fetch", (event) => {
  const name = keptAs(event.request);
  if (name) event.respondWith(answer(event.request, name));
});
