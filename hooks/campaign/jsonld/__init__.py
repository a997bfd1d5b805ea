"""Records as schema.org JSON-LD.

Source: schema.org Event, Place, GovernmentOrganization; developers.google.com "Event (Event)
structured data"; every address is absolute, because the object may be read away from its page.
"""

from __future__ import annotations

from typing import Any

from campaign.card import place_of
from campaign.jsonld import events, parties, places
from campaign.models.base import Published
from campaign.models.capabilities import Scheduled
from campaign.models.units import Unit
from campaign.site import Shown

_CONTEXT = "https://schema.org"


def json_ld(shown: Shown, record: Published) -> dict[str, Any]:
    """Return the JSON-LD object of one record: Event, Place or CreativeWork."""
    url = f"{shown.campaign.site_url}{record.url}"
    base: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": record.schema_type,
        "@id": url,
        "name": record.name_text,
        "url": url,
    }
    if record.summary:
        base["description"] = record.summary
    if record.sample:
        base["disambiguatingDescription"] = "示例"
    if record.images:
        base["image"] = [f"{shown.campaign.site_url}{image.file}" for image in record.images]
    if isinstance(record, Scheduled):
        return base | events.event(shown, record)
    if isinstance(record, Unit):
        return base | places.unit(shown, record)
    place = place_of(shown, record)
    if place:
        return base | {"address": places.address(shown, place.location)}
    issued = {"datePublished": record.day.isoformat()} if record.day else {}
    return base | {"inLanguage": "zh-CN", "publisher": parties.organiser(shown, record)} | issued


def site_json_ld(shown: Shown) -> dict[str, Any]:
    """Return the home page's JSON-LD: the organiser and the campaign as an event of its own."""
    return {"@context": _CONTEXT, "@graph": [parties.host(shown), events.campaign(shown)]}
