/**
 * Subscribing to a calendar: copying its address, and hiding or telling what fails on
 * this device. Without it every way is shown, with the address as plain text.
 */

const ANDROID = /Android/i.test(navigator.userAgent);
const WECHAT = /MicroMessenger/i.test(navigator.userAgent);

/** Select the text of an element, so that it can be copied by hand. */
function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

/**
 * Copy the address; the selection stays when neither way of copying works.
 * @param {HTMLElement} address
 * @returns {Promise<boolean>} whether it was copied
 */
async function copy(address) {
  try {
    await navigator.clipboard.writeText(address.textContent);
    return true;
  } catch {
    select(address); // no permission, or a page that came without https
  }
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  }
}

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
