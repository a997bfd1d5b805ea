"""The line at the bottom of every slide: who speaks, the mark of a sample, the data's date and hash; two lines where one has no room.

The player writes it; what it writes at the longest is known here.
"""

from __future__ import annotations

import math
from typing import Final

from campaign import ems, glass
from campaign.models.campaign import Campaign
from campaign.models.screens import Screen

#: what it says at the longest, as in ``glass.js``: of a fresh pack, of an old one, of a sample
_DATED, _OLD, _HASH, _SAMPLE = "数据 12月31日", "更新于2026年12月31日", "0123456789", "示例数据　"
#: it is never set in more lines
MOST: Final = 2


def px(screen: Screen, campaign: Campaign, lines: int, by: str = "") -> int:
    """Return how wide it becomes in one line or two, in pixels; ``by`` is who speaks, whom an old pack does not name."""
    mark, signed = _SAMPLE if campaign.sample_data else "", f"{by}　" if by else ""
    one = [f"{signed}{mark}{_DATED}　{_HASH}", f"{mark}{_OLD}　{_HASH}"]
    said = [signed + _DATED, _OLD, mark + _HASH] if lines == MOST else one
    return math.ceil(max(map(ems.width, said)) * glass.foot_letter_px(screen))


def lines(screen: Screen, campaign: Campaign, width: int) -> int:
    """Return in how many lines it is set where it has ``width`` pixels: between its parts only, never within one."""
    return 1 if px(screen, campaign, 1) <= width else MOST
