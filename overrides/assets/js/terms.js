/**
 * Popovers of glossary words. A link `a[data-gloss]` leads to the word's page; this shows its
 * sentence on hover, focus and the first tap. The second tap, Enter and a click follow the link.
 * Source: WCAG 2.2 SC 1.4.13 (dismissible with Esc, hoverable, persistent); ARIA tooltip pattern.
 */

const LINGER = 200; // ms in which the pointer may travel from the word to its popover
const GAP = 6; // px between word and popover, and to the window's edge

const box = document.createElement("div");
box.className = "c-gloss";
box.id = "gloss";
box.setAttribute("role", "tooltip");
box.hidden = true;
const above = typeof box.showPopover === "function"; // the top layer where there is one
if (above) box.popover = "manual";

/** @type {HTMLAnchorElement | null} the word whose sentence is shown */
let shown = null;
let leaving = 0;
let touched = false;

/** Put the popover below its word, or above it where there is no room below. */
function place(word) {
  const line = word.getClientRects()[0];
  const width = document.documentElement.clientWidth;
  const left = Math.max(GAP, Math.min(line.left, width - box.offsetWidth - GAP));
  const below = line.bottom + GAP + box.offsetHeight <= window.innerHeight;
  const top = below ? line.bottom + GAP : Math.max(GAP, line.top - GAP - box.offsetHeight);
  const frame = above || box.offsetParent === document.body ? null : box.offsetParent;
  const origin = frame ? frame.getBoundingClientRect() : { left: -window.scrollX, top: -window.scrollY };
  box.style.left = `${left - origin.left}px`;
  box.style.top = `${top - origin.top}px`;
}

function hide() {
  clearTimeout(leaving);
  if (!shown) return;
  shown.removeAttribute("aria-describedby");
  shown = null;
  if (above) box.hidePopover();
  box.hidden = true;
}

/** @param {HTMLAnchorElement} word */
function show(word) {
  clearTimeout(leaving);
  if (shown === word) return;
  hide();
  shown = word;
  box.textContent = word.dataset.gloss;
  if (touched) box.append(Object.assign(document.createElement("span"), { className: "c-gloss__more", textContent: "再点一次看详细" }));
  box.hidden = false;
  if (above) box.showPopover();
  word.setAttribute("aria-describedby", box.id);
  place(word);
}

const leave = () => {
  clearTimeout(leaving);
  leaving = setTimeout(hide, LINGER);
};

for (const word of document.querySelectorAll("a[data-gloss]")) {
  let before = false; // whether the popover was there before the tap that is going on
  word.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    before = shown === word;
  });
  word.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && show(word));
  word.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && leave());
  word.addEventListener("focus", () => show(word));
  word.addEventListener("blur", hide);
  word.addEventListener("click", (event) => {
    if (!touched || before) return;
    event.preventDefault();
    show(word);
  });
}

box.addEventListener("pointerenter", () => clearTimeout(leaving));
box.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && leave());
document.addEventListener("pointerdown", (event) => {
  if (shown && event.target !== shown && !shown.contains(event.target) && !box.contains(event.target)) hide();
});
document.addEventListener("keydown", (event) => {
  touched = false;
  if (event.key === "Escape") hide();
});
if (document.querySelector("a[data-gloss]")) document.querySelector("#main").append(box);
