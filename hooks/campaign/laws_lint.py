"""What is wrong with the citations of laws in running text: prose pages and records alike.

After a revision the same number means another article. Text that names a law and one of
its old numbers without the version is refused, and so is a link whose words name another
number than its target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from campaign.articles import PATTERN, article_name, counted, spelled
from campaign.laws import LAW_LINK, Citation, Laws, resolve
from campaign.models.laws import Law
from campaign.problems import Problem, Where

_NUMBER = r"(?:[零〇一二三四五六七八九十百]+|[0-9０-９]+)"
_CITED = re.compile(rf"第\s*({_NUMBER}(?:\s*[、，,和及与]\s*(?:第\s*)?{_NUMBER})*)\s*条(?!之)")
#: years that name a version, and not just a date
_VERSION = re.compile(r"(?:19|20)\d\d(?!\s*年\s*\d+\s*月)|旧法|修订前|修改前|修正前|原第")
_CLAUSE = re.compile(r"[，。；！？\n]")
_NEAR = 12
_REACH = 200


class _Renewed(NamedTuple):
    """A law's newer version, and the old numbers that changed: old → new."""

    law: Law
    numbers: dict[int, int]


def citing_problems(text: str, file: str, laws: Laws) -> Iterator[Problem]:
    """Yield everything wrong in one file's text, with its place."""
    for link in LAW_LINK.finditer(text):
        yield from _of_link(link, text, file, laws)
    for law in laws.values():
        numbers = {int(one.old): int(one.new) for one in law.renumbered if one.highlight and one.old != one.new}
        if numbers and (law.short in text or (law.nickname and law.nickname in text)):
            yield from _of_numbers(text, file, _Renewed(law, numbers), laws)


def _of_link(link: re.Match[str], text: str, file: str, laws: Laws) -> Iterator[Problem]:
    cited = f"law:{link[2]}"
    found = resolve(cited, laws)
    where, line = _place(text, link.start(2) - len("law:"), file)
    if not isinstance(found, Citation):
        fixed = line.replace(cited, found.value) if found.value else ""
        yield Problem(found.code, where, found.message, found.hint, line_text=line, suggestion=fixed)
        return
    named = {counted(one[1]) for one in PATTERN.finditer(link[1]) if not one[2]}
    if found.no and named and "-" not in found.no and int(found.no) not in named:
        message = f"链接的文字写的是第{spelled(min(named))}条，指向的却是{article_name(found.no)}。"
        yield Problem("law-text-number", where, message, "改文字或改条号，两边要一致。", line_text=line)
    yield from _of_subject(link, text, found, (where, line))


def _of_subject(link: re.Match[str], text: str, found: Citation, at: tuple[Where, str]) -> Iterator[Problem]:
    """Yield an error where the clause speaks of what the old article of that number was about."""
    before = [one.end() for one in _CLAUSE.finditer(text, 0, link.start())]
    after = _CLAUSE.search(text, link.end())
    clause = text[before[-1] if before else 0 : after.start() if after else len(text)]
    for one in found.law.renumbered:
        said = [word for word in one.words if word in clause]
        if one.old == found.no != one.new and said:
            message = f"这里说的是“{said[0]}”，{found.name}讲的是别的事；旧法{article_name(one.old)}才讲它。"
            hint = f"说现在的规定，改成 law:{found.law.id}#{one.new}（{article_name(one.new)}）；连链接的文字一起改。"
            yield Problem("law-subject", at[0], message, hint, line_text=at[1])


def _of_numbers(text: str, file: str, renewed: _Renewed, laws: Laws) -> Iterator[Problem]:
    mentions = _mentions(renewed.law, laws)
    linked = [link.span() for link in LAW_LINK.finditer(text)]
    for cited in _CITED.finditer(text):
        old = [n for n in (counted(one) for one in re.findall(_NUMBER, cited[1])) if n in renewed.numbers]
        if not old or any(start <= cited.start() < end for start, end in linked):
            continue
        start = max(0, cited.start() - _REACH, text.rfind("\n\n", 0, cited.start()))
        before = list(mentions.finditer(text, start, cited.start()))
        if not before or before[-1]["own"] is None:
            continue
        clause = text[max(0, before[-1].start() - _NEAR) : cited.end() + _NEAR]
        if not _VERSION.search(clause.partition("。")[0] if "。" not in before[-1][0] else clause):
            yield _old_number(text, file, cited, old[0], renewed)


def _old_number(text: str, file: str, cited: re.Match[str], old: int, renewed: _Renewed) -> Problem:
    where, line = _place(text, cited.start(), file)
    new = renewed.numbers[old]
    version = renewed.law.version or renewed.law.id
    message = f"{renewed.law.short}第{spelled(old)}条是修订前的条号，{version}后是第{spelled(new)}条。"
    hint = (
        f"说现在的规定，写第{spelled(new)}条，或写成链接 [文字](law:{renewed.law.id}#{new})；"
        f"说旧法，写明年份；说{version}文本的第{spelled(old)}条，也写明“{version}”。"
    )
    sure = cited[1].strip().isalnum() and str(old) not in renewed.law.numbers  # the new law's own article may be meant
    number = str(new) if cited[1].strip().isdecimal() else spelled(new)
    head, tail = line[: where.col - 1], line[where.col - 1 :]
    fixed = head + tail.replace(cited[0], cited[0].replace(cited[1].strip(), number), 1)
    return Problem("law-old-number", where, message, hint, line_text=line, suggestion=fixed if sure else "")


def _mentions(law: Law, laws: Mapping[str, Law]) -> re.Pattern[str]:
    """Return what finds names of laws; the group ``own`` is the law in question."""
    others = "|".join(re.escape(one.short) for one in laws.values() if one.short != law.short)
    own = rf"《?(?:中华人民共和国)?{re.escape(law.short)}(?:（[^）]*）)?》?(?:（[^）]*）)?"
    if law.nickname:
        own += rf"|《?{re.escape(law.nickname)}》?(?:（[^）]*）)?(?=\s*(?:第|$))"
    return re.compile(rf"(?P<own>{own})|《[^》\n]*》|{others or '(?!)'}|(?<![该本同此新旧])法(?=\s*(?:第|$))|法释〔")


def _place(text: str, at: int, file: str) -> tuple[Where, str]:
    begins = text.rfind("\n", 0, at) + 1
    ends = text.find("\n", at)
    return Where(file, text.count("\n", 0, at) + 1, at - begins + 1), text[begins : ends if ends >= 0 else None]
