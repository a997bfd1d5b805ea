"""Rules about cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from campaign.checks import check
from campaign.checks.language import complain, every, on_line
from campaign.models.law_cases import Case
from campaign.problems import Problem
from campaign.site import Site


@check(Case)
def case_names_nobody(site: Site, _now: datetime) -> Iterator[Problem]:
    """案例隐去真名才能发布：anonymised 要写 true。"""
    for case in every(site, Case):
        if on_line(case) and not case.anonymised:
            hint = "单位、人名、地址、型号都换成化名以后写 true；还没有改好就先写 status: draft。"
            yield complain(site, case, "case-not-anonymised", ("anonymised",), "案例没有隐去真名，不能发布。", hint)
