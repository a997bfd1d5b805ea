"""A slide on a given screen: lines broken, type as large as it fits, code and map in their place.

The build decides everything that can be decided, so that it can refuse what can't be read
and the player only has to draw.
"""

from __future__ import annotations

import base64
import functools
from dataclasses import dataclass
from typing import Final

import segno

from campaign import glass, typeset, wall_map
from campaign.models.screens import Screen
from campaign.slides import Slide

#: how much larger than the least size type may become
MOST_SCALE: Final = 3.0
#: rather than more than a few lines at the least size, few lines so much larger
FEW, PLEASANT = 2, 1.4
#: characters a passer-by reads in a second, and the time to notice that the slide changed
READ, NOTICE = 4, 3
#: line height of all text; sizes of the large figure in titles and of the date in bodies
LEADING, BIG, WHEN = 1.3, 2.4, 1.25
#: the widest word of the day (还有30天), in em
DAY_WORD: Final = 5.0
#: space above each part, in em of the body
GAP: Final = 0.5
CAPTION: Final = ("微信扫一扫", "看详情")
_CAPTION_EM, _CAPTION_MOST = 5.2, 1.6


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code: dark modules on a side, their bits row by row in base64, its side in pixels with the quiet zone."""

    modules: int
    bits: str
    px: int


@dataclass(frozen=True, slots=True)
class Laid:
    """A slide's lines and sizes in pixels; ``panel`` is the part beside or below the text."""

    slide: Slide
    box: glass.Box
    title: list[str]
    when: list[str]
    place: list[str]
    body: list[list[str]]
    title_px: int
    body_px: int
    panel: int = 0
    code: Code | None = None
    caption_px: int = 0
    map: wall_map.Picture | None = None

    @property
    def seconds(self) -> int:
        """How long it stands: at least as long as it takes to read. Source: KIOSK, characters / 4 + 3."""
        written = [
            *self.title,
            *self.when,
            *self.place,
            self.slide.big,
            *(line for point in self.body for line in point),
        ]
        return max(self.slide.seconds, -(-sum(map(len, written)) // READ) + NOTICE)


def code(screen: Screen, address: str) -> Code:
    """Return the QR code of an address, large enough for the screen's scan distance."""
    modules, bits = _symbol(address)
    return Code(modules, bits, glass.code_px(screen, modules + 8))


@functools.lru_cache(maxsize=4096)
def _symbol(address: str) -> tuple[int, str]:
    """Return modules on a side and the bits, made once for all screens."""
    symbol = segno.make_qr(address, error="m")
    text = "".join("1" if dark else "0" for row in symbol.matrix for dark in row)
    padded = text.ljust(-(-len(text) // 8) * 8, "0")
    return len(symbol.matrix), base64.b64encode(int(padded, 2).to_bytes(len(padded) // 8, "big")).decode()


def lay(screen: Screen, slide: Slide, site_url: str) -> Laid | None:
    """Return the slide as it stands on ``screen``, or None where its title or first line can't be read there.

    Further lines of the body are left out, last first, where they would not fit at the least size.
    """
    count = len(slide.body)
    pleasant = [] if slide.kind == "插播" else [(kept, PLEASANT) for kept in range(count, min(count, FEW) - 1, -1)]
    possible = [(kept, 1.0) for kept in range(count, min(count, 1) - 1, -1)]
    for kept, least in [*pleasant, *possible]:
        base = _panelled(screen, slide, kept, site_url)
        fits = functools.partial(_fits, screen, base, slide.body[:kept])
        scale = typeset.largest(fits, least, MOST_SCALE)
        if scale is not None:
            return _laid(screen, base, slide.body[:kept], scale)
    return None


def _panelled(screen: Screen, slide: Slide, kept: int, site_url: str) -> Laid:
    """Return the slide without lines: what stands in its panel, and the area that is left for text."""
    if slide.ground:
        box = glass.picture_box(screen, slide.ground.aspect)
        drawn = wall_map.picture(slide.ground, kept, box, glass.body_px(screen))
        panel = glass.panel_px(screen, box)
        return Laid(slide, glass.text_box(screen, panel), [], [], [], [], 0, 0, panel, map=drawn)
    if not slide.url:
        return Laid(slide, glass.text_box(screen, 0), [], [], [], [], 0, 0)
    found = code(screen, site_url + slide.url)
    side = max(found.px, glass.slot_px(screen))
    panel = glass.panel_px(screen, glass.Box(side, side))
    area = glass.text_box(screen, panel)
    return Laid(slide, area, [], [], [], [], 0, 0, panel, found, _caption_px(screen, found, panel))


def _caption_px(screen: Screen, found: Code, panel: int) -> int:
    """Return the size of the words beside or below a code; 0 where they would be too small to read."""
    pad, body = glass.pad_px(screen), glass.body_px(screen)
    if glass.layout(screen) == "竖排":
        free = glass.free_box(screen).width - found.px - 3 * pad
    else:
        free = panel - pad
        below = glass.stage_px(screen) - 2 * pad - found.px - pad // 2
        free = int(min(free, below / LEADING / len(CAPTION) * _CAPTION_EM))
    px = int(min(body * _CAPTION_MOST, free / _CAPTION_EM))
    return px if px >= body else 0


def _fits(screen: Screen, base: Laid, body: tuple[str, ...], scale: float) -> bool:
    return _laid(screen, base, body, scale) is not None


def _laid(screen: Screen, base: Laid, body: tuple[str, ...], scale: float) -> Laid | None:
    slide, box = base.slide, base.box
    title_px, body_px = int(glass.title_px(screen) * scale), int(glass.body_px(screen) * scale)
    title = typeset.lines(slide.title, box.width / title_px)
    when = typeset.lines(slide.when, box.width / body_px / WHEN)
    place = typeset.lines(slide.place, box.width / body_px)
    points = [typeset.lines(point, box.width / body_px - 1) for point in body]
    if title is None or when is None or place is None or None in points or typeset.is_orphan(title):
        return None
    if typeset.width(slide.kicker) + DAY_WORD > box.width / body_px:
        return None
    if slide.big and typeset.width(slide.big) * title_px * BIG > box.width:
        return None
    broken = [point for point in points if point is not None]
    small = 1 + WHEN * len(when) + len(place) + sum(map(len, broken))
    parts = 2 + bool(slide.when) + bool(place) + len(broken)
    large = len(title) + (BIG if slide.big or slide.counts else 0)
    height = LEADING * (small * body_px + large * title_px) + GAP * parts * body_px
    if height > box.height:
        return None
    return Laid(
        slide, box, title, when, place, broken, title_px, body_px, base.panel, base.code, base.caption_px, base.map
    )
