"""The diagram of the cities that work together, and what each has done with us."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup, escape

from campaign.card import card
from campaign.models.capabilities import Allied
from campaign.models.maps import Corridor
from campaign.schematic import Spot, rounded
from campaign.site import Shown
from campaign.views import Context, Options, view

_STEP: Final = (58, 58)  # units from square to square
#: where the name stands, from the middle of the stop
_LABELS: Final = {"上": (0, -28), "下": (0, 32), "右": (23, 0)}
_EDGE: Final = (46, 54)
_RIGHT: Final = 84  # room for a name beside the last stop


@view("corridor")
def corridor(shown: Shown, _options: Options) -> Context:
    """Return the drawing and, city by city, the cards of the records that name it."""
    given = shown.campaign.corridor
    if given is None:
        return {"picture": None, "cities": []}
    codes = {word.name: word.code for word in shown.site.words("城市")}
    allied = shown.having(Allied)
    names = [stop.city for stop in given.stops]
    return {
        "title": given.title,
        "lines": [(no, line.name) for no, line in enumerate(given.lines, 1)],
        "picture": _drawn(given, shown.campaign.district),
        "shared": [card(shown, record) for record in allied if set(names) <= set(record.cities)],
        "cities": [
            (
                no,
                name,
                codes.get(name),
                [card(shown, one) for one in allied if name in one.cities and not set(names) <= set(one.cities)],
            )
            for no, name in enumerate(names, 1)
        ],
    }


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
        home = " c-stop--home" if district.startswith(stop.city) else ""
        right, down = _LABELS[stop.label]
        side = " c-stop__name--right" if stop.label == "右" else ""
        stops.append(
            f'<a class="c-stop{home}" href="#c{no}" aria-label="{no} {escape(stop.city)}"><circle cx="{x}" cy="{y}" r="13"/>'
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
