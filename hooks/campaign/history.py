"""The programme's changes as data: what was added, moved, postponed, cancelled, and when people were told.

Everything is read from the records themselves, so the same data gives the same history. The
moments: a move's ``told``, a state's ``status_since``, a slot's ``state_since``, each else the record's
``updated``. A record counts as added at its ``publish_from``; else on the day of its secrecy review,
unless the programme, its registration or a change began before that day: then the review was
repeated and says nothing about the first announcement, and the record is not listed as new.
Source: schema.org eventStatus, previousStartDate; RFC 5545 §3.8.1.11 STATUS.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal

from campaign import zh
from campaign.card import place_of
from campaign.models.capabilities import Attendable, Scheduled
from campaign.models.venues import Venue
from campaign.site import Shown

Kind = Literal["新增", "改期", "换地点", "延期", "取消", "部分取消"]
_STATES: dict[str, tuple[Kind, str]] = {
    "postponed": ("延期", "原定 {}，延期举行，时间另定"),
    "cancelled": ("取消", "原定 {}，现在取消"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one record. ``moment`` is naive Shanghai wall time, midnight where only the day is known.

    ``key`` names the change within the record and never changes; ``text`` has no full stop.
    """

    record: Scheduled
    kind: Kind
    key: str
    moment: datetime
    text: str
    reason: str = ""

    @property
    def added(self) -> bool:
        """Whether the record is new; everything else upsets somebody's plan."""
        return self.kind == "新增"


def changes(shown: Shown) -> list[Change]:
    """Return the changes of all visible records that people can know of by now, newest first."""
    found = [
        change for record in shown.scheduled() for change in _changes_of(shown, record) if change.moment <= shown.now
    ]
    return sorted(found, key=lambda change: change.moment, reverse=True)


def moves(shown: Shown, record: Scheduled) -> list[Change]:
    """Return the moves of one record, the latest first, each from its old time and place to the next ones."""
    place = place_of(shown, record)
    start, where = record.start, place.name if place else ""
    found = []
    for number, old in reversed(list(enumerate(record.rescheduled_from, 1))):
        venue = shown.site.get("venues", old.venue)
        before = venue.name if isinstance(venue, Venue) else where
        kind: Kind = "换地点" if old.start == start and before != where else "改期"
        told = old.told or record.updated
        if told:
            text = _moved(record, (old.start, before), (start, where))
            found.append(Change(record, kind, f"moved-{number}", told, text, old.reason or ""))
        start, where = old.start, before
    return found


def announced(record: Scheduled, later: list[datetime]) -> datetime | None:
    """Return when the record was first announced, if that is known; ``later`` are the moments of its changes."""
    if record.publish_from:
        return record.publish_from
    checked = record.review.checked if record.review else None
    registration = record.registration if isinstance(record, Attendable) else None
    known = [*later, registration.opens] if registration and registration.opens else later
    if checked is None or checked >= record.start.date() or any(moment.date() < checked for moment in known):
        return None
    return datetime.combine(checked, time.min)


def _changes_of(shown: Shown, record: Scheduled) -> Iterator[Change]:
    """Yield what happened to one record, the latest first where the moments are the same."""
    found = [*_state(record), *_dropped(record), *moves(shown, record)]
    for change in found:
        yield _not_before(record.publish_from, change)
    first = announced(record, [change.moment for change in found])
    if first:
        start = record.rescheduled_from[0].start if record.rescheduled_from else record.start
        yield Change(record, "新增", "added", first, _time(record, start))


def _not_before(publish_from: datetime | None, change: Change) -> Change:
    """Nobody can hear of a change before the record is on line."""
    if publish_from is None or change.moment >= publish_from:
        return change
    return Change(change.record, change.kind, change.key, publish_from, change.text, change.reason)


def _state(record: Scheduled) -> Iterator[Change]:
    since = record.status_since or record.updated
    if record.status in _STATES and since:
        kind, words = _STATES[record.status]
        text = words.format(_time(record, record.start))
        yield Change(record, kind, record.status, since, text, record.status_reason or "")


def _dropped(record: Scheduled) -> Iterator[Change]:
    """Yield the sittings that were called off; a sitting's place in its list is its identity, in calendars too."""
    for name, no, sitting in () if record.cancelled else record.dropped:
        left = any(other.state != "取消" for other in record.sittings[name])
        word = "场" if name == "sessions" else "批"
        since = sitting.state_since or record.updated
        if since:
            rest = f"，其他{'场次' if word == '场' else '批次'}照常" if left else ""
            text = f"{zh.span(sitting.start, sitting.end)} 这一{word}取消{rest}"
            yield Change(record, "部分取消", f"{name.removesuffix('s')}-{no + 1}", since, text)


def _moved(record: Scheduled, old: tuple[datetime, str], new: tuple[datetime, str]) -> str:
    parts = []
    if old[0] != new[0]:
        parts.append(f"原定 {_time(record, old[0])}，改到 {_time(record, new[0])}")
    elif old[1] != new[1]:
        parts.append(f"时间不变，仍是 {_time(record, new[0])}")
    if old[1] != new[1]:
        parts.append(f"地点从{old[1]}改到{new[1]}" if new[1] else f"不再在{old[1]}举行")
    return "；".join(parts) or f"开始时间不变，仍是 {_time(record, new[0])}，其他安排有调整"


def _time(record: Scheduled, start: datetime) -> str:
    return zh.span(start, None, all_day=record.all_day)
