"""A model described three ways: JSON Schema for editors, manual for staff, sample to copy.

All three are generated from the one declaration, so they can't disagree with the checks.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass
from types import UnionType
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from campaign.models.base import REGISTRY, Record
from campaign.models.fields import Reader, RefTo, TermOf, TextOf
from campaign.models.refs import CitesLaw

#: how the pattern of a plain text begins: anything but a few characters
_ANY_LINE = "^[^"


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One line of the staff manual. ``name`` is dotted for a field inside another."""

    name: str
    label: str
    required: bool
    shape: str
    meaning: str
    example: str


def json_schema(model: type[Record]) -> dict[str, Any]:
    """Return the JSON Schema of one record's file. Source: json-schema.org draft 2020-12."""
    schema = _as_written(model.model_json_schema(by_alias=True))
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"{model.label}（{model.collection}）"}
    return head | {key: value for key, value in schema.items() if key != "title"}


def _as_written(node: Any) -> Any:  # noqa: ANN401 JSON
    """Let an editor accept what the reader accepts: ``stat_row: 1`` and ``code: 310117001`` are texts here."""
    if isinstance(node, list):
        return [_as_written(one) for one in node]
    if not isinstance(node, dict):
        return node
    schema = {key: _as_written(value) for key, value in node.items()}
    if isinstance(schema.get("enum"), list):
        schema["enum"] += [int(one) for one in schema["enum"] if str(one).isdecimal()]
        schema.pop("type", None)
    elif schema.get("type") == "string" and schema.get("pattern", _ANY_LINE).startswith(_ANY_LINE):
        schema["type"] = ["string", "number", "boolean"]
    return schema


def list_schema(model: type[Record]) -> dict[str, Any]:
    """Return the JSON Schema of a file that holds a list of records."""
    schema = json_schema(model)
    head = {key: schema.pop(key) for key in ("$schema", "title")}
    definitions = {"$defs": schema.pop("$defs")} if "$defs" in schema else {}
    return {**head, **definitions, "type": ["array", "null"], "items": schema}


def manual(model: type[BaseModel], prefix: str = "") -> Iterator[FieldRow]:
    """Yield the rows of the staff manual, fields inside others after the one that holds them."""
    for name, field in model.model_fields.items():
        key = prefix + (field.alias or name)
        example = field.examples[0] if field.examples else ""
        shown = "[" + ", ".join(example) + "]" if isinstance(example, list) else str(example)
        yield FieldRow(key, field.title or name, field.is_required(), shape(field), field.description or "", shown)
        part, repeated = part_of(field)
        if part:
            yield from manual(part, f"{key}[]." if repeated else f"{key}.")


def sample(model: type[Record]) -> str:
    """Return a commented file with every field: required ones filled, the others as comments."""
    lines = [f"# yaml-language-server: $schema=../schema/{model.collection}.schema.json"]
    fields = in_reading_order(model)
    for name, field in fields:
        if field.is_required():
            lines += _sample_field(name, field, "")
    lines.append("# ---- 下面的都可以不写；要写就去掉行首的 # ----")
    for name, field in fields:
        if not field.is_required():
            lines += _sample_field(name, field, "")
    return "\n".join(lines) + "\n"


def in_reading_order(model: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    """Return key and field, the id first, then the collection's own fields, then the common ones."""
    own = set(vars(model).get("__annotations__", {}))
    fields = [(field.alias or name, field, name) for name, field in model.model_fields.items()]
    ranked = sorted(fields, key=lambda one: (one[2] != "id", one[2] not in own))
    return [(key, field) for key, field, _ in ranked]


def _sample_field(key: str, field: FieldInfo, indent: str) -> list[str]:
    part, repeated = part_of(field)
    mark = "" if field.is_required() else "# "
    note = f"  # {field.title}" + ("" if field.is_required() else "（可不写）")
    if part is None:
        example = field.examples[0] if field.examples else _first_choice(field)
        value = "[" + ", ".join(example) + "]" if isinstance(example, list) else str(example)
        return [f"{indent}{mark}{key}: {value}{note}"]
    lines = [f"{indent}{mark}{key}:{note}"]
    inner = indent + mark + "  "
    members = [(other.alias or name, other) for name, other in part.model_fields.items()]
    for position, (name, other) in enumerate(members):
        lead = "- " if repeated and position == 0 else "  " if repeated else ""
        lines += [
            inner + lead + line.replace("# ", "", 1) if line.startswith("# ") else inner + lead + line
            for line in _sample_field(name, other, "")
        ]
    return lines


def _first_choice(field: FieldInfo) -> str:
    choices = _choices(field.annotation)
    return choices[0] if choices else "false" if field.default is False else ""


def is_plain(field: FieldInfo) -> bool:
    """Whether a field holds one value and not a mapping or several."""
    part, repeated = part_of(field)
    return part is None and not repeated and not any(many for _, many in _flat(field.annotation))


def part_of(field: FieldInfo) -> tuple[type[BaseModel] | None, bool]:
    """Return the nested model of a field and whether it repeats."""
    for annotation, repeated in _flat(field.annotation):
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return annotation, repeated
    return None, False


def _flat(annotation: object, *, repeated: bool = False) -> Iterator[tuple[object, bool]]:
    origin = typing.get_origin(annotation)
    if origin in {typing.Union, UnionType}:
        for member in typing.get_args(annotation):
            yield from _flat(member, repeated=repeated)
    elif origin is tuple:
        yield from _flat(typing.get_args(annotation)[0], repeated=True)
    else:
        yield annotation, repeated


def _choices(annotation: object) -> list[str]:
    return [
        str(choice)
        for member, _ in _flat(annotation)
        if typing.get_origin(member) is Literal
        for choice in typing.get_args(member)
    ]


def repeats(field: FieldInfo) -> bool:
    """Whether a field holds several values."""
    return any(many for _, many in _flat(field.annotation))


def choices_of(field: FieldInfo) -> list[str]:
    """Return the words of which a field takes one or some; empty where it takes any."""
    return _choices(field.annotation)


def target_of(field: FieldInfo) -> RefTo | TermOf | CitesLaw | None:
    """Return what a field's value names outside the record, if it does."""
    return next((one for one in _metadata(field) if isinstance(one, RefTo | TermOf | CitesLaw)), None)


def reader_of(field: FieldInfo) -> str:
    """Return the name of the function that reads a field's value, such as ``parse_day``; empty for text."""
    return next((one.parse.__name__ for one in _metadata(field) if isinstance(one, Reader)), "")


def longest(field: FieldInfo) -> int:
    """Return how many characters a text may have; 0 for what is no text."""
    limits = [one.longest for one in _metadata(field) if isinstance(one, TextOf)]
    return min(limits, default=0)


def _metadata(field: FieldInfo) -> list[object]:
    inner = (extra for member, _ in _flat(field.annotation) for extra in getattr(member, "__metadata__", ()))
    return [*field.metadata, *inner]


def shape(field: FieldInfo) -> str:
    """Return in Chinese what may stand in a field."""
    repeated, choices = repeats(field), _choices(field.annotation)
    target = target_of(field)
    if isinstance(target, RefTo):
        return f"{REGISTRY[target.collection].label}编号" + ("，可多个" if repeated else "")
    if isinstance(target, TermOf):
        return f"“{target.scheme}”词表里的词" + ("，可多个" if repeated else "")
    if target:
        return "法规和条号" + ("，可多个" if repeated else "")
    part, _ = part_of(field)
    if part:
        return "一组，可多条" if repeated else "一组"
    if choices:
        return " / ".join(choices) + ("，可多个" if repeated else "")
    return _plain_shape(field) + ("，可多条" if repeated else "")


def _plain_shape(field: FieldInfo) -> str:
    names = {
        "date": "日期",
        "datetime": "日期和时间",
        "time": "时间",
        "bool": "true 或 false",
        "int": "整数",
        "float": "小数",
    }
    for member, _ in _flat(field.annotation):
        bare = typing.get_args(member)[0] if hasattr(member, "__metadata__") else member
        if isinstance(bare, type) and bare.__name__ in names:
            return names[bare.__name__]
    return "文字"
