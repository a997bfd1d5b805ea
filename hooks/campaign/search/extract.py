"""A finished page cut into the sections that a search leads to.

Reads the markup that our own templates and the cleaned Markdown write, cut at its tags:
the standard's parser would cost more than the whole rest of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import NamedTuple, TypeAlias

#: how much a place says about its page: lists and ways elsewhere, text, headings and facts, the title, a part's own name
ASIDE, TEXT, FACT, TITLE, NAME = range(5)
#: folded characters from which a section may end, and from which it ends with its paragraph
_SHORTEST, _LONGEST = 60, 500

#: a tag, or a bracket that is no part of one
_BRACKETS = re.compile("(</?[a-zA-Z!][^<>]*>)|[<>]")
_TAG = re.compile(r"(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)")
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
_CLASSES = dict.fromkeys(("c-cards", "c-related", "c-source", "c-add", "c-date", "c-state", "c-badge", "c-mark"), ASIDE)
#: says what the title says (the trail), what holds for a day (the countdown), or is a tool: texts to copy, addresses to
#: subscribe, links to other sites' maps, ways for staff
_CLASSES |= dict.fromkeys(
    (
        "c-trail",
        "c-edit",
        "c-hero__now",
        "c-cite",
        "c-share",
        "c-ways-there",
        "c-ways__buttons",
        "c-ways__address",
        "c-ways__code",
    ),
    -1,
)


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

    At the anchors in ``named`` a section begins however short the one before, and knows its names;
    those of the empty anchor are the page's.
    """
    if html.count("<") != html.count(">"):
        html = _BRACKETS.sub(r"\1", html)
    text, *pieces = html.replace("<", ">").split(">")
    reader = _Reader(ASIDE if aside else TEXT, named)
    reader.read(zip(map(_tag, ["", *pieces[::2]]), [text, *pieces[1::2]], strict=True))
    if reader.words:
        reader.end_block()
    return [one for one in reader.found if one.blocks] or [Section()]


class _Own(NamedTuple):
    """What an element changes: the level, which holds in lists as well where it is ``fixed``, and the section."""

    level: int | None
    fixed: bool
    anchor: str
    begins: bool

    def within(self, outer: int) -> int:
        """Return the level of the element within one of level ``outer``."""
        if outer < 0 or self.level is None:
            return outer
        return self.level if self.fixed or outer != ASIDE else ASIDE


_NOTHING = _Own(None, fixed=False, anchor="", begins=False)
_GONE = _Own(-1, fixed=True, anchor="", begins=False)
#: a tag's name, +1 where it opens and -1 where it closes, whether a block ends there, what it changes
_Tag: TypeAlias = tuple[str, int, bool, _Own | None]


class _Reader:
    """Walks through tags; ``outer`` holds name, level and count of namesakes around the element that set the level."""

    def __init__(self, level: int, named: Mapping[str, tuple[str, ...]]) -> None:
        self.named = named
        self.found = [Section(names=named.get("", ()))]
        self.outer: list[tuple[str, int, int]] = []
        self.level = level
        self.words: list[str] = []

    def read(self, pieces: Iterable[tuple[_Tag, str]]) -> None:
        """Read tags, each with the text after it; -1 is the level of what isn't seen."""
        within, inside, words = "", 0, self.words
        for (name, step, ends, own), text in pieces:
            if own is not None:
                self._enter(own, ends=ends)
                if own.level is not None and step:
                    self.outer.append((within, self.level, inside))
                    within, inside, self.level = name, 0, own.within(self.level)
                elif name == within:
                    inside += step
            elif name == within and step < 0 and not inside:
                within, level, inside = self.outer.pop()
                if words and (ends or level != self.level):
                    self.end_block(name)
                self.level = level
            else:
                if name == within:
                    inside += step
                if ends and words:
                    self.end_block()
            if text and self.level >= 0 and (words or not text.isspace()):
                words.append(text)

    def _enter(self, own: _Own, *, ends: bool) -> None:
        """End the block before an element that changes something, and begin its section."""
        level = own.within(self.level)
        if self.words and (ends or level != self.level):
            self.end_block()
        if (own.anchor and level >= 0) or (own.begins and level > ASIDE):
            self._begin(own.anchor)

    def end_block(self, tag: str = "") -> None:
        """Put the words so far into the section; a section that is long enough ends here."""
        text = " ".join(unescape("".join(self.words)).split())
        self.words.clear()
        if not text:
            return
        section = self.found[-1]
        if tag in _HEADINGS and not section.heading:
            section.heading = text
        section.blocks.append((self.level, text))
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


@lru_cache(maxsize=8192)
def _tag(written: str) -> _Tag:
    """Return the tag that is ``written`` between its brackets."""
    found = _TAG.match(written)
    if not found:
        return ("", 0, False, None)
    name, attributes = found[2].lower(), found[3]
    ends = name not in _INLINE
    if found[1]:
        return (name, -1, ends, None)
    step = 0 if name in _VOID or attributes.endswith("/") else 1
    if name in _UNSEEN or _HIDDEN.search(attributes):
        return (name, step, ends, _GONE)
    level = _LEVELS.get(name)
    classes = _CLASS.search(attributes)
    if classes:
        level = next((_CLASSES[one] for one in classes[1].split() if one in _CLASSES), level)
    anchor = _ID.search(attributes)
    own = _Own(level, name == "h1", anchor[1] if anchor else "", name in _HEADINGS or name == "aside")
    return (name, step, ends, own if own != _NOTHING else None)
