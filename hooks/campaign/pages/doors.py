"""A sheet of paper for the door of everybody who takes visitors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from campaign.card import card, place_of
from campaign.models.units import Unit
from campaign.models.visits import Visitable
from campaign.pages import StampedPage, page_set
from campaign.site import Shown
from campaign.titles import unique_titles

#: lines of slots, stops and rules that fit on the sheet in large type, and in the next smaller one
_ROOMY, _DENSE = 13, 22
#: lines of honours, hours, exceptional days, rules, name and summary that fit in the largest type, and in smaller ones
_POSTER_SIZES = ((8.5, "grand"), (14, "roomy"), (19, "dense"))


@page_set("door/sheet", section="door", noindex="yes")
def open_days(shown: Shown) -> Iterator[StampedPage]:
    """Yield ``open-days/<id>/door/``, one A4 page each; staff come from the record's page, search engines don't."""
    visits = shown.having(Visitable)
    titles = unique_titles(visits)
    for visit in visits:
        context = {
            "record": visit,
            "card": card(shown, visit),
            "place": place_of(shown, visit),
            "size": _size(visit),
            "page_url": f"{shown.campaign.site_url}{visit.url}",
        }
        title, said = f"{titles[visit.url]}门口张贴单", f"{visit.name_text}：打印后贴在门口的一页纸。"
        yield StampedPage("door/sheet", visit.door_url, title, said, "door.html", context, listed=False, made=(visit,))


@page_set()
def units(shown: Shown) -> Iterator[StampedPage]:
    """Yield ``units/<id>/door/``: the poster that says who is here, since when, and when the door is open."""
    found = shown.having(Unit)
    titles = unique_titles(found)
    for unit in found:
        context = {
            "record": unit,
            "page_url": f"{shown.campaign.site_url}{unit.url}",
            "size": _poster_size(unit, shown.now.date()),
        }
        title, said = f"{titles[unit.url]}门口海报", f"{unit.name_text}：打印后贴在门口的一页纸。"
        yield StampedPage(
            "door/sheet", unit.door_url, title, said, "unit-door.html", context, listed=False, made=(unit,)
        )


def _poster_size(unit: Unit, day: date) -> str:
    """Return how large the poster's type can be, so that one page of A4 comes out."""
    rules = unit.visit.rules if unit.visit else ()
    lines = (
        len(unit.honours) * 1.5
        + len(unit.hours) * 1.5
        + len(unit.closed_from(day)) / 3
        + len(unit.special_from(day))
        + len(rules)
        + len(unit.name) / 12
        + len(unit.summary or "") / 30
    )
    return next((size for most, size in _POSTER_SIZES if lines <= most), "tight")


def _size(visit: Visitable) -> str:
    """Return how large the sheet's type can be, so that whatever it says stays on one page."""
    rules = len(visit.rules.told) if visit.rules else 0
    long = len(visit.not_shown or "") // 30 + len(visit.name_text) // 20
    lines = len(visit.slots) * 1.3 + len(visit.route) + rules + long
    return "roomy" if lines <= _ROOMY else "dense" if lines <= _DENSE else "tight"
