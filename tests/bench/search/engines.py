"""The same pages for three searches, and how each is asked in a browser."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

from material.plugins.search.plugin import SearchIndex

#: asks a query and returns milliseconds to the first six results, and the ids of all there are
ASK = {
    "own": """async ([query, root]) => {
      const { find, read } = await import(root + "assets/js/search-find.js");
      const start = performance.now();
      const found = await find(query);
      const page = await read(found, 0, 6);
      const ms = performance.now() - start;
      const finished = window.finished ? await window.finished() : null;
      const rest = await read(found, page.next, Infinity);
      return { ms, ids: [...page.results, ...rest.results].map((one) => one.url) };
    }""",
    "pagefind": """async ([query, root]) => {
      const engine = await import(root + "pagefind/pagefind.js");
      const start = performance.now();
      const found = await engine.search(query);
      await Promise.all(found.results.slice(0, 6).map((one) => one.data()));
      const ms = performance.now() - start;
      if (window.finished) await window.finished();
      return { ms, ids: found.results.map((one) => one.id) };
    }""",
    "material": """async ([query]) => {
      const field = document.querySelector(".md-search__input");
      document.querySelector("#__search").checked = true;
      field.focus();
      const type = (text, limit) => {
        const late = new Promise((done) => setTimeout(done, limit, []));
        const answer = new Promise((done) => (window.answered = done));
        field.value = text;
        field.dispatchEvent(new KeyboardEvent("keyup", { key: "a", bubbles: true }));
        return Promise.race([answer, late]);
      };
      await type("", 300); // the same text twice would not be asked twice
      const start = performance.now();
      const items = await type(query, 30000);
      const ms = performance.now() - start;
      return { ms, ids: items.flat().map((one) => one.location.split("#")[0]) };
    }""",
}
#: types a query into the open dialog and returns milliseconds to what is shown
TYPE = """async ([query, root]) => {
  const { open } = await import(root + "assets/js/search-dialog.js");
  const shown = () => {
    const dialog = document.querySelector("dialog.c-search");
    return new Promise((done) => {
      const observer = new MutationObserver(() => (observer.disconnect(), done(performance.now())));
      observer.observe(dialog, { childList: true, subtree: true, characterData: true });
    });
  };
  open(document.body);
  await Promise.race([shown(), new Promise((done) => setTimeout(done, 1000))]); // what to search for, if a campaign says so
  const field = document.querySelector("#search-field");
  const answer = shown();
  const start = performance.now();
  field.value = query;
  field.dispatchEvent(new Event("input"));
  return (await answer) - start;
}"""
#: Material's answers come from a worker; only the first few are drawn
LISTEN = """
const Real = window.Worker;
window.Worker = class extends Real {
  constructor(...options) {
    super(...options);
    this.addEventListener("message", ({ data }) => {
      if (data.type === 1) window.searchReady = true;
      if (data.type === 3 && window.answered) window.answered(data.data.items);
    });
  }
};
"""
_HEAD = '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
_PAGE = _HEAD + "<title>{title}</title></head><body><main data-pagefind-body>{body}</main></body></html>"
_CONFIG = """\
site_name: bench
site_url: http://127.0.0.1/
theme: { name: material, language: zh, font: false }
plugins: [{ search: { lang: zh } }]
"""


@dataclass(frozen=True, slots=True)
class Source:
    """A page of the site: its address, title and the HTML of its article."""

    url: str
    title: str
    body: str


def sources(site: Path) -> list[Source]:
    """Return the pages that the site's own index has."""
    table = json.loads((site / "assets/search/index.json").read_text(encoding="utf-8"))
    urls: dict[str, str] = {}
    for block in sorted((site / "assets/search" / table["version"]).glob("t*.json")):
        for head, *_ in json.loads(block.read_text(encoding="utf-8")):
            if len(head) > 1:
                urls[head[1]] = head[2]
    found = []
    for url, title in sorted(urls.items()):
        html = (site / url / "index.html").read_text(encoding="utf-8")
        body = html[html.index(">", html.index('id="main"')) + 1 : html.rindex("</article>")]
        found.append(
            Source(url, title, re.sub(r"<script.*?</script>|<template.*?</template>", "", body, flags=re.DOTALL))
        )
    return found


def pagefind(folder: Path, pages: list[Source]) -> dict[str, str]:
    """Write the pages and Pagefind's index; return id → address."""
    for page in pages:
        path = folder / page.url / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_PAGE.format(title=page.title, body=page.body), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "pagefind", "--site", str(folder)], check=True, capture_output=True)
    ids = {}
    for fragment in (folder / "pagefind/fragment").glob("*.pf_fragment"):
        raw = gzip.decompress(fragment.read_bytes())
        ids[fragment.stem] = json.loads(raw[raw.index(b"{") :])["url"].lstrip("/")
    return ids


def material(folder: Path, pages: list[Source]) -> None:
    """Write a page of Material's with an index of all pages, made by its own plug-in.

    The plug-in's class is handed the pages themselves: MkDocs would spend minutes on a thousand of them.
    """
    (folder / "docs").mkdir(parents=True)
    (folder / "docs/index.md").write_text("# 搜索\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml")]
    subprocess.run(command, check=True, capture_output=True, env={"NO_MKDOCS_2_WARNING": "1", "PATH": "/usr/bin:/bin"})
    target = folder / "site/search/search_index.json"
    index = SearchIndex(**json.loads(target.read_text(encoding="utf-8"))["config"])
    for page in pages:
        index.add_entry_from_context(
            SimpleNamespace(meta={}, title=page.title, content=page.body, toc=[], url=page.url)
        )
    target.write_text(index.generate_search_index(None), encoding="utf-8")
