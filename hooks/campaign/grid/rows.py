"""The rows of a sheet: which column has which heading, and what each cell means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from campaign.grid.books import MOST_ROWS, Grid
from campaign.grid.cells import Names, meant
from campaign.grid.columns import Column, columns
from campaign.grid.findings import Finding
from campaign.grid.writing import EXPLAINS
from campaign.likeness import nearest
from campaign.models.base import Record

_SEARCHED = 10  # rows among which the headings are looked for
Value = str | list[str]


@dataclass(slots=True)
class Line:
    """One row: its number, the values it gives, the columns it leaves empty, what a cell was read as."""

    row: int
    values: dict[Column, Value] = field(default_factory=dict)
    texts: dict[Column, str] = field(default_factory=dict)
    empty: list[Column] = field(default_factory=list)

    def get(self, *keys: str) -> str:
        """Return the first value that one of the record's own keys has."""
        given = {column.path[0]: value for column, value in self.values.items() if len(column.path) == 1}
        return next((str(given[key]) for key in keys if key in given), "")


@dataclass(slots=True)
class Plan:
    """What a sheet asks for: files below ``data``, which rows make what, and everything that was found."""

    model: type[Record]
    names: Names
    files: dict[str, str] = field(default_factory=dict)
    new: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    same: int = 0
    found: list[Finding] = field(default_factory=list)
    numbers: dict[Column, int] = field(default_factory=dict)

    @property
    def errors(self) -> list[Finding]:
        """What forbids writing."""
        return [one for one in self.found if one.severity == "error"]

    def complain(self, row: int, column: Column | None, message: str, hint: str = "", better: str = "") -> None:
        """Keep an error about a cell or a row."""
        number, heading = (self.numbers.get(column, 0), column.heading) if column else (0, "")
        self.found.append(Finding(row, number, heading, message, better=better, hint=hint))


def _plain(heading: object) -> str:
    text = unicodedata.normalize("NFKC", str(heading)).casefold()
    return re.sub(r"[\s*＊·・.:：\-—_/]", "", text)


def headings(plan: Plan, grid: Grid) -> int:
    """Find the row of headings and say which column stands where; returns the row's number."""
    known = {_plain(column.heading): column for column in columns(plan.model)}
    known |= {_plain(".".join(column.path)): column for column in columns(plan.model)}
    first = sorted(grid.rows)[:_SEARCHED]
    head = max(first, key=lambda row: sum(_plain(text) in known for text in grid.rows[row].values()), default=0)
    cells = grid.rows.get(head, {})
    if not any(_plain(text) in known for text in cells.values()):
        hint = f"第一行要写字段的名称，如“{'”“'.join(column.heading for column in columns(plan.model)[:4])}”；"
        plan.complain(0, None, "找不到标题行。", f"{hint}campaign template {plan.model.collection} 给出一份空表。")
        return 0
    used = {number for row, those in grid.rows.items() if row > head for number in those}
    for number in sorted(used | set(cells)):
        text = cells.get(number)
        column = known.get(_plain(text)) if text is not None else None
        if column is None:
            close = nearest(_plain(text or ""), known) if text else ""
            better = known[close].heading if close else ""
            message = f"没有叫“{text}”的一栏。" if text else "这一列有内容，标题是空的。"
            finding = Finding(
                head, number, "标题", message, better=better, hint="改成手册里的字段名称；不要导入的列整列删去。"
            )
            plan.found.append(finding)
        elif column in plan.numbers:
            plan.complain(head, column, "这一栏有两列。", "留下一列，另一列整列删去。")
        else:
            plan.numbers[column] = number
    return head


def lines(plan: Plan, grid: Grid, head: int) -> Iterable[Line]:
    """Yield the rows that give anything, each with what its cells mean."""
    below = [row for row in sorted(grid.rows) if row > head]
    if len(below) > MOST_ROWS:
        plan.complain(
            below[MOST_ROWS], None, f"一次最多导入 {MOST_ROWS} 行，这里有 {len(below)} 行。", "分成几份导入。"
        )
        return
    for row in below:
        cells = grid.rows[row]
        if str(cells.get(min(cells), "")).startswith(EXPLAINS):
            continue
        line = Line(row)
        for column, number in plan.numbers.items():
            if bad := grid.bad.get((row, number)):
                plan.complain(row, column, *bad)
                continue
            one = meant(column, cells.get(number), plan.names)
            if one.wrong:
                plan.complain(row, column, one.wrong, one.hint)
            elif one.value is None:
                line.empty.append(column)
            else:
                line.values[column], line.texts[column] = one.value, one.text
            if one.note:
                plan.found.append(Finding(row, number, column.heading, f"{one.note}。", "warning"))
        if line.values:
            yield line
