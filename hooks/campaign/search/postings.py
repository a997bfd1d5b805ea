"""Which pairs of characters, and which single ones, stand in which section.

Every phrase of two characters or more is the set of its overlapping pairs; so any phrase is
found, whatever a dictionary of words says. Latin letters and digits are characters like others.
"""

from __future__ import annotations

import itertools
import operator
from array import array
from collections import defaultdict
from dataclasses import dataclass, field

from campaign.search.extract import ASIDE, TITLE, sections
from campaign.search.folding import fold, initials

#: a posting is the number of the section times this, plus its level
LEVELS = 4


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
    """An indexed page: its initials, and anchor, heading and text of each section."""

    page: Page
    initials: str
    sections: list[tuple[str, str, str]]


@dataclass(slots=True)
class Index:
    """What all pages say, in the order in which they came."""

    entries: list[Entry] = field(default_factory=list)
    postings: defaultdict[str, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("I")))
    characters: set[str] = field(default_factory=set)
    _sections: int = 0

    def add(self, page: Page, html: str, *, aside: bool = False) -> None:
        """Count in the page with the body ``html``; an ``aside`` one only lists what stands elsewhere."""
        letters = initials(f"{page.title}，{page.place}")
        entry = Entry(page, letters, [])
        title = fold(page.title)
        for number, section in enumerate(sections(html, aside=aside)):
            levels: dict[int, list[str]] = {TITLE: [page.title, letters, page.place]} if number == 0 else {}
            shown: list[tuple[bool, str]] = []
            for level, text in section.blocks:
                levels.setdefault(level, []).append(text)
                if text != section.heading and not (level == TITLE and fold(text) in title):
                    shown.append((level == ASIDE, text))
            self._count({level: "\n".join(texts) for level, texts in levels.items()})
            own_first = "\n".join(text for _, text in sorted(shown, key=operator.itemgetter(0)))
            entry.sections.append((section.anchor, section.heading, own_first))
        self.entries.append(entry)

    def _count(self, levels: dict[int, str]) -> None:
        """Enter the terms of one section, each with the highest level at which it stands."""
        known: set[str] = set()
        first, postings = self._sections * LEVELS, self.postings
        for level in sorted(levels, reverse=True):
            self.characters.update(levels[level])
            text = fold(levels[level])
            posting = first + level
            terms = set(map("".join, itertools.pairwise(text)))
            terms.update(text)
            for term in terms - known:
                postings[term].append(posting)
            known |= terms
        self._sections += 1
