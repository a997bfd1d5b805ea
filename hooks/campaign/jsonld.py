"""Records as schema.org JSON-LD.

Source: schema.org Event, Place, GovernmentOrganization; developers.google.com "Event structured data".
"""

from __future__ import annotations

from typing import Any

from campaign import clock
from campaign.card import place_of
from campaign.models.base import Published
from campaign.models.capabilities import Scheduled
from campaign.models.venues import Location
from campaign.site import Shown

_CONTEXT = "https://schema.org"
_STATUS = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}
_MODE = {
    "线上": "OnlineEventAttendanceMode",
    "混合": "MixedEventAttendanceMode",
    "直播": "OnlineEventAttendanceMode",
    "录播": "OnlineEventAttendanceMode",
}


def json_ld(shown: Shown, record: Published) -> dict[str, Any]:
    """Return the JSON-LD object of one record: Event, Place or CreativeWork."""
    base: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": record.schema_type,
        "@id": f"{shown.campaign.site_url}{record.url}",
        "name": record.name_text,
        "url": f"{shown.campaign.site_url}{record.url}",
    }
    if record.summary:
        base["description"] = record.summary
    if isinstance(record, Scheduled):
        return base | _event(shown, record)
    place = place_of(shown, record)
    if place:
        return base | {"address": _address(place.location)}
    issued = {"datePublished": record.day.isoformat()} if record.day else {}
    return base | {"publisher": _organiser(shown, record)} | issued


def _event(shown: Shown, record: Scheduled) -> dict[str, Any]:
    place = place_of(shown, record)
    moved = record.rescheduled_from
    status = _STATUS.get(record.status, "EventRescheduled" if moved else "EventScheduled")
    mode = _MODE.get(getattr(record, "mode", "") or getattr(record, "format", ""), "OfflineEventAttendanceMode")
    event: dict[str, Any] = {
        "startDate": clock.iso(record.start),
        "eventStatus": f"{_CONTEXT}/{status}",
        "eventAttendanceMode": f"{_CONTEXT}/{mode}",
        "organizer": _organiser(shown, record),
    }
    if record.end:
        event["endDate"] = clock.iso(record.end)
    if moved:
        event["previousStartDate"] = clock.iso(moved[-1].start)
    if place:
        event["location"] = {"@type": "Place", "name": place.name, "address": _address(place.location)}
    return event


def _organiser(shown: Shown, record: Published) -> dict[str, str]:
    return {"@type": "GovernmentOrganization", "name": shown.site.org(record.reporting_unit).name}


def _address(location: Location) -> dict[str, str]:
    return {
        "@type": "PostalAddress",
        "streetAddress": location.address,
        "addressLocality": str(location.town),
        "addressCountry": "CN",
    }
