"""Where: places, addresses, opening hours. Source: schema.org Place, PostalAddress, OpeningHoursSpecification."""

from __future__ import annotations

from typing import Any

from campaign import zh
from campaign.card import Place, public_point
from campaign.geo import Point
from campaign.jsonld import parties
from campaign.models.units import Unit
from campaign.models.venues import Location, Venue
from campaign.site import Shown

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def place(shown: Shown, found: Place) -> dict[str, Any]:
    """Return a place that another object names; a unit's point is told by the object of its own page alone."""
    own = {"@id": f"{shown.campaign.site_url}{found.url}"} if found.url else {}
    exact = geo(public_point(shown, found.location)) if isinstance(found.location, Venue) else {}
    return {"@type": "Place", **own, "name": found.name, "address": address(shown, found.location), **exact}


def of_venue(shown: Shown, venue: Venue) -> dict[str, Any]:
    """Return a venue of ``data/venues.yml``."""
    return place(shown, Place(venue.name, venue))


def address(shown: Shown, location: Location) -> dict[str, str]:
    """Return the address: town within district."""
    return {
        "@type": "PostalAddress",
        "streetAddress": location.address,
        "addressLocality": str(location.town),
        "addressRegion": shown.campaign.district,
        "addressCountry": "CN",
    }


def geo(point: Point | None) -> dict[str, Any]:
    """Return a point. Source: schema.org GeoCoordinates, "latitude (WGS 84)"."""
    if point is None:
        return {}
    return {"geo": {"@type": "GeoCoordinates", "latitude": round(point.lat, 6), "longitude": round(point.lng, 6)}}


def unit(shown: Shown, record: Unit) -> dict[str, Any]:
    """Return a unit's address, point, telephone and hours; its point needs its consent and a known door."""
    found: dict[str, Any] = {"address": address(shown, record.location), **geo(record.spot)}
    if record.contact:
        found |= parties.telephone(record.contact.phone, sample=record.sample)
    above = shown.find("units", record.parent)
    if above:
        page = f"{shown.campaign.site_url}{above.url}"
        found["containedInPlace"] = {"@type": "Place", "@id": page, "name": above.name_text}
    if record.visit:
        found["publicAccess"] = record.visit.accepts
    hours = [spec for one in record.hours if (spec := _hours(one.days, f"{one.open:%H:%M}", f"{one.close:%H:%M}"))]
    if hours:
        found["openingHoursSpecification"] = hours
    if record.closed_days:
        found["specialOpeningHoursSpecification"] = [_closed(day.isoformat()) for day in record.closed_days]
    return found


def _hours(days: str, opens: str, closes: str) -> dict[str, Any] | None:
    numbers = zh.weekdays(days)
    if not numbers:
        return None
    names = [_DAYS[number] for number in numbers]
    return {"@type": "OpeningHoursSpecification", "dayOfWeek": names, "opens": opens, "closes": closes}


def _closed(day: str) -> dict[str, str]:
    """Return a day without hours. Source: developers.google.com "Local business", closed all day."""
    whole = {"opens": "00:00", "closes": "00:00"}
    return {"@type": "OpeningHoursSpecification", "validFrom": day, "validThrough": day, **whole}
