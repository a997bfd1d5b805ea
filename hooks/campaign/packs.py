"""What a screen fetches: one immutable pack per content, and the pointer to the newest.

Source: KIOSK in the design; times are milliseconds since 1970 UTC, as JavaScript counts them.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any, Final, cast

from campaign import clock, foot, glass, laying, programme
from campaign.models.screens import Daypart, Screen, Touch
from campaign.models.weekdays import WEEKDAYS
from campaign.site import Shown

FORMAT = 8
#: slides of a line of the playlist that a page carries at most, so that it stays light
_AT_FIRST: Final = 4


def content(shown: Shown, screen: Screen) -> dict[str, Any]:
    """Return everything that ``screen`` needs for weeks without a network."""
    all_ = [laying.lay(screen, slide, shown.campaign) for slide in programme.programme(shown, screen)]
    laid, seal = laying.sealed(screen, [one for one in all_ if one], shown.campaign.short)
    return {
        "fmt": FORMAT,
        "screen": {**_screen(screen), "seal": seal, "by": _publisher(shown, screen, laid)},
        "hours": _hours(cast("Daypart", shown.site.get("dayparts", screen.hours))),
        "items": [_item(one) for one in laid],
        "sample": shown.campaign.sample_data,
        "built_at": _ms(shown.now),
    }


def seed(content: dict[str, Any]) -> dict[str, Any]:
    """Return what a page carries of ``content`` until it has fetched the pack: of each line what is next."""
    counts: Counter[int] = Counter()
    kept = []
    for item in content["items"]:
        counts[item.get("line", 0)] += 1
        if "most" not in item or counts[item["line"]] <= min(item["most"], _AT_FIRST):
            kept.append(item)
    return {**content, "items": kept}


def sealed(content: dict[str, Any], fonts: Sequence[str]) -> dict[str, Any]:
    """Return the pack: ``content``, the files with its glyphs, and what proves that it is whole.

    ``hash`` names the content, ``end`` is the last key: a truncated file can't pass for a pack.
    """
    whole = {**content, "fonts": fonts}
    return {**whole, "hash": hashlib.sha256(compact(whole)).hexdigest()[:10], "end": "."}


def compact(content: object) -> bytes:
    """Return JSON without spaces."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _screen(screen: Screen) -> dict[str, Any]:
    top, _, _, left = glass.safe_px(screen)
    free = glass.free_box(screen)
    found = {
        "id": screen.id,
        "name": screen.name,
        "whole": [screen.width, screen.height],
        "at": [left, top],
        "rotate": int(screen.rotate),
        "px": [free.width, free.height],
        "layout": {"横排": "row", "竖排": "column", "对半": "split"}[glass.layout(screen)],
        "pad": glass.pad_px(screen),
        "foot": glass.foot_letter_px(screen),
        "caption": laying.CAPTION,
        "light": screen.theme == "浅色",
        "turns": screen.theme == "交替",
        "poll": screen.poll_seconds,
        "stale_days": screen.stale_after_days,
        "orbit": screen.orbit_px,
        "fade": screen.motion == "淡入",
    }
    return {**found, "touch": _touch(screen.touch, screen)} if screen.touch else found


def _publisher(shown: Shown, screen: Screen, laid: Sequence[laying.Laid]) -> str:
    """Return who speaks, for the line at the bottom; nothing where it has no room beside the longest date."""
    name = shown.campaign.issued_by
    fits = all(foot.px(screen, shown.campaign, one.foot, name) <= one.box.width for one in laid)
    return name if fits else ""


def _touch(touch: Touch, screen: Screen) -> dict[str, Any]:
    return {
        "idle": touch.idle_seconds,
        "stage": glass.stage_px(screen),
        "bar": glass.bar_px(screen),
        "target": glass.target_px(screen),
        "reach": glass.reach_px(screen),
        "head": glass.head_px(screen),
        "row": glass.row_px(screen),
        "rows": max(1, glass.rows(screen)),
        "letter": glass.body_px(screen),
        "sections": list(programme.SECTIONS),
    }


def _hours(daypart: Daypart) -> dict[str, Any]:
    """Return minutes of the day, weekdays from Sunday, 0, and the days that differ."""
    days = daypart.days or WEEKDAYS
    return {
        "from": _minutes(daypart.opens),
        "to": _minutes(daypart.closes),
        "days": sorted((WEEKDAYS.index(day) + 1) % 7 for day in days),
        "except": {
            other.on.isoformat(): [_minutes(other.opens), _minutes(other.closes)]
            if other.opens and other.closes
            else []
            for other in daypart.exceptions
        },
    }


def _item(laid: laying.Laid) -> dict[str, Any]:
    slide = laid.slide
    held = [
        [_ms(one.start), _ms(over), when, place, bool(one.end)]
        for one, over, when, place in zip(slide.held, slide.overs, laid.whens, laid.places, strict=bool(slide.held))
    ]
    item = {
        "id": slide.id,
        "kind": slide.kind,
        "kicker": slide.kicker,
        "box": [laid.box.width, laid.box.height],
        "title": laid.title,
        "title_px": laid.title_px,
        "body_px": laid.body_px,
        "big": slide.big,
        "off": slide.off,
        "when": laid.whens[0] if laid.whens else [],
        "later": held[1:],
        "notes": [[_ms(moment) or 0, lines] for (moment, _), lines in zip(slide.notes, laid.notes, strict=True)],
        "place": laid.places[0],
        "body": laid.body,
        "counts": slide.counts,
        "start": _ms(slide.start),
        "end": held[0][1] if held else None,
        "known": bool(slide.end),
        "first": _ms(slide.first),
        "last": _ms(slide.last),
        "begins": _ms(slide.begins),
        "ends": _ms(slide.ends),
        "seconds": laid.seconds,
        "weight": slide.weight,
        "line": slide.line,
        "most": slide.most,
        "shuffled": slide.shuffled,
        "evergreen": slide.evergreen,
        "section": slide.section,
        "panel": laid.panel,
        "foot_lines": laid.foot if laid.foot > 1 else 0,
        "beside": laid.beside,
        "code": {"n": laid.code.modules, "d": laid.code.bits, "px": laid.code.px} if laid.code else None,
        "cap_px": laid.caption_px,
        "svg": laid.map.svg if laid.map else None,
    }
    return {key: value for key, value in item.items() if value not in (None, "", [], False, 0)}


def _ms(moment: datetime | None) -> int | None:
    return int(moment.replace(tzinfo=clock.SHANGHAI).timestamp() * 1000) if moment else None


def _minutes(time_of_day: time) -> int:
    return int(time_of_day.hour * 60 + time_of_day.minute)
