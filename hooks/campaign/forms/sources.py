"""Which records a cell of the form is made of, and what each adds to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from campaign.models.base import Published, Record
from campaign.models.capabilities import Counted, Scheduled
from campaign.models.forms import Cell, Form, Where
from campaign.models.law_cases import Case
from campaign.models.reporting import Outlet
from campaign.site import Site


@dataclass(frozen=True, slots=True)
class Share:
    """What one record adds to a cell; None where the record does not say, which is not nothing."""

    record: Record
    value: int | None

    @property
    def unit(self) -> str:
        """The one unit that counts the record, however many held it together."""
        return str(getattr(self.record, "reporting_unit", ""))


def period_of(site: Site, form: Form) -> tuple[date, date]:
    """Return first and last day that the form speaks about."""
    campaign = site.campaign
    if form.period == "campaign":
        return campaign.start, campaign.end
    return form.period_from or campaign.start, form.period_to or campaign.end


def shares(site: Site, form: Form, cell: Cell, now: datetime) -> Iterator[Share]:
    """Yield what every record adds to ``cell`` by ``now``, collection by collection."""
    first, last = period_of(site, form)
    for collection in cell.from_:
        for record in site.all(collection):
            day = _day(record)
            if day is None or not first <= day <= min(last, now.date()) or not _meets(site, record, cell.where):
                continue
            state = _told(record, cell.where, now)
            if state is not None:
                yield Share(record, _value(record, cell) if state else None)


def _day(record: Record) -> date | None:
    """Return the day that decides whether a record lies in the period."""
    if isinstance(record, Published) and record.status != "published":
        return None
    if isinstance(record, Scheduled):
        return record.start.date()
    found = record.published_on if isinstance(record, Case) else getattr(record, "day", None)
    return found if isinstance(found, date) else None


def _meets(site: Site, record: Record, where: Where) -> bool:
    """Whether the record is what ``where`` asks for; joining somebody else's event never counts."""
    if isinstance(record, Counted):
        if not record.ours or where.stat_row not in {None, record.stat_row}:
            return False
    elif where.stat_row is not None:
        return False
    for name in ("kind", "mode", "item"):
        wanted = getattr(where, name)
        if wanted is not None and getattr(record, name, None) != wanted:
            return False
    outlet = site.get("outlets", getattr(record, "outlet", None))
    return where.outlet_level is None or (isinstance(outlet, Outlet) and outlet.level == where.outlet_level)


def _told(record: Record, where: Where, now: datetime) -> bool | None:
    """Return whether what came of the record is known; None while there is nothing to count.

    Over, but nobody wrote the results: False, for then a figure is missing.
    """
    if not isinstance(record, Counted) or not where.held:
        return True
    if record.results is not None:
        return True if record.outcome_at(now) else None
    over = isinstance(record, Scheduled) and now >= record.finish
    return False if over and record.stat_row != "none" else None


def _value(record: Record, cell: Cell) -> int | None:
    if cell.agg == "count" or cell.field is None:
        return 1
    names = cell.field.split(".")
    found: object = record
    for name in names if isinstance(record, Counted) else names[-1:]:
        found = getattr(found, name, None)
    return found if isinstance(found, int) else None
