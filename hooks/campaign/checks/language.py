"""Words the rules are written in: who is asked, and how a finding is said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TypeVar

from campaign.models.base import REGISTRY, Published, Record
from campaign.problems import Problem
from campaign.site import Site

T = TypeVar("T", bound=Record)

#: how long after its end a campaign's offices and look-backs are still looked after
LOOKED_AFTER = timedelta(days=90)


def every(site: Site, kind: type[T], *, withdrawn: bool = False) -> Iterator[T]:
    """Yield every record that is a ``kind``, drafts included; withdrawn ones only when asked for."""
    for name, model in REGISTRY.items():
        if issubclass(model, kind):
            for record in site.all(name):
                if isinstance(record, kind) and (withdrawn or getattr(record, "status", "") != "withdrawn"):
                    yield record


def complain(
    site: Site,
    record: Record,
    code: str,
    path: tuple[str | int, ...],
    message: str,
    hint: str = "",
    value: str | None = None,
) -> Problem:
    """Return an error about the value at ``path`` of ``record``."""
    return site.entries[record.collection, record.id].problem(code, path, message, hint=hint, value=value)


def remind(
    site: Site,
    record: Record,
    code: str,
    path: tuple[str | int, ...],
    message: str,
    hint: str = "",
    value: str | None = None,
) -> Problem:
    """Return a warning about the value at ``path`` of ``record``."""
    entry = site.entries[record.collection, record.id]
    return entry.problem(code, path, message, hint=hint, value=value, severity="warning")


def on_line(record: Published) -> bool:
    """Whether the record is meant for the public."""
    return record.status != "draft"


def looked_after(site: Site, now: datetime) -> bool:
    """Whether the campaign is not yet an archive, so that time-bound reminders make sense."""
    return now.date() <= site.campaign.end + LOOKED_AFTER
