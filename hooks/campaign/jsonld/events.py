"""When and how: events, their sittings, registration, and what became of their dates.

Source: schema.org Event, EventStatusType, Offer, VirtualLocation; developers.google.com "Event".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from campaign import clock
from campaign.card import place_of
from campaign.jsonld import parties, places
from campaign.models.campaign import Campaign
from campaign.models.capabilities import Attendable, Registration, Scheduled
from campaign.models.sittings import Session
from campaign.models.venues import Venue
from campaign.models.visits import Slot, Visitable
from campaign.site import Shown

_SCHEMA = "https://schema.org/"
_STATUS = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}
_MODE = {"线下": "Offline", "线上": "Online", "混合": "Mixed"}
_AVAILABLE = {"可报名": "InStock", "名额已满": "SoldOut", "各批已取消": "SoldOut", "报名已截止": "SoldOut"}


def event(shown: Shown, record: Scheduled) -> dict[str, Any]:
    """Return what makes a record an event: times, place, organiser, registration, sittings."""
    found: dict[str, Any] = {
        "startDate": _moment(record.start, all_day=record.all_day),
        "eventStatus": _SCHEMA + _status(record),
        "eventAttendanceMode": f"{_SCHEMA}{_MODE[record.attendance]}EventAttendanceMode",
        "organizer": parties.organiser(shown, record),
        "isAccessibleForFree": True,
        "inLanguage": "zh-CN",
        "superEvent": {"@type": "Event", "@id": _campaign_id(shown), "name": shown.campaign.title},
    }
    if record.end:
        found["endDate"] = _moment(record.end, all_day=record.all_day)
    optional = {
        "previousStartDate": _one_or_many([_moment(day, all_day=record.all_day) for day in record.given_up]),
        "location": _one_or_many(list(_locations(shown, record))),
        "performer": _one_or_many(parties.performers(shown, record)),
        "subEvent": list(_sittings(shown, record)),
    }
    found |= {name: value for name, value in optional.items() if value}
    if record.audience:
        found["audience"] = {"@type": "Audience", "audienceType": "、".join(record.audience)}
    return found | (_attending(shown, record) if isinstance(record, Attendable) else {})


def campaign(shown: Shown) -> dict[str, Any]:
    """Return the campaign itself: the event that every other one is a part of."""
    one = shown.campaign
    return {
        "@type": "Event",
        "@id": _campaign_id(shown),
        "name": one.title,
        "description": one.theme,
        "url": one.site_url,
        "startDate": one.start.isoformat(),
        "endDate": one.end.isoformat(),
        "eventStatus": f"{_SCHEMA}EventScheduled",
        "eventAttendanceMode": f"{_SCHEMA}MixedEventAttendanceMode",
        "location": [
            {
                "@type": "Place",
                "name": one.district,
                "address": {"@type": "PostalAddress", **_district(one), "addressCountry": "CN"},
            },
            {"@type": "VirtualLocation", "url": one.site_url},
        ],
        "organizer": {"@id": f"{one.site_url}#organiser"},
        "isAccessibleForFree": True,
        "inLanguage": "zh-CN",
    }


def _campaign_id(shown: Shown) -> str:
    return f"{shown.campaign.site_url}#campaign"


def _moment(moment: datetime, *, all_day: bool) -> str:
    return moment.date().isoformat() if all_day else clock.iso(moment)


def _status(record: Scheduled) -> str:
    """Return what became of the date; where only the place changed it still holds.

    Source: schema.org EventRescheduled (previousStartDate "may be repeated"), EventPostponed ("should be set").
    """
    return _STATUS.get(record.status, "EventRescheduled" if record.given_up else "EventScheduled")


def _locations(shown: Shown, record: Scheduled) -> Iterator[dict[str, Any]]:
    """Yield the place unless one only follows on line, then the platform; its address is the page while it has none."""
    place = place_of(shown, record)
    if place and record.attendance != "线上":
        yield places.place(shown, place)
    if record.attendance != "线下":
        name, url = record.channel or ("", "")
        named = {"name": name} if name else {}
        yield {"@type": "VirtualLocation", **named, "url": url or f"{shown.campaign.site_url}{record.url}"}


def _attending(shown: Shown, record: Attendable) -> dict[str, Any]:
    registration = record.registration
    places_of_day = record.places if isinstance(record, Visitable) else registration and registration.capacity
    found: dict[str, Any] = {"maximumAttendeeCapacity": places_of_day} if places_of_day else {}
    if registration and registration.needed and not record.called_off:
        page = f"{shown.campaign.site_url}{record.url}"
        found["offers"] = _offer(registration, page, record.note_at(shown.now))
    return found


def _offer(registration: Registration, page: str, note: str) -> dict[str, Any]:
    """Return a free place. What can't be had any more is SoldOut, what can't be had yet PreOrder."""
    offer = {
        "@type": "Offer",
        "price": 0,
        "priceCurrency": "CNY",
        "url": registration.url or page,
        "availability": _SCHEMA + _AVAILABLE.get(note, "PreOrder"),
    }
    if registration.opens:
        offer["validFrom"] = clock.iso(registration.opens)
    if registration.closes:
        offer["validThrough"] = clock.iso(registration.closes)
    return offer


def _sittings(shown: Shown, record: Scheduled) -> Iterator[dict[str, Any]]:
    """Yield the sessions and the groups; where they say nothing of the place it is the whole's."""
    for no, session in enumerate(record.sessions, 1):
        yield _sitting(record, session, session.label or f"第 {no} 场") | _elsewhere(shown, session)
    for no, slot in enumerate(record.slots if isinstance(record, Visitable) else (), 1):
        sitting = _sitting(record, slot, f"第 {no} 批")
        yield sitting | ({"maximumAttendeeCapacity": slot.capacity} if slot.capacity else {})


def _sitting(record: Scheduled, part: Session | Slot, name: str) -> dict[str, Any]:
    """Return one part of a record's time; what became of the whole became of it."""
    sitting = {"@type": record.schema_type, "name": f"{record.name_text}（{name}）", "startDate": clock.iso(part.start)}
    if part.end:
        sitting["endDate"] = clock.iso(part.end)
    state = _status(record) if record.called_off else "EventCancelled" if part.state == "取消" else ""
    return sitting | ({"eventStatus": _SCHEMA + state} if state else {})


def _elsewhere(shown: Shown, session: Session) -> dict[str, Any]:
    venue = shown.site.get("venues", session.venue)
    return {"location": places.of_venue(shown, venue)} if isinstance(venue, Venue) else {}


def _one_or_many(values: list[Any]) -> Any:  # noqa: ANN401 JSON: a property with one value is no list
    return values[0] if len(values) == 1 else values


def _district(campaign: Campaign) -> dict[str, str]:
    """Return what the campaign's district is called in an address."""
    if campaign.region:
        return {"addressLocality": campaign.district, "addressRegion": campaign.region}
    return {"addressRegion": campaign.district}
