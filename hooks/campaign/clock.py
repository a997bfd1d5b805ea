"""The one clock: Asia/Shanghai wall time, read once per run.

Nothing else in the package may ask for the current time; views and exports get
``now`` handed in, so that the same input gives the same bytes.
Source: reproducible-builds.org, SOURCE_DATE_EPOCH.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta, timezone

#: China has kept one zone without summer time since 1991, so a fixed offset is exact.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
#: the moment that a day without a time stands for, in the command as in the player's ``clock.js``
_MORNING = "T09:00"


def now(at: str | None = None) -> datetime:
    """Return the moment a run stands for, as naive Shanghai wall time to the minute.

    ``at`` is ``YYYY-MM-DDTHH:MM`` (a preview's moment), or a day, which stands for its 09:00; else
    SOURCE_DATE_EPOCH (seconds, UTC); else the computer's clock. Raises ValueError for a malformed ``at``.
    """
    if at:
        return datetime.strptime(f"{at.replace(' ', 'T')}{'' if ':' in at else _MORNING}", "%Y-%m-%dT%H:%M")
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.astimezone(SHANGHAI).replace(tzinfo=None, second=0, microsecond=0)


def iso(moment: datetime) -> str:
    """Return wall time as ISO 8601 with its offset, ``2023-06-12T09:30+08:00``."""
    return f"{moment:%Y-%m-%dT%H:%M}+08:00"


def rfc3339(moment: datetime) -> str:
    """Return wall time with seconds and offset, as feeds and JSON Schema want it. Source: RFC 3339 §5.6."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}+08:00"
