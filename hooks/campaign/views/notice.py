"""The notice itself: its text, its items, its annexed form, and how to report."""

from __future__ import annotations

from collections import Counter

from campaign.card import Card, card
from campaign.models.base import Published
from campaign.models.campaign import Item
from campaign.site import Shown
from campaign.views import Context, Options, view


@view("campaign")
@view("notice")
@view("form")
@view("report")
def plain(_shown: Shown, _options: Options) -> Context:
    """Return nothing more than the campaign, which every template has."""
    return {}


@view("items")
def items(shown: Shown, _options: Options) -> Context:
    """Return the numbered items with how many records carry each out."""
    return {"items": [(item, len(shown.of_item(item.no))) for item in shown.campaign.items]}


def item_page(shown: Shown, item: Item) -> Context:
    """Return one item, its neighbours and its records by collection."""
    records = shown.of_item(item.no)
    numbers = [other.no for other in shown.campaign.items]
    place = numbers.index(item.no)
    return {
        "item": item,
        "before": shown.campaign.items[place - 1] if place else None,
        "after": shown.campaign.items[place + 1] if place + 1 < len(numbers) else None,
        "groups": _by_collection(shown, records),
        "counts": Counter(record.label for record in records),
    }


def _by_collection(shown: Shown, records: list[Published]) -> list[tuple[type[Published], list[Card]]]:
    found = []
    for name, model in shown.collections().items():
        members = [card(shown, record) for record in records if record.collection == name]
        if members:
            found.append((model, members))
    return found
