"""Look at the built pages as a browser and a visitor would, before anybody else does.

Broken links, titles used twice, requests to other origins, inline scripts that are
not pinned, event attributes: each is a finding, and a site with findings is not
published. Stamped pages are judged by their fragment, their shell once.
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

from campaign.problems import Problem, Where

#: sha256 of the inline scripts: Material 9.8.1's and our own; whoever changes one changes it here knowingly
PINNED = frozenset(
    {
        "exqRXrW/0laiImCrTE8a70vxyyY10FJVIppytLf/dbY=",  # partials/javascripts/base.html with extra.scope "/"
        "g8D0taD+gN4mxj1xrnJz+hMohwdBEDksCh5DPh1kteg=",  # overrides/parts/scheme.html
        "/8wPdzX9q0NNJXyA5lzsLojXFpkeaXVxhbfkUOQaWy8=",  # partials/javascripts/content.html
    }
)
_TITLE = re.compile(r"<title>([^<]*)</title>")
_LINK = re.compile(r"<(a|img|script|link|iframe|source|form|area|use|video|audio|object|embed)\b([^>]*)>")
_ADDRESS = re.compile(r'\b(href|src|action|poster|data|srcset)="([^"]*)"')
_PLAIN_ADDRESS = re.compile(r' (?:href|src|action|poster|data|srcset)="([^"]*)"')
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
_ID = re.compile(r' id="([^"]+)"')
_MAYBE_EVENT = (" on", "\non", "\ton", "/on")
_EVENT_IN_TAG = re.compile(r"<[a-zA-Z](?:[^>\"']|\"[^\"]*\"|'[^']*')*?\son[a-z]+\s*=")
_STYLE = re.compile(r'<style\b|<[a-zA-Z](?:[^>"]|"[^"]*")*?\sstyle="')
_DATA_TYPES = ("application/ld+json", "application/json")
_SAFE = frozenset({"", "http", "https", "mailto", "tel", "webcal"})
_FOREIGN = frozenset({"http", "https"})


@dataclass(slots=True)
class Ledger:
    """What the pages of one site say; fill it page by page, then ask for the findings."""

    site_url: str = ""
    findings: list[Problem] = field(default_factory=list)
    titles: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    links: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    _places: dict[str, str | None] = field(default_factory=dict)

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
        """Judge a part of the page at ``url``: links, scripts, attributes."""
        self.ids[url] = self.ids.get(url, frozenset()) | frozenset(_ID.findall(html))
        addresses = set(_PLAIN_ADDRESS.findall(html))
        if any(":" in address or "//" in address or "," in address or "&" in address for address in addresses):
            for tag in _LINK.finditer(html):
                self._tag(url, tag[1], tag[2])
        else:
            self.links[url] |= addresses
        if "<script" in html:
            for script in _SCRIPT.finditer(html):
                self._script(url, script[1], script[2])
        if any(sign in html for sign in _MAYBE_EVENT) and _EVENT_IN_TAG.search(html):
            self._find("event-attribute", url, "页面里有 on… 事件属性。")
        if "style" in html and _STYLE.search(html):
            self._find("inline-style", url, "页面里有行内样式。")

    def finish(self, site_dir: Path) -> list[Problem]:
        """Return all findings, links and titles compared over the whole site."""
        for title, urls in self.titles.items():
            if len(urls) > 1:
                self._find("title-twice", urls[0], f"标题“{title}”有 {len(urls)} 个页面在用：{'、'.join(urls[:3])}。")
        for url, targets in self.links.items():
            for target in targets:
                self._resolve(site_dir, url, target)
        return self.findings

    def _tag(self, url: str, tag: str, attributes: str) -> None:
        for name, raw in _ADDRESS.findall(attributes):
            address = unescape(raw)
            scheme = urlsplit(address).scheme.lower()
            if scheme not in _SAFE:
                self._find("scheme", url, f"链接“{address[:80]}”的开头“{scheme}:”不允许。")
            elif scheme in _FOREIGN or address.startswith("//"):
                if tag not in {"a", "area"} and not self._is_reference(tag, attributes, address):
                    self._find("foreign-request", url, f"页面会向别的网站请求“{address[:80]}”。")
            elif not scheme:
                for one in address.split(",") if name == "srcset" else [address]:
                    self.links[url].add(one.strip().split(" ")[0])

    def _is_reference(self, tag: str, attributes: str, address: str) -> bool:
        """A canonical or alternate link names an address without requesting it."""
        named = tag == "link" and re.search(r'rel="(canonical|alternate)"', attributes) is not None
        return named and address.startswith(self.site_url)

    def _script(self, url: str, attributes: str, text: str) -> None:
        if "src=" in attributes or any(kind in attributes for kind in _DATA_TYPES):
            return
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        if digest not in PINNED:
            self._find("inline-script", url, f"有一段没有登记的行内脚本（sha256-{digest}）。")

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


def read_site(ledger: Ledger, site_dir: Path) -> None:
    """Judge every page that lies in ``site_dir``."""
    for path in sorted(site_dir.rglob("*.html")):
        url = path.relative_to(site_dir).as_posix().removesuffix("index.html")
        ledger.page(url, path.read_text(encoding="utf-8"))


def valid_html(site_dir: Path) -> list[Problem]:
    """Return the parse errors of every page by the HTML standard's own algorithm (slow)."""
    import html5lib  # noqa: PLC0415 only `campaign audit` needs it, and it costs every start

    findings = []
    for path in sorted(site_dir.rglob("*.html")):
        parser = html5lib.HTMLParser()
        parser.parse(path.read_text(encoding="utf-8"))
        name = path.relative_to(site_dir).as_posix()
        for (line, column), code, _ in parser.errors:
            findings.append(Problem("invalid-html", Where(name, line, max(column, 1)), f"不合 HTML 标准：{code}。"))
    return findings
