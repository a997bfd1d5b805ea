"""Opening hours as the browser reads them, whoever opens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

#: weekday counted from Monday, 0; opening; closing
Sitting = tuple[int, time, time]


def week(sittings: Iterable[Sitting]) -> str:
    """Return a week for `opening.js`: ``1 09:30 11:30,1 13:30 16:00``, Monday is 1."""
    return ",".join(f"{day + 1} {opens:%H:%M} {closes:%H:%M}" for day, opens, closes in sittings)
