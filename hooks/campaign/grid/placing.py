"""Findings about the files that a sheet would make → findings about its rows and columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from campaign.grid.cells import Names, shown
from campaign.grid.columns import Column
from campaign.grid.findings import Finding
from campaign.problems import Problem, Problems
from campaign.source import read_bytes

#: findings about something that a row lacks: what the hint says of lines of a file helps nobody there
LACKING = frozenset({"missing-field", "empty-value"})

#: advice that names what stands in files, where cells and forms have other words
_IN_CELLS = {"yes-no": "写“是”或“否”。"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where one row's record stands: file, first and last line, and line and column of each value."""

    file: str
    row: int
    first: int
    last: int
    values: tuple[tuple[int, int, Column], ...]


def places(text: str, file: str, rows: Mapping[str, int], columns: Sequence[Column]) -> list[Place]:
    """Return the places of the records of ``rows`` (id → row) in the text of one file."""
    document = read_bytes(text.encode(), file, Problems())
    if document is None:
        return []
    data, listed = document.data, isinstance(document.data, list)
    items: list[tuple[tuple[int, ...], Any]] = [((no,), one) for no, one in enumerate(data)] if listed else [((), data)]
    starts = [document.where(path).line if path else 1 for path, _ in items]
    found = []
    for (path, item), first, after in zip(items, starts, [*starts[1:], len(document.lines) + 1], strict=True):
        if row := rows.get(str(item.get("id"))):
            held = ((document.where((*path, *column.path)), column) for column in columns if has(item, column.path))
            values = tuple((where.line, where.col, column) for where, column in held)
            found.append(Place(file, row, first, after - 1, values))
    return found


def has(item: object, path: Sequence[str]) -> bool:
    """Whether there is a value at ``path`` of a record's tree."""
    return at(item, path) is not None


def at(item: object, path: Sequence[str]) -> object:
    """Return what stands at ``path`` of a record's tree, None where nothing does."""
    for key in path:
        item = item.get(key) if isinstance(item, dict) else None
    return item


def finding(
    problem: Problem, known: Sequence[Place], numbers: Mapping[Column, int], names: Names, every: Sequence[Column]
) -> Finding:
    """Return the finding about the row and column that the problem comes from; ``numbers`` are the sheet's columns."""
    line = problem.where.line
    place = next((one for one in known if one.file == problem.where.file and one.first <= line <= one.last), None)
    if place is None:
        message = f"{problem.where}：{problem.message}"
        return Finding(0, 0, "", message, problem.severity, better=problem.suggestion.strip(), hint=problem.hint)
    column = _column(problem, place, every)
    if column is None:
        return Finding(place.row, 0, "", problem.message, problem.severity, hint=problem.hint)
    hint, better, written = problem.hint, "", ""
    if problem.code in LACKING:
        hint = "在这里写上内容" + (f"，例如 {column.example}。" if column.example else "。")
    else:
        hint = _IN_CELLS.get(problem.code, hint)
        better, written = (_value(text, column, names) for text in (problem.suggestion, problem.line_text))
    number = numbers.get(column, 0)
    return Finding(place.row, number, column.heading, problem.message, problem.severity, written, better, hint)


def _column(problem: Problem, place: Place, every: Sequence[Column]) -> Column | None:
    """Return the column whose value stands where the problem does, or which lacks it."""
    line, col = problem.where.line, problem.where.col
    held = [column for at_line, at_col, column in place.values if (at_line, at_col) == (line, col)]
    on_line = [
        (at_col, no) for no, (at_line, at_col, _) in enumerate(place.values) if at_line == line and at_col <= col
    ]
    named = [column for column in every if column.path[-1] == problem.field]
    if problem.code in LACKING and named:
        return named[0]
    exact = next((column for column in held if column in named), held[0] if held else None)
    if exact is not None:
        return exact
    if on_line:
        return place.values[max(on_line)[1]][2]
    return named[0] if named else None


def _value(line: str, column: Column, names: Names) -> str:
    """Return the value that a line of a file gives the column, as a cell shows it."""
    if not line:
        return ""
    document = read_bytes(line.strip().removeprefix("- ").encode(), "", Problems())
    data = document.data if document else None
    for start in range(len(column.path)):
        value = at(data, column.path[start:])
        if value is not None and not isinstance(value, dict):
            return shown(column, value, names)
    return ""
