"""Rules about public holidays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from campaign.checks import check
from campaign.checks.language import complain, every
from campaign.models.holidays import Holiday
from campaign.problems import Problem
from campaign.site import Site


@check(Holiday)
def holiday_does_not_end_before_it_begins(site: Site, _now: datetime) -> Iterator[Problem]:
    """节假日的最后一天不能早于第一天。"""
    for holiday in every(site, Holiday):
        if holiday.end and holiday.end < holiday.start:
            message = f"最后一天 {holiday.end} 早于第一天 {holiday.start}。"
            yield complain(site, holiday, "end-before-start", ("end",), message, "是不是写反了？")


@check(Holiday)
def day_is_announced_once(site: Site, _now: datetime) -> Iterator[Problem]:
    """同一天不能写在两条节假日里，更不能又休又班。"""
    known: dict[date, Holiday] = {}
    for holiday in every(site, Holiday):
        for day in holiday.days:
            other = known.setdefault(day, holiday)
            if other is not holiday:
                message = f"{day} 已经写在“{other.name}”（{other.kind}）里了。"
                yield complain(site, holiday, "holiday-twice", ("start",), message, "改正日期，或删去一条。")
                break
