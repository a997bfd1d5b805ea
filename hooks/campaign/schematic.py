"""The schematic map: a district as a metro map draws a city, in SVG units of our own.

Nothing of it is surveyed: names of sub-districts stand where people look for them, roads,
railways and rivers have a few corners that are rounded here. ``locator`` draws one place
small, ``stations`` puts numbered pins side by side where they would cover each other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from markupsafe import Markup, escape

from campaign.geo import Point
from campaign.site import Site

Spot = tuple[float, float]
#: left, top, right, bottom
Box = tuple[float, float, float, float]

WIDTH: Final = 480
_MARGIN: Final = 0.16  # of the width, around the names
_CORNER: Final = 16  # radius of a line's corners
_TYPE: Final = 13.0  # size of a sub-district's name
_CLASSES: Final = {"公路": "road", "轨道": "rail", "水系": "water"}
_ORDER: Final = ("水系", "公路", "轨道")
_TRIES: Final = 120


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
        """Yield each line twice: its white casing and itself."""
        for kind, _, corners in self.lines():
            way = rounded(corners)
            name = _CLASSES[kind]
            yield f'<path class="c-map__case c-map__case--{name}" d="{way}"/>'
            yield f'<path class="c-map__line c-map__line--{name}" d="{way}"/>'

    def names(self, pins: Iterable[Spot], reach: float) -> Iterator[str]:
        """Yield the names of lines and sub-districts, each where it covers least; pins reach ``reach`` units."""
        self.taken = [(x - reach, y - reach, x + reach, y + reach) for x, y in pins]
        ways = [(a, b) for _, _, corners in self.lines() for a, b in pairwise(corners)]
        for word in self.site.words("街镇"):
            if word.point:
                name = word.name.removesuffix("街道").removesuffix("镇")
                x, y = self._free(self.frame.at(word.point), len(name) * _TYPE, _TYPE, ways)
                yield f'<text class="c-map__town" x="{x:.0f}" y="{y:.0f}">{escape(name)}</text>'
        for kind, name, corners in self.lines():
            x, y = self._beside(corners, _wide(name) * (14 if kind == "水系" else 13), ways)
            yield f'<text class="c-map__name c-map__name--{_CLASSES[kind]}" x="{x:.0f}" y="{y:.0f}">{escape(name)}</text>'

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

    def _beside(self, corners: Sequence[Spot], wide: float, ways: Sequence[tuple[Spot, Spot]]) -> Spot:
        """Return the best place beside a line for its name, and take it: above, below, left or right of a stretch."""
        tried = [
            (a[0] + (b[0] - a[0]) * part + off[0], a[1] + (b[1] - a[1]) * part + off[1], 0.0)
            for a, b in pairwise(corners)
            for part in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)
            for off in ((0, -13), (0, 14), (wide / 2 + 9, 0), (-wide / 2 - 9, 0))
        ]
        return self._best(tried, wide, 11, ways)

    def _best(
        self, tried: list[tuple[float, float, float]], wide: float, high: float, ways: Sequence[tuple[Spot, Spot]]
    ) -> Spot:
        def cost(one: tuple[float, float, float]) -> float:
            x, y, moved = one
            box = (x - wide / 2 - 2, y - high / 2 - 1, x + wide / 2 + 2, y + high / 2 + 1)
            covered = sum(_overlap(box, other) for other in self.taken)
            out = (
                max(0, 4 - box[0])
                + max(0, box[2] - WIDTH + 4)
                + max(0, 4 - box[1])
                + max(0, box[3] - self.frame.height + 4)
            )
            return covered * 4 + out * 40 + sum(_crossed(box, way) for way in ways) * 60 + moved

        x, y, _ = min(tried, key=cost)
        self.taken.append((x - wide / 2, y - high / 2, x + wide / 2, y + high / 2))
        return x, y


def drawing(ground: Ground, inside: str, label: str) -> Markup:
    """Return the SVG of ``ground`` with ``inside`` on top of its lines and names; a screen reader hears ``label``."""
    return Markup(  # noqa: S704 made of numbers and escaped names
        f'<svg class="c-map__picture" viewBox="0 0 {WIDTH} {ground.frame.height}" role="group" aria-label="{escape(label)}">'
        f'<g aria-hidden="true">{"".join((*ground.borders(), *ground.paths()))}</g>{inside}</svg>'
    )


def locator(site: Site, point: Point, kind: str) -> Markup | None:
    """Return a small map with one place on it; ``kind`` is the mark: area, station or point.

    It is a picture without links and words, hidden from screen readers: the address says the same. None where there is no map.
    """
    ground = Ground.of(site)
    if ground is None:
        return None
    x, y = ground.frame.at(point)
    pin = f'<g class="c-pin c-pin--{kind}" transform="translate({x:.0f} {y:.0f})">{shape(kind)}</g>'
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


def apart(spots: Sequence[Spot], gap: float, height: float) -> list[Spot]:
    """Return where marks come to stand so that they are ``gap`` apart, each as near its spot as that allows."""
    placed = [(x + index * 0.01, y) for index, (x, y) in enumerate(spots)]
    for _ in range(_TRIES):
        moved = False
        for i in range(len(placed)):
            for j in range(i + 1, len(placed)):
                (ax, ay), (bx, by) = placed[i], placed[j]
                dx, dy = bx - ax, by - ay
                far = math.hypot(dx, dy) or 0.01
                if far < gap - 0.1:
                    push = (gap - far) / 2 / far
                    placed[i] = _within(ax - dx * push, ay - dy * push, height)
                    placed[j] = _within(bx + dx * push, by + dy * push, height)
                    moved = True
        if not moved:
            break
    return placed


def _within(x: float, y: float, height: float) -> Spot:
    return min(max(x, 18), WIDTH - 18), min(max(y, 18), height - 18)


def straight(corners: Iterable[Spot]) -> str:
    """Return a path with plain corners."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners)


def rounded(corners: Sequence[Spot], radius: float = _CORNER) -> str:
    """Return a path whose corners are arcs, as on a metro map."""
    way = [f"M{corners[0][0]:.0f} {corners[0][1]:.0f}"]
    for before, here, after in zip(corners, corners[1:], corners[2:], strict=False):
        (ax, ay), (bx, by) = _towards(here, before, radius), _towards(here, after, radius)
        way.append(f"L{ax:.1f} {ay:.1f}Q{here[0]:.1f} {here[1]:.1f} {bx:.1f} {by:.1f}")
    way.append(f"L{corners[-1][0]:.0f} {corners[-1][1]:.0f}")
    return "".join(way)


def _towards(start: Spot, end: Spot, far: float) -> Spot:
    dx, dy = end[0] - start[0], end[1] - start[1]
    part = min(0.5, far / (math.hypot(dx, dy) or 1))
    return start[0] + dx * part, start[1] + dy * part


def _wide(text: str) -> float:
    return sum(0.55 if one.isascii() else 1 for one in text)


def _overlap(a: Box, b: Box) -> float:
    return max(0, min(a[2], b[2]) - max(a[0], b[0])) * max(0, min(a[3], b[3]) - max(a[1], b[1]))


def _crossed(box: Box, way: tuple[Spot, Spot]) -> bool:
    """Whether a stretch runs through ``box``."""
    (ax, ay), (bx, by) = way
    if max(ax, bx) < box[0] or min(ax, bx) > box[2] or max(ay, by) < box[1] or min(ay, by) > box[3]:
        return False  # nearly always: spares a second of each locator
    steps = [(ax + (bx - ax) * no / 60, ay + (by - ay) * no / 60) for no in range(61)]
    return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in steps)
