"""Points on the ground and the three datums in which Chinese maps give them.

GCJ-02 moves a WGS 84 point by about half a kilometre, BD-09 moves it once more. The
shift has no published definition; these are the formulas that every open library uses.
Source: github.com/googollee/eviltransform, github.com/wandergis/coordtransform.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, get_args

Datum = Literal["wgs84", "gcj02", "bd09"]
DATUMS: Final[tuple[Datum, ...]] = get_args(Datum)

_AXIS: Final = 6378245.0  # metres, Krasovsky 1940
_ECCENTRICITY: Final = 0.00669342162296594323  # squared
_EARTH: Final = 6371008.8  # metres, mean radius
_BD_TURN: Final = math.pi * 3000 / 180
_CLOSE: Final = 1e-7  # degrees, about a centimetre
_CHINA: Final = (72.004, 0.8293, 137.8347, 55.8271)  # west, south, east, north: outside nothing is shifted


@dataclass(frozen=True, slots=True)
class Point:
    """A place in degrees, longitude first as in RFC 7946."""

    lng: float
    lat: float

    def metres_to(self, other: Point) -> float:
        """Return the distance along a great circle, in metres. Source: haversine formula."""
        lat, there = math.radians(self.lat), math.radians(other.lat)
        across = math.radians(other.lng - self.lng)
        arc = math.sin((there - lat) / 2) ** 2 + math.cos(lat) * math.cos(there) * math.sin(across / 2) ** 2
        return 2 * _EARTH * math.asin(math.sqrt(arc))


def to_wgs84(point: Point, datum: Datum) -> Point:
    """Return a point given in ``datum`` in WGS 84, exact to a centimetre; outside China unchanged."""
    if datum == "wgs84" or not _in_china(point):
        return point
    return _undo(_wgs_to_gcj, _undo(_gcj_to_bd, point) if datum == "bd09" else point)


def from_wgs84(point: Point, datum: Datum) -> Point:
    """Return a WGS 84 point in ``datum``; outside China unchanged."""
    if datum == "wgs84" or not _in_china(point):
        return point
    shifted = _wgs_to_gcj(point)
    return _gcj_to_bd(shifted) if datum == "bd09" else shifted


def _in_china(point: Point) -> bool:
    west, south, east, north = _CHINA
    return west <= point.lng <= east and south <= point.lat <= north


def _wgs_to_gcj(point: Point) -> Point:
    lng, lat = _waves(point.lng - 105, point.lat - 35)
    radians = math.radians(point.lat)
    flat = 1 - _ECCENTRICITY * math.sin(radians) ** 2
    meridian = _AXIS * (1 - _ECCENTRICITY) / (flat * math.sqrt(flat))
    parallel = _AXIS / math.sqrt(flat) * math.cos(radians)
    return Point(point.lng + math.degrees(lng / parallel), point.lat + math.degrees(lat / meridian))


def _waves(x: float, y: float) -> tuple[float, float]:
    """Return the shift to the east and to the north, in metres, ``x`` and ``y`` degrees from 105° E 35° N."""
    common = 20 * math.sin(6 * math.pi * x) + 20 * math.sin(2 * math.pi * x)
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    return east + 2 / 3 * (common + _sines(x, 150, 300)), north + 2 / 3 * (common + _sines(y, 160, 320))


def _sines(a: float, middle: float, long: float) -> float:
    short = 20 * math.sin(a * math.pi) + 40 * math.sin(a / 3 * math.pi)
    return short + middle * math.sin(a / 12 * math.pi) + long * math.sin(a / 30 * math.pi)


def _gcj_to_bd(point: Point) -> Point:
    reach = math.hypot(point.lng, point.lat) + 0.00002 * math.sin(point.lat * _BD_TURN)
    angle = math.atan2(point.lat, point.lng) + 0.000003 * math.cos(point.lng * _BD_TURN)
    return Point(reach * math.cos(angle) + 0.0065, reach * math.sin(angle) + 0.006)


def _undo(shift: Callable[[Point], Point], point: Point) -> Point:
    """Return the point that ``shift`` carries to ``point``: a few steps, each a thousand times closer."""
    guess = point
    while True:
        there = shift(guess)
        off_lng, off_lat = there.lng - point.lng, there.lat - point.lat
        guess = Point(guess.lng - off_lng, guess.lat - off_lat)
        if max(abs(off_lng), abs(off_lat)) < _CLOSE:
            return guess
