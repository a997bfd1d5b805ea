"""Citations of laws: which version and article a text names, and what became of it.

A citation pins the version, ``law:aucl-2025#10``; ``law:aucl#10`` is refused, because next
year it would silently mean another text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, cast

from campaign.articles import article_name, article_number, article_order
from campaign.likeness import nearest
from campaign.models.base import Published, Record
from campaign.models.laws import Article, Law
from campaign.models.refs import CitesLaw
from campaign.models.shape import pointers, values

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
