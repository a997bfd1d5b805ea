/** Copying a citation or a text to pass on; without it the text can be selected by hand. */

import { copy } from "./copy.js";

for (const cite of document.querySelectorAll("[data-cite]")) {
  const [button, text, said] = ["copy", "text", "said"].map((name) => cite.querySelector(`[data-${name}]`));
  button.hidden = false;
  button.addEventListener("click", async () => {
    said.textContent = ""; // the same words twice would be read only once
    const copied = await copy(text);
    said.textContent = copied ? "已复制。" : "没能自动复制。文字已经选中，请长按它，选“复制”。";
  });
}
