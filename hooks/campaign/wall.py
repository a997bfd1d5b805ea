"""What a screen shows at a moment, as its player decides it: lit or dark, what breaks in, whose turn it may be.

For staff who ask before the wall does. A browser test holds it and ``overrides/kiosk/player.js`` together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import cast

from campaign import laying
from campaign.models.screens import WEEK, Daypart, Screen
from campaign.site import Shown
from campaign.slides import Slide, programme


def lit(hours: Daypart, now: datetime) -> bool:
    """Whether the screen is on: its hours, and the days that differ."""
    opens, closes = hours.opens, hours.closes
    other = next((one for one in hours.exceptions if one.on == now.date()), None)
    if other:
        if other.opens is None or other.closes is None:
            return False
        opens, closes = other.opens, other.closes
    elif hours.days and WEEK[now.weekday()] not in hours.days:
        return False
    if opens == closes:
        return True
    at = now.time()
    return opens <= at < closes if opens < closes else at >= opens or at < closes


def playing(slides: Iterable[Slide], now: datetime) -> list[Slide]:
    """Return the slides whose turn may come at ``now``: what breaks in alone, else the usual, else the undated."""
    every = list(slides)
    found = [one for one in every if (not one.first or one.first <= now) and (not one.last or now < one.last)]
    breaking = [one for one in found if one.kind == "插播"]
    usual = at_turn(one for one in found if one.weight)
    return breaking or usual or at_turn(one for one in every if one.evergreen)


def at_turn(slides: Iterable[Slide]) -> list[Slide]:
    """Return of each line its first ``most``, and each slide once."""
    taken: dict[str, Slide] = {}
    counts: Counter[int] = Counter()
    for slide in slides:
        counts[slide.line] += 1
        if not slide.most or counts[slide.line] <= slide.most:
            taken.setdefault(slide.id, slide)
    return list(taken.values())


def told(shown: Shown, screen: Screen) -> Iterator[str]:
    """Yield the lines that tell staff what ``screen`` shows at the moment of ``shown``."""
    now = shown.now
    state = "亮屏" if lit(cast("Daypart", shown.site.get("dayparts", screen.hours)), now) else "关屏（全黑）"
    yield f"{screen.name}，{screen.width}×{screen.height}，{now:%Y-%m-%d %H:%M}：{state}。"
    laid = [laying.lay(screen, one, shown.campaign.site_url) for one in playing(programme(shown, screen), now)]
    found = [one for one in laid if one]
    for one in found:
        when = f"　{one.slide.when}" if one.slide.when else ""
        off = f"　{one.slide.off}" if one.slide.off else ""
        yield f"  {one.slide.kind}　{one.slide.title}{when}{off}　{one.seconds} 秒，权重 {one.slide.weight or 1}"
    whole = sum(one.seconds * (one.slide.weight or 1) for one in found)
    yield f"共 {len(found)} 条，按权重轮一遍约 {max(1, round(whole / 60))} 分钟。"
    yield f"看画面：campaign serve，打开 kiosk/{screen.id}.html?at={now:%Y-%m-%dT%H:%M}"
