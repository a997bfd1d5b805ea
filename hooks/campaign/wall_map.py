"""The stations' map as a wall shows it: the schematic without names, pins large enough to be read from afar.

What the pins mean stands beside the map as text, numbered alike.
Source: KIOSK in the design, least size of a glyph; 地图管理条例 第二十二条 (no boundaries without a review number).
"""

from __future__ import annotations

from dataclasses import dataclass

from campaign import glass
from campaign.models.units import Unit
from campaign.plane import WIDTH, apart
from campaign.schematic import Ground
from campaign.site import Shown
from campaign.stations import stations

#: radius of a pin and distance between two, in sizes of its figure
_RADIUS, _APART = 0.85, 1.9


@dataclass(frozen=True, slots=True)
class Lie:
    """Where the stations lie: paths of roads, railways and rivers, the drawing's height, a spot for each unit."""

    paths: str
    height: int
    spots: tuple[tuple[float, float], ...]

    @property
    def aspect(self) -> float:
        """Height by width."""
        return self.height / WIDTH


@dataclass(frozen=True, slots=True)
class Picture:
    """The map as SVG, and its size in pixels."""

    svg: str
    width: int
    height: int


def lie(shown: Shown) -> tuple[Lie, list[Unit]] | None:
    """Return the map and its units in their own order; None where there is no map or no unit with a place."""
    ground = Ground.of(shown.site)
    placed = [one for one in stations(shown) if one.point]
    if ground is None or not placed:
        return None
    spots = tuple(ground.frame.at(one.point) for one in placed if one.point)
    paths = "".join(path for path in ground.paths() if "c-map__case" not in path)
    return Lie(paths, ground.frame.height, spots), [one.unit for one in placed]


def picture(ground: Lie, count: int, box: glass.Box, letter_px: int) -> Picture:
    """Return the map of the first ``count`` stations, their numbers ``letter_px`` pixels high in a picture of ``box``."""
    letter = letter_px * WIDTH / box.width
    reach = letter * _RADIUS
    pins = "".join(
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{reach:.0f}"/><text x="{x:.0f}" y="{y + letter * 0.36:.0f}">{number}</text>'
        for number, (x, y) in enumerate(
            _within(apart(ground.spots[:count], letter * _APART, ground.height), ground, reach), 1
        )
    )
    svg = (
        f'<svg viewBox="0 0 {WIDTH} {ground.height}" width="{box.width}" height="{box.height}">'
        f'{ground.paths}<g class="pins" font-size="{letter:.1f}">{pins}</g></svg>'
    )
    return Picture(svg, box.width, box.height)


def _within(spots: list[tuple[float, float]], ground: Lie, reach: float) -> list[tuple[float, float]]:
    edge = reach + 1
    return [(min(max(x, edge), WIDTH - edge), min(max(y, edge), ground.height - edge)) for x, y in spots]
