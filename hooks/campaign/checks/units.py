"""Rules about demonstration units and their open days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from campaign import zh
from campaign.checks import check
from campaign.checks.language import complain, every, looked_after, on_line, remind
from campaign.models.open_days import OpenDay
from campaign.models.units import Unit
from campaign.problems import Problem
from campaign.site import Site

_RANK = {"示范点": 0, "示范站": 1, "示范区": 2}


@check(Unit)
def lookback_is_not_overdue(site: Site, now: datetime) -> Iterator[Problem]:
    """已获评单位的“回头看”不能超过期限。"""
    if not looked_after(site, now):
        return
    for unit in every(site, Unit):
        if on_line(unit) and unit.lookback_due and unit.lookback_due < now.date():
            message = f"“回头看”应在 {unit.lookback_due} 前完成，已经过期。"
            yield remind(
                site,
                unit,
                "lookback-overdue",
                ("lookback_due",),
                message,
                "回访后在 lookbacks 里加一条，再写下一次期限。",
            )


@check(Unit)
def award_and_stage_agree(site: Site, _now: datetime) -> Iterator[Problem]:
    """已获评的要有荣誉记录；培育、拟创建、申报阶段的还不能有。"""
    for unit in every(site, Unit):
        standing = [honour for honour in unit.honours if not honour.revoked]
        if unit.stage == "已获评" and not standing:
            yield complain(
                site,
                unit,
                "honour-missing",
                ("stage",),
                "阶段是“已获评”，却没有有效的荣誉。",
                "在 honours 里补上级别、授予日期和文号。",
            )
        if unit.candidate and standing:
            yield complain(
                site,
                unit,
                "honour-too-early",
                ("stage",),
                f"阶段是“{unit.stage}”，却已有荣誉。",
                "改正阶段，或删去荣誉。",
            )


@check(Unit)
def award_still_holds(site: Site, now: datetime) -> Iterator[Problem]:
    """已获评单位至少要有一项还在有效期里的荣誉。"""
    if not looked_after(site, now):
        return
    for unit in every(site, Unit):
        if unit.stage == "已获评" and on_line(unit) and unit.top_level and not unit.level_at(now.date()):
            message = "荣誉都过了有效期，页面上不再写级别。"
            yield remind(
                site,
                unit,
                "honour-ended",
                ("stage",),
                message,
                "复核过的写新的荣誉，没有复核的写 stage: 复核中 或 到期。",
            )


@check(Unit)
def candidate_shows_nothing_without_consent(site: Site, _now: datetime) -> Iterator[Problem]:
    """拟创建单位没有书面同意（consent）不能公开。"""
    for unit in every(site, Unit):
        if unit.candidate and on_line(unit) and unit.consent is None:
            yield complain(
                site,
                unit,
                "consent-missing",
                ("stage",),
                "还没有获评的单位，没有写同意公开。",
                "加上 consent:，或先写 status: draft。",
            )


@check(Unit)
def point_belongs_to_station_to_area(site: Site, _now: datetime) -> Iterator[Problem]:
    """示范点归示范站或示范区，示范站归示范区，不能倒过来。"""
    for unit in every(site, Unit):
        parent = site.get("units", unit.parent)
        if isinstance(parent, Unit) and _RANK[parent.type] <= _RANK[unit.type]:
            message = f"{unit.type}不能归到{parent.type}“{parent.name}”下面。"
            yield complain(site, unit, "parent-order", ("parent",), message, "点归站或区，站归区。")


@check(Unit)
def hours_name_days_that_the_browser_knows(site: Site, _now: datetime) -> Iterator[Problem]:
    """示范单位的开放时间要写成认得出的星期，关门时间晚于开门时间，网页才能说“现在开放”。"""
    for unit in every(site, Unit):
        for no, one in enumerate(unit.hours):
            if not zh.weekdays(one.days):
                message = f"“{one.days}”看不出是星期几。"
                hint = "写成 周一至周五、周三、周二、周四、每天、工作日 或 周末；几段时间分几条写。"
                yield complain(site, unit, "unit-hours", ("hours", no, "days"), message, hint)
            if one.close <= one.open:
                message = f"关门时间 {one.close:%H:%M} 不晚于开门时间 {one.open:%H:%M}。"
                yield complain(site, unit, "unit-hours", ("hours", no, "close"), message, "检查两个时间。")


@check(Unit)
def special_day_is_either_open_or_closed(site: Site, _now: datetime) -> Iterator[Problem]:
    """示范单位另定时间的日子，关门时间晚于开门时间，不能同时写在不开放的日子里。"""
    for unit in every(site, Unit):
        for no, one in enumerate(unit.special_hours):
            if one.close <= one.open:
                message = f"关门时间 {one.close:%H:%M} 不晚于开门时间 {one.open:%H:%M}。"
                yield complain(site, unit, "unit-hours", ("special_hours", no, "close"), message, "检查两个时间。")
            if one.date in unit.closed_days:
                message = f"{one.date} 写了开门时间，又写在不开放的日子（closed_days）里。"
                hint = "这天开门，就从 closed_days 里删去；不开门，就删去这一条。"
                yield complain(site, unit, "unit-hours", ("special_hours", no, "date"), message, hint)


@check(OpenDay)
def only_awarded_units_open_their_doors(site: Site, _now: datetime) -> Iterator[Problem]:
    """开放日由已获评的示范单位举办。"""
    for day in every(site, OpenDay):
        unit = site.get("units", day.unit)
        if isinstance(unit, Unit) and not unit.titled:
            yield complain(
                site,
                day,
                "open-day-unit",
                ("unit",),
                f"“{unit.name}”现在不是已获评的示范单位（{unit.stage}）。",
                "换成已获评的单位。",
            )
