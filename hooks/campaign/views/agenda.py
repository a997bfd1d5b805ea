"""The programme by day: everything that has a time, whatever its collection."""

from __future__ import annotations

from campaign.card import Card, card
from campaign.site import Shown
from campaign.views import Context, Options, view


@view("agenda")
def agenda(shown: Shown, _options: Options) -> Context:
    """Return the days of the programme, each with its cards in order of time."""
    days: dict[object, list[Card]] = {}
    for record in shown.scheduled():
        one = card(shown, record)
        days.setdefault(one.day, []).append(one)
    return {"days": list(days.items()), "total": sum(len(found) for found in days.values())}
