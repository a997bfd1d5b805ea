"""What a screen fetches: one immutable pack per content, and the pointer to the newest.

Source: KIOSK in the design; times are milliseconds since 1970 UTC, as JavaScript counts them.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, time
from typing import Any, cast

from campaign import clock, glass, laying, slides
from campaign.models.screens import WEEK, Daypart, Screen
from campaign.site import Shown

FORMAT = 1


def pack(shown: Shown, screen: Screen) -> dict[str, Any]:
    """Return everything that ``screen`` needs for weeks without a network.

    ``hash`` names the content, ``end`` is the last key: a truncated file can't pass for a pack.
    """
    laid = [laying.lay(screen, slide, shown.campaign.site_url) for slide in slides.programme(shown, screen)]
    content = {
        "fmt": FORMAT,
        "screen": _screen(screen),
        "hours": _hours(cast("Daypart", shown.site.get("dayparts", screen.hours))),
        "items": [_item(one) for one in laid if one],
        "sample": shown.campaign.sample_data,
        "built_at": _ms(shown.now),
    }
    digest = hashlib.sha256(compact(content)).hexdigest()[:10]
    return {**content, "hash": digest, "end": "."}


def compact(content: object) -> bytes:
    """Return JSON without spaces."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _screen(screen: Screen) -> dict[str, Any]:
    return {
        "id": screen.id,
        "name": screen.name,
        "px": [screen.width, screen.height],
        "layout": {"横排": "row", "竖排": "column", "对半": "split"}[glass.layout(screen)],
        "pad": glass.pad_px(screen),
        "foot": glass.LEAST_PX,
        "transport": screen.transport,
        "poll": screen.poll_seconds,
        "stale_days": screen.stale_after_days,
        "orbit": screen.orbit_px,
        "fade": screen.motion == "淡入",
    }


def _hours(daypart: Daypart) -> dict[str, Any]:
    """Return minutes of the day, weekdays from Sunday, 0, and the days that differ."""
    days = daypart.days or WEEK
    return {
        "from": _minutes(daypart.opens),
        "to": _minutes(daypart.closes),
        "days": sorted((WEEK.index(day) + 1) % 7 for day in days),
        "except": {
            other.on.isoformat(): [_minutes(other.opens), _minutes(other.closes)]
            if other.opens and other.closes
            else []
            for other in daypart.exceptions
        },
    }


def _item(laid: laying.Laid) -> dict[str, Any]:
    slide = laid.slide
    item = {
        "id": slide.id,
        "kind": slide.kind,
        "kicker": slide.kicker,
        "title": laid.title,
        "title_px": laid.title_px,
        "body_px": laid.body_px,
        "big": slide.big,
        "when": laid.when,
        "place": laid.place,
        "body": laid.body,
        "counts": slide.counts,
        "start": _ms(slide.start),
        "end": _ms(slide.end),
        "first": _ms(slide.first),
        "last": _ms(slide.last),
        "seconds": slide.seconds,
        "weight": slide.weight,
        "evergreen": slide.evergreen,
        "code": {"n": laid.code.modules, "d": laid.code.path, "px": laid.code.px} if laid.code else None,
    }
    return {key: value for key, value in item.items() if value not in (None, "", [], False)}


def _ms(moment: datetime | None) -> int | None:
    return int(moment.replace(tzinfo=clock.SHANGHAI).timestamp() * 1000) if moment else None


def _minutes(time_of_day: time) -> int:
    return int(time_of_day.hour * 60 + time_of_day.minute)
