/**
 * Filters of a list page. The cards are all there; this hides those that don't match
 * and keeps the choice in the address, so that a filtered list can be shared.
 */

import { now } from "./now.js";

/** Fold case and width, so that １ matches 1. */
const fold = (text) => text.normalize("NFKC").toLowerCase();

/**
 * Whether a card matches every chosen field.
 * @param {HTMLElement} card
 * @param {FormData} chosen
 */
function matches(card, chosen) {
  for (const [name, value] of chosen) {
    if (!value) continue;
    if (name === "q") {
      const text = fold(card.textContent ?? "");
      if (!fold(value).split(/\s+/).every((word) => text.includes(word))) return false;
    } else if (name === "past") {
      if (card.dataset.until && now() >= Date.parse(card.dataset.until)) return false;
    } else if (card.dataset[name] !== value && !(card.dataset[name] ?? "").split(" ").includes(value)) {
      return false;
    }
  }
  return true;
}

/** @param {HTMLFormElement} form */
function apply(form) {
  const chosen = new FormData(form);
  const cards = [...document.querySelectorAll(".c-card")];
  let shown = 0;
  for (const card of cards) {
    card.hidden = !matches(card, chosen);
    if (!card.hidden) shown += 1;
  }
  for (const group of document.querySelectorAll("[data-group]")) {
    group.hidden = !group.querySelector(".c-card:not([hidden])");
  }
  document.querySelector("[data-none]").hidden = shown > 0;
  form.querySelector("[data-count]").textContent = `共 ${cards.length} 条，显示 ${shown} 条`;
  const query = new URLSearchParams([...chosen].filter(([, value]) => value)).toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
}

function restore(form) {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = true;
    else if (field instanceof HTMLInputElement) field.value = value;
    else if (field instanceof HTMLSelectElement && [...field.options].some((one) => one.value === value)) field.value = value;
  }
}

for (const form of document.querySelectorAll("[data-filter]")) {
  form.hidden = false;
  restore(form);
  apply(form);
  form.addEventListener("input", (event) => {
    if (!event.isComposing) apply(form);
  });
  form.addEventListener("compositionend", () => apply(form));
  form.addEventListener("reset", () => setTimeout(() => apply(form)));
  form.addEventListener("submit", (event) => event.preventDefault());
}
