/**
 * Reading settings: size of the type, colours, contrast, layout. They are kept in this browser and
 * stand as data-… on the root; parts/scheme.html sets them before anything is drawn.
 */

const KEY = "fuwuyue.reading";
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
let chosen = kept();

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) || {};
  } catch {
    return {}; // storage may be refused; the choice then lasts as long as the page
  }
}

/** Return what was chosen of a setting; an empty text is the page as it comes. */
export function setting(name) {
  return chosen[name] || "";
}

/** Show the page as chosen, and keep the choice; without a name everything is as it comes. */
export function choose(name, value) {
  for (const old of Object.keys(chosen)) delete root.dataset[old];
  chosen = name ? { ...chosen, [name]: value } : {};
  if (!value) delete chosen[name];
  Object.assign(root.dataset, chosen);
  follow();
  try {
    localStorage.setItem(KEY, JSON.stringify(chosen));
  } catch {
    // see above
  }
}

function follow() {
  document.body.dataset.mdColorScheme = setting("scheme") || (system.matches ? "slate" : "default");
}

const button = document.querySelector("[data-reading]");
button.hidden = false;
button.addEventListener("click", async () => {
  const { toggle } = await import("./reading-panel.js");
  toggle(button);
});
system.addEventListener("change", follow);
