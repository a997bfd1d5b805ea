"""Which pairs of characters, and which single ones, stand in which section.

Every phrase of two characters or more is the set of its overlapping pairs; so any phrase is
found, whatever a dictionary of words says. Latin letters and digits are characters like others;
the number of an article (第10条, 争法第10条) is a term as a whole.
"""

from __future__ import annotations

import itertools
import operator
import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from campaign.search.extract import ASIDE, NAME, TITLE, sections
from campaign.search.folding import fold, initials

#: a posting is the number of the section times LEVELS, plus its level, times MASKS, plus a bit for each group of
#: signs of which one follows the pair there: it keeps sections apart in which a phrase's pairs stand, but not in a row
LEVELS, FOLLOWING = 5, 6
MASKS = 1 << FOLLOWING
#: an article's number is a term, alone and with one sign or two before it, because its pairs stand everywhere
_ARTICLE = re.compile(r"第\d+条")
#: stands before names that are made up; nobody types it
_SAMPLE = "示例"
_NO_NAMES: Mapping[str, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its results show it; ``until`` is the minute (UTC epoch) from which it is over, 0 for never."""

    url: str
    title: str
    group: str
    when: str = ""
    place: str = ""
    until: int = 0


@dataclass(slots=True)
class Entry:
    """An indexed page: its initials, and anchor, heading, text and further names of each section."""

    page: Page
    initials: str
    sections: list[tuple[str, ...]]


@dataclass(slots=True)
class Index:
    """What all pages say, in the order in which they came."""

    entries: list[Entry] = field(default_factory=list)
    postings: defaultdict[str, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("I")))
    characters: set[str] = field(default_factory=set)
    _sections: int = 0

    def add(
        self, page: Page, html: str, *, aside: bool = False, named: Mapping[str, tuple[str, ...]] = _NO_NAMES
    ) -> None:
        """Count in the page with the body ``html``; an ``aside`` one only lists what stands elsewhere.

        ``named``: anchors with the names of what stands there, which the page itself needn't say.
        """
        called = "，".join([page.title, *page.place.split(" · ")])
        letters = initials(called)
        begins = {one[:2] for one in initials(called.replace(_SAMPLE, "")).split(",") if len(one) > 1}
        entry = Entry(page, letters, [])
        title = fold(page.title)
        for number, section in enumerate(sections(html, named, aside=aside)):
            levels: dict[int, list[str]] = {TITLE: [page.title, letters, page.place]} if number == 0 else {}
            if section.names:
                levels[NAME] = list(section.names)
            shown: list[tuple[bool, str]] = []
            for level, text in section.blocks:
                levels.setdefault(level, []).append(text)
                if text != section.heading and not (level == TITLE and fold(text) in title):
                    shown.append((level == ASIDE, text))
            self._count({level: "\n".join(texts) for level, texts in levels.items()}, set() if number else begins)
            own_first = "\n".join(text for _, text in sorted(shown, key=operator.itemgetter(0)))
            further = ["\n".join(section.names)] if section.names else []
            entry.sections.append((section.anchor, section.heading, own_first, *further))
        self.entries.append(entry)

    def _count(self, levels: dict[int, str], begins: set[str]) -> None:
        """Enter the terms of one section, each with the highest level at which it stands, and what follows it there.

        ``begins``: the first two initials of the names in the title, which count as a name.
        """
        folded = {level: fold(levels[level]) for level in sorted(levels, reverse=True)}
        follows = _follows(folded.values())
        terms = {NAME: begins} if begins else {}
        for level, text in folded.items():
            self.characters.update(levels[level])
            found = terms.setdefault(level, set())
            found.update(map("".join, itertools.pairwise(text)), text)
            if "第" in text:
                found.update(_articles(text))
        known: set[str] = set()
        for level, found in terms.items():
            posting = (self._sections * LEVELS + level) * MASKS
            for term in found - known:
                self.postings[term].append(posting + follows.get(term, 0))
            known |= found
        self._sections += 1


class _Bits(dict[str, int]):
    """Sign → its bit among those that may follow a pair; the end of a phrase has none."""

    def __missing__(self, sign: str) -> int:
        self[sign] = bit = 0 if sign == " " else 1 << ord(sign) % FOLLOWING
        return bit


_BITS = _Bits()


def _follows(texts: Iterable[str]) -> dict[str, int]:
    """Return pair → the bits of the signs that follow it."""
    follows: dict[str, int] = {}
    bits, known = _BITS, follows.get
    for text in texts:
        for one, two, three in set(zip(text, text[1:], text[2:], strict=False)):
            pair = one + two
            follows[pair] = known(pair, 0) | bits[three]
    return follows


def _articles(text: str) -> set[str]:
    """Return the numbers of articles in a folded text, each with what stands before it in the same phrase."""
    found = ((one.start(), one.end()) for one in _ARTICLE.finditer(text))
    cited = {text[max(0, start - before) : end] for start, end in found for before in range(3)}
    return {term for term in cited if " " not in term}
