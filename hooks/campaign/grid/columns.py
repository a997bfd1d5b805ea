"""Which columns a collection's sheet has: one for each value that fits into one cell.

Fields of a group that stands once (``registration``, ``results``) have a column each, ``报名·名额``. Groups that
repeat (``agenda``, ``slots``) have none: they stay in the file as they are.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from campaign import describe
from campaign.models.base import REGISTRY, Record
from campaign.models.fields import RefTo, TermOf
from campaign.models.shape import pointers

Kind = Literal["day", "moment", "time", "yes", "count", "number", "choice", "ref", "term", "law", "text"]
Path = tuple[str, ...]

BETWEEN = "·"
_KINDS: dict[str, Kind] = {
    "日期": "day",
    "日期和时间": "moment",
    "时间": "time",
    "true 或 false": "yes",
    "整数": "count",
    "小数": "number",
    "法规和条号": "law",
    "文字": "text",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where its value stands in the record, what its heading is, what may stand in its cells.

    ``choices`` are the model's own words; ``target`` is the collection or the scheme of the vocabulary.
    """

    path: Path
    heading: str
    required: bool
    kind: Kind
    many: bool = False
    choices: tuple[str, ...] = ()
    target: str = ""
    meaning: str = ""
    example: str = ""

    @property
    def phone(self) -> bool:
        """Whether it holds telephone numbers, which spreadsheets like to take for numbers."""
        return "电话" in self.heading


@functools.cache
def columns(model: type[Record]) -> tuple[Column, ...]:
    """Return the columns of a collection's sheet, the id first; no two have the same heading."""
    found = sorted(_columns(model, (), "", required=True, of=model), key=_rank)
    headings = [column.heading for column in found]
    return tuple(
        column
        if headings.count(column.heading) == 1
        else replace(column, heading=f"{column.heading}（{'.'.join(column.path)}）")
        for column in found
    )


def flat(model: type[Record]) -> bool:
    """Whether every required field of the collection has a column, so that a row can be a new record."""
    return model.collection != "campaign" and _covered(model, {column.path for column in columns(model)}, ())


def sheets() -> dict[str, type[Record]]:
    """Return collection → model of those that a sheet can hold."""
    return {name: model for name, model in REGISTRY.items() if flat(model)}


def _rank(column: Column) -> int:
    """Return what comes first: the id, what must be given, when and where, the rest, the running text."""
    if column.path in {("id",), ("body",)}:
        return 3 * (column.path == ("body",))
    return 1 if column.required or column.path in {("end",), ("venue",)} else 2


def _covered(model: type[BaseModel], paths: set[Path], before: Path) -> bool:
    for key, field in describe.in_reading_order(model):
        if field.is_required():
            part, repeated = describe.part_of(field)
            inside = part is not None and not repeated and _covered(part, paths, (*before, key))
            if not inside and (*before, key) not in paths:
                return False
    return True


def _columns(
    model: type[BaseModel], before: Path, heading: str, *, required: bool, of: type[Record]
) -> Iterator[Column]:
    for key, field in describe.in_reading_order(model):
        part, repeated = describe.part_of(field)
        path, name = (*before, key), heading + (field.title or key)
        needed = required and field.is_required()
        if part is None:
            yield _column(path, name, needed, field, of)
        elif not repeated and not before:
            yield from _columns(part, path, name + BETWEEN, required=needed, of=of)


def _column(path: Path, heading: str, required: bool, field: FieldInfo, of: type[Record]) -> Column:  # noqa: FBT001 a column has that side
    shape = describe.shape(field)
    bare = shape.removesuffix("，可多条").removesuffix("，可多个")
    target = next((one.target for one in pointers(of) if tuple(key for key in one.keys if key != "*") == path), None)
    choices = tuple(bare.split(" / ")) if " / " in bare else ()
    kind: Kind = _KINDS.get(bare, "choice")
    aim = ""
    if isinstance(target, RefTo):
        kind, aim = "ref", target.collection
    elif isinstance(target, TermOf):
        kind, aim = "term", target.scheme
    example = field.examples[0] if field.examples else ""
    return Column(
        path, heading, required, kind, bare != shape, choices, aim, field.description or "",
        "、".join(map(str, example)) if isinstance(example, list) else str(example),
    )  # fmt: skip
