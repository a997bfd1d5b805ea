"""One page for each numbered item of the notice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from campaign import zh
from campaign.card import Card, card
from campaign.models.base import Published
from campaign.models.campaign import Item
from campaign.pages import StampedPage, page_set
from campaign.site import Shown


@page_set("items")
def items(shown: Shown) -> Iterator[StampedPage]:
    """Yield ``items/<no>/``: what the notice says, and everything that carries it out."""
    for place, item in enumerate(shown.campaign.items):
        title = f"{zh.numeral(item.no)}、{item.title}"
        yield StampedPage(
            "items", item.url, title, item.plain, "item.html", _context(shown, item, place), made=("campaign",)
        )


def _context(shown: Shown, item: Item, place: int) -> dict[str, object]:
    everything = shown.campaign.items
    records = shown.of_item(item.no)
    return {
        "item": item,
        "before": everything[place - 1] if place else None,
        "after": everything[place + 1] if place + 1 < len(everything) else None,
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
