/** The panel of the reading settings, made when it is first asked for: few readers open it, every page would carry it. */

import { canSpeak, speak } from "./aloud.js";
import { choose, setting } from "./reading.js";

const CHOICES = [
  ["text", "字号", [["", "标准"], ["large", "大"], ["huge", "特大"]]],
  ["scheme", "颜色", [["", "跟随系统"], ["default", "浅色"], ["slate", "深色"]]],
  ["contrast", "对比", [["", "标准"], ["high", "高对比"]]],
  ["layout", "版面", [["", "完整"], ["plain", "简洁"]]],
];
let panel;

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function choice(name, label, values) {
  const answers = values.map(([value, text]) => {
    const radio = element("input", { type: "radio", name: `reading-${name}`, value });
    radio.checked = setting(name) === value;
    radio.addEventListener("change", () => choose(name, value));
    return element("label", { class: "c-read__answer" }, radio, element("span", {}, text));
  });
  return element("fieldset", { class: "c-read__choice" }, element("legend", {}, label), element("div", {}, ...answers));
}

function pressed(label, action) {
  const made = element("button", { class: "c-button c-button--quiet", type: "button" }, label);
  made.addEventListener("click", action);
  return made;
}

function build(button) {
  const tools = [pressed("恢复原样", () => reset(button)), pressed("收起", () => close(button))];
  if (canSpeak()) tools.unshift(pressed("朗读本页", () => { close(button); speak(); }));
  const made = element("section", { class: "c-read", id: "reading", "aria-label": "阅读设置" });
  made.append(
    ...CHOICES.map((one) => choice(...one)),
    element("p", { class: "c-read__tools" }, ...tools),
    ...(canSpeak() ? [] : [element("p", { class: "c-read__note" }, "这个浏览器不会朗读。可以用手机自带的“随选朗读”或读屏。")]),
  );
  made.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(button);
  });
  return made;
}

function open(button) {
  panel = build(button);
  button.closest("header").append(panel);
  button.setAttribute("aria-expanded", "true");
  button.setAttribute("aria-controls", "reading");
  panel.querySelector("input:checked").focus();
}

function close(button) {
  panel.remove();
  panel = undefined;
  button.setAttribute("aria-expanded", "false");
  button.removeAttribute("aria-controls"); // what it names is gone
  button.focus();
}

function reset(button) {
  choose();
  close(button);
}

/** Open the panel below the header, or close it. */
export function toggle(button) {
  if (panel) close(button);
  else open(button);
}
