"""The demonstration units as the map and its list show them: one number for pin, list and paper."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import mean
from urllib.parse import quote

from markupsafe import Markup, escape

from campaign.card import Card, card
from campaign.geo import Point
from campaign.models.units import Unit
from campaign.plane import WIDTH, Spot, apart
from campaign.schematic import Ground, drawing, shape
from campaign.site import Shown

#: up to so many stations each have their pin; of more each sub-district has a mark with their number, which opens
MOST = 150
#: units between pins: a finger's 24 px on a phone, where there are many, and where none is touched
_GAP, _NARROW, _SMALL = 36.0, 25.0, 28.0
_MANY = 60
_TIMES = (1.6, 8.0)  # how far an opened sub-district is enlarged


@dataclass(frozen=True, slots=True)
class Station:
    """One row of the list. ``number`` is 0 and ``point`` None where only the sub-district is told."""

    number: int
    unit: Unit
    card: Card
    point: Point | None
    level: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """The stations of a sub-district where they are too many to be drawn at once.

    ``view`` is the part of the drawing that shows them (left, top, times larger), ``stands`` where their pins stand in it.
    """

    key: str
    town: str
    stations: list[Station]
    spot: Spot
    view: tuple[float, float, float]
    stands: list[Spot]


def stations(shown: Shown) -> list[Station]:
    """Return the visible units, those with a place on the map numbered from 1, then the rest.

    They come in their own order; where they are too many to be drawn one by one, sub-district by sub-district.
    """
    units = [unit for unit in shown.having(Unit) if unit.mapped]
    placed = [unit for unit in units if unit.spot]
    rest = [unit for unit in units if not unit.spot]
    if len(placed) > MOST:
        towns = [word.name for word in shown.site.words("街镇")]
        placed.sort(key=lambda unit: towns.index(unit.location.town))
    return [
        Station(0 if unit.spot is None else number, unit, card(shown, unit), unit.spot, unit.level_at(shown.now.date()))
        for number, unit in enumerate([*placed, *rest], 1)
    ]


def clusters(shown: Shown, found: list[Station]) -> list[Cluster]:
    """Return the stations with a place by sub-district; nothing where each has its pin, or no map is drawn."""
    ground = Ground.of(shown.site)
    placed = [one for one in found if one.point]
    if ground is None or len(placed) <= MOST:
        return []
    towns = list(dict.fromkeys(one.unit.location.town for one in placed))
    named = {word.name: ground.frame.at(word.point) for word in shown.site.words("街镇") if word.point}
    members = {town: [one for one in placed if one.unit.location.town == town] for town in towns}
    spots = {town: [ground.frame.at(one.point) for one in own if one.point] for town, own in members.items()}
    around = [named.get(town) or (mean(x for x, _ in spots[town]), mean(y for _, y in spots[town])) for town in towns]
    stand = apart(around, _GAP, ground.frame.height)
    return [
        Cluster(f"t{no}", town, members[town], stand[no], *_opened(spots[town], ground.frame.height))
        for no, town in enumerate(towns)
    ]


def _opened(spots: list[Spot], height: int) -> tuple[tuple[float, float, float], list[Spot]]:
    """Return the part of the drawing that shows ``spots``, and where pins stand in it without covering each other."""
    left, right = min(x for x, _ in spots), max(x for x, _ in spots)
    top, bottom = min(y for _, y in spots), max(y for _, y in spots)
    size = max((right - left) / WIDTH, (bottom - top) / height, 0.01)
    times = min(max(0.7 / size, _TIMES[0]), _TIMES[1])
    x = min(max((left + right - WIDTH / times) / 2, 0), WIDTH - WIDTH / times)
    y = min(max((top + bottom - height / times) / 2, 0), height - height / times)
    if len(spots) > MOST:  # pins cover each other whatever one does: numbers and filters lead to them
        return (x, y, times), spots
    stands = apart([((a - x) * times, (b - y) * times) for a, b in spots], _NARROW, height)
    return (x, y, times), [(a / times + x, b / times + y) for a, b in stands]


def counted(found: list[Station]) -> str:
    """Return how many have their title and how many are on the way to it: what a drawing or list of them says beside it."""
    titled = sum(one.unit.titled for one in found)
    said = [f"{titled} 家已获称号"] if titled else []
    return " · ".join([*said, *([f"{len(found) - titled} 家申报、培育中"] if len(found) > titled else [])])


def picture(shown: Shown, found: list[Station], *, links: bool = True) -> Markup | None:
    """Return the map with every station that has a place; None where the campaign draws no map.

    Without ``links`` it is small and still: marks without numbers, no reviewed boundary (nobody says its number beneath).
    """
    ground = Ground.of(shown.site)
    if ground is None:
        return None
    grouped = clusters(shown, found)
    placed = [(one, ground.frame.at(one.point)) for one in found if one.point]
    if grouped:
        spots = [one.spot for one in grouped]
        marks = "".join(_sum(one, links=links) for one in grouped)
    else:
        gap = _SMALL if not links else _GAP if len(placed) <= _MANY else _NARROW
        spots = apart([spot for _, spot in placed], gap, ground.frame.height)
        pairs = zip(placed, spots, strict=True)
        marks = "".join(_pin(*one, stands) if links else _dot(one[0], stands) for one, stands in pairs)
    names = "".join(ground.names(spots, 19 if grouped else 14))
    inside = f'<g aria-hidden="true">{names}</g>{marks}' if links else f'<g aria-hidden="true">{names}{marks}</g>'
    return drawing(ground, inside, f"{shown.campaign.district}示范单位示意图", borders=links)


def _class(unit: Unit) -> str:
    return f"c-pin c-pin--{unit.mark}" + (" c-pin--candidate" if unit.candidate else "")


def _dot(one: Station, stands: Spot) -> str:
    return f'<g class="{_class(one.unit)}">{shape(one.unit.mark, *stands)}</g>'


def _pin(one: Station, spot: Spot, stands: Spot) -> str:
    """Return a pin that leads to its row; where it had to step aside a thin line leads to the place itself."""
    x, y = stands[0] - spot[0], stands[1] - spot[1]
    lead = f'<path class="c-pin__lead" d="M0 0L{x:.0f} {y:.0f}"/>' if abs(x) + abs(y) > _GAP / 2 else ""
    stage = f"，{one.unit.stage}，还没有称号" if one.unit.candidate else ""
    heard = escape(f"{one.number} 号，{one.unit.name}，{one.unit.type}{stage}")
    return (
        f'<a class="{_class(one.unit)}" href="#s{one.number}" aria-label="{heard}" '
        f'transform="translate({spot[0]:.0f} {spot[1]:.0f})"><g>{lead}{shape(one.unit.mark, x, y)}'
        f'<text x="{x:.0f}" y="{y:.0f}">{one.number}</text></g></a>'
    )


def _sum(one: Cluster, *, links: bool) -> str:
    """Return a sub-district's mark: without scripts it leads to its part of the list, with them it opens here."""
    count, (x, y) = len(one.stations), one.spot
    if not links:
        return f'<g class="c-pin c-pin--sum"><circle r="17" cx="{x:.0f}" cy="{y:.0f}"/><text x="{x:.0f}" y="{y:.0f}">{count}</text></g>'
    return (
        f'<a class="c-pin c-pin--sum" href="?town={quote(one.town)}#{one.key}" aria-label="{escape(one.town)}，{count} 家" '
        f'transform="translate({x:.0f} {y:.0f})"><g><circle r="17"/><text>{count}</text></g></a>'
    )
