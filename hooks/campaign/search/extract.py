"""A finished page cut into the sections that a search leads to.

Reads the markup that our own templates and the cleaned Markdown write, with one regular
expression: the standard's parser would cost more than the whole rest of a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

#: how much a place says about its page: lists and ways elsewhere, text, headings and facts, the title, a part's own name
ASIDE, TEXT, FACT, TITLE, NAME = range(5)
#: folded characters from which a section may end, and from which it ends with its paragraph
_SHORTEST, _LONGEST = 60, 500

_TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>|([^<]+)")
_ID = re.compile(r' id="([^"]+)"')
_CLASS = re.compile(r' class="([^"]+)"')
_HIDDEN = re.compile(r"\shidden(?=[\s=>]|$)")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_UNSEEN = frozenset(["script", "style", "template", "button", "select", "noscript"])
_INLINE = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "i", "kbd"),
        *("mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
    }
)
_HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6"])
_LEVELS = {"nav": ASIDE, "footer": ASIDE, "h1": TITLE, **dict.fromkeys(_HEADINGS, FACT)}
_CLASSES = dict.fromkeys(("c-cards", "c-related", "c-source", "c-add", "c-date", "c-state"), ASIDE) | {"c-badge": FACT}
_CLASSES |= {"c-trail": -1, "c-edit": -1}  # what the title and the badge say; ways for staff


@dataclass(slots=True)
class Section:
    """A part of a page: where to jump, its heading, its other names, and its blocks of text with what they weigh."""

    anchor: str = ""
    heading: str = ""
    names: tuple[str, ...] = ()
    blocks: list[tuple[int, str]] = field(default_factory=list)
    length: int = 0


def sections(html: str, named: Mapping[str, tuple[str, ...]], *, aside: bool = False) -> list[Section]:
    """Return the sections of a page's body; ``aside`` pages only list what stands elsewhere.

    At the anchors in ``named`` a section begins however short the one before, and knows its names.
    """
    reader = _Reader(ASIDE if aside else TEXT, named)
    for closing, tag, attributes, text in _TOKEN.findall(html):
        if text:
            reader.text(text)
        elif closing:
            reader.close(tag.lower())
        else:
            reader.open(tag.lower(), attributes)
    reader.end_block()
    return [one for one in reader.found if one.blocks] or [Section()]


class _Reader:
    """Walks through tags; ``stack`` holds name and level (-1 for what isn't seen) of what is open."""

    def __init__(self, level: int, named: Mapping[str, tuple[str, ...]]) -> None:
        self.named = named
        self.found = [Section()]
        self.stack: list[tuple[str, int]] = [("", level)]
        self.words: list[str] = []

    def text(self, text: str) -> None:
        if self.stack[-1][1] >= 0:
            self.words.append(text)

    def open(self, tag: str, attributes: str) -> None:
        level = _level(self.stack[-1][1], tag, attributes)
        if tag not in _INLINE or level != self.stack[-1][1]:
            self.end_block()
        anchor = _ID.search(attributes) if level >= 0 and attributes else None
        if anchor or (level > ASIDE and (tag in _HEADINGS or tag == "aside")):
            self._begin(anchor[1] if anchor else "")
        if tag not in _VOID and not attributes.endswith("/"):
            self.stack.append((tag, level))

    def close(self, tag: str) -> None:
        depth = len(self.stack) - 1
        while depth and self.stack[depth][0] != tag:
            depth -= 1
        if not depth:
            return
        if tag not in _INLINE or self.stack[depth][1] != self.stack[depth - 1][1]:
            self.end_block(tag)
        del self.stack[depth:]

    def end_block(self, tag: str = "") -> None:
        """Put the words so far into the section; a section that is long enough ends here."""
        if not self.words:
            return
        text = " ".join(unescape("".join(self.words)).split())
        self.words.clear()
        if not text:
            return
        section = self.found[-1]
        if tag in _HEADINGS and not section.heading:
            section.heading = text
        section.blocks.append((self.stack[-1][1], text))
        section.length += len(text)
        if section.length >= _LONGEST:
            self.found.append(Section(section.anchor, section.heading))

    def _begin(self, anchor: str) -> None:
        """Start a section where the one before has something to say; else it takes the anchor over."""
        section = self.found[-1]
        if anchor in self.named:
            self.found.append(Section(anchor, names=self.named[anchor]))
        elif section.length >= _SHORTEST or (section.names and section.blocks):
            self.found.append(Section(anchor or section.anchor))
        elif anchor and not section.blocks and not section.names:
            section.anchor = anchor


@lru_cache(maxsize=4096)
def _level(outer: int, tag: str, attributes: str) -> int:
    """Return the level of an element within one of level ``outer``."""
    if outer < 0 or tag in _UNSEEN or _HIDDEN.search(attributes):
        return -1
    level = _LEVELS.get(tag, outer)
    named = _CLASS.search(attributes)
    if named:
        level = next((_CLASSES[one] for one in named[1].split() if one in _CLASSES), level)
    return ASIDE if outer == ASIDE and tag != "h1" else level
