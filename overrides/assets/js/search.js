/** The way into the search on every page: the header's link becomes a button, and `/` a key. The dialog is fetched on demand. */

const way = document.querySelector("[data-search]");
const onPage = document.querySelector("[data-search-page]");

/** Open the dialog, or on the search page go to its field. */
async function open(event) {
  event.preventDefault();
  if (onPage) document.querySelector("#search-q").focus();
  else {
    try {
      (await import("./search-dialog.js")).open(way);
    } catch {
      location.href = way.href; // a browser without dynamic import, or no network
    }
  }
}

function typing(target) {
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

if (way) {
  way.setAttribute("role", "button");
  way.setAttribute("aria-haspopup", "dialog");
  way.setAttribute("aria-keyshortcuts", "/");
  way.addEventListener("click", open);
  way.addEventListener("keydown", (event) => event.key === " " && open(event));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!typing(event.target) && !event.target.closest("dialog")) open(event);
  });
}
if (onPage) import("./search-page.js");
