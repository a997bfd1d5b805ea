/**
 * A star on everything that has a time, wherever the page shows it and whenever it is added,
 * and the number of stars beside the link to 我的日程. Without scripts there is no star.
 */

import { add, all, has, lasts, MOST, onChange, remove, ROOT } from "./mine.js";

const SHOWN_FOR = 8000; // milliseconds: long enough to read it slowly and to reach the link
const buttons = new Set();
let timer = 0;

const told = document.createElement("div");
told.className = "c-told";
told.setAttribute("aria-live", "polite");
document.body.append(told);

/** Say `text` politely; `way` adds the link to 我的日程. */
function say(text, way = false) {
  const line = document.createElement("p");
  line.textContent = text;
  if (way) {
    const link = document.createElement("a");
    link.href = new URL("mine/", ROOT).href;
    link.textContent = "我的日程";
    line.append("，到“", link, "”里看");
  }
  told.textContent = "";
  told.append(line);
  clearTimeout(timer);
  timer = setTimeout(() => told.firstChild && line.remove(), SHOWN_FOR);
}

function toggle({ key, revision }, title) {
  if (has(key)) {
    remove(key);
    say("已取消收藏");
  } else if (!add([{ key, sequence: Number(revision || 0), title }])) {
    say(`最多收藏 ${MOST} 项，请先移除一些`);
  } else if (lasts()) {
    say("已收藏", true);
  } else {
    say("已收藏，但这个浏览器不让保存，离开这一页就没有了");
  }
}

function show(button) {
  button.setAttribute("aria-pressed", String(has(button.closest("[data-key]").dataset.key)));
}

/** A list of a thousand entries names each address once, in the link. */
function keyOf(host) {
  return host.dataset.key || new URL(host.querySelector("a").href).pathname.split("/").slice(-3, -1).join("/");
}

function decorate(host) {
  if (host.querySelector(".c-star")) return;
  host.dataset.key = keyOf(host);
  const title = host.querySelector("h1, h2, h3, h4, a").textContent.trim();
  const button = document.createElement("button");
  button.type = "button";
  button.className = "c-star";
  button.setAttribute("aria-label", `收藏：${title}`);
  button.addEventListener("click", () => toggle(host.dataset, title));
  host.append(button);
  buttons.add(button);
  show(button);
}

function decorateIn(root) {
  if (root.matches("[data-key]")) decorate(root);
  for (const host of root.querySelectorAll("[data-key]")) decorate(host);
}

function showAll() {
  for (const button of buttons) button.isConnected ? show(button) : buttons.delete(button);
  for (const count of document.querySelectorAll("[data-mine-count]")) {
    count.textContent = String(all().length);
    count.hidden = all().length === 0;
  }
}

decorateIn(document.body);
showAll();
onChange(showAll);
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    for (const node of addedNodes) if (node instanceof Element) decorateIn(node);
  }
}).observe(document.querySelector("#main"), { childList: true, subtree: true });
