"""What a screen shows at a moment, as its player decides it: lit or dark, what breaks in, whose turn it may be.

For staff who ask before the wall does. A browser test holds it and ``overrides/kiosk/player.js`` together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Final, cast

from campaign import laying
from campaign.models.screens import Daypart, Screen
from campaign.models.weekdays import WEEKDAYS
from campaign.programme import programme
from campaign.site import Shown
from campaign.slide import Slide

_EPOCH: Final = date(1970, 1, 1)
_LOTS: Final = 1_000_003


def lit(hours: Daypart, now: datetime) -> bool:
    """Whether the screen is on: its hours, and the days that differ. A night belongs to the day it begins on."""
    at, today, before = now.time(), _span(hours, now.date()), _span(hours, now.date() - timedelta(days=1))
    if today and (today[0] == today[1] or (today[0] <= at and (today[1] < today[0] or at < today[1]))):
        return True
    return bool(before and at < before[1] < before[0])


def ever_lit(hours: Daypart, first: datetime, last: datetime) -> bool:
    """Whether the screen is on for a minute at least from ``first`` until ``last``."""
    minutes = int((last - first).total_seconds() // 60)
    return any(lit(hours, first + timedelta(minutes=passed)) for passed in range(minutes))


def _span(hours: Daypart, day: date) -> tuple[time, time] | None:
    """Return when the screen goes on and off that is lit on ``day``; None where it stays dark."""
    other = next((one for one in hours.exceptions if one.on == day), None)
    if other:
        return (other.opens, other.closes) if other.opens and other.closes else None
    return (hours.opens, hours.closes) if not hours.days or WEEKDAYS[day.weekday()] in hours.days else None


def playing(slides: Iterable[Slide], now: datetime) -> list[Slide]:
    """Return the slides whose turn may come at ``now``: what breaks in alone, else the usual, else the undated."""
    every = list(slides)
    found = [one for one in every if _within(one.first, one.last, now)]
    breaking = [one for one in found if one.kind == "插播"]
    usual = at_turn([one for one in found if one.weight and _within(one.begins, one.ends, now)], now.date())
    return breaking or usual or at_turn([one for one in every if one.evergreen], now.date())


def _within(first: datetime | None, last: datetime | None, now: datetime) -> bool:
    return (not first or first <= now) and (not last or now < last)


def at_turn(slides: list[Slide], day: date) -> list[Slide]:
    """Return of each line its first ``most``, by the lot of the day where it is shuffled, and each slide once."""
    taken: dict[str, Slide] = {}
    for at, slide in enumerate(slides):
        rivals = [one for one in (slides if slide.shuffled else slides[:at]) if one.line == slide.line]
        ahead = [one for one in rivals if not slide.shuffled or _first(one, slide, day)]
        if not slide.most or len(ahead) < slide.most:
            taken.setdefault(slide.id, slide)
    return list(taken.values())


def _first(one: Slide, other: Slide, day: date) -> bool:
    return (lot(one.id, day), one.id) < (lot(other.id, day), other.id)


def lot(key: str, day: date) -> int:
    """Return the number that a slide draws on ``day``, the same here and on the glass."""
    drawn = (day - _EPOCH).days
    for letter in key:
        drawn = (drawn * 31 + ord(letter)) % _LOTS
    return drawn * drawn % _LOTS


def told(shown: Shown, screen: Screen) -> Iterator[str]:
    """Yield the lines that tell staff what ``screen`` shows at the moment of ``shown``."""
    now = shown.now
    on = lit(cast("Daypart", shown.site.get("dayparts", screen.hours)), now)
    state = "亮屏" if on else "关屏（全黑）"
    yield f"{screen.name}，{screen.width}×{screen.height}，{now:%Y-%m-%d %H:%M}：{state}。"
    laid = [laying.lay(screen, one, shown.campaign) for one in playing(programme(shown, screen), now)]
    found = [one for one in laid if one]
    for one in found:
        when = f"　{one.slide.when}" if one.slide.when else ""
        off = f"　{one.slide.off}" if one.slide.off else ""
        dark = "　关屏，不会显示" if one.slide.kind == "插播" and not on else ""
        yield f"  {one.slide.kind}　{one.slide.title}{when}{off}{dark}　{one.seconds} 秒，权重 {one.slide.weight or 1}"
    whole = sum(one.seconds * (one.slide.weight or 1) for one in found)
    yield f"共 {len(found)} 条，按权重轮一遍约 {max(1, round(whole / 60))} 分钟。"
