"""Days, moments and times of day: one way to write each, and a guess at what was meant.

Everything is Asia/Shanghai wall time, so an offset is an error. Parsers are memoised:
ten thousand records share a few hundred days.
Source: GB/T 7408.1 (ISO 8601) for ``YYYY-MM-DD`` and ``HH:MM``.
"""

from __future__ import annotations

import calendar
import functools
import re
from datetime import date, datetime, time, timedelta

from pydantic_core import PydanticCustomError

from campaign.models.complaint import complaint, half_width, shown

#: The site's own years; earlier laws are cited with their real dates, later ones are slips.
FIRST_YEAR, LAST_YEAR = 1949, 2099

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[ T]([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_WEEKDAY = re.compile(r"[Tt]|\s*[(（]?(?:周|星期|礼拜)[日天1-6][)）]?")
_ZONE = re.compile(r"(?<=\d)\s*(?:Z|[+-]\d\d:?\d\d|[(]?(?:UTC|GMT)(?:[+-]\d{1,2})?[)]?|CST|北京时间)$", re.IGNORECASE)
_LOOSE_DAY = re.compile(r"(\d{4})\s*[年/.、\-]\s*(\d{1,2})\s*[月/.、\-]\s*(\d{1,2})\s*[日号]?", re.ASCII)
_COMPACT_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_LOOSE_TIME = re.compile(
    r"(凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|am|pm)?\s*(\d{1,2})\s*"
    r"(?:[:.点时h]\s*(?:([13]刻|\d{1,2}|半|整)\s*分?)?(?:[:.]\d\d(?:\.\d+)?)?)?\s*(am|pm)?",
    re.ASCII | re.IGNORECASE,
)
_COMPACT_TIME = re.compile(r"(\d{2})(\d{2})", re.ASCII)
_RANGE = re.compile(r"\s*(?:-|~|至|到)\s*(?=[\d上下中晚])")
_MONTHS = range(1, 13)
_LATE = range(29, 32)  # days that some months have
_SHORT_YEARS = range(100)
_NOON = 12
_AFTER_NOON = range(3)
_AFTERNOON = ("下午", "傍晚", "晚上", "晚", "pm")
_MINUTES = {"半": 30, "1刻": 15, "3刻": 45, "整": 0}
MIDNIGHT = re.compile(r"24[:.点时](?:00?分?)?")
_LEAVE_OUT = "还没有定，就把这一行整行删去。"
MOMENT_HINT = "写成 2023-06-07 14:30 这样：日期、一个空格、24 小时制的时间。"
_ONE_TIME = "这里只写一个时间；开始写在“start”里，结束写在“end”里。"
_NOTHING = frozenset({"null", "~", "none", "无", "待定", "未定", "暂无", "-", "n/a", "tbd"})
_DIGITS = dict(zip("〇零一二三四五六七八九两", "001234567892", strict=True))
_NUMERAL = re.compile("[〇零一二三四五六七八九十两]+")


@functools.lru_cache(maxsize=4096)
def parse_day(text: str) -> date:
    """Return the day ``YYYY-MM-DD``.

    Raises the codes date-format, date-impossible, date-range.
    """
    match = _DAY.fullmatch(text)
    if match is None:
        raise _bad_day(text)
    year, month, day = map(int, match.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        value = f"20{year:02}-{month:02}-{day:02}" if year in _SHORT_YEARS else None
        raise complaint(
            "date-range",
            f"“{text}”的年份是 {year}，应该在 {FIRST_YEAR} 到 {LAST_YEAR} 之间。",
            "写四位年份，例如 2023。",
            value,
        )
    if month not in _MONTHS:
        raise complaint("date-impossible", f"“{text}”里没有 {month} 月这个月份。", "月份写 01 到 12。")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise _no_such_day(text, year, month, max(1, min(day, last)))
    return date(year, month, day)


@functools.lru_cache(maxsize=4096)
def parse_time(text: str) -> time:
    """Return the time of day ``HH:MM``. Raises the code time-format, or time-zone."""
    match = _TIME.fullmatch(text)
    if match is None:
        raise _bad_time(text)
    return time(int(match[1]), int(match[2]))


@functools.lru_cache(maxsize=8192)
def parse_moment(text: str) -> datetime:
    """Return the wall time ``YYYY-MM-DD HH:MM`` (or with ``T``), without a zone.

    Raises the codes of :func:`parse_day` and :func:`parse_time`, and time-zone.
    """
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise _bad_moment(text)
    try:
        day = parse_day(match[1])
    except PydanticCustomError as error:
        context = error.context or {}
        value = context.get("value")
        whole = f"{value} {match[2]}:{match[3]}" if value else None
        raise complaint(error.type, context["message"], context["hint"], whole) from None
    return datetime(day.year, day.month, day.day, int(match[2]), int(match[3]))


def _no_such_day(text: str, year: int, month: int, nearest: int, rest: str = "") -> Exception:
    message = f"没有“{text}”这一天：{year} 年 {month} 月只有 {calendar.monthrange(year, month)[1]} 天。"
    value = f"{year}-{month:02}-{nearest:02}{rest}"
    return complaint("date-impossible", message, "对照日历改成真实的日期。", value)


def guess_day(text: str) -> str:
    """Return the day that ``text`` means, as ``YYYY-MM-DD``, or an empty text."""
    plain = half_width(_arabic(text)).strip()
    match = _LOOSE_DAY.fullmatch(plain) or _COMPACT_DAY.fullmatch(plain)
    if match is None:
        return ""
    year, month, day = map(int, match.groups())
    if not (FIRST_YEAR <= year <= LAST_YEAR and month in _MONTHS and 1 <= day <= calendar.monthrange(year, month)[1]):
        return ""
    return f"{year}-{month:02}-{day:02}"


def guess_time(text: str) -> str:
    """Return the time that ``text`` means, as ``HH:MM``, or an empty text."""
    plain = half_width(_arabic(text)).strip()
    match = _COMPACT_TIME.fullmatch(plain)
    if match is not None:
        return f"{match[1]}:{match[2]}" if _TIME.fullmatch(f"{match[1]}:{match[2]}") else ""
    match = _LOOSE_TIME.fullmatch(plain)
    if match is None or plain.isdigit():
        return ""
    part, minute_text = (match[1] or match[4] or "").lower(), match[3] or "0"
    hour = int(match[2])
    minute = _MINUTES[minute_text] if minute_text in _MINUTES else int(minute_text)
    if (part in _AFTERNOON and hour < _NOON) or (part == "中午" and hour in _AFTER_NOON):
        hour += _NOON
    elif part in ("am", "凌晨") and hour == _NOON:
        hour = 0
    clock = f"{hour:02}:{minute:02}"
    return clock if _TIME.fullmatch(clock) else ""


def _arabic(text: str) -> str:
    """Return ``text`` with Chinese numerals as digits: 二〇二三年六月十四日, 两点."""
    return _NUMERAL.sub(_number, text) if _NUMERAL.search(text) else text


def _number(match: re.Match[str]) -> str:
    numeral = match[0]
    if "十" not in numeral:
        return "".join(_DIGITS[sign] for sign in numeral)
    tens, _, ones = numeral.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return numeral
    return str(int(_DIGITS[tens] if tens else "1") * 10 + int(_DIGITS[ones] if ones else "0"))


def _bad_day(text: str) -> Exception:
    if text.lower() in _NOTHING:
        return complaint("date-format", f"“{text}”不是日期。", _LEAVE_OUT)
    day, rest = _parts(text)
    if day and _parts(rest.lstrip("-~至到 "))[0]:
        return complaint("date-format", f"“{shown(text)}”里有两个日期。", "这里只写一个日期。", day)
    if day and rest:
        hint = "这里只写日期，几点写在“开始时间（start）”“结束时间（end）”里。"
        return complaint("date-format", f"“{shown(text)}”里除了日期还有时间。", hint, day)
    hint = "日期写成 2023-06-07 这样：四位年、两位月、两位日，用短横线连接，月、日不足两位的前面补 0。"
    return complaint("date-format", f"“{shown(text)}”不是“年-月-日”的写法。", hint, guess_day(text) or None)


def _bad_time(text: str) -> Exception:
    if text.lower() in _NOTHING:
        return complaint("time-format", f"“{text}”不是时间。", _LEAVE_OUT)
    plain = half_width(_arabic(text))
    if first := _first_of_range(plain):
        return complaint("time-format", f"“{shown(text)}”是一段时间。", _ONE_TIME, first)
    if zone := _ZONE.search(plain):
        return _bad_zone(text, guess_time(plain[: zone.start()]))
    if MIDNIGHT.fullmatch(plain):
        message = f"没有“{shown(text)}”这个时间。"
        return complaint("time-format", message, "一天最晚写 23:59。", "23:59")
    hint = "时间用 24 小时制写成 14:30 这样：两位小时、英文冒号、两位分钟。"
    return complaint("time-format", f"“{shown(text)}”不是“时:分”的写法。", hint, guess_time(text) or None)


def _bad_moment(text: str) -> Exception:
    message = f"“{shown(text)}”不是“年-月-日 时:分”的写法。"
    if text.lower() in _NOTHING:
        return complaint("date-format", message, _LEAVE_OUT)
    day, rest = _parts(text)
    if day:
        return _bad_clock(text, day, rest)
    try:
        parse_day(text[:10])
    except PydanticCustomError as error:
        if _DAY.match(text):
            return error
    plain = half_width(_arabic(text))
    if (loose := _LOOSE_DAY.match(plain)) and guess_day(f"{loose[1]}-{loose[2]}-28") and int(loose[3]) in _LATE:
        year, month = int(loose[1]), int(loose[2])
        clock = guess_time(plain[loose.end() :])
        last = calendar.monthrange(year, month)[1]
        return _no_such_day(loose[0].strip(), year, month, last, clock and f" {clock}")
    return complaint("date-format", message, MOMENT_HINT)


def _bad_clock(text: str, day: str, rest: str) -> Exception:
    """Return the error for a moment of which ``day`` is known and ``rest`` is what follows it."""
    if not rest:
        return complaint("time-format", f"“{shown(text)}”只有日期，后面还要写几点。", MOMENT_HINT, day)
    if first := _first_of_range(rest):
        return complaint("time-format", f"“{shown(text)}”是一段时间。", _ONE_TIME, f"{day} {first}")
    if zone := _ZONE.search(rest):
        clock = guess_time(rest[: zone.start()])
        return _bad_zone(text, f"{day} {clock}" if clock else "")
    if MIDNIGHT.fullmatch(rest):
        value = f"{date.fromisoformat(day) + timedelta(days=1)} 00:00"
        return complaint("time-format", f"没有“{shown(text)}”这个时间。", "半夜十二点写成第二天的 00:00。", value)
    clock = guess_time(rest)
    code = "time-format" if text.startswith(day) else "date-format"
    message = f"“{shown(text)}”不是“年-月-日 时:分”的写法。"
    return complaint(code, message, MOMENT_HINT, f"{day} {clock}" if clock else None)


def _bad_zone(text: str, value: str) -> Exception:
    hint = "时间一律是北京时间，去掉后面的 Z、+08:00 之类。"
    return complaint("time-zone", f"“{shown(text)}”里带有时区。", hint, value or None)


def _first_of_range(text: str) -> str:
    """Return the beginning of ``09:00-11:00``; a later time after ``-`` is no offset."""
    first, *rest = _RANGE.split(text, maxsplit=1)
    start = guess_time(first)
    if not rest or not start:
        return ""
    end = guess_time(rest[0])
    return start if "-" not in text or end > start else ""


def _parts(text: str) -> tuple[str, str]:
    """Split a text into the day it starts with, as ``YYYY-MM-DD``, and what follows."""
    plain = half_width(_arabic(text)).strip()
    match = _LOOSE_DAY.match(plain) or _COMPACT_DAY.match(plain)
    if match is None:
        return "", ""
    rest = plain[match.end() :]
    if weekday := _WEEKDAY.match(rest):
        rest = rest[weekday.end() :]
    return guess_day(match[0]), rest.strip()
