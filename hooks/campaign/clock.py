"""The one clock: Asia/Shanghai wall time, read once per run.

Nothing else in the package may ask for the current time; views and exports get
``now`` handed in, so that the same input gives the same bytes.
Source: reproducible-builds.org, SOURCE_DATE_EPOCH.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta, timezone

#: China has kept one zone without summer time since 1991, so a fixed offset is exact.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
#: the moment that a day without a time stands for, in the command as in the player's ``clock.js``
_MORNING = "T09:00"


#: up to the year 2286
_EPOCH = re.compile(r"[0-9]{1,10}")


class ClockError(Exception):
    """Raised, with a message for staff, when the moment that a run is to stand for can't be read."""


def now(at: str | None = None) -> datetime:
    """Return the moment a run stands for, as naive Shanghai wall time to the minute.

    ``at`` is ``YYYY-MM-DDTHH:MM`` (a preview's moment), or a day, which stands for its 09:00; else
    SOURCE_DATE_EPOCH (seconds, UTC); else the computer's clock. Raises ValueError for a malformed ``at``, ClockError
    for what is no such number.
    """
    if at:
        return datetime.strptime(f"{at.replace(' ', 'T')}{'' if ':' in at else _MORNING}", "%Y-%m-%dT%H:%M")
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.now(UTC) if epoch is None else _of_epoch(epoch)
    return moment.astimezone(SHANGHAI).replace(tzinfo=None, second=0, microsecond=0)


def _of_epoch(written: str) -> datetime:
    if not _EPOCH.fullmatch(written):
        raise ClockError(
            f"环境变量 SOURCE_DATE_EPOCH 是“{written[:40]}”，要写从 1970 年起的秒数，例如 1686533400；不用就删去它。"
        )
    return datetime.fromtimestamp(int(written), UTC)


def iso(moment: datetime) -> str:
    """Return wall time as ISO 8601 with its offset, ``2023-06-12T09:30+08:00``."""
    return f"{moment:%Y-%m-%dT%H:%M}+08:00"


def rfc3339(moment: datetime) -> str:
    """Return wall time with seconds and offset, as feeds and JSON Schema want it. Source: RFC 3339 §5.6."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}+08:00"
