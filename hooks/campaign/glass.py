"""The physics of a screen: how many pixels a letter and a code need to be read from where people stand.

Source: KIOSK in the design: title ≥ distance / 120, body ≥ distance / 170, at least 24 px a glyph;
a code's side ≥ scan distance / 10, at least 3 px a module; what is touched ≥ 20 mm, 400–1200 mm above the floor.
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
#: heights above the floor, in mm, between which everybody reaches
REACH: Final = (400, 1200)
#: pixels between two rows of a terminal's list, as in ``player.css``; and how many rows make a list
ROW_GAP: Final = 12
LEAST_ROWS: Final = 3
#: a screen this much wider than high sets text and code side by side
_WIDE: Final = 1.2
_PAD: Final = 0.05
#: how much of width and height a code takes where its distance asks for less
_SHARE: Final[dict[Layout, tuple[float, float]]] = {"横排": (0.24, 0.6), "竖排": (0.42, 0.24), "对半": (0.3, 0.55)}
_BAR: Final = 2.2
#: line height of all text
LEADING: Final = 1.3


@dataclass(frozen=True, slots=True)
class Box:
    """A free area, in pixels."""

    width: int
    height: int


def safe_px(screen: Screen) -> tuple[int, int, int, int]:
    """Return what is hidden at the top, right, bottom and left."""
    top, right, bottom, left = screen.safe_px or (0, 0, 0, 0)
    return top, right, bottom, left


def free_box(screen: Screen) -> Box:
    """Return the part of the screen that people see: slides stand there."""
    top, right, bottom, left = safe_px(screen)
    return Box(screen.width - left - right, screen.height - top - bottom)


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


def code_px(screen: Screen, modules: int, *, alone: bool = True) -> int:
    """Return the side of a code of ``modules`` modules, quiet zone included: a whole number of pixels each.

    ``alone``: it fills the place for codes where the distance asks for less.
    """
    asked = math.ceil(screen.scan_m * 1000 / CODE_RATIO / mm_per_px(screen))
    return max(LEAST_MODULE_PX, math.ceil(asked / modules), slot_px(screen) // modules if alone else 0) * modules


def slot_px(screen: Screen) -> int:
    """Return the side of the place where codes stand, unless the distance asks for a larger one."""
    across, down = _SHARE[layout(screen)]
    return int(min(free_box(screen).width * across, stage_px(screen) * down))


def layout(screen: Screen) -> Layout:
    """Return how the screen is divided."""
    if screen.layout != "自动":
        return screen.layout
    return "横排" if free_box(screen).width > free_box(screen).height * _WIDE else "竖排"


def pad_px(screen: Screen) -> int:
    """Return the margin on each side."""
    return math.ceil(min(free_box(screen).width, free_box(screen).height) * _PAD)


def foot_letter_px(screen: Screen) -> int:
    """Return the size of the line that tells the data's date: read from where codes are scanned."""
    return max(LEAST_PX, math.ceil(screen.scan_m * 1000 / BODY_RATIO / mm_per_px(screen)))


def foot_px(screen: Screen, lines: int) -> int:
    """Return the height that the line at the bottom takes where it is set in ``lines`` lines."""
    return math.ceil(foot_letter_px(screen) * (1 + LEADING * (lines - 1))) + pad_px(screen) // 2


def target_px(screen: Screen) -> int:
    """Return the least side of what is touched; 0 on a screen that only shows."""
    return math.ceil(screen.touch.target_mm / mm_per_px(screen)) if screen.touch else 0


def bar_px(screen: Screen) -> int:
    """Return the height of a terminal's menu: a target, and two lines of letters."""
    return max(math.ceil(target_px(screen) * _BAR), 3 * body_px(screen)) if screen.touch else 0


def stage_px(screen: Screen) -> int:
    """Return the height that slides have: all but a terminal's menu and what lies below everybody's reach."""
    return free_box(screen).height - bar_px(screen) - _below_reach(screen)


def reach_px(screen: Screen) -> int:
    """Return how far from the top of a terminal the part begins that everybody reaches."""
    if screen.touch is None:
        return 0
    above = screen.touch.bottom_mm + (screen.height - safe_px(screen)[0]) * mm_per_px(screen) - REACH[1]
    return max(0, math.ceil(above / mm_per_px(screen)))


def row_px(screen: Screen) -> int:
    """Return the height of a row of a terminal's list: a target, and two lines of letters."""
    return max(target_px(screen), 5 * body_px(screen))


def head_px(screen: Screen) -> int:
    """Return the height of what stands above a terminal's list: all that is beyond reach, or the list's name."""
    return max(reach_px(screen), 4 * body_px(screen))


def rows(screen: Screen) -> int:
    """Return how many rows of a list fit between everybody's reach and the menu."""
    return (stage_px(screen) - head_px(screen) - pad_px(screen)) // (row_px(screen) + ROW_GAP)


def menu_mm(screen: Screen) -> float:
    """Return how far above the floor a terminal's menu ends; 0 on a screen that only shows."""
    if screen.touch is None:
        return 0
    return screen.touch.bottom_mm + (screen.height - safe_px(screen)[0] - stage_px(screen)) * mm_per_px(screen)


def panel_px(screen: Screen, inset: Box) -> int:
    """Return width (height, where it stands below) of the coloured part that holds a code or a map."""
    if layout(screen) == "竖排":
        return inset.height + 2 * pad_px(screen)
    least = free_box(screen).width // 2 if layout(screen) == "对半" else 0
    return max(least, inset.width + 2 * pad_px(screen))


def text_box(screen: Screen, panel: int, foot: int = 1) -> Box:
    """Return the area for text beside (or above) a panel of ``panel`` pixels (0 for none), and above ``foot`` lines."""
    pad = pad_px(screen)
    below = layout(screen) == "竖排"
    width = free_box(screen).width - 2 * pad - (0 if below else panel)
    return Box(width, stage_px(screen) - 2 * pad - foot_px(screen, foot) - (panel if below else 0))


def picture_box(screen: Screen, aspect: float, code: int) -> tuple[Box, bool]:
    """Return the size of a picture (height / width = ``aspect``), and whether its code stands beside or below it.

    Both together leave text about half of the screen; the larger picture is chosen.
    """
    pad = pad_px(screen)
    upright = layout(screen) == "竖排"
    width = free_box(screen).width - 2 * pad if upright else free_box(screen).width // 2 - 2 * pad
    height = stage_px(screen) // 2 - 2 * pad if upright else stage_px(screen) - 2 * pad
    beside, below = min(width - code - pad, height / aspect), min(width, (height - code - pad) / aspect)
    scale = max(beside, below)
    return Box(max(1, int(scale)), max(1, int(scale * aspect))), beside >= below


def with_code(screen: Screen, box: Box, code: int, *, beside: bool) -> Box:
    """Return the area of a picture and its code together."""
    pad = pad_px(screen)
    if beside:
        return Box(box.width + pad + code, max(box.height, code))
    return Box(max(box.width, code), box.height + pad + code)


def code_fits(screen: Screen, code: int) -> bool:
    """Whether a code leaves the text at least half of the screen."""
    box = text_box(screen, 0)
    if layout(screen) == "竖排":
        return code <= box.width and code <= box.height // 2
    return code <= box.height and code <= free_box(screen).width // 2 - 2 * pad_px(screen)


def _below_reach(screen: Screen) -> int:
    missing = REACH[0] - screen.touch.bottom_mm if screen.touch else 0
    return max(0, math.ceil(missing / mm_per_px(screen)) - safe_px(screen)[2])


def _letters(screen: Screen, ratio: int) -> int:
    return max(LEAST_PX, math.ceil(screen.far_m * 1000 / ratio / mm_per_px(screen)))
