/**
 * Reading the page aloud: sentence by sentence, the block that is read is marked and kept in sight.
 * Pausing means stopping and going on with the same sentence, because Android's own pause does not go on.
 */

const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, th, td, legend, figcaption, summary";
const SILENT = "nav, [hidden], [aria-hidden=true], .c-cite, .c-filter, .c-star, .c-read, script, style, template, svg, button, select";
const SENTENCE = /[^。！？；!?;]+[。！？；!?;]*/g;
let bar, said, place, speaking;

/** Tell whether the browser can speak at all; many that live inside other apps can't. */
export function canSpeak() {
  return "speechSynthesis" in window && "SpeechSynthesisUtterance" in window;
}

/** Tell whether a text lies in a part that is folded; what unfolds it is seen. */
function folded(element) {
  const box = element.closest("details:not([open])");
  return Boolean(box) && !(element.closest("summary") && element.closest("summary").parentElement === box);
}

/** Tell whether an element of a block is seen apart from its neighbours: a badge, a state, a day beside an hour. */
function boxed(element, block) {
  if (element === block || element.closest(".c-prose")) return false;
  return getComputedStyle(element).display !== "inline" || /^c-(?!nowrap|hear)/.test(element.className);
}

function sentences() {
  const texts = new Map();
  const main = document.querySelector("#main");
  const title = main.querySelector("h1");
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  if (title) walker.currentNode = title; // badges and the trail stand before it
  let last;
  for (let node; (node = walker.nextNode()); ) {
    const parent = node.parentElement;
    const block = parent.closest(BLOCKS);
    if (!block || parent.closest(SILENT) || !parent.offsetParent || folded(parent)) continue;
    const before = texts.get(block) || "";
    if (!node.data.trim()) {
      if (before) texts.set(block, before + " ");
      continue;
    }
    const apart = before && !/[\p{P}\s]$/u.test(before) && parent !== last && (boxed(parent, block) || boxed(last, block));
    texts.set(block, before + (apart ? "，" : "") + node.data.replace(/\s+/g, " "));
    last = parent;
  }
  return [...texts].flatMap(([block, text]) => (text.match(SENTENCE) || []).map((one) => ({ block, text: one.trim() })));
}

function next() {
  for (const { block } of said) delete block.dataset.spoken;
  if (place >= said.length) return stop();
  const { block, text } = said[place];
  block.dataset.spoken = "";
  block.scrollIntoView({ block: "nearest" });
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = "zh-CN";
  utterance.onend = () => {
    if (utterance !== speaking) return; // stopped or paused meanwhile
    place += 1;
    next();
  };
  utterance.onerror = (event) => {
    if (utterance === speaking) tell(event.error === "not-allowed" ? "浏览器不让朗读，请再点一次“继续”。" : "这台设备没有中文朗读声音。");
  };
  speaking = utterance; // Chrome drops the end of an utterance that nobody holds
  speechSynthesis.speak(utterance);
}

function hush() {
  speaking = undefined;
  speechSynthesis.cancel();
}

function tell(text) {
  bar.querySelector("[role=status]").textContent = text;
  show(false);
}

function show(going) {
  bar.querySelector("[data-pause]").textContent = going ? "暂停" : "继续";
}

function stop() {
  hush();
  for (const { block } of said) delete block.dataset.spoken;
  bar.remove();
  bar = undefined;
  document.querySelector("[data-reading]").focus();
}

function makeBar() {
  bar = document.createElement("section");
  bar.className = "c-aloud";
  bar.setAttribute("aria-label", "朗读");
  bar.innerHTML = '<p role="status">正在朗读本页</p><button class="c-button" type="button" data-pause></button><button class="c-button c-button--quiet" type="button" data-stop>停止</button>';
  bar.querySelector("[data-stop]").addEventListener("click", stop);
  bar.querySelector("[data-pause]").addEventListener("click", () => {
    const going = Boolean(speaking);
    tell(going ? "已暂停" : "正在朗读本页");
    show(!going);
    if (going) hush();
    else next();
  });
  document.body.append(bar);
  show(true);
  bar.querySelector("[data-pause]").focus();
}

/** Read the page from its beginning; a bar at the bottom pauses and stops it. */
export function speak() {
  if (bar) stop();
  said = sentences();
  place = 0;
  makeBar();
  next();
}

addEventListener("pagehide", () => {
  if (bar) stop(); // the voice would go on over the next page
});
