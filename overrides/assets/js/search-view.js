/** Results as a list of links, each with why it was found, the words marked. */

import { ROOT } from "./mine.js";
import { marks } from "./search-find.js";

const BEFORE = 16; // characters of an excerpt before the first word found
const LENGTH = 76;

/** @param {string} name @param {string} className @param {...(string | Node)} parts */
export function element(name, className, ...parts) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...parts);
  return made;
}

/** Text with the words in `<mark>`. */
function marked(text, words) {
  const parts = [];
  let done = 0;
  for (const [from, to] of marks(text, words)) {
    parts.push(text.slice(done, from), element("mark", "", text.slice(from, to)));
    done = to;
  }
  return [...parts, text.slice(done)];
}

/** The part of a section around the first word, as one line. */
function excerpt(text, words) {
  const line = text.replace(/\n/g, " ");
  const [first] = marks(text, words);
  const from = first && first[0] > BEFORE * 2 ? first[0] - BEFORE : 0;
  const to = Math.min(line.length, from + LENGTH);
  return (from ? "…" : "") + line.slice(from, to) + (to < line.length ? "…" : "");
}

/** The link holds the title alone, and is stretched over the rest, which describes it. */
function result(one, words) {
  const link = element("a", "c-found__link", ...marked(one.title, words));
  link.href = new URL(one.url + (one.anchor ? `#${one.anchor}` : ""), ROOT).href;
  const facts = [one.when, one.place].filter(Boolean).join(" · ");
  const about = element("p", "c-found__about", element("span", "c-badge", one.group));
  if (one.over) about.append(element("span", "c-found__over", "已结束"));
  if (facts) about.append(element("span", "", ...marked(facts, words)));
  const said = one.heading && one.heading !== one.title ? `${one.heading}：` : "";
  const text = element("p", "c-found__text", ...marked(said + excerpt(one.text, words), words));
  about.id = `found-about-${one.number}`;
  text.id = `found-text-${one.number}`;
  link.setAttribute("aria-describedby", `${about.id} ${text.id}`);
  return element("li", "c-found__item", element("p", "c-found__title", link), about, text);
}

/** Append `results` to the list. */
export function show(list, results, words) {
  list.append(...results.map((one) => result(one, words)));
}

/** What to say about how many there are; exact where all were read. */
export function counted({ pages, words }, { results, next }) {
  if (!words.length) return "再多输入一个字，就能搜了";
  if (!pages.length || (next >= pages.length && !results.length)) return "没有找到";
  return next >= pages.length ? `找到 ${results.length} 个网页` : `找到约 ${pages.length} 个网页`;
}

/** Ways on where nothing was found; `again` searches for another text. */
export function waysOn(query, words, again) {
  const box = element("div", "c-none", element("p", "", `没有找到“${query}”。可以这样再试：`));
  const list = element("ul", "");
  const chip = (text) => {
    const button = element("button", "c-chip", text);
    button.type = "button";
    button.addEventListener("click", () => again(text));
    return button;
  };
  const halves = (word) => (/.第\d+条/.test(word) ? word.split(/(?=第\d+条)/) : [word.slice(0, 2), word.slice(-2)]);
  const shorter = words.length > 1 ? words : words.filter((word) => word.length > 3).flatMap(halves);
  if (shorter.length) {
    list.append(element("li", "", "换短一点的词：", ...[...new Set(shorter)].map(chip)));
  }
  for (const [words_, path] of [["看日程", "calendar/"], ["我要举报", "report/"], ["看网站目录", "search/#index"]]) {
    const link = element("a", "", words_);
    link.href = new URL(path, ROOT).href;
    list.append(element("li", "", link));
  }
  import("./search-instead.js")
    .then(({ ways }) => ways(words, chip))
    .then((items) => list.prepend(...items))
    .catch(() => {}); // the other ways are there
  box.append(list);
  return box;
}

/** Call `run` with what a field holds when it changes; while an input method composes, wait for its end. */
export function listen(field, run) {
  let composing = false;
  let last = field.value;
  const changed = () => {
    if (composing || field.value === last) return;
    last = field.value;
    run(last);
  };
  field.addEventListener("compositionstart", () => (composing = true));
  field.addEventListener("compositionend", () => {
    composing = false;
    changed();
  });
  field.addEventListener("input", changed);
}
