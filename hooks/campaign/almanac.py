"""The calendar's days: which record appears when, week by week and month by month.

A record with sessions appears once per session; what lasts several days appears once
and says until when. All times are naive Shanghai wall time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from campaign import zh
from campaign.card import Card, card, place_of
from campaign.listing import Facet
from campaign.models.capabilities import Attendable, Phase, Scheduled
from campaign.models.holidays import Holiday
from campaign.site import Shown

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One appearance of a record; ``first`` and ``last`` are its days, ``part`` names the session."""

    card: Card
    start: datetime
    finish: datetime
    first: date
    last: date
    time: str
    part: str
    place: str
    access: tuple[str, ...]
    series: str

    @property
    def record(self) -> Scheduled:
        """The record that appears."""
        return cast("Scheduled", self.card.record)

    def phase_at(self, now: datetime) -> Phase:
        """Return whether this appearance is still to come, going on, or over at ``now``."""
        if now < self.start:
            return "upcoming"
        until = self.card.finish if self.card.on_demand and self.card.finish else self.finish
        return "past" if now >= until else "ongoing"

    @property
    def several_days(self) -> bool:
        """Whether it lasts beyond its first day."""
        return self.last > self.first


@dataclass(frozen=True, slots=True)
class DaySheet:
    """One day with what begins on it and what goes on; ``out`` days only fill up a month's weeks."""

    day: date
    entries: tuple[Entry, ...]
    running: tuple[Entry, ...]
    holiday: Holiday | None = None
    out: bool = False

    @property
    def everything(self) -> tuple[Entry, ...]:
        """What lasts several days first, so that its line stays in place from day to day."""
        return (*self.running, *self.entries)


class Almanac:
    """All appearances of one site, by day; a period is asked for as its days."""

    def __init__(self, shown: Shown) -> None:
        self.entries = sorted(_entries(shown), key=lambda one: (one.start, one.card.record.id))
        self._by_day: defaultdict[date, list[Entry]] = defaultdict(list)
        self._long = [one for one in self.entries if one.several_days]
        for one in self.entries:
            if not one.several_days:
                self._by_day[one.first].append(one)
        self._holidays = {
            day: one for one in shown.site.all("holidays") if isinstance(one, Holiday) for day in one.days
        }
        campaign = shown.campaign
        busy = {one.first for one in self.entries} | {one.last for one in self.entries} | {campaign.start, campaign.end}
        self.months = sorted({day.replace(day=1) for day in busy})
        self.mondays = sorted({monday_of(day) for day in busy})

    def days(self, first: date, last: date, month: int = 0) -> list[DaySheet]:
        """Return every day from ``first`` to ``last``; days outside ``month`` are marked."""
        return [self._day(day, month) for day in days_between(first, last)]

    def weeks(self, month: date) -> list[list[DaySheet]]:
        """Return the whole weeks, Monday first, that hold a month's days."""
        last = next_month(month) - _DAY
        days = self.days(monday_of(month), monday_of(last) + _WEEK - _DAY, month.month)
        return [days[at : at + 7] for at in range(0, len(days), 7)]

    def lasting(self, first: date, last: date) -> list[Entry]:
        """Return what lasts several days and touches the period."""
        return [one for one in self._long if one.first <= last and one.last >= first]

    def month_of(self, day: date) -> date:
        """Return the month to open on ``day``: its own, or the nearest one with a programme."""
        return _nearest(self.months, day.replace(day=1))

    def week_of(self, day: date) -> date:
        """Return the Monday to open on ``day``: its own, or the nearest one with a programme."""
        return _nearest(self.mondays, monday_of(day))

    def _day(self, day: date, month: int) -> DaySheet:
        running = tuple(one for one in self._long if one.first <= day <= one.last)
        out = bool(month) and day.month != month
        return DaySheet(day, tuple(self._by_day.get(day, ())), running, self._holidays.get(day), out)


def facets(entries: Iterable[Entry]) -> list[Facet]:
    """Return the filters that really divide these appearances."""
    found = list(entries)
    wanted = [
        Facet("badge", "类型", Counter(one.card.badge for one in found).most_common()),
        Facet("town", "街镇", Counter(one.card.town for one in found if one.card.town).most_common()),
        Facet("audience", "面向", Counter(who for one in found for who in one.card.record.audience).most_common()),
        Facet("mode", "形式", Counter(one.record.attendance for one in found).most_common()),
        Facet("level", "主办层级", Counter(level for one in found if (level := one.record.host_level)).most_common()),
        Facet(
            "difficulty", "宣讲难度", Counter(grade for one in found if (grade := one.record.difficulty)).most_common()
        ),
        Facet("access", "无障碍", Counter(word for one in found for word in one.access).most_common()),
    ]
    return [facet for facet in wanted if len(facet.choices) > 1]


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield every day from ``first`` to ``last``, both included."""
    for ahead in range((last - first).days + 1):
        yield first + timedelta(days=ahead)


def monday_of(day: date) -> date:
    """Return the Monday of the ISO week of ``day``."""
    return day - timedelta(days=day.weekday())


def next_month(month: date) -> date:
    """Return the first day of the month after ``month``."""
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1)


def _nearest(known: list[date], wanted: date) -> date:
    """Return ``wanted`` if it is known, else the next one, else the last."""
    return known[min(bisect_left(known, wanted), len(known) - 1)]


def _entries(shown: Shown) -> Iterator[Entry]:
    for record in shown.scheduled():
        one, access = card(shown, record), _access(shown, record)
        series = str(getattr(record, "series", None) or "")
        for span in _spans(record):
            last = max(span.start, span.finish - timedelta(microseconds=1)).date()
            venue = shown.site.get("venues", span.venue)
            place = venue.name_text if venue else one.place
            when = (span.start, span.finish, span.start.date(), last, span.time, span.part)
            yield Entry(one, *when, place, access, series)


@dataclass(frozen=True, slots=True)
class _Span:
    """One sitting: ``finish`` is exclusive, ``time`` the words for it, ``part`` the session's name."""

    start: datetime
    finish: datetime
    time: str
    part: str = ""
    venue: str | None = None


def _spans(record: Scheduled) -> Iterator[_Span]:
    if getattr(record, "on_demand", False):
        yield _Span(record.start, record.start, f"{record.start:%H:%M} 上线")
    elif not record.sessions:
        yield _Span(record.opening, record.closing, _time(record.start, record.end, all_day=record.all_day))
    for no, session in enumerate(record.sessions, 1):
        part = f"第 {no} 场，共 {len(record.sessions)} 场"
        name = f"{part}：{session.label}" if session.label else part
        name += "（这一场取消）" if session.state == "取消" else ""
        finish = session.end or datetime.combine(session.start, datetime.min.time()) + _DAY
        yield _Span(session.start, finish, _time(session.start, session.end), name, session.venue)


def _time(start: datetime, end: datetime | None, *, all_day: bool = False) -> str:
    if end is not None and end.date() > start.date():
        return zh.span(start, end, all_day=all_day)
    if all_day:
        return "全天"
    return f"{start:%H:%M}–{end:%H:%M}" if end else f"{start:%H:%M}"


def _access(shown: Shown, record: Scheduled) -> tuple[str, ...]:
    place = place_of(shown, record)
    building = place.access if place else None
    own = record.access if isinstance(record, Attendable) else None
    found = (
        ("轮椅可达", (own and own.wheelchair) or (building and building.wheelchair)),
        ("实时字幕", own and own.captions),
        ("手语翻译", own and own.sign_language),
        ("助听回路", building and building.hearing_loop),
    )
    return tuple(word for word, there in found if there)
