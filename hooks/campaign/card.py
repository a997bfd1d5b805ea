"""One record as every list shows it: the view that cards, calendar, map and data share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from campaign import zh
from campaign.geo import Point
from campaign.models.base import Published
from campaign.models.capabilities import Scheduled
from campaign.models.units import Unit
from campaign.models.venues import Location, Venue, VenueAccess
from campaign.site import Shown

#: words a card's state is said with; the browser re-evaluates them at the reader's moment
PHASE_LABELS = {"upcoming": "未开始", "ongoing": "进行中", "past": "已结束"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record happens: a name, the address, the page of the unit if it is one."""

    name: str
    location: Location
    url: str = ""
    access: VenueAccess | None = None


def public_point(shown: Shown, location: Location) -> Point | None:
    """Return a venue's point in WGS 84, unless it lies in a unit whose own point no map may show."""
    owner = shown.site.get("units", location.unit) if isinstance(location, Venue) else None
    hidden = isinstance(owner, Unit) and owner.spot is None
    return None if hidden else location.point


@dataclass(frozen=True, slots=True)
class Card:
    """What a list says about one record. Times are naive Shanghai wall time.

    ``expires`` is when a record without a time of its own becomes mere reference.
    ``finish`` is None while it is not known: a postponed record isn't over when its old date has passed.
    """

    record: Published
    url: str
    title: str
    badge: str
    summary: str
    day: date | None
    when: str
    start: datetime | None
    finish: datetime | None
    phase: str
    place: str
    town: str
    status_label: str
    note: str
    online: bool
    on_demand: bool
    mark: str
    expires: datetime | None
    facets: Mapping[str, tuple[str, ...]]


def place_of(shown: Shown, record: Published) -> Place | None:
    """Return where ``record`` is, or happens through the venue or unit it names; linked while that is on line."""
    own = getattr(record, "location", None)
    if isinstance(own, Location):
        return Place(record.name_text, own)
    found = shown.site.get(*record.place_key) if record.place_key else None
    if isinstance(found, Location):
        return Place(found.name_text, found, access=found.access if isinstance(found, Venue) else None)
    location = getattr(found, "location", None)
    page = shown.find(found.collection, found.id) if found else None
    return Place(found.name_text, location, page.url if page else "") if found and location else None


def card(shown: Shown, record: Published) -> Card:
    """Return the card of ``record`` at the moment of ``shown``; made once, asked for by every list."""
    key = (record.collection, record.id)
    known = shown.memo.get(key)
    if not isinstance(known, Card):
        known = shown.memo[key] = _made(shown, record)
    return known


def _made(shown: Shown, record: Published) -> Card:
    place = place_of(shown, record)
    scheduled = record if isinstance(record, Scheduled) else None
    return Card(
        record=record,
        url=record.url,
        title=record.name_text,
        badge=record.kind_text,
        summary=record.summary or "",
        day=record.day,
        when=_when(record),
        start=scheduled.opening if scheduled else None,
        finish=scheduled.closing if scheduled and not scheduled.postponed else None,
        phase=scheduled.phase_at(shown.now) if scheduled else "",
        place=place.name if place else "",
        town=str(place.location.town) if place else "",
        status_label=_status_label(record),
        note="" if record.called_off else record.note_at(shown.now),
        online=scheduled is not None and scheduled.attendance != "线下",
        on_demand=getattr(record, "on_demand", False),
        mark=getattr(record, "mark", ""),
        expires=getattr(record, "expires", None),
        facets={name: _words(getattr(record, name)) for name in record.facets},
    )


def _words(value: object) -> tuple[str, ...]:
    """Return what a field says as the words a filter offers."""
    members = value if isinstance(value, tuple) else (value,)
    return tuple(str(one) for one in members if one)


def _when(record: Published) -> str:
    if not isinstance(record, Scheduled):
        return zh.full_day(record.day) if record.day else ""
    if record.sessions:
        held = f"{zh.month_day(record.start)}起，共 {len(record.sessions)} 场"
    else:
        held = zh.span(record.start, record.end, all_day=record.all_day)
    if record.postponed:
        return f"原定{held}，新时间另行通知"
    return f"原定{held}" if record.cancelled else held


def _status_label(record: Published) -> str:
    if record.called_off:
        return record.called_off
    if not isinstance(record, Scheduled):
        return ""
    if record.rescheduled_from:
        return "已改期" if record.given_up else "已换地点"
    return "部分取消" if record.dropped else ""
