"""Lists of records: a collection's page, an item's records, cards within prose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from campaign.card import Card, card
from campaign.models.capabilities import Scheduled
from campaign.site import Shown
from campaign.views import Context, Options, view

#: records on one page of a list; the rest follow on /page-2/ and so on
PAGE_SIZE = 60


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter of a list: the ``data-`` attribute it reads, its label, and its choices with counts."""

    name: str
    label: str
    choices: list[tuple[str, int]]


@view("cards", collection="哪一种记录", kind="只要哪一类", limit="最多几条")
def cards(shown: Shown, options: Options) -> Context:
    """Return the cards of one collection, in its order."""
    found = [card(shown, record) for record in shown.public(options.get("collection", "events"))]
    kind = options.get("kind")
    chosen = [one for one in found if not kind or one.badge == kind]
    return {"cards": chosen[: int(options["limit"])] if "limit" in options else chosen}


def listing(shown: Shown, collection: str, page: int = 1) -> Context:
    """Return page ``page`` (from 1) of a collection's list, with its facets and page count."""
    model = shown.collections()[collection]
    records = shown.public(collection)
    scheduled = issubclass(model, Scheduled)
    found = [card(shown, record) for record in records[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]]
    return {
        "model": model,
        "cards": found,
        "groups": groups(found) if scheduled else [],
        "scheduled": scheduled,
        "facets": facets(found),
        "total": len(records),
        "page": page,
        "pages": max(1, -(-len(records) // PAGE_SIZE)),
        "hidden": [one for one in shown.hidden if one.record.collection == collection],
    }


def groups(found: Iterable[Card]) -> list[tuple[object, list[Card]]]:
    """Return cards by the day they begin, days in order."""
    days: dict[object, list[Card]] = {}
    for one in found:
        days.setdefault(one.day, []).append(one)
    return list(days.items())


def facets(found: list[Card]) -> list[Facet]:
    """Return the filters that really divide these cards."""
    wanted = [
        Facet("badge", "类型", Counter(one.badge for one in found).most_common()),
        Facet("town", "街镇", Counter(one.town for one in found if one.town).most_common()),
        Facet("audience", "面向", Counter(who for one in found for who in one.record.audience).most_common()),
    ]
    return [facet for facet in wanted if len(facet.choices) > 1]

