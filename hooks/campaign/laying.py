"""A slide on a given screen: lines broken, type as large as it fits, the code's size.

The build decides everything that can be decided, so that it can refuse what can't be read
and the player only has to draw.
"""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass
from typing import Final

import segno

from campaign import glass, typeset
from campaign.models.screens import Screen
from campaign.slides import Slide

#: how much larger than the least size type may become
MOST_SCALE: Final = 2.6
#: line height of all text, the size of the large figure in titles, the widest word of the day (还有30天) in em
LEADING, BIG, DAY_WORD = 1.3, 1.9, 5.0
#: space above each part, in em of the body
GAP: Final = 0.5


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code: modules on a side with the quiet zone, its SVG path, its side in pixels."""

    modules: int
    path: str
    px: int


@dataclass(frozen=True, slots=True)
class Laid:
    """A slide's lines and sizes in pixels."""

    slide: Slide
    title: list[str]
    when: list[str]
    place: list[str]
    body: list[list[str]]
    title_px: int
    body_px: int
    code: Code | None


def code(screen: Screen, address: str) -> Code:
    """Return the QR code of an address, large enough for the screen's scan distance."""
    modules, path = _symbol(address)
    return Code(modules, path, glass.code_px(screen, modules))


@functools.lru_cache(maxsize=4096)
def _symbol(address: str) -> tuple[int, str]:
    """Return modules on a side and the SVG path, made once for all screens."""
    symbol = segno.make_qr(address, error="m")
    path = ""
    for y, row in enumerate(symbol.matrix):
        x = 0
        for dark, run in itertools.groupby(row):
            length = len(list(run))
            path += f"M{x + 4} {y + 4}.5h{length}" if dark else ""
            x += length
    return int(symbol.symbol_size(border=4)[0]), path


def lay(screen: Screen, slide: Slide, site_url: str) -> Laid | None:
    """Return the slide as it stands on ``screen``, or None where its title or first line can't be read there.

    Further lines of the body are left out, last first, where they would not fit at the least size.
    """
    found = code(screen, site_url + slide.url) if slide.url else None
    box = glass.text_box(screen, found.px if found else 0)
    for kept in range(len(slide.body), min(len(slide.body), 1) - 1, -1):
        body = slide.body[:kept]
        fits = functools.partial(_fits, screen, slide, body, box, found)
        scale = typeset.largest(fits, 1, MOST_SCALE)
        if scale is not None:
            return _laid(screen, slide, body, box, scale, found)
    return None


def _fits(
    screen: Screen, slide: Slide, body: tuple[str, ...], box: glass.Box, found: Code | None, scale: float
) -> bool:
    return _laid(screen, slide, body, box, scale, found) is not None


def _laid(
    screen: Screen, slide: Slide, body: tuple[str, ...], box: glass.Box, scale: float, found: Code | None
) -> Laid | None:
    title_px, body_px = int(glass.title_px(screen) * scale), int(glass.body_px(screen) * scale)
    title = typeset.lines(slide.title, box.width / title_px)
    when = typeset.lines(slide.when, box.width / body_px)
    place = typeset.lines(slide.place, box.width / body_px)
    points = [typeset.lines(point, box.width / body_px - 1) for point in body]
    if title is None or when is None or place is None or None in points or typeset.is_orphan(title):
        return None
    if typeset.width(slide.kicker) + DAY_WORD > box.width / body_px:
        return None
    if slide.big and typeset.width(slide.big) * title_px * BIG > box.width:
        return None
    broken = [point for point in points if point is not None]
    small = 1 + len(when) + len(place) + sum(map(len, broken))
    parts = 2 + bool(slide.when) + bool(place) + len(broken)
    large = len(title) + (BIG if slide.big or slide.counts else 0)
    height = LEADING * (small * body_px + large * title_px) + GAP * parts * body_px
    return Laid(slide, title, when, place, broken, title_px, body_px, found) if height <= box.height else None
