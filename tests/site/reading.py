"""A small reader of built pages that shares no code with the project's own audit."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

#: what stands for the site's root while addresses are resolved
ROOT = "http://site.invalid/"
#: attributes that name an address, by element; ``a`` and ``area`` are followed, all others are fetched
ADDRESSES = ("href", "src", "action", "poster", "data", "srcset", "formaction")
#: a link element that only names an address
NAMED_ONLY = frozenset({"canonical", "alternate"})


class Page(HTMLParser):
    """One page: what its head says, its headings, ids and addresses."""

    def __init__(self, url: str, html: str) -> None:
        super().__init__()
        self.url = url
        self.lang = self.title = self.canonical = ""
        self.meta: dict[str, str] = {}
        self.campaign: dict[str, str] = {}
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.classes: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.json_ld: list[str] = []
        self._into: str = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.ids.extend(value for name, value in found.items() if name == "id")
        self.classes.extend(found.get("class", "").split())
        if tag == "html":
            self.lang = found.get("lang", "")
        elif tag == "meta":
            self.meta[found.get("name") or found.get("property") or ""] = found.get("content", "")
            self.campaign |= found if found.get("name") == "campaign" else {}
        elif tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.headings.append(int(tag[1]))
        elif tag == "title" and not self.title:
            self._into = "title"
        elif tag == "script" and found.get("type") == "application/ld+json":
            self._into = "json_ld"
            self.json_ld.append("")
        self._addresses(tag, found)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"title", "script"}:
            self._into = ""

    def handle_data(self, data: str) -> None:
        if self._into == "title":
            self.title += data
        elif self._into == "json_ld":
            self.json_ld[-1] += data

    def targets(self) -> set[tuple[str, str]]:
        """Return path below the root and fragment of every address of this site that the page names."""
        return {found for address in [*self.links, *self.fetched] if (found := self._resolve(address)) is not None}

    def _addresses(self, tag: str, found: dict[str, str]) -> None:
        if tag == "link" and found.get("rel") in NAMED_ONLY:
            self.canonical = found.get("href", "") if found["rel"] == "canonical" else self.canonical
            return
        for name in ADDRESSES:
            if name in found:
                values = [one.split()[0] for one in found[name].split(",")] if name == "srcset" else [found[name]]
                (self.links if tag in {"a", "area"} else self.fetched).extend(values)

    def _resolve(self, address: str) -> tuple[str, str] | None:
        whole = urljoin(ROOT + self.url, address)
        if not whole.startswith(ROOT):
            return None
        parts = urlsplit(whole)
        return unquote(parts.path).lstrip("/"), unquote(parts.fragment)


@dataclass(frozen=True)
class Site:
    """A built site: its folder, its pages by address below the root, and those of screens, which are none of the theme's."""

    kind: str
    folder: Path
    pages: dict[str, Page]
    walls: dict[str, Page] = field(default_factory=dict)

    @classmethod
    def read(cls, kind: str, folder: Path) -> Site:
        """Read every page in ``folder``."""
        pages: dict[str, Page] = {}
        walls: dict[str, Page] = {}
        for path in sorted(folder.rglob("*.html")):
            url = path.relative_to(folder).as_posix().removesuffix("index.html")
            (walls if url.startswith("kiosk/") else pages)[url] = Page(url, path.read_text(encoding="utf-8"))
        return cls(kind, folder, pages, walls)

    @staticmethod
    def for_staff(url: str) -> bool:
        """Whether a page is no page for everybody: the manual, what only staff need, and sheets to print."""
        return url.startswith(("manual/", "staff/")) or url.endswith("/door/")

    def named(self) -> dict[str, Page]:
        """Return the pages that have an address of their own: all but the one for what is not found."""
        return {url: page for url, page in self.pages.items() if url != "404.html"}
