"""A moment without its day or year, completed from what stands next to it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from typing import Any

from campaign.models.complaint import half_width
from campaign.models.times import guess_day, guess_time

_NO_YEAR = re.compile(
    r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?(?:\s*[(（]?(?:周|星期)[日天一二三四五六][)）]?)?", re.ASCII
)
_MONTHS = range(1, 13)


def near(
    data: Mapping[str, Any], path: tuple[str | int, ...], given: Mapping[str, Any] | list[Any], *, clock: bool
) -> str:
    """Return the day, with ``clock`` the moment, that the text at ``path`` of a record means, or an empty text.

    ``given`` are the fields beside it, or the list that it stands in. The day comes from the start or end, or from
    the record's id; a day that its month does not have becomes the month's last.
    """
    listed = given if isinstance(given, list) else None
    given = data if isinstance(given, list) else given
    beside = [given.get(name) for name in ("start", "end") if name != path[-1]]
    days = [str(text)[:10] for text in (*beside, data.get("id")) if text]
    day = next((day for day in days if guess_day(day) == day), "")
    plain = half_width(str(listed[int(path[-1])] if listed is not None else given.get(str(path[-1]), "")))
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
