"""Dates and times as Chinese readers expect them, unbroken and without ambiguity."""

from __future__ import annotations

import re
from datetime import date, datetime

_WEEKDAYS = "一二三四五六日"
_DIGITS = "零一二三四五六七八九"
_TEN, _HUNDRED = 10, 100
_DAY_NAMES = re.compile(r"(?:周|星期|礼拜)([一二三四五六日])")
_DAY_RANGE = re.compile(r"([0-6])(?:至|到|-|－|—|–|~)([0-6])")
_DAY_GROUPS = {"每天": range(7), "每日": range(7), "工作日": range(5), "周末": range(5, 7)}


def weekday(day: date) -> str:
    """Return ``周四``."""
    return f"周{_WEEKDAYS[day.weekday()]}"


def month_day(day: date) -> str:
    """Return ``6月8日``."""
    return f"{day.month}月{day.day}日"


def full_day(day: date) -> str:
    """Return ``2023年6月8日``."""
    return f"{day.year}年{month_day(day)}"


def span(start: datetime, end: datetime | None, *, all_day: bool = False, year: bool = False) -> str:
    """Return ``6月8日（周四）14:00–16:00``, or both days where it lasts longer."""
    first = f"{full_day(start) if year else month_day(start)}（{weekday(start)}）"
    if end is None:
        return first + ("全天" if all_day else f"{start:%H:%M}")
    if end.date() == start.date():
        return first + ("全天" if all_day else f"{start:%H:%M}–{end:%H:%M}")
    last = f"{month_day(end)}（{weekday(end)}）"
    return f"{first}至{last}" if all_day else f"{first}{start:%H:%M}至{last}{end:%H:%M}"


def numeral(number: int) -> str:
    """Return a count below one hundred as it stands in a notice: ``十``, ``二十一``."""
    if not 0 <= number < _HUNDRED:
        return str(number)
    tens, ones = divmod(number, _TEN)
    if tens == 0:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def weekdays(text: str) -> tuple[int, ...]:
    """Return the days of ``周一至周五`` or ``周三、周日`` counted from Monday, 0; empty for other words."""
    if text in _DAY_GROUPS:
        return tuple(_DAY_GROUPS[text])
    found: set[int] = set()
    numbered = _DAY_NAMES.sub(lambda match: str(_WEEKDAYS.index(match[1])), text.replace("天", "日"))
    for part in re.split(r"[、，,和及]\s*", numbered.replace(" ", "")):
        span_of_days = _DAY_RANGE.fullmatch(part)
        if span_of_days and span_of_days[1] < span_of_days[2]:
            found |= set(range(int(span_of_days[1]), int(span_of_days[2]) + 1))
        elif len(part) == 1 and part.isdecimal():
            found.add(int(part))
        else:
            return ()
    return tuple(sorted(found))
