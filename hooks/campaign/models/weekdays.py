"""The days of the week, and what staff call several of them."""

from __future__ import annotations

import re
from typing import Literal, get_args

Weekday = Literal["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
#: from Monday
WEEKDAYS: tuple[str, ...] = get_args(Weekday)

_SPAN = re.compile(
    r"(?:周|星期|礼拜)([一二三四五六日天])\s*(?:[-–—~～－]{1,2}|至|到)\s*(?:周|星期|礼拜)?([一二三四五六日天])"
)
_NAMES = {"每天": WEEKDAYS, "天天": WEEKDAYS, "工作日": WEEKDAYS[:5], "周末": WEEKDAYS[5:], "双休日": WEEKDAYS[5:]}


def spread(text: str) -> tuple[str, ...]:
    """Return the days that ``text`` stands for, such as 周一至周五; nothing where it is no such span."""
    found = _SPAN.fullmatch(text.strip())
    if not found:
        return _NAMES.get(text.strip(), ())
    first, last = ("一二三四五六日".index(sign.replace("天", "日")) for sign in found.groups())
    return WEEKDAYS[first : last + 1] if first <= last else WEEKDAYS[first:] + WEEKDAYS[: last + 1]
