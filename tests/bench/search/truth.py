"""What must be found: a plain scan of each page's visible text, sharing no code with the index.

Left out are a page's tools, which nobody reads: texts to copy and pass on (each with the page's address, and saying
what the page says), addresses and buttons to subscribe, links to other sites' maps; and the home
page's countdowns, of which styles show one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path

_UNSEEN = frozenset({"script", "style", "template", "button", "select", "noscript"})
_TOOLS = frozenset(
    {"c-hero__now", "c-cite", "c-share", "c-ways__buttons", "c-ways__address", "c-ways__code", "c-ways-there"}
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_INLINE = frozenset(
    {
        *("a", "abbr", "b", "cite", "code", "data", "em", "i", "kbd", "mark", "q"),
        *("s", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
    }
)
_LEFT_OUT = re.compile("[《》〈〉“”‘’\"'（）()「」『』·\\- \t\u3000\u00a0]")
_ARTICLE = re.compile("第([一二三四五六七八九十百]+)(?=条)")
_DIGITS = "零一二三四五六七八九"
_DAY = re.compile("(?P<month>十?[一二三四五六七八九十]|[0-9]+)月(?:(?P<day>[一二三四五六七八九十]+|[0-9]+)[日号])?")


class _Text(HTMLParser):
    """The visible text of ``#main``, a line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.inside = 0
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag not in _INLINE:
            self.text += "\n"
        if tag in _VOID:
            return
        if found.get("id") == "main":
            self.inside = len(self.open) + 1
        unseen = tag in _UNSEEN or "hidden" in found or not _TOOLS.isdisjoint((found.get("class") or "").split())
        self.open.append((tag, unseen or bool(self.open and self.open[-1][1])))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self.text += "\n"
        if tag in _VOID or all(one != tag for one, _ in self.open):
            return
        while self.open.pop()[0] != tag:
            pass
        if len(self.open) < self.inside:
            self.inside = 0

    def handle_data(self, data: str) -> None:
        if self.inside and not self.open[-1][1]:
            self.text += data.replace("\n", " ")


def article(html: str) -> str:
    """Return the visible text of a page."""
    reader = _Text()
    reader.feed(html)
    return reader.text


@cache
def _simplified() -> dict[int, str]:
    lines = (resources.files("opencc") / "dictionary" / "TSCharacters.txt").read_text(encoding="utf-8").splitlines()
    return {ord(old): new.split(" ")[0] for old, new in (line.split("\t") for line in lines)}


def _counted(numerals: str) -> int:
    total = digit = 0
    for sign in numerals:
        unit = {"十": 10, "百": 100}.get(sign)
        total, digit = (total + (digit or 1) * unit, 0) if unit else (total, _DIGITS.index(sign))
    return total + digit


def _number(found: re.Match[str]) -> str:
    return f"第{_counted(found[1])}"


def _day(found: re.Match[str]) -> str:
    """Return 6月8日 for 六月八号."""
    month, day = (one and (one if one.isdecimal() else str(_counted(one))) for one in (found["month"], found["day"]))
    return f"{month}月" + (f"{day}日" if day else "")


def folded(text: str) -> str:
    """Return a text as it is compared."""
    plain = unicodedata.normalize("NFKC", text).lower().translate(_simplified())
    return _DAY.sub(_day, _ARTICLE.sub(_number, _LEFT_OUT.sub("", plain)))


@cache
def _initials(title: str) -> str:
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 slow to import

    return "".join(lazy_pinyin(title, style=Style.FIRST_LETTER))


def expected(query: str, pages: dict[str, str]) -> set[str]:
    """Return the addresses of the pages (address → folded text) that have every word of ``query``."""
    words = [folded(word) for word in query.split()]
    return {url for url, text in pages.items() if all(word in text for word in words)}


def named(query: str, titles: dict[str, str]) -> set[str]:
    """Return the pages whose title's readings begin with the letters of ``query``, in a row."""
    return {url for url, title in titles.items() if query.isalpha() and query.isascii() and query in _initials(title)}


def read(site: Path, urls: list[str]) -> dict[str, str]:
    """Return address → folded text of the pages at ``urls``."""
    return {url: folded(article((site / url / "index.html").read_text(encoding="utf-8"))) for url in urls}
