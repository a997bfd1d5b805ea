/**
 * The search dialog: results as one types, arrows between them, Enter for the page of all results.
 * Source: HTML dialog element; WAI-ARIA APG, modal dialog. Without `showModal` it is a layer that keeps the focus.
 */

import { ROOT } from "./mine.js";
import { search } from "./search-find.js";
import { forget, recent, remember } from "./search-recent.js";
import { counted, element, listen, show, waysOn } from "./search-view.js";

const SHOWN = 6;

const dialog = document.createElement("dialog");
dialog.className = "c-search";
dialog.setAttribute("aria-label", "搜索");
dialog.innerHTML = `
<form class="c-search__form" role="search">
  <label class="c-hear" for="search-field">搜索什么</label>
  <input class="c-search__field" id="search-field" name="q" type="search" enterkeyhint="search" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="80" placeholder="活动、单位、街镇、法条">
  <button class="c-button c-search__go" type="submit">搜索</button>
  <button class="c-search__close" type="button" aria-label="关闭搜索">✕</button>
</form>
<p class="c-search__status" role="status"></p>
<div class="c-search__body"><ol class="c-found"></ol><div class="c-search__more"></div></div>`;

const part = (name) => dialog.querySelector(`.c-search__${name}`);
const field = part("field");
const list = dialog.querySelector(".c-found");
const modal = typeof dialog.showModal === "function";
let back = null; // what had the focus before
let turn = 0;

function chips(label, queries) {
  const buttons = queries.map((query) => {
    const button = element("button", "c-chip", query);
    button.type = "button";
    button.addEventListener("click", () => ask(query));
    return button;
  });
  return element("div", "c-search__chips", element("p", "", label), ...buttons);
}

/** Before anything is typed: what was searched for, and what others look for. */
function welcome({ suggestions }) {
  const boxes = [];
  const before = recent();
  if (before.length) {
    const clear = element("button", "c-search__clear", "清除搜索记录");
    clear.type = "button";
    clear.addEventListener("click", () => {
      forget();
      run("");
      field.focus();
    });
    const box = chips("最近搜过", before);
    box.append(clear);
    boxes.push(box);
  }
  if (suggestions.length) boxes.push(chips("试试搜", suggestions));
  part("more").append(...boxes);
}

/** Put what was found in place of what is there; an older answer never covers a newer one. */
async function run(query) {
  const mine = ++turn;
  const later = () => mine !== turn;
  const text = query.trim();
  try {
    const { table, found, page } = await search(text, {}, SHOWN);
    if (later()) return;
    list.textContent = part("more").textContent = "";
    part("status").textContent = text ? counted(found, page) : "";
    if (!text) welcome(table);
    else if (!found.words.length) return;
    else if (!page.results.length) part("more").append(waysOn(text, found.words, ask));
    else {
      show(list, page.results, found.words);
      if (page.next < found.pages.length) part("more").append(all(text));
    }
  } catch {
    if (later()) return;
    list.textContent = part("more").textContent = "";
    part("status").textContent = "现在搜不了，可能没有网络。有网络时再试一次。";
  }
}

const address = (text) => new URL(`search/?q=${encodeURIComponent(text)}`, ROOT).href;

function all(text) {
  const link = element("a", "c-search__all", "看全部结果，按栏目和时间筛选");
  link.href = address(text);
  return link;
}

function ask(query) {
  field.value = query;
  field.focus();
  field.dispatchEvent(new Event("input"));
}

/** Move between the field and the links under it. */
function move(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.isComposing) return;
  const stops = [field, ...dialog.querySelectorAll(".c-found a, .c-search__more a, .c-search__more button")];
  const next = stops[stops.indexOf(document.activeElement) + step];
  event.preventDefault();
  if (next) next.focus();
}

function close() {
  if (modal) dialog.close();
  else {
    dialog.removeAttribute("open");
    restore();
  }
}

function restore() {
  delete document.documentElement.dataset.searching;
  if (back) back.focus();
}

/** Open the dialog; `from` gets the focus back. */
export function open(from) {
  back = from;
  if (!dialog.isConnected) document.body.append(dialog);
  if (modal) dialog.showModal();
  else dialog.setAttribute("open", "");
  document.documentElement.dataset.searching = ""; // the page behind stays where it is
  field.focus();
  field.select();
  run(field.value);
}

if (!modal) {
  dialog.classList.add("c-search--plain");
  dialog.setAttribute("role", "dialog");
  dialog.setAttribute("aria-modal", "true");
  document.addEventListener("focusin", (event) => {
    if (dialog.hasAttribute("open") && !dialog.contains(event.target)) field.focus();
  });
}
dialog.addEventListener("keydown", (event) => {
  if (!modal && event.key === "Escape" && !event.isComposing) close();
  move(event);
});
dialog.addEventListener("close", restore);
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) close(); // beside the box
  if (event.target.closest(".c-found a")) remember(field.value);
});
part("close").addEventListener("click", close);
dialog.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  if (!field.value.trim()) return;
  remember(field.value);
  location.href = address(field.value.trim());
});
listen(field, run);
