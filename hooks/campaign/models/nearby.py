"""A moment without its day or year, completed from what stands next to it."""

from __future__ import annotations

import calendar
import re
import typing
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from pydantic_core import PydanticCustomError

from campaign.models.complaint import half_width
from campaign.models.times import guess_day, guess_time, parse_moment

_NO_YEAR = re.compile(
    r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?(?:\s*[(（]?(?:周|星期)[日天一二三四五六][)）]?)?", re.ASCII
)
_MONTHS = range(1, 13)
_TO_BEGIN, _TO_END, _LASTS = "14:00", "16:00", timedelta(hours=2)
_LEAP = 2024  # in which every day exists that exists in some year


def near(data: Mapping[str, Any], path: tuple[str | int, ...], given: object, *, clock: bool) -> str:
    """Return the day, with ``clock`` the moment, that the text at ``path`` of a record means, or an empty text.

    ``given`` are the fields beside it, or the list that it stands in. The day comes from the start or end, or from
    the record's id; a day that its month does not have becomes the month's last.
    """
    day = _beside(data, path, given)
    plain = _text(path, given)
    found = _NO_YEAR.match(plain) if day else None
    if found:
        month, number = int(found[1]), int(found[2])
        if month not in _MONTHS:
            return ""
        last = calendar.monthrange(int(day[:4]), month)[1]
        day, plain = f"{day[:4]}-{month:02}-{max(1, min(number, last)):02}", plain[found.end() :].strip()
    if not clock:
        return day if found and not plain else ""
    time = guess_time(plain) if day else ""
    return f"{day} {time}" if time else ""


def no_such_day(data: Mapping[str, Any], path: tuple[str | int, ...], given: object) -> tuple[str, str]:
    """Return what is to be said of a day without its year that the month does not have, and the month's last day.

    Two empty texts where the text at ``path`` is no such day; no day where the year can't be told.
    """
    found = _NO_YEAR.match(_text(path, given))
    if found is None or int(found[1]) not in _MONTHS:
        return "", ""
    month, number, year = int(found[1]), int(found[2]), _beside(data, path, given)[:4]
    last = calendar.monthrange(int(year or _LEAP), month)[1]
    if 1 <= number <= last:
        return "", ""
    said = f"没有“{found[0]}”这一天：{f'{year} 年 ' if year else ''}{month} 月只有 {last} 天。"
    return said, f"{year}-{month:02}-{last:02}" if year else ""


def wants_clock(annotation: object) -> bool:
    """Whether a field's values are moments, not days."""
    if getattr(annotation, "parse", None) is parse_moment:
        return True
    inner = (*typing.get_args(annotation), *getattr(annotation, "__metadata__", ()))
    return any(wants_clock(one) for one in inner)


def with_clock(day: str, path: tuple[str | int, ...], given: object) -> str:
    """Return a moment of ``day`` to be copied and mended: two hours after the start beside it, or at an hour to begin."""
    start = str(given.get("start", "")) if isinstance(given, Mapping) else ""
    if path[-1] != "end":
        return f"{day} {_TO_BEGIN}"
    try:
        late = parse_moment(start) + _LASTS
    except PydanticCustomError:
        return f"{day} {_TO_END}"
    return f"{day} {late:%H:%M}" if late.date() == parse_moment(start).date() else f"{day} 23:59"


def _text(path: tuple[str | int, ...], given: object) -> str:
    """Return the text at ``path`` of a record, ``given`` being what it stands in."""
    step = path[-1]
    if isinstance(given, Mapping):
        return half_width(str(given.get(str(step), "")))
    return half_width(str(given[step])) if isinstance(given, list) and isinstance(step, int) else ""


def _beside(data: Mapping[str, Any], path: tuple[str | int, ...], given: object) -> str:
    """Return the day of a field beside the one at ``path``, or of the record's id, or an empty text."""
    fields = given if isinstance(given, Mapping) else data
    texts = [fields.get(name) for name in ("start", "end") if name != path[-1]]
    days = [str(text)[:10] for text in (*texts, data.get("id")) if text]
    return next((day for day in days if guess_day(day) == day), "")
