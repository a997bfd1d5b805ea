/**
 * Subscribing to a calendar: copying its address, and hiding or telling what fails on
 * this device. Without it every way is shown, with the address as plain text.
 */

import { copy } from "./copy.js";

const ANDROID = /Android/i.test(navigator.userAgent);
const WECHAT = /MicroMessenger/i.test(navigator.userAgent);

for (const ways of document.querySelectorAll("[data-subscribe]")) {
  const [button, address, said] = ["copy", "address", "said"].map((name) => ways.querySelector(`[data-${name}]`));
  button.hidden = false;
  button.addEventListener("click", async () => {
    said.textContent = ""; // the same words twice would be read only once
    const copied = await copy(address);
    said.textContent = copied ? "已复制，到日历里粘贴。" : "没能自动复制。地址已经选中，请长按它，选“复制”。";
  });
}

if (ANDROID) {
  for (const link of document.querySelectorAll("[data-webcal]")) link.hidden = true; // no application there answers webcal:
}
if (WECHAT) {
  for (const hint of document.querySelectorAll("[data-wechat]")) hint.hidden = false;
}
