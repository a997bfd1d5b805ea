/** The button for light and dark. The choice is kept in this browser; without one the system's is followed. */

const KEY = "fuwuyue.scheme";
const NAMES = { default: "切换到深色", slate: "切换到浅色" };
const system = matchMedia("(prefers-color-scheme: dark)");
const button = document.querySelector("[data-scheme]");

function kept() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage may be refused; the choice then lasts as long as the page
  }
}

function show(scheme) {
  document.body.dataset.mdColorScheme = scheme;
  button.setAttribute("aria-label", NAMES[scheme]);
  button.title = NAMES[scheme];
}

button.hidden = false;
show(document.body.dataset.mdColorScheme);
button.addEventListener("click", () => {
  const scheme = document.body.dataset.mdColorScheme === "slate" ? "default" : "slate";
  show(scheme);
  try {
    localStorage.setItem(KEY, scheme);
  } catch {
    // see above
  }
});
system.addEventListener("change", () => {
  if (!kept()) show(system.matches ? "slate" : "default");
});
