"""Datasets as CSV that opens in a spreadsheet without harm.

One column for each field in the order of the model, the machine's name in the header. A group inside a
record gives one column for each of its fields, ``registration.closes``; several plain values stand in one
cell, parted by `` | ``; several groups stand in one cell as JSON. What is not given is an empty cell.
Source: RFC 4180 (CRLF, quoting); OWASP, CSV Injection.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from campaign.api.datasets import PRIVATE, Dataset
from campaign.describe import in_reading_order, part_of

#: what makes a spreadsheet take a text for a formula, in the full width of Chinese input too
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_BETWEEN = " | "


def table(dataset: Dataset) -> bytes:
    """Return the dataset as CSV."""
    names = columns(dataset.model)
    flat = (dict(_flat(member.dump(whole=True))) for member in dataset.members)
    return spreadsheet([names, *([values.get(name) for name in names] for values in flat)])


def spreadsheet(rows: Iterable[Sequence[Any]]) -> bytes:
    """Return rows as CSV in UTF-8 with a byte order mark, without which Excel shows no Chinese."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def columns(model: type[BaseModel]) -> list[str]:
    """Return the header of a model's table; private fields have no column."""
    return [*(name for name in _columns(model) if name.partition(".")[0] not in PRIVATE), "url"]


def cell(value: Any) -> str:  # noqa: ANN401 JSON
    """Return what stands in a cell; a text that a spreadsheet would run gets an apostrophe in front."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        grouped = any(isinstance(one, dict) for one in value)
        value = json.dumps(value, ensure_ascii=False) if grouped else _BETWEEN.join(map(str, value))
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else str(value)


def _columns(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for key, field in in_reading_order(model):
        part, repeated = part_of(field)
        if part and not repeated:
            yield from _columns(part, f"{prefix}{key}.")
        else:
            yield prefix + key


def _flat(values: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        elif value is not None:
            yield prefix + key, value
