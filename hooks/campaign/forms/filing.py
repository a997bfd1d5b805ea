"""Who has filed, what has changed since, and the file that freezes a form."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from campaign.forms.figures import Book, Sheet
from campaign.models.forms import Cell
from campaign.models.reporting import Submission


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that would be another one today than was filed."""

    cell: Cell
    filed: int | None
    today: int | None


@dataclass(frozen=True, slots=True)
class Filing:
    """How far one unit is."""

    sheet: Sheet
    changes: tuple[Change, ...]

    @property
    def filed(self) -> Submission | None:
        """What was filed, if it was."""
        return self.sheet.filed


def filings(book: Book) -> list[Filing]:
    """Return every reporting unit and last the bureau."""
    pairs = [(book.sheet(unit), book.live(unit)) for unit in book.units if unit.id != book.bureau_key]
    pairs.append((book.bureau(), book.live_bureau()))
    return [Filing(held, changes(held, live)) for held, live in pairs]


def changes(held: Sheet, live: Sheet) -> tuple[Change, ...]:
    """Return the figures in which today's data differ from what was filed; nothing while nothing was."""
    if held.filed is None:
        return ()
    pairs = zip(held.figures, live.figures, strict=True)
    return tuple(Change(old.cell, old.value, new.value) for old, new in pairs if old.value != new.value)


def days_left(book: Book) -> int:
    """Return the days until the form is due; negative when it is overdue."""
    return (book.form.due_on - book.now.date()).days


def digest(form: str, unit: str, values: Mapping[str, int | None]) -> str:
    """Return the SHA-256 of a filed form: of form, unit, and each cell's value in the order filed."""
    lines = [form, unit, *(f"{cell}={'' if value is None else value}" for cell, value in values.items())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def frozen(sheet: Sheet, now: datetime, *, signed_off: str, correction: str = "", sample: bool = False) -> str:
    """Return the text of ``data/submissions/<unit>.yml`` for a sheet; texts must be quoted for YAML already."""
    values = sheet.values
    lines = [
        "# yaml-language-server: $schema=../schema/submissions.schema.json",
        "# campaign report submit 写的，不要手改；要更正，带上 --again 原因 再报一次。",
        f"id: {sheet.key}",
        f"form: {sheet.form.id}",
        f"reporting_unit: {sheet.key}",
        f"submitted: {now:%Y-%m-%d %H:%M}",
        f"signed_off: {signed_off}",
        *([f"correction: {correction}"] if correction else []),
        "values:",
        *(f"  - {{cell: {key}{'' if value is None else f', value: {value}'}}}" for key, value in values.items()),
        f"sha: {digest(sheet.form.id, sheet.key, values)}",
        *(["sample: true"] if sample else []),
    ]
    return "\n".join(lines) + "\n"
