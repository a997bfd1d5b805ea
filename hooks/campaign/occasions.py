"""Slides of what takes place: when the next session is, what the note says from which moment on.

Source: a wall may hear nothing for weeks, so what the clock changes travels with its moments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from typing import Final

from campaign import card
from campaign.models.base import Published
from campaign.models.capabilities import Scheduled
from campaign.models.screens import Programme
from campaign.models.sittings import Session, running
from campaign.site import Shown
from campaign.slide import Held, Slide, over

_DEFAULT_DAYS: Final = 30


def scheduled(collection: str, tag: str) -> Callable[[Shown, Programme], Iterator[Slide]]:
    """Return what makes a slide of each record of ``collection`` that is still to come or going on."""

    def make(shown: Shown, line: Programme) -> Iterator[Slide]:
        for record in _coming(shown, collection):
            watched = bool(getattr(record, "on_demand", False)) and record.opening <= shown.now
            off = "已取消" if record.cancelled else ""
            body = ("随时可看", *filter(None, (record.summary,))) if watched else ()
            held = [] if watched else _held(shown, record)
            start, end, place = held[0] if held else (None, None, _place(shown, record))
            yield Slide(
                f"{tag}-{record.id}", line.show, record.kind_text, record.name_text, body,
                notes=() if off or watched else _notes(record, shown.now), off=off,
                first=_shown_from(record.opening, line), last=_last(record),
                place=place or "", url=record.url, start=start, end=end,
                later=tuple(one if one.place != place else one._replace(place=None) for one in held[1:]),
                all_day=record.all_day, record=record,
            )  # fmt: skip

    return make


def _shown_from(opening: datetime, line: Programme) -> datetime:
    return opening - timedelta(days=_DEFAULT_DAYS if line.days is None else line.days)


def _coming(shown: Shown, collection: str) -> list[Scheduled]:
    """Return what is still to come or going on, soonest first; what was postponed has no date to show."""
    dated = [one for one in shown.public(collection) if isinstance(one, Scheduled)]
    return [one for one in dated if _last(one) > shown.now and not one.postponed]


def _held(shown: Shown, record: Scheduled) -> list[Held]:
    """Return what is still to come or going on, and where: each session, or the whole."""
    all_, own = running(record.sessions), _place(shown, record)
    coming = [one for one in all_ if _over(record, one) > shown.now] or all_[-1:]
    return [Held(one.start, one.end, _venue(shown, one) or own) for one in coming] or [
        Held(record.start, record.end, own)
    ]


def _last(record: Scheduled) -> datetime:
    return max((_over(record, one) for one in running(record.sessions)), default=record.closing)


def _over(record: Scheduled, session: Session) -> datetime:
    return over(session.start, session.end, all_day=record.all_day)


def _notes(record: Scheduled, now: datetime) -> tuple[tuple[datetime | None, str], ...]:
    """Return what the record's note says now and from later moments on.

    A deadline that passes after the build ends what staff wrote before it: nobody can enrol then.
    """
    found: list[tuple[datetime | None, str]] = [(None, record.note_at(now))]
    changes = sorted(moment for moment in record.note_changes if moment > now)
    for moment in changes:
        said = record.note_at(moment)
        closed = said == "可报名" and moment == changes[-1]
        found.append((moment, "报名已截止" if closed else said))
    return tuple(one for no, one in enumerate(found) if one[1] and (not no or one[1] != found[no - 1][1]))


def _place(shown: Shown, record: Published) -> str:
    found = card.place_of(shown, record)
    return found.name if found else ""


def _venue(shown: Shown, session: Session) -> str:
    """Return the session's own venue, if it has one."""
    found = shown.site.get("venues", session.venue) if session.venue else None
    return found.name_text if found else ""


def countdown(shown: Shown, line: Programme) -> Iterator[Slide]:
    """Yield a slide with the days until each event that has not begun."""
    for record in _coming(shown, "events"):
        soonest = next(iter(running(record.sessions)), record)
        opening = datetime.combine(soonest.start, time.min) if record.all_day else soonest.start
        if opening > shown.now and not record.cancelled:
            yield Slide(
                f"countdown-{record.id}", "倒计时", "倒计时", record.name_text, place=_held(shown, record)[0].place or "",
                url=record.url, start=soonest.start, end=soonest.end, all_day=record.all_day,
                first=_shown_from(opening, line), last=opening, counts=True, record=record,
            )  # fmt: skip
