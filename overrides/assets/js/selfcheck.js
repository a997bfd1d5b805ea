/**
 * The self-check: answers, progress, result. Nothing here asks the network for anything, and nothing is
 * kept unless the reader saves a file or ticks the box.
 */

import { now } from "./now.js";
import { save } from "./save.js";
import { pack, Refused, unpack } from "./selfcheck-file.js";
import { forget, recall, remember } from "./selfcheck-memory.js";
import { showResult } from "./selfcheck-result.js";
import { score } from "./selfcheck-score.js";

const page = document.querySelector("[data-check]");
const part = (name) => page.querySelector(`[data-check-${name}]`);
const SHANGHAI = 8 * 3600000;

const marking = JSON.parse(part("marking").textContent);
const inputs = () => [...page.querySelectorAll("[data-check-questions] input")];
const today = () => new Date(now() + SHANGHAI).toISOString().slice(0, 10);

/** The answers before the last one that can be taken back. */
let before = new Map();

/** @returns {Map<string, string>} question → answer */
const answers = () => new Map(inputs().filter(({ checked }) => checked).map(({ name, value }) => [name, value]));

function setAnswers(wanted) {
  for (const input of inputs()) input.checked = wanted.get(input.name) === input.value;
}

/** Say something beside the upper tools (`told`) or the lower ones (`said`); the other place falls silent. */
function say(place, text, undoable = false) {
  for (const [name, button] of [["told", "undo"], ["said", "back"]]) {
    part(name).textContent = name === place ? text : "";
    part(button).hidden = !(name === place && undoable);
  }
}

function keep() {
  if (!part("keep").checked) return;
  if (remember(pack(marking, answers(), today()))) return;
  part("keep").checked = false;
  say("told", "这个浏览器不让本站保存内容（可能开了无痕浏览）。要留下来，请用下面的“存成文件”。");
}

function show(given) {
  showResult(page, score(marking, given), given, marking.efforts);
  part("result").hidden = false;
  page.classList.add("c-check--scored");
}

function hide() {
  part("result").hidden = true;
  page.classList.remove("c-check--scored");
}

/** Follow a change of the answers: progress, memory, and the result if it is on the page. */
function follow() {
  const given = answers();
  part("progress").textContent = `已答 ${given.size} / ${marking.questions.length}`;
  if (!part("result").hidden) {
    if (given.size) show(given);
    else hide();
  }
  keep();
}

function restore(place) {
  setAnswers(before);
  follow();
  say(place, "已恢复");
}

function toResult() {
  const given = answers();
  if (!given.size) return say("said", "还没有答题。答几题就能看结果，没答的不算分。");
  say("said", "");
  show(given);
  part("heading").focus({ preventScroll: true });
  part("heading").scrollIntoView();
}

function toNext() {
  const [first] = score(marking, answers()).missing;
  const asked = page.querySelector(`[data-question="${first}"]`);
  asked.querySelector("input").focus({ preventScroll: true });
  asked.scrollIntoView({ block: "center" });
}

function toFile() {
  if (/MicroMessenger/i.test(navigator.userAgent)) {
    return say("said", "微信里不能保存文件。请点右上角“…”，选“在浏览器打开”，再答、再存。");
  }
  const given = answers();
  if (!given.size) return say("said", "还没有答题，没有东西可存。");
  const name = `自测-${today()}.json`;
  save(pack(marking, given, today()), name, "application/json");
  say("said", `已存成“${name}”，下次用上面的“载入上次的文件”接着答。`);
}

async function fromFile() {
  const [file] = part("load").files;
  if (!file) return;
  try {
    const { answers: found, left } = unpack(file.size > 1000000 ? "" : await file.text(), marking);
    before = answers();
    setAnswers(found);
    follow();
    say("told", `已载入 ${found.size} 题的答案${left ? `，另有 ${left} 条对不上现在的题目，没有用` : ""}`, true);
  } catch (error) {
    say("told", error instanceof Refused ? error.message : "这个文件读不了，请再选一次。");
  }
  part("load").value = ""; // so that the same file can be chosen again
}

function startOver() {
  before = answers();
  setAnswers(new Map());
  hide();
  follow();
  say("said", "已清空", true);
  part("back").focus();
}

function toggleKeep() {
  if (part("keep").checked) {
    say("told", "会记在这个浏览器里。公用的电脑别勾。");
    keep();
  } else {
    forget();
    say("told", "已从这台设备上删去，页面上的答案还在。");
  }
}

function resume() {
  const text = recall();
  if (text === null) return;
  try {
    setAnswers(unpack(text, marking).answers);
    part("keep").checked = true;
    say("told", "已接着上次的答案。");
  } catch {
    forget();
  }
}

for (const tool of page.querySelectorAll("[data-check-live]")) tool.hidden = false;
part("hand").classList.add("c-check__hand--paper");
part("questions").addEventListener("change", follow);
part("load").addEventListener("change", fromFile);
part("keep").addEventListener("change", toggleKeep);
part("undo").addEventListener("click", () => restore("told"));
part("back").addEventListener("click", () => restore("said"));
for (const [name, act] of Object.entries({ show: toResult, next: toNext, save: toFile, clear: startOver })) {
  part(name).addEventListener("click", act);
}
resume();
follow();
