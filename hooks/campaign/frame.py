"""What stands around a screen's slides: a terminal's menu, its lists, and whether each has room; and how much the line below has.

The player writes these itself; what it writes is known here as far as it must be measured.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from campaign import ems, foot, glass, laying, typeset
from campaign.models.campaign import Campaign
from campaign.models.screens import Screen
from campaign.programme import SECTIONS
from campaign.slide import Slide

#: letters of menu and of a list's name in those of its rows, what they say at the longest, as in ``touch.js``
_MENU, _NAME, _NOTHING, _WORD = 1.3, 1.8, "　现在没有这类内容", f"　{laying.FARTHEST}"
#: margins in em and pixels, as in ``player.css``: of a button of the menu; of a row, across and down; below a list's name
_BORDER, _ROW_ACROSS, _ROW_DOWN, _NAME_DOWN = 2, 1.5, 0.2, 0.5


def foot_room(screen: Screen, slides: Iterable[Slide], campaign: Campaign) -> int:
    """Return how many pixels the line at the bottom has on every slide."""
    return min((laying.text_width(screen, one, campaign) for one in slides), default=0)


def foot_fits(screen: Screen, slides: Iterable[Slide], campaign: Campaign) -> bool:
    """Whether the line at the bottom has room on every slide, in two lines if it must."""
    return foot.px(screen, campaign, foot.MOST) <= foot_room(screen, slides, campaign)


def misfits(screen: Screen, slides: Sequence[Slide]) -> list[str]:
    """Return what of a terminal's menu and lists has no room at the size that its distance asks for, in Chinese."""
    body, free = glass.body_px(screen), glass.free_box(screen).width
    em = (free - 2 * glass.pad_px(screen)) / body
    long = max(SECTIONS, key=ems.width)
    needed = math.ceil(ems.width(long) * int(body * _MENU)) + _BORDER
    found = (
        [f"菜单上的“{long}”要 {needed} 像素宽，每格只有 {free // len(SECTIONS)}"]
        if needed * len(SECTIONS) > free
        else []
    )
    high = typeset.filled(long + _NOTHING, em / _NAME)
    if high is None or (high * glass.LEADING + _NAME_DOWN) * _NAME * body > glass.head_px(screen):
        found.append("目录上面的标题放不下")
    rows = [one for one in slides if one.section and not _row_fits(screen, one, em - _ROW_ACROSS)]
    if rows:
        found.append(f"目录里有 {len(rows)} 行放不下，例如“{rows[0].title}”")
    return found


def _row_fits(screen: Screen, slide: Slide, em: float) -> bool:
    word = f"　{slide.off}" if slide.off else _WORD if slide.start else ""
    told = [typeset.filled(f"{said}{word}", em) for said in slide.whens or (slide.kicker,)]
    high = [typeset.filled(slide.title, em), *told]
    if not all(high):
        return False
    lines = (high[0] or 0) + max(one or 0 for one in told)
    return (lines * glass.LEADING + _ROW_DOWN) * glass.body_px(screen) <= glass.row_px(screen)
