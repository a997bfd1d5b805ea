/**
 * The page 我的日程: one's own stars, or the list that the address names, from the open data.
 */

import { add, all, has, lasts, MOST, onChange, remove, replace, ROOT } from "./mine.js";
import { join } from "./mine-export.js";
import { fill, keyOf } from "./mine-list.js";
import { DATA, keep, load } from "./mine-offline.js";
import { addressOf, pass, shared } from "./mine-share.js";
import { save } from "./save.js";

const page = document.querySelector("[data-mine]");
const part = (name) => page.querySelector(`[data-mine-${name}]`);
const calendarOf = (item) => `${keyOf(item)}.ics`;

/** The programme as it was read, or null. */
let programme = null;
let items = new Map();
let guest = shared(location.search);
let before = null;

/** What the page lists, each with its record if there is one. */
function entries() {
  if (guest) {
    const named = guest.keys.map((key) => ({ key, title: key, item: items.get(key), changed: false }));
    return [...named, ...guest.odd.map((title) => ({ key: title, title }))];
  }
  return all().map((star) => {
    const item = items.get(star.key);
    return { ...star, item, changed: Boolean(item) && item.sequence > star.sequence };
  });
}

const known = () => entries().filter(({ item }) => item).map(({ item }) => item);

function say(text, undoable = false) {
  part("said").textContent = text;
  part("undo").hidden = !undoable;
}

function showTools() {
  const list = known();
  for (const name of ["export", "share"]) part(name).hidden = list.length === 0;
  part("clear").hidden = Boolean(guest) || all().length === 0;
  part("own").hidden = !guest;
  const fresh = list.filter((item) => !has(keyOf(item)));
  part("join").hidden = !guest || fresh.length === 0;
  part("refused").hidden = lasts();
}

function show() {
  const list = entries();
  part("plain").hidden = true;
  part("live").hidden = false;
  part("unread").hidden = Boolean(programme);
  part("empty").hidden = !programme || list.length > 0;
  part("name").textContent = guest ? "收到的日程" : "我的日程";
  part("lead").hidden = Boolean(guest);
  part("gone").textContent = guest ? "没有找到" : "已撤下";
  fill(page, programme ? list : [], guest ? {} : { remove: drop, seen: settle }, ROOT);
  showTools();
}

/** Change one's own list so that it can be taken back. */
function change(act, text) {
  before = all();
  act();
  say(text, true);
  part("undo").focus();
}

function drop(key) {
  const { title } = all().find((star) => star.key === key);
  change(() => remove(key), `已移除“${title}”`);
}

/** The reader has seen the change of a record. */
function settle(key) {
  replace(all().map((star) => (star.key === key ? starOf(items.get(key)) : star)));
}

const starOf = (item) => ({ key: keyOf(item), sequence: item.sequence, title: item.title });

function take() {
  const count = add(known().map(starOf));
  const missed = known().filter((item) => !has(keyOf(item))).length;
  guest = null;
  history.replaceState(null, "", location.pathname);
  show();
  say(`已加入 ${count} 项${missed ? `，另外 ${missed} 项放不下（最多 ${MOST} 项）` : ""}`);
  part("name").tabIndex = -1;
  part("name").focus();
}

async function toCalendar() {
  if (/MicroMessenger/i.test(navigator.userAgent)) {
    return say("微信里不能保存日历文件。请点右上角“…”，选“在浏览器打开”，再点一次。");
  }
  const wanted = known();
  const files = await Promise.all(wanted.map((item) => load(calendarOf(item), (text) => {
    if (!text.startsWith("BEGIN:VCALENDAR")) throw new TypeError("not a calendar");
    return text;
  })));
  const found = files.filter(Boolean).map(({ content }) => content);
  const missing = wanted.filter((_, at) => !files[at]).map(({ title }) => title);
  if (found.length) save(join(found, "我的日程"), "我的日程.ics", "text/calendar");
  const lack = missing.length ? `没能读到：${missing.join("、")}。请有网络时再试` : "";
  say([found.length ? `已导出 ${found.length} 项，打开文件就能加进日历` : "", lack].filter(Boolean).join("；"));
}

async function hand() {
  const address = part("address");
  address.hidden = true;
  say(await pass(addressOf(known().map(keyOf)), "我的日程", (url) => {
    address.hidden = false;
    address.querySelector("input").value = url;
    address.querySelector("input").select();
  }));
}

function understood(text) {
  const document_ = JSON.parse(text);
  return { at: document_.generated_at, items: new Map(document_.items.map((item) => [keyOf(item), item])) };
}

/** Keep what one's own list needs, as long as the network is there. */
async function store() {
  if (!programme || programme.kept) return;
  const wanted = all().map(({ key }) => items.get(key)).filter(Boolean).map(calendarOf);
  part("kept").hidden = !(await keep(programme.text, wanted));
}

async function start() {
  programme = await load(DATA, understood);
  items = programme ? programme.content.items : new Map();
  const offline = part("offline");
  offline.hidden = !programme || !programme.kept;
  if (!offline.hidden) {
    const [, month, day, time] = /-(\d+)-(\d+)T(\d+:\d+)/.exec(programme.content.at);
    offline.textContent = `离线，内容是 ${Number(month)}月${Number(day)}日 ${time} 的`;
  }
  show();
  if (guest && guest.cut) say(`一次最多看 ${MOST} 项，后面的没有显示`);
  await store();
}

for (const [name, act] of Object.entries({ export: toCalendar, share: hand, join: take, again: start })) {
  part(name).addEventListener("click", act);
}
part("clear").addEventListener("click", () => change(() => replace([]), "已全部移除"));
part("undo").addEventListener("click", () => {
  add(before);
  say("已恢复");
  part("name").tabIndex = -1;
  part("name").focus();
});
onChange(() => {
  if (!programme) return;
  show();
  store();
});
document.addEventListener("visibilitychange", () => {
  if (programme && !document.hidden) show();
});
if (document.readyState === "complete") start();
else addEventListener("load", start); // by then the page's own files are known, to be kept
