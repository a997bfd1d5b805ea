/** The page of all results, `search/?q=…&group=…&time=…`: what is asked stands in the address and can be linked. */

import { read, search } from "./search-find.js";
import { asking, open as openIndex } from "./search-index.js";
import { remember } from "./search-recent.js";
import { counted, element, listen, show, waysOn } from "./search-view.js";

const SHOWN = 20;
const TITLE = document.title;

const box = document.querySelector("[data-search-page]");
const index = document.querySelector("[data-search-index]");
box.innerHTML = `
<form class="c-filter c-find" role="search">
  <div class="c-filter__row">
    <label class="c-filter__field c-filter__field--text">搜索什么<input id="search-q" name="q" type="search" enterkeyhint="search" autocomplete="off" spellcheck="false" maxlength="80"></label>
    <label class="c-filter__field">栏目<select name="group"><option value="">全部</option></select></label>
    <label class="c-filter__field">时间<select name="time"><option value="">全部</option><option value="coming">没结束的</option><option value="past">已结束的</option></select></label>
    <button class="c-button" type="submit">搜索</button>
  </div>
  <p class="c-filter__count" role="status"></p>
</form>
<ol class="c-found"></ol>
<div class="c-search__more"></div>`;

const form = box.querySelector("form");
const [field, group, time] = ["q", "group", "time"].map((name) => form.elements.namedItem(name));
const [status, list, more] = [".c-filter__count", ".c-found", ".c-search__more"].map((name) => box.querySelector(name));
let turn = 0;

const asked = () => ({ q: field.value.trim(), group: group.value, time: time.value });

/** Show the choices of the groups with how many each has. */
function offer(table, counts) {
  for (const [place, name] of [...new Set(table.groups)].entries()) {
    const option = group.options[place + 1] || group.appendChild(element("option", ""));
    option.value = name;
    option.textContent = counts.has(name) ? `${name}（${counts.get(name)}）` : name;
  }
}

function further(found, next) {
  const button = element("button", "c-button c-button--quiet", "再看一些");
  button.type = "button";
  button.addEventListener("click", async () => {
    const at = list.children.length;
    more.textContent = "";
    const mine = turn;
    try {
      const page = await asking(() => read(found, next, SHOWN));
      if (mine === turn) append(found, page);
    } catch {
      run(); // the site was published anew: from the start
    }
    if (list.children[at]) list.children[at].querySelector("a").focus();
  });
  return button;
}

function append(found, page) {
  show(list, page.results, found.words);
  if (page.next < found.pages.length) more.append(further(found, page.next));
}

async function run() {
  const mine = ++turn;
  const { q, ...chosen } = asked();
  const query = new URLSearchParams(Object.entries(asked()).filter(([, value]) => value)).toString();
  history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
  document.title = q ? `${q} - 搜索 - ${TITLE.split(" - ").pop()}` : TITLE;
  index.hidden = q !== "";
  try {
    const { table, found, page } = await search(q, chosen, SHOWN);
    if (mine !== turn) return;
    offer(table, found.groups);
    list.textContent = more.textContent = status.textContent = "";
    if (!q) return;
    append(found, page);
    status.textContent = counted(found, page);
    if (found.words.length && !page.results.length) more.append(waysOn(q, found.words, ask));
  } catch {
    if (mine !== turn) return;
    index.hidden = false;
    status.textContent = "现在搜不了，可能没有网络。下面的网站目录还能用。";
  }
}

function ask(text) {
  field.value = text;
  field.focus();
  field.dispatchEvent(new Event("input"));
}

function restore() {
  const params = new URLSearchParams(location.search);
  field.value = params.get("q") || "";
  time.value = params.get("time") || "";
  const wanted = params.get("group");
  if (wanted) {
    const option = group.appendChild(element("option", "", wanted));
    option.value = wanted;
    option.selected = true;
  }
  return wanted;
}

document.querySelector("[data-search-plain]").textContent = "输入两个字就行；几个词之间空一格，要都有才算。网站目录在下面。";
box.hidden = false;
const wanted = restore();
asking(openIndex)
  .then((table) => {
    group.length = 1;
    offer(table, new Map());
    group.value = wanted || "";
    if (group.selectedIndex < 0) group.value = "";
  })
  .catch(() => {}) // the search itself says so
  .then(run);
listen(field, run);
for (const choice of [group, time]) choice.addEventListener("change", run);
box.addEventListener("click", (event) => event.target.closest(".c-found a") && remember(field.value));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  remember(field.value);
  run();
});
