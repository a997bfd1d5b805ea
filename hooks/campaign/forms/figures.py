"""A form filled in: for one unit, and for the bureau that adds the units up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import cast

from campaign.forms.sources import Share, shares
from campaign.models.forms import Cell, Form
from campaign.models.orgs import Org
from campaign.models.reporting import Adjustment, Submission
from campaign.site import Site


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell with its value, the records behind it and the corrections; ``value`` None is 未填, 0 is nothing."""

    cell: Cell
    value: int | None
    shares: tuple[Share, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()

    @property
    def missing(self) -> tuple[Share, ...]:
        """The records that should say something and don't."""
        return tuple(share for share in self.shares if share.value is None)

    @property
    def text(self) -> str:
        """The value as it is printed."""
        return "未填" if self.value is None else str(self.value)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The form of one unit. ``filed`` is set when the figures are those that were filed, not today's."""

    form: Form
    key: str
    name: str
    figures: tuple[Figure, ...]
    filed: Submission | None = None

    @property
    def values(self) -> dict[str, int | None]:
        """Cell → value."""
        return {figure.cell.key: figure.value for figure in self.figures}

    @property
    def open_cells(self) -> tuple[Cell, ...]:
        """The cells that are 未填."""
        return tuple(figure.cell for figure in self.figures if figure.value is None)


class Book:
    """All sheets of one form at one moment; every record is read once."""

    def __init__(self, site: Site, form: Form, now: datetime) -> None:
        self.site, self.form, self.now = site, form, now
        self._shares = {cell.key: tuple(shares(site, form, cell, now)) for cell in form.cells}

    @staticmethod
    def of(site: Site, now: datetime) -> Book | None:
        """Return the book of the form that the campaign names, if it names one."""
        form = site.get("forms", site.campaign.form)
        return Book(site, form, now) if isinstance(form, Form) else None

    @cached_property
    def units(self) -> tuple[Org, ...]:
        """The units that fill the form in, in the order of the list."""
        return tuple(org for org in cast("Iterable[Org]", self.site.all("orgs")) if org.reports)

    @cached_property
    def bureau_org(self) -> Org | None:
        """The bureau as an organisation, if the list has it."""
        return next((org for org in cast("Iterable[Org]", self.site.all("orgs")) if org.kind == "区局"), None)

    @property
    def bureau_key(self) -> str:
        """What the bureau's files are called."""
        return self.bureau_org.id if self.bureau_org else "bureau"

    def live(self, unit: Org) -> Sheet:
        """Return today's sheet of one unit."""
        figures = []
        for cell in self.form.cells:
            own = tuple(share for share in self._shares[cell.key] if share.unit == unit.id)
            corrected = self._corrected(cell, unit.id)
            figures.append(Figure(cell, _adjusted(_sum(cell, own), corrected), own, corrected))
        return Sheet(self.form, unit.id, unit.name, tuple(figures))

    def sheet(self, unit: Org) -> Sheet:
        """Return the sheet that holds: as it was filed, else today's."""
        return self._as_filed(self.live(unit))

    def live_bureau(self) -> Sheet:
        """Return the bureau's roll-up: what its units filed, and today's figures of those who did not file.

        A joint event has one reporting unit, and so is in one unit's sheet only.
        """
        key = self.bureau_key
        sheets = [self.sheet(unit) for unit in self.units if unit.id != key]
        figures = []
        for cell, column in zip(self.form.cells, zip(*(sheet.figures for sheet in sheets), strict=True), strict=True):
            known = [figure.value for figure in column if figure.value is not None]
            corrected = self._corrected(cell, key)
            parts = tuple(share for figure in column for share in figure.shares)
            figures.append(Figure(cell, _adjusted(sum(known) if known else None, corrected), parts, corrected))
        name = self.bureau_org.name if self.bureau_org else self.site.campaign.issued_by
        return Sheet(self.form, key, name, tuple(figures))

    def bureau(self) -> Sheet:
        """Return the bureau's sheet that holds: as it was filed, else today's."""
        return self._as_filed(self.live_bureau())

    def filed(self, key: str) -> Submission | None:
        """Return what a unit has filed of this form by now, if it did."""
        found = self.site.get("submissions", key)
        if isinstance(found, Submission) and found.form == self.form.id and found.submitted <= self.now:
            return found
        return None

    def _as_filed(self, sheet: Sheet) -> Sheet:
        """Return the sheet with what was filed; behind a filed figure stands the filed form, not today's records."""
        filed = self.filed(sheet.key)
        if filed is None:
            return sheet
        values = {one.cell: one.value for one in filed.values}
        found = ((figure.cell, values.get(figure.cell.key)) for figure in sheet.figures)
        figures = tuple(Figure(cell, value, () if value is None else (Share(filed, value),)) for cell, value in found)
        return Sheet(sheet.form, sheet.key, sheet.name, figures, filed)

    def _corrected(self, cell: Cell, unit: str) -> tuple[Adjustment, ...]:
        """Return the corrections of a cell that were made by now."""
        every = cast("Iterable[Adjustment]", self.site.all("adjustments"))
        made = [one for one in every if one.on <= self.now.date()]
        return tuple(one for one in made if (one.cell, one.reporting_unit) == (cell.key, unit))


def _sum(cell: Cell, found: tuple[Share, ...]) -> int | None:
    """Return the sum of what is known; None where nobody said anything.

    No event held is a true 0; no worklog written is not, for visits happen unrecorded.
    """
    known = [share.value for share in found if share.value is not None]
    if known:
        return sum(known)
    return None if found or "worklog" in cell.from_ else 0


def _adjusted(value: int | None, corrected: tuple[Adjustment, ...]) -> int | None:
    if not corrected:
        return value
    return (value or 0) + sum(one.delta for one in corrected)
