"""Rules about cases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from campaign.checks import check
from campaign.checks.language import complain, every, on_line
from campaign.laws import Citation, laws_of, resolve
from campaign.models.law_cases import Case
from campaign.problems import Problem
from campaign.site import Site

_MONTH = re.compile(r"((?:19|20)\d\d)年(?:(1[0-2]|0?[1-9])月)?")
_DECEMBER = 12


class Span(NamedTuple):
    """The first day that a month or a year can mean, and one near its last."""

    first: date
    last: date


@check(Case)
def case_names_nobody(site: Site, _now: datetime) -> Iterator[Problem]:
    """案例隐去真名才能发布：anonymised 要写 true。"""
    for case in every(site, Case):
        if on_line(case) and not case.anonymised:
            hint = "单位、人名、地址、型号都换成化名以后写 true；还没有改好就先写 status: draft。"
            yield complain(site, case, "case-not-anonymised", ("anonymised",), "案例没有隐去真名，不能发布。", hint)


@check(Case)
def real_case_passed_the_legal_review(site: Site, _now: datetime) -> Iterator[Problem]:
    """真实的案例通过法制审核才能发布：review 里要写 legal: pass；虚构的写 sample: true，页面上会说明没有审核。"""
    for case in every(site, Case):
        if on_line(case) and not case.sample and not (case.review and case.review.legal):
            hint = "审核通过后在 review 里加 legal: pass；虚构的写 sample: true；都不是就先写 status: draft。"
            path = ("review",) if case.review else ("status",)
            yield complain(site, case, "case-legal-review", path, "案例没有写法制审核的结果，不能发布。", hint)


@check(Case)
def case_tells_when_it_happened(site: Site, _now: datetime) -> Iterator[Problem]:
    """“出了什么事”要写明年份，不能晚于发布日期；依据的法律版本要在那时有效。"""
    for case in every(site, Case):
        if not on_line(case):
            continue
        told = list(_told(case.facts))
        if not told:
            hint = "写明哪年，最好到月，例如“2026年1月，工程师甲……”：适用哪个版本的法律，要看行为发生的时间。"
            yield complain(site, case, "case-undated", ("facts",), "没有写事情发生在哪一年。", hint)
            continue
        if max(told).first > case.published_on:
            message = "发布日期早于事情发生的时间。"
            yield complain(site, case, "case-dates", ("published_on",), message, "核对年份和发布日期。")
        yield from _versions(site, case, Span(min(told).first, max(one.last for one in told)))


def _versions(site: Site, case: Case, happened: Span) -> Iterator[Problem]:
    """Yield an error for every statute that wasn't in force while the facts happened.

    Judicial interpretations bind courts in pending cases, whenever the conduct was.
    """
    laws = laws_of(site.records)
    for no, text in enumerate(case.articles):
        found = resolve(text, laws)
        if not isinstance(found, Citation) or found.law.kind != "法律":
            continue
        law, until = found.law, found.law.effective_until
        if happened.last < law.effective_from or (until and happened.first > until):
            period = f"从 {law.effective_from} 起施行" + (f"，到 {until} 为止" if until else "")
            message = f"事情发生的时候，{law.name_text}不是有效的版本（{period}）。"
            hint = "核对“出了什么事”里的年份，或者引用当时有效的版本。"
            yield complain(site, case, "case-law-version", ("articles", no), message, hint)


def _told(text: str) -> Iterator[Span]:
    """Yield the years and months that a text names."""
    for one in _MONTH.finditer(text):
        year, month = int(one[1]), int(one[2] or 0)
        yield Span(date(year, month or 1, 1), date(year, month or _DECEMBER, 28))
