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
from collections.abc import Mapping
from dataclasses import dataclass, field

from campaign.search.extract import ASIDE, NAME, TITLE, sections
from campaign.search.folding import fold, initials

#: a posting is the number of the section times this, plus its level
LEVELS = 5
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
        names = "，".join([page.title, *page.place.split(" · ")])
        letters = initials(names)
        begins = {one[:2] for one in initials(names.replace(_SAMPLE, "")).split(",")}
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
            names = ["\n".join(section.names)] if section.names else []
            entry.sections.append((section.anchor, section.heading, own_first, *names))
        self.entries.append(entry)

    def _count(self, levels: dict[int, str], begins: set[str]) -> None:
        """Enter the terms of one section, each with the highest level at which it stands.

        ``begins``: the first two initials of the names in the title, which count as a name.
        """
        first, postings = self._sections * LEVELS, self.postings
        known = {pair for pair in begins if len(pair) > 1}
        for pair in known:
            postings[pair].append(first + NAME)
        for level in sorted(levels, reverse=True):
            self.characters.update(levels[level])
            text = fold(levels[level])
            posting = first + level
            terms = set(map("".join, itertools.pairwise(text)))
            terms.update(text)
            if "第" in text:
                terms.update(_articles(text))
            for term in terms - known:
                postings[term].append(posting)
            known |= terms
        self._sections += 1


def _articles(text: str) -> set[str]:
    """Return the numbers of articles in a folded text, each with what stands before it in the same phrase."""
    found = ((one.start(), one.end()) for one in _ARTICLE.finditer(text))
    cited = {text[max(0, start - before) : end] for start, end in found for before in range(3)}
    return {term for term in cited if " " not in term}
