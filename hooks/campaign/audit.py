"""Look at the built pages as a browser and a visitor would, before anybody else does.

Broken links, titles used twice, requests to other origins, inline scripts that are
not pinned, event attributes: each is a finding, and a site with findings is not
published. Stamped pages are judged by their fragment, their shell once; the rules
for a single tag are in ``markup``, those for files that are no pages in ``audit_files``.
Source: SECURITY R4; WCAG 2.2 SC 2.4.2 (titles); CSP Level 3 (hashes).
"""

from __future__ import annotations

import base64
import hashlib
import os
import posixpath
import re
from collections import defaultdict
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from campaign import headers, markup
from campaign.problems import Problem, Where

_TITLE = re.compile(r"<title>([^<]*)</title>")
#: tags without finding, address and id, remembered so that each is judged once
_REMEMBERED = 20_000


@dataclass(slots=True)
class Ledger:
    """What the pages of one site say; fill it page by page, then ask for the findings."""

    site_url: str = ""
    findings: list[Problem] = field(default_factory=list)
    titles: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    links: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    _places: dict[str, str | None] = field(default_factory=dict)
    _plain: set[str] = field(default_factory=set)

    def page(self, url: str, html: str) -> None:
        """Judge the whole page at ``url`` (relative to the root; a folder or a file)."""
        self.title(url, html)
        self.fragment(url, html)

    def title(self, url: str, html: str) -> None:
        """Note the title of the page at ``url``."""
        title = _TITLE.search(html)
        if title is None or not title[1].strip():
            self._find("title-missing", url, "页面没有标题。")
        else:
            self.titles[unescape(title[1])].append(url)

    def fragment(self, url: str, html: str) -> None:
        """Judge a part of the page at ``url`` by its start tags and scripts, the fast way."""
        usual = markup.usual(html)
        if usual is not None:
            addresses, ids, odd = usual
            self.links[url] |= addresses
            self.anchors(url, ids)
            for text in odd:
                self.element(url, markup.parse(text))
            return
        ids = []
        for text in markup.tags(html) - self._plain:
            if not text.endswith(">"):
                self._find("broken-tag", url, f"标签“{text[:80]}”没有写完。")
            tag = markup.parse(text)
            if self.element(url, tag):
                ids.append(tag[1].get("id", ""))
            elif len(self._plain) < _REMEMBERED:
                self._plain.add(text)
        self.anchors(url, ids)
        scripts = markup.scripts(html)
        if html.lower().count("<script") != len(scripts):
            self._find("broken-tag", url, "有一段脚本没有写完。")
        for attributes, text in scripts:
            self.script(url, markup.parse(f"<script {attributes}>"), text)

    def element(self, url: str, tag: markup.Tag) -> bool:
        """Judge one start tag of the page at ``url``; returns whether it says anything that matters to the page."""
        findings = list(markup.wrong(tag, self.site_url))
        for code, message in findings:
            self._find(code, url, message)
        named = [address for _, address in markup.addresses(tag)]
        self.links[url].update(address for address in named if not markup.scheme(address))
        return bool(findings or named or "id" in tag[1])

    def anchors(self, url: str, ids: list[str]) -> None:
        """Note the ids that links to the page at ``url`` may name."""
        self.ids[url] = self.ids.get(url, frozenset()) | frozenset(ids)

    def script(self, url: str, tag: markup.Tag, text: str) -> None:
        """Judge the text of a script element."""
        if not markup.runs(tag[1]):
            return
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        if digest not in headers.PINNED:
            self._find("inline-script", url, f"有一段没有登记的行内脚本（sha256-{digest}）。")

    def finish(self, site_dir: Path) -> list[Problem]:
        """Return all findings, links and titles compared over the whole site."""
        for title, urls in self.titles.items():
            if len(urls) > 1:
                self._find("title-twice", urls[0], f"标题“{title}”有 {len(urls)} 个页面在用：{'、'.join(urls[:3])}。")
        for url, targets in self.links.items():
            for target in targets:
                self._resolve(site_dir, url, target)
        return self.findings

    def _resolve(self, site_dir: Path, url: str, target: str) -> None:
        path, _, fragment = target.partition("#")
        path = unquote(path.partition("?")[0])
        if path.startswith("/"):
            path = self._under_root(path)
        elif path:
            path = posixpath.normpath(f"/{url.rpartition('/')[0]}/{path}").lstrip("/")
        else:
            path = url
        page = self._page_at(site_dir, path)
        if page is None:
            self._find("broken-link", url, f"链接“{target[:80]}”指向的页面不存在。")
        elif fragment and page in self.ids and unquote(fragment) not in self.ids[page]:
            self._find("broken-anchor", url, f"链接“{target[:80]}”指向的位置不存在。")

    def _page_at(self, site_dir: Path, path: str) -> str | None:
        """Return the address of the file a link to ``path`` opens, or None; each path is looked up once."""
        if path not in self._places:
            place = f"{site_dir}/{path}"
            page: str | None = path
            if os.path.isdir(place):  # noqa: PTH112 asked for every link of the site
                page = f"{path.rstrip('/')}/" if path else ""
                place += "/index.html"
            self._places[path] = page if os.path.isfile(place) else None  # noqa: PTH113 as above
        return self._places[path]

    def _under_root(self, path: str) -> str:
        """Only the 404 page has absolute addresses, because it is served at any depth."""
        return path.removeprefix(urlsplit(self.site_url).path or "/").lstrip("/")

    def _find(self, code: str, url: str, message: str) -> None:
        self.findings.append(Problem(code, Where(url or "index.html"), message))
