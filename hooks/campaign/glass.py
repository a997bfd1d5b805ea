"""The physics of a screen: how many pixels a letter and a code need to be read from where people stand.

Source: KIOSK in the design: title ≥ distance / 120, body ≥ distance / 170, at least 24 px a glyph;
a code's side ≥ scan distance / 10, at least 3 px a module.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from campaign.models.screens import Layout, Screen

TITLE_RATIO: Final = 120
BODY_RATIO: Final = 170
CODE_RATIO: Final = 10
LEAST_PX: Final = 24
LEAST_MODULE_PX: Final = 3
#: a screen this much wider than high sets text and code side by side
_WIDE: Final = 1.2
_PAD: Final = 0.05


@dataclass(frozen=True, slots=True)
class Box:
    """A free area, in pixels."""

    width: int
    height: int


def mm_per_px(screen: Screen) -> float:
    """Return how many millimetres one pixel of ``screen`` is wide; 0 where its size is not known."""
    if screen.panel == "LED":
        return screen.pitch_mm or 0
    return (screen.diagonal_in or 0) * 25.4 / math.hypot(screen.width, screen.height)


def body_px(screen: Screen) -> int:
    """Return the least size of running text."""
    return _letters(screen, BODY_RATIO)


def title_px(screen: Screen) -> int:
    """Return the least size of headlines."""
    return _letters(screen, TITLE_RATIO)


def code_px(screen: Screen, modules: int) -> int:
    """Return the side of a code of ``modules`` modules, quiet zone included: a whole number of pixels each."""
    asked = math.ceil(screen.scan_m * 1000 / CODE_RATIO / mm_per_px(screen))
    return max(LEAST_MODULE_PX, math.ceil(asked / modules)) * modules


def layout(screen: Screen) -> Layout:
    """Return how the screen is divided."""
    if screen.layout != "自动":
        return screen.layout
    return "横排" if screen.width > screen.height * _WIDE else "竖排"


def pad_px(screen: Screen) -> int:
    """Return the margin on each side."""
    return math.ceil(min(screen.width, screen.height) * _PAD)


def foot_px(screen: Screen) -> int:
    """Return the height of the line at the bottom that tells the data's date."""
    return LEAST_PX + pad_px(screen) // 2


def text_box(screen: Screen, code: int) -> Box:
    """Return the area for text beside (or above) a code with a side of ``code`` pixels; 0 for none."""
    pad = pad_px(screen)
    width, height = screen.width - 2 * pad, screen.height - 2 * pad - foot_px(screen)
    if not code:
        return Box(width, height)
    if layout(screen) == "竖排":
        return Box(width, height - code - pad)
    beside = screen.width // 2 if layout(screen) == "对半" else code + pad
    return Box(width - beside, height)


def code_fits(screen: Screen, code: int) -> bool:
    """Whether a code leaves the text at least half of the screen."""
    box = text_box(screen, 0)
    if layout(screen) == "竖排":
        return code <= box.width and code <= box.height // 2
    return code <= box.height and code <= screen.width // 2 - pad_px(screen)


def _letters(screen: Screen, ratio: int) -> int:
    return max(LEAST_PX, math.ceil(screen.far_m * 1000 / ratio / mm_per_px(screen)))
