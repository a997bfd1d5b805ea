"""The schematic map: a district as a metro map draws a city, in SVG units of our own.

Nothing of it is surveyed: names of sub-districts stand where people look for them, roads,
railways and rivers have a few corners that are rounded here. ``locator`` draws one place
small, ``stations`` sets numbered pins on it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from markupsafe import Markup, escape

from campaign.geo import Point
from campaign.plane import WIDTH, Box, Spot, crossed, overlap, rounded, straight, wide
from campaign.site import Site

_MARGIN: Final = 0.16  # of the width, around the names
_TYPE: Final = 13.0  # size of a sub-district's name
_PLATE: Final = 18  # what a plate is wider than its words
_CLASSES: Final = {"公路": "road", "轨道": "rail", "水系": "water"}
_ORDER: Final = ("水系", "公路", "轨道")


@dataclass(frozen=True, slots=True)
class Frame:
    """Where points of the ground come to lie in the drawing. Source: equirectangular projection."""

    west: float
    north: float
    scale: float  # units for a degree of latitude
    squeeze: float  # a degree of longitude in degrees of latitude
    height: int

    @classmethod
    def around(cls, points: Sequence[Point]) -> Frame:
        """Return the frame that shows ``points`` with a margin."""
        west, east = min(one.lng for one in points), max(one.lng for one in points)
        south, north = min(one.lat for one in points), max(one.lat for one in points)
        squeeze = math.cos(math.radians((south + north) / 2))
        across = max((east - west) * squeeze, 0.01)
        margin = across * _MARGIN
        scale = WIDTH / (across + 2 * margin)
        return cls(west - margin / squeeze, north + margin, scale, squeeze, round((north - south + 2 * margin) * scale))

    def at(self, point: Point) -> Spot:
        """Return where ``point`` (WGS 84) lies, in units from the upper left corner."""
        return (point.lng - self.west) * self.squeeze * self.scale, (self.north - point.lat) * self.scale


@dataclass(slots=True)
class Ground:
    """What is drawn under the pins: the frame, and what the campaign says of its district."""

    site: Site
    frame: Frame
    taken: list[Box] = field(default_factory=list)

    @classmethod
    def of(cls, site: Site) -> Ground | None:
        """Return the ground of a campaign; None where it has no map, or no sub-district with a place."""
        points = [word.point for word in site.words("街镇") if word.point]
        return cls(site, Frame.around(points)) if site.campaign.map and points else None

    def lines(self) -> list[tuple[str, str, list[Spot]]]:
        """Return kind, name and corners of each line, water first."""
        given = self.site.campaign.map.lines if self.site.campaign.map else ()
        kept = sorted(given, key=lambda line: _ORDER.index(line.kind))
        return [(line.kind, line.name, [self._at(one.lng, one.lat) for one in line.points]) for line in kept]

    def borders(self) -> Iterator[str]:
        """Yield the reviewed boundaries; only a picture with its review number beneath may draw them (第二十二条)."""
        for lines in self.site.layers.values():
            for line in lines:
                yield f'<path class="c-map__border" d="{straight([self.frame.at(one) for one in line])}"/>'

    def paths(self) -> Iterator[str]:
        """Yield each line, roads and railways upon a casing in the colour of the ground."""
        for kind, _, corners in self.lines():
            way = rounded(corners)
            name = _CLASSES[kind]
            if kind != "水系":
                yield f'<path class="c-map__case" d="{way}"/>'
            yield f'<path class="c-map__line c-map__line--{name}" d="{way}"/>'

    def names(self, pins: Iterable[Spot], reach: float) -> Iterator[str]:
        """Yield the names of lines and sub-districts, each where it covers least; pins reach ``reach`` units.

        A road or railway has its name on a plate, water inside its band.
        """
        self.taken = [(x - reach, y - reach, x + reach, y + reach) for x, y in pins]
        stretches = [(name, list(pairwise(corners))) for _, name, corners in self.lines()]
        for kind, name, corners in self.lines():
            others = [way for other, ways in stretches if other != name for way in ways]
            long = wide(name) * _TYPE + (_PLATE if kind != "水系" else len(name) * 4)
            x, y = self._on(corners, long, others, level=kind == "水系")
            plate = (
                f'<rect x="{-long / 2:.0f}" y="-10" width="{long:.0f}" height="20" rx="10"/>' if kind != "水系" else ""
            )
            yield (
                f'<g transform="translate({x:.0f} {y:.0f})"><g class="c-map__name c-map__name--{_CLASSES[kind]}">'
                f"{plate}<text>{escape(name)}</text></g></g>"
            )
        ways = [way for _, own in stretches for way in own]
        for word in self.site.words("街镇"):
            if word.point:
                name = word.name.removesuffix("街道").removesuffix("镇")
                x, y = self._free(self.frame.at(word.point), len(name) * _TYPE, _TYPE, ways)
                yield f'<text class="c-map__town" x="{x:.0f}" y="{y:.0f}">{escape(name)}</text>'

    def _at(self, lng: float, lat: float) -> Spot:
        return self.frame.at(Point(lng, lat))

    def _free(self, spot: Spot, wide: float, high: float, ways: Sequence[tuple[Spot, Spot]]) -> Spot:
        """Return the middle of the best place near ``spot`` for words, and take it."""
        rings = [(0.0, 0.0)] + [
            (ring * math.cos(turn * math.pi / 6) * (1 + wide / 60), ring * math.sin(turn * math.pi / 6))
            for ring in (16, 24, 34)
            for turn in range(12)
        ]
        return self._best([(spot[0] + dx, spot[1] + dy, math.hypot(dx, dy)) for dx, dy in rings], wide, high, ways)

    def _on(self, corners: Sequence[Spot], long: float, ways: Sequence[tuple[Spot, Spot]], *, level: bool) -> Spot:
        """Return the best place on a line for its name, and take it; ``level``: on a level stretch, if there is one."""
        found = list(pairwise(corners))
        flat = [(a, b) for a, b in found if abs(a[1] - b[1]) < 1 and abs(a[0] - b[0]) > long]
        tried = [
            (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, abs(part - 0.5))
            for a, b in (flat if level and flat else found)
            for part in (no / 20 for no in range(1, 20))
        ]
        return self._best(tried, long, 20, ways)

    def _best(
        self, tried: list[tuple[float, float, float]], wide: float, high: float, ways: Sequence[tuple[Spot, Spot]]
    ) -> Spot:
        def cost(one: tuple[float, float, float]) -> float:
            x, y, moved = one
            box = (x - wide / 2 - 2, y - high / 2 - 1, x + wide / 2 + 2, y + high / 2 + 1)
            covered = sum(overlap(box, other) for other in self.taken)
            out = (
                max(0, 4 - box[0])
                + max(0, box[2] - WIDTH + 4)
                + max(0, 4 - box[1])
                + max(0, box[3] - self.frame.height + 4)
            )
            return covered * 4 + out * 40 + sum(crossed(box, way) for way in ways) * 60 + moved

        x, y, _ = min(tried, key=cost)
        self.taken.append((x - wide / 2, y - high / 2, x + wide / 2, y + high / 2))
        return x, y


def drawing(ground: Ground, inside: str, label: str, *, borders: bool = False) -> Markup:
    """Return the SVG of ``ground`` with ``inside`` on top of its lines and names; a screen reader hears ``label``.

    ``borders`` only where the review numbers of the layers stand beneath it (地图管理条例, 第二十二条).
    """
    lines = (*(ground.borders() if borders else ()), *ground.paths())
    return Markup(  # noqa: S704 made of numbers and escaped names
        f'<svg class="c-map__picture" viewBox="0 0 {WIDTH} {ground.frame.height}" role="group" aria-label="{escape(label)}">'
        f'<g aria-hidden="true">{"".join(lines)}</g>{inside}</svg>'
    )


def locator(site: Site, point: Point, kind: str, *, candidate: bool = False) -> Markup | None:
    """Return a small map with one place on it; ``kind`` is the mark: area, station or point, hollow of a ``candidate``.

    It is a picture without links and words, hidden from screen readers: the address says the same. None where there is no map.
    """
    ground = Ground.of(site)
    if ground is None:
        return None
    x, y = ground.frame.at(point)
    hollow = " c-pin--candidate" if candidate else ""
    pin = f'<g class="c-pin c-pin--{kind}{hollow}" transform="translate({x:.0f} {y:.0f})">{shape(kind)}</g>'
    return Markup(  # noqa: S704 made of numbers and escaped names
        f'<svg class="c-map__picture c-map__picture--small" viewBox="0 0 {WIDTH} {ground.frame.height}" '
        f'aria-hidden="true" focusable="false">{"".join(ground.paths())}{pin}</svg>'
    )


def shape(kind: str, x: float = 0, y: float = 0) -> str:
    """Return the mark of a kind around a spot: a square, a circle or a diamond."""
    if kind == "area":
        return f'<rect x="{x - 11:.0f}" y="{y - 11:.0f}" width="22" height="22" rx="4"/>'
    if kind == "station":
        return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="11.5"/>'
    return f'<path d="M{x:.0f} {y - 14.5:.1f}l14.5 14.5-14.5 14.5-14.5-14.5z"/>'
