"""Citations of laws: which version and article a text names, what became of it, and who cites what.

A citation pins the version, ``law:aucl-2025#10``; ``law:aucl#10`` is refused, because next
year it would silently mean another text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, cast

from campaign.articles import article_name, article_number, article_order, articles_name
from campaign.models.base import Published, Record
from campaign.models.fields import RefTo
from campaign.models.laws import Article, Law
from campaign.models.lectures import Lecture
from campaign.models.refs import CitesLaw
from campaign.models.shape import pointers, values
from campaign.problems import nearest
from campaign.site import Shown

_FORM = re.compile(r"law:([a-z0-9-]+)(?:#([1-9]\d{0,3}(?:-[1-9]\d?)?))?")
_LOOSE = re.compile(r"(?:law\s*[:：]\s*)?([A-Za-z0-9-]+)(?:\s*[#＃]\s*(?:a?([1-9]\d*(?:-\d+)?)条?|(第?[^#＃]+)))?")
#: a link to a law in Markdown: ``[第十条](law:aucl-2025#10)``; the second group is what stands behind the colon
LAW_LINK = re.compile(r"\[([^\]\n]*)\]\(\s*<?law:([^)\s>]*)")
_EXAMPLE = "写成 law:法规编号#条号，例如 law:aucl-2025#10；第二百一十九条之一写 law:criminal-law-2023#219-1。"

Laws = Mapping[str, Law]


@dataclass(frozen=True, slots=True)
class Citation:
    """One version of a law, and the article's number if one is named."""

    law: Law
    no: str = ""

    @property
    def url(self) -> str:
        """Address under the site's root, down to the article."""
        return self.law.url + (f"#a{self.no}" if self.no else "")

    @property
    def name(self) -> str:
        """``反不正当竞争法（2025年修订）第十条``."""
        return self.law.name_text + (article_name(self.no) if self.no else "")

    @property
    def article(self) -> Article | None:
        """What is kept of the article."""
        return self.law.article(self.no)


class Fault(NamedTuple):
    """What is wrong with a citation: code, message, hint, and the citation as it should be."""

    code: str
    message: str
    hint: str = ""
    value: str | None = None


def laws_of(records: Mapping[str, Mapping[str, Record]]) -> Laws:
    """Return the laws by id."""
    return cast("Laws", records.get("laws", {}))


def resolve(text: str, laws: Laws) -> Citation | Fault:
    """Return what ``text`` cites, or what is wrong with it."""
    found = _FORM.fullmatch(text)
    if found is None:
        return Fault("law-format", f"“{text}”不是引用法规的写法。", _EXAMPLE, _mended(text))
    key, no = found[1], found[2] or ""
    law = laws.get(key)
    if law is None:
        return _unknown(key, no, laws)
    if no and no not in law.numbers:
        return _unknown_article(law, no)
    return Citation(law, no)


def _mended(text: str) -> str | None:
    found = _LOOSE.fullmatch(text.strip())
    if found is None:
        return None
    no = found[2] or (article_number(found[3] if found[3].startswith("第") else f"第{found[3]}") if found[3] else "")
    return f"law:{found[1].lower()}#{no}" if no else None


def _unknown(key: str, no: str, laws: Laws) -> Fault:
    close = "" if _versions(key, laws) else nearest(key, laws)
    family = laws[close].family if close else key
    versions = _versions(family, laws)
    tail = f"#{no}" if no else ""
    if close:
        message, code = f"没有编号为“{key}”的法规。", "law-unknown"
        hint = f"是不是“{close}”（{laws[close].name_text}）？"
    elif versions:
        names = "、".join(f"{law.id}（{law.version or law.short}）" for law in versions)
        message, code = f"引用法规要写明版本：“{key}”有 {names}。", "law-unpinned"
        hint = "条号随版本变化，写明版本才不会指错。"
    else:
        return Fault("law-unknown", f"没有编号为“{key}”的法规。", "先在 data/laws 里加上这部法规。")
    if readings := _readings(no, versions, laws):
        return Fault(code, message, f"{hint}{readings}")
    return Fault(code, message, hint, f"law:{close or versions[-1].id}{tail}")


def _versions(family: str, laws: Laws) -> list[Law]:
    """Return the versions of a law, the newest last."""
    return sorted((law for law in laws.values() if law.family == family), key=lambda law: law.effective_from)


def _readings(no: str, versions: list[Law], laws: Laws) -> str:
    """Return what an article's number means in each version, or an empty string where it means the same."""
    newer = versions[-1]
    now_at = newer.successor_of(no)
    if now_at in {"", no}:
        return ""
    older = laws.get(newer.revises or "")
    old = f"说的是旧法{article_name(no)}，写 law:{newer.revises}#{no}" if older and no in older.numbers else ""
    moved = (
        f"旧法{article_name(no)}现在是{article_name(now_at)}，写 law:{newer.id}#{now_at}"
        if now_at in newer.numbers
        else ""
    )
    same = f"说的是{newer.version or '新法'}的{article_name(no)}，写 law:{newer.id}#{no}" if no in newer.numbers else ""
    return "；".join(filter(None, (old, moved, same))) + "。"


def _unknown_article(law: Law, no: str) -> Fault:
    """Return the fault of an article that isn't there; which one was meant nobody can tell from its number."""
    now_at = law.successor_of(no)
    old = (
        f"旧法{article_name(no)}现在是{article_name(now_at)}，写 law:{law.id}#{now_at}。"
        if now_at in law.numbers
        else ""
    )
    if law.text_from and article_order(no)[0] <= (law.article_count or 0) and "-" not in no:
        message = f"{law.name_text}{article_name(no)}还没有收录条文。"
        hint = f"{old}的确要引用这一条的，请维护者运行 campaign laws import {law.id} {no} 收录。"
    else:
        whole = f"，全文共 {law.article_count} 条" if law.article_count else "可引用"
        message = f"{law.name_text}没有{article_name(no)}{whole}。"
        hint = old or "对照官方原文核对条号。"
    return Fault("law-article", message, hint)


def successor(citation: Citation, laws: Laws) -> Citation | None:
    """Return the same article in the version that replaced it, or None where there is none."""
    newer = laws.get(citation.law.replaced_by or "")
    if newer is None:
        return None
    no = newer.successor_of(citation.no) if newer.revises == citation.law.id else ""
    return Citation(newer, no if no in newer.numbers else "")


def citations(record: Published, laws: Laws) -> Iterator[Citation]:
    """Yield what a record cites, in its fields first, then in its Markdown; each once."""
    texts = [
        text
        for pointer in pointers(type(record))
        if isinstance(pointer.target, CitesLaw)
        for _, text in values(record, pointer)
    ]
    texts += [f"law:{link[1]}" for link in LAW_LINK.findall(record.body or "")]
    for text in dict.fromkeys(texts):
        found = resolve(text, laws)
        if isinstance(found, Citation):
            yield found


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
