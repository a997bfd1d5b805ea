"""Who cites which article, and what rests on a version that ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from campaign.articles import articles_name
from campaign.laws import Citation, citations, laws_of, resolve, successor
from campaign.models.base import Published
from campaign.models.fields import RefTo
from campaign.models.laws import Law
from campaign.models.lectures import Lecture
from campaign.models.shape import pointers, values
from campaign.site import Shown


@dataclass(frozen=True, slots=True)
class Outdated:
    """A citation whose version ends, and the article that takes its place if there is one."""

    old: Citation
    new: Citation | None


class Citing:
    """Who cites which article, among the records that are on line; what templates ask about laws."""

    def __init__(self, shown: Shown) -> None:
        self.laws = laws_of(shown.site.records)
        self._shown = shown
        self._of: dict[str, tuple[Citation, ...]] = {}
        self._by_article: dict[tuple[str, str], list[Published]] = {}
        for record in shown.everything():
            found = self._of[record.url] = tuple(citations(record, self.laws))
            for one in found:
                self._by_article.setdefault((one.law.id, one.no), []).append(record)

    def cited_by(self, record: Published) -> tuple[Citation, ...]:
        """Return what a record cites."""
        return self._of.get(record.url, ())

    def resting(self, law: Law, no: str = "") -> list[Published]:
        """Return the records that cite an article (or the law as a whole), then the lectures that those name.

        A lecture from before the law was in force isn't about it, however near its subject.
        """
        found = self._by_article.get((law.id, no), [])
        named = [
            lecture
            for record in found
            for pointer in pointers(type(record))
            if pointer.target == RefTo("lectures")
            for _, key in values(record, pointer)
            if isinstance(lecture := self._shown.find("lectures", key), Lecture) and lecture.start >= law.starts
        ]
        return list(dict.fromkeys([*found, *named]))

    def grouped(self, law: Law) -> list[tuple[Published, str]]:
        """Return each record that rests on some article of the law, once, with the articles' names."""
        found: dict[Published, list[str]] = {}
        for no in law.numbers:
            for record in self.resting(law, no):
                found.setdefault(record, []).append(no)
        return [(record, articles_name(numbers)) for record, numbers in found.items()]

    def outdated(self, record: Published) -> list[Outdated]:
        """Return the citations that a record rests on although their version ends.

        Whoever cites the article that took its place compares the two, and rests on the newer; where
        no article did, the newer law is enough.
        """
        found = self.cited_by(record)
        cited = {(one.law.id, no) for one in found for no in (one.no, "")}
        ended = [Outdated(one, successor(one, self.laws)) for one in found if one.law.effective_until]
        return [one for one in ended if one.new is None or (one.new.law.id, one.new.no) not in cited]

    def transition(self, older: Law) -> Published | None:
        """Return the explainer that cites most articles of a version and of its successor, or None."""
        found: Counter[str] = Counter()
        for record in self._shown.public("explainers"):
            cited = [one.law.id for one in self.cited_by(record)]
            if older.replaced_by in cited:
                found[record.id] = cited.count(older.id)
        best = max(found, key=lambda key: found[key], default="")
        return self._shown.find("explainers", best) if found[best] else None

    def coming(self, record: Published, now: datetime) -> list[Law]:
        """Return the cited laws that aren't in force yet."""
        return list(dict.fromkeys(one.law for one in self.cited_by(record) if now < one.law.starts))

    def resolved(self, texts: Iterable[str]) -> list[Citation]:
        """Return what a record's list of citations names; they were checked on loading."""
        return [found for text in texts if isinstance(found := resolve(text, self.laws), Citation)]
