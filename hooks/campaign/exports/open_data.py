"""Open data: every visible record of a collection as JSON, in the shape of its model.

Source: endoflife.date API v1 (schema_version, generated_at, total beside the items).
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from campaign import clock, zh
from campaign.card import Card, card
from campaign.exports import export
from campaign.models.base import Published
from campaign.models.capabilities import Counted, Scheduled
from campaign.site import Shown

SCHEMA_VERSION = "1.0"


@export
def collections(shown: Shown) -> Iterator[tuple[str, bytes]]:
    """Yield ``api/v1/<collection>.json`` for every collection with pages."""
    for name, model in shown.collections().items():
        records = [
            record.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=_private(shown, record))
            | {"url": f"{shown.campaign.site_url}{record.url}"}
            for record in shown.public(name)
        ]
        yield f"api/v1/{name}.json", _document(shown, {"collection": name, "label": model.label}, records)


@export
def calendar(shown: Shown) -> Iterator[tuple[str, bytes]]:
    """Yield ``api/v1/calendar.json``: everything that has a time, in order of time."""
    entries = []
    for record in shown.scheduled():
        one = card(shown, record)
        entries.append(
            {
                "uid": f"{record.collection}/{record.id}",
                "title": one.title,
                "kind": one.badge,
                "start": clock.iso(record.start),
                "end": clock.iso(record.finish),
                "all_day": record.all_day,
                "sessions": [
                    {"start": clock.iso(one.start), "end": clock.iso(one.end or one.start)} for one in record.sessions
                ],
                "status": record.status,
                "sequence": record.revision,
                "place": one.place,
                "town": one.town,
                "url": f"{shown.campaign.site_url}{record.url}",
                "display": _display(record, one),
            }
        )
    yield "api/v1/calendar.json", _document(shown, {"collection": "calendar", "label": "日程"}, entries)


def _display(record: Scheduled, one: Card) -> dict[str, object]:
    """Return what the site itself says of a record, so that its readers need not work out the same rules again.

    ``when`` and ``sessions`` are words; it is going on from ``opening`` until before ``closing``.
    """
    return {
        "when": one.when,
        "sessions": [zh.span(sitting.start, sitting.end) for sitting in record.sessions],
        "status": one.status_label,
        "opening": clock.iso(record.opening),
        "closing": clock.iso(record.closing),
        "on_demand": one.on_demand,
    }


def _private(shown: Shown, record: Published) -> set[str]:
    """Return the fields that are not for the public, or not yet: reviews, and results before the end."""
    told = not isinstance(record, Counted) or record.outcome_at(shown.now) is not None
    return {"review"} if told else {"review", "results"}


def _document(shown: Shown, head: dict[str, str], items: list[dict[str, object]]) -> bytes:
    document = {
        "schema_version": SCHEMA_VERSION,
        **head,
        "campaign": shown.campaign.id,
        "sample_data": shown.campaign.sample_data,
        "generated_at": clock.iso(shown.now),
        "total": len(items),
        "items": items,
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
