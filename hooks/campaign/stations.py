"""The demonstration units as the map and its list show them: one number for pin, list and paper."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup, escape

from campaign.card import Card, card
from campaign.geo import Point
from campaign.models.units import Unit
from campaign.schematic import Ground, apart, drawing, shape
from campaign.site import Shown

#: up to so many stations each have their pin; more are drawn as one round number for each sub-district
MOST = 150
_GAP, _NARROW = 36.0, 25.0  # units between pins: a finger's 24 px on a phone, and where there are many
_MANY = 60


@dataclass(frozen=True, slots=True)
class Station:
    """One row of the list. ``number`` is 0 and ``point`` None where only the sub-district is told."""

    number: int
    unit: Unit
    card: Card
    point: Point | None
    level: str


def stations(shown: Shown) -> list[Station]:
    """Return the visible units in their own order: those with a place on the map are numbered from 1, then the rest."""
    units = [unit for unit in shown.having(Unit) if unit.mapped]
    placed = [unit for unit in units if unit.spot]
    rest = [unit for unit in units if not unit.spot]
    return [
        Station(0 if unit.spot is None else number, unit, card(shown, unit), unit.spot, unit.level_at(shown.now.date()))
        for number, unit in enumerate([*placed, *rest], 1)
    ]


def picture(shown: Shown, found: list[Station]) -> Markup | None:
    """Return the map with every station that has a place; None where the campaign draws no map."""
    ground = Ground.of(shown.site)
    placed = [(one, ground.frame.at(one.point)) for one in found if one.point] if ground else []
    if ground is None:
        return None
    if len(placed) > MOST:
        marks, spots = _sums(ground, [one for one, _ in placed])
    else:
        gap = _GAP if len(placed) <= _MANY else _NARROW
        spots = apart([spot for _, spot in placed], gap, ground.frame.height)
        marks = "".join(_pin(one, spot, stands) for (one, spot), stands in zip(placed, spots, strict=True))
    names = "".join(ground.names(spots, 14))
    return drawing(ground, f'<g aria-hidden="true">{names}</g>{marks}', f"{shown.campaign.district}示范单位示意图")


def _pin(one: Station, spot: tuple[float, float], stands: tuple[float, float]) -> str:
    """Return a pin that leads to its row; where it had to step aside a thin line leads to the place itself."""
    x, y = stands[0] - spot[0], stands[1] - spot[1]
    lead = f'<path class="c-pin__lead" d="M0 0L{x:.0f} {y:.0f}"/>' if abs(x) + abs(y) > _GAP / 2 else ""
    heard = escape(f"{one.number} 号，{one.unit.name}，{one.unit.type}")
    return (
        f'<a class="c-pin c-pin--{one.unit.mark}" href="#s{one.number}" aria-label="{heard}" '
        f'transform="translate({spot[0]:.0f} {spot[1]:.0f})"><g>{lead}{shape(one.unit.mark, x, y)}'
        f'<text x="{x:.0f}" y="{y:.0f}">{one.number}</text></g></a>'
    )


def _sums(ground: Ground, placed: list[Station]) -> tuple[str, list[tuple[float, float]]]:
    """Return one round mark for each sub-district with the number of its stations."""
    counts = Counter(one.unit.location.town for one in placed)
    spots = {word.name: ground.frame.at(word.point) for word in ground.site.words("街镇") if word.point}
    stand = apart([spots[town] for town in counts if town in spots], _GAP, ground.frame.height)
    marks = [
        f'<g class="c-pin c-pin--sum" transform="translate({x:.0f} {y:.0f})"><g><circle r="15"/><text>{counts[town]}</text></g></g>'
        for town, (x, y) in zip((town for town in counts if town in spots), stand, strict=True)
    ]
    return f'<g aria-hidden="true">{"".join(marks)}</g>', stand
