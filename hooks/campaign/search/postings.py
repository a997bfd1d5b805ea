"""What all pages say, section by section, as ``terms`` counts it.

Every phrase of two characters or more is the set of its overlapping pairs; so any phrase is
found, whatever a dictionary of words says. Latin letters and digits are characters like others;
the number of an article (第10条, 争法第10条) is a term as a whole.
"""

from __future__ import annotations

import itertools
import operator
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from campaign.kept import Kept
from campaign.search.extract import ASIDE, FACT, NAME, TITLE, sections
from campaign.search.folding import fold, initials, traditional

#: a posting is the number of the section times LEVELS, plus a level at which the term stands there
LEVELS = 5
#: a pair has postings for each group of signs that follow it, by the last bits of their numbers: they keep sections
#: apart in which a phrase's pairs stand, but not in a row
FOLLOWING = 8
#: an article's number is a term, alone and with one sign or two before it, because its pairs stand everywhere
_ARTICLE = re.compile(r"第\d+条")
#: stands before names that are made up; nobody types it
_SAMPLE = "示例"
_NO_NAMES: Mapping[str, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its results show it; ``until`` is the minute (UTC epoch) from which it is over, 0 for never.

    ``kind`` says what it is more closely than the group; ``happens`` tells that ``when`` is a time to come.
    """

    url: str
    title: str
    group: str
    when: str = ""
    place: str = ""
    until: int = 0
    kind: str = ""
    happens: bool = False


@dataclass(slots=True)
class Entry:
    """An indexed page: its initials, and anchor, heading, text and further names of each section."""

    page: Page
    initials: str
    sections: list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Said:
    """What one page says, whatever the others say: its initials, and of each section text, folded texts and articles.

    A text and the number of an article each come with the level at which they stand there.
    """

    initials: str
    names: list[str]
    sections: list[tuple[tuple[str, ...], list[tuple[int, str]], list[tuple[int, str]]]]
    traditional: bool


@dataclass(slots=True)
class Index:
    """What all pages say, in the order in which they came."""

    kept: Kept = field(default_factory=Kept)
    entries: list[Entry] = field(default_factory=list)
    #: number of an article → its postings
    articles: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    #: the folded text of each level of each section, and the posting of what stands there
    texts: list[str] = field(default_factory=list)
    postings: list[int] = field(default_factory=list)
    traditional: bool = False
    _sections: int = 0

    def add(
        self, page: Page, html: str, *, aside: bool = False, named: Mapping[str, tuple[str, ...]] = _NO_NAMES
    ) -> None:
        """Count in the page with the body ``html``; an ``aside`` one only lists what stands elsewhere.

        ``named``: anchors with the names of what stands there, which the page itself needn't say.
        """
        made_of = (repr((page, aside, sorted(named.items()))).encode(), html.encode())
        said = self.kept.remembered(Said, lambda: _said(page, html, named, aside=aside), *made_of)
        self.texts += said.names
        self.postings += [self._sections * LEVELS + NAME] * len(said.names)
        self.traditional = self.traditional or said.traditional
        self.entries.append(Entry(page, said.initials, [section for section, _, _ in said.sections]))
        for _, texts, articles in said.sections:
            begin = self._sections * LEVELS
            self.texts += [text for _, text in texts]
            self.postings += [begin + level for level, _ in texts]
            for level, number in articles:
                self.articles[number].append(begin + level)
            self._sections += 1


def _said(page: Page, html: str, named: Mapping[str, tuple[str, ...]], *, aside: bool) -> Said:
    called = "，".join([page.title, *page.place.split(" · ")])
    letters = initials(called)
    real = initials(called.replace(_SAMPLE, "")) if _SAMPLE in called else letters
    title = fold(page.title)
    begins = sorted({one[:2] for one in real.split(",") if len(one) > 1})  # which count as a name
    head = {TITLE: [page.title, letters, page.place], FACT: [page.kind]}
    head[TITLE if page.happens else FACT].append(page.when)
    found = []
    everything: list[str] = []
    for number, section in enumerate(sections(html, named, aside=aside)):
        levels: dict[int, list[str]] = head if number == 0 else {}
        if section.names:
            levels[NAME] = list(section.names)
        shown: list[tuple[bool, str]] = []
        for level, text in section.blocks:
            levels.setdefault(level, []).append(text)
            if text != section.heading and not (level == TITLE and fold(text) in title):
                shown.append((level == ASIDE, text))
        own_first = "\n".join(text for _, text in sorted(shown, key=operator.itemgetter(0)))
        further = ["\n".join(section.names)] if section.names else []
        found.append(((section.anchor, section.heading, own_first, *further), *_folded(levels)))
        everything += itertools.chain.from_iterable(levels.values())
    return Said(letters, begins, found, bool(traditional().search("".join(everything))))


def _folded(levels: Mapping[int, Sequence[str]]) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Return the folded texts of a section, highest level first, and its articles, each where it stands highest."""
    texts, articles = [], []
    known: set[str] = set()
    for level in sorted(levels, reverse=True):
        text = " ".join(filter(None, map(fold, levels[level])))
        texts.append((level, text))
        numbers = _articles(text) - known if "第" in text else set()
        known |= numbers
        articles += [(level, number) for number in sorted(numbers)]
    return texts, articles


def _articles(text: str) -> set[str]:
    """Return the numbers of articles in a folded text, each with what stands before it in the same phrase."""
    found = ((one.start(), one.end()) for one in _ARTICLE.finditer(text))
    cited = {text[max(0, start - before) : end] for start, end in found for before in range(3)}
    return {term for term in cited if " " not in term}
