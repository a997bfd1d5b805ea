"""The diagram of the cities that work together, and what each has done with us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from campaign.card import Card, card
from campaign.models.capabilities import Allied
from campaign.models.maps import Corridor
from campaign.plane import Spot, rounded
from campaign.site import Shown
from campaign.views import Context, Options, view

_STEP: Final = (44, 52)  # units from square to square: a phone shows the whole
#: where the name stands, from the middle of the stop
_LABELS: Final = {"上": (0, -32), "下": (0, 35), "右": (26, 0)}
_EDGE: Final = (32, 44)
_RIGHT: Final = 98  # room for a name beside the last stop
_STOP: Final = 16  # radius
_HOME: Final = 19  # of the district's own stop, within a ring


@dataclass(frozen=True, slots=True)
class City:
    """A stop in the list: its number, name, code and what it does without the others."""

    no: int
    name: str
    code: str | None
    cards: list[Card]


@view("corridor", "campaign", Allied)
def corridor(shown: Shown, _options: Options) -> Context:
    """Return the drawing, what all cities do together, the cities with records of their own and those without."""
    given = shown.campaign.corridor
    if given is None:
        return {"picture": None}
    codes = {word.name: word.code for word in shown.site.words("城市")}
    allied = shown.having(Allied)
    names = [stop.city for stop in given.stops]
    cities = [
        City(no, name, codes.get(name), [card(shown, one) for one in allied if _alone(one, name, names)])
        for no, name in enumerate(names, 1)
    ]
    return {
        "title": given.title,
        "lines": [(no, line.name) for no, line in enumerate(given.lines, 1)],
        "picture": _drawn(given, shown.campaign.district),
        "shared": [card(shown, record) for record in allied if set(names) <= set(record.cities)],
        "cities": [one for one in cities if one.cards],
        "others": [one for one in cities if not one.cards],
    }


def _alone(record: Allied, city: str, names: list[str]) -> bool:
    """Whether ``record`` names ``city``, and not all of them."""
    return city in record.cities and not set(names) <= set(record.cities)


def _drawn(given: Corridor, district: str) -> Markup:
    """Return the diagram: one coloured line after the other, then the stops with their names."""
    at = {stop.city: (_EDGE[0] + stop.x * _STEP[0], _EDGE[1] + stop.y * _STEP[1]) for stop in given.stops}
    width = _EDGE[0] + _RIGHT + max(stop.x for stop in given.stops) * _STEP[0]
    height = 2 * _EDGE[1] + max(stop.y for stop in given.stops) * _STEP[1]
    ways = [(no, rounded([_spot(at[city]) for city in line.cities], 24)) for no, line in enumerate(given.lines, 1)]
    lines = "".join(
        f'<path class="c-map__case" d="{way}"/><path class="c-map__line c-map__line--{no}" d="{way}"/>'
        for no, way in ways
    )
    stops = []
    for no, stop in enumerate(given.stops, 1):
        x, y = at[stop.city]
        home = district.startswith(stop.city)
        right, down = _LABELS[stop.label]
        right += (_HOME + 5 - _STOP) * (home and stop.label == "右")
        ring = f'<circle class="c-stop__ring" cx="{x}" cy="{y}" r="{_HOME + 5}"/>' if home else ""
        side = " c-stop__name--right" if stop.label == "右" else ""
        stops.append(
            f'<a class="c-stop{" c-stop--home" if home else ""}" href="#c{no}" aria-label="{no} {escape(stop.city)}">'
            f'{ring}<circle cx="{x}" cy="{y}" r="{_HOME if home else _STOP}"/>'
            f'<text class="c-stop__no" x="{x}" y="{y}">{no}</text>'
            f'<text class="c-stop__name{side}" x="{x + right}" y="{y + down}">{escape(stop.city)}</text></a>'
        )
    label = escape(f"{given.title}城市示意图")
    return Markup(  # noqa: S704 made of numbers and escaped names
        f'<svg class="c-map__picture c-map__picture--corridor" viewBox="0 0 {width} {height}" role="group" '
        f'aria-label="{label}"><g aria-hidden="true">{lines}</g>{"".join(stops)}</svg>'
    )


def _spot(at: tuple[int, int]) -> Spot:
    return float(at[0]), float(at[1])
