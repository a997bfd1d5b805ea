"""Plane geometry of the schematic drawings: marks side by side, rounded lines, what covers what.

Everything is in units of the drawing, from its upper left corner.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

Spot = tuple[float, float]
#: left, top, right, bottom
Box = tuple[float, float, float, float]

WIDTH: Final = 480
CORNER: Final = 16  # radius of a line's corners
TRIES: Final = 120
_TURN: Final = 2.4  # the golden angle


def apart(spots: Sequence[Spot], gap: float, height: float) -> list[Spot]:
    """Return where marks come to stand so that they are ``gap`` apart, each as near its spot as that allows."""
    placed = [  # a little spiral, so that marks of one spot part in all directions
        (x + index * 0.01 * math.cos(index * _TURN), y + index * 0.01 * math.sin(index * _TURN))
        for index, (x, y) in enumerate(spots)
    ]
    for _ in range(TRIES):
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


def rounded(corners: Sequence[Spot], radius: float = CORNER) -> str:
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


def wide(text: str) -> float:
    """Return how wide a text is, in its own type sizes."""
    return sum(0.55 if one.isascii() else 1 for one in text)


def overlap(a: Box, b: Box) -> float:
    """Return the area that two boxes share."""
    return max(0, min(a[2], b[2]) - max(a[0], b[0])) * max(0, min(a[3], b[3]) - max(a[1], b[1]))


def crossed(box: Box, way: tuple[Spot, Spot]) -> bool:
    """Whether a stretch runs through ``box``."""
    (ax, ay), (bx, by) = way
    if max(ax, bx) < box[0] or min(ax, bx) > box[2] or max(ay, by) < box[1] or min(ay, by) > box[3]:
        return False  # nearly always: spares a second of each locator
    steps = [(ax + (bx - ax) * no / 60, ay + (by - ay) * no / 60) for no in range(61)]
    return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in steps)
