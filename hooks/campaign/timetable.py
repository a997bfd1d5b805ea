"""What a page of the calendar shows: a month or a week, with the ways on from there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from campaign import zh
from campaign.almanac import Almanac, DaySheet, Entry, facets, monday_of
from campaign.site import Shown

Context = dict[str, object]

#: entries in one cell of the month, on a screen and on paper; the rest are a link to the day's list
CELL, PAPER = 4, 8
#: appearances from which a page is long: no line is written for paper alone, and what is out of sight waits
LONG = 300
_SUNDAY = timedelta(days=6)


def almanac_of(shown: Shown) -> Almanac:
    """Return the site's almanac, made once."""
    known = shown.memo.get(("", "almanac"))
    if not isinstance(known, Almanac):
        known = shown.memo["", "almanac"] = Almanac(shown)
    return known


def month_url(month: date) -> str:
    """Return ``calendar/2023-06/``."""
    return f"calendar/{month:%Y-%m}/"


def week_url(monday: date) -> str:
    """Return ``calendar/2023-w24/``, the week's number as ISO 8601 counts it."""
    year, week, _ = monday.isocalendar()
    return f"calendar/{year}-w{week:02}/"


def month_name(month: date) -> str:
    """Return ``2023年6月``."""
    return f"{month.year}年{month.month}月"


def week_name(monday: date) -> str:
    """Return ``2023年6月12日至6月18日``."""
    return f"{zh.full_day(monday)}至{zh.month_day(monday + _SUNDAY)}"


def month_page(shown: Shown, month: date) -> Context:
    """Return the context of a month: whole weeks, its list by day, what lasts, and neighbours."""
    almanac = almanac_of(shown)
    weeks = almanac.weeks(month)
    days = [day for week in weeks for day in week]
    today = shown.now.date()
    week = monday_of(today) if days[0].day <= today <= days[-1].day else month
    return {
        "kind": "month",
        "name": month_name(month),
        "weeks": weeks,
        "other": (week_url(almanac.week_of(week)), "按周看"),
        "cell": CELL,
        "months": [f"{one:%Y-%m}" for one in almanac.months],
        **_period(shown, days, almanac.lasting(days[0].day, days[-1].day)),
        **_ways(almanac.months, month, month_url, month_name),
    }


def week_page(shown: Shown, monday: date) -> Context:
    """Return the context of a week: seven days, what lasts, and neighbours."""
    almanac = almanac_of(shown)
    days = almanac.days(monday, monday + _SUNDAY)
    month = almanac.month_of(monday + timedelta(days=3))
    return {
        "kind": "week",
        "name": week_name(monday),
        "weeks": [],
        "other": (month_url(month), "按月看"),
        "months": [],
        **_period(shown, days, almanac.lasting(days[0].day, days[-1].day)),
        **_ways(almanac.mondays, monday, week_url, week_name),
    }


def _period(shown: Shown, days: list[DaySheet], lasting: list[Entry]) -> Context:
    entries = [*lasting, *(entry for day in days for entry in day.entries)]
    inside = [*lasting, *(entry for day in days if not day.out for entry in day.entries)]
    long = len(entries) > LONG
    return {
        "long": long,
        "paper": CELL if long else PAPER,
        "days": days,
        "lasting": lasting,
        "total": len(inside),
        "facets": facets(entries),
        "today": shown.now.date(),
    }


def _ways(known: list[date], here: date, url: Callable[[date], str], name: Callable[[date], str]) -> Context:
    at = known.index(here)
    before, after = known[at - 1] if at else None, known[at + 1] if at + 1 < len(known) else None
    return {
        "here": url(here),
        "before": (url(before), name(before)) if before else None,
        "after": (url(after), name(after)) if after else None,
    }
