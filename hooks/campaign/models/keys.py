"""The keys that a model knows, and which of them a wrong key stands for."""

from __future__ import annotations

import functools
import typing
import unicodedata
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from campaign.likeness import affords, alike, closest
from campaign.models.parts import Part

#: How alike two names must be; ``url`` and ``role`` are not.
_ALIKE = 0.6
#: What people call fields; the first that the model has is meant.
_CALLED = {
    **dict.fromkeys(("标题", "题目", "名称", "活动标题", "name", "title"), ("title", "name")),
    **dict.fromkeys(("时间", "日期", "开始", "开始日期", "date", "time"), ("start", "date", "published_on")),
    **dict.fromkeys(("结束", "结束日期"), ("end",)),
    **dict.fromkeys(("地点", "场地", "会场", "place"), ("venue", "location")),
    **dict.fromkeys(("单位", "主办单位", "主办"), ("reporting_unit", "org")),
    **dict.fromkeys(("内容", "详情", "content"), ("body", "summary")),
    **dict.fromkeys(("简介", "介绍", "描述", "description"), ("summary", "bio")),
    **dict.fromkeys(("类型", "种类"), ("kind", "type")),
    **dict.fromkeys(("状态",), ("status", "state")),
    **dict.fromkeys(("电话", "联系电话"), ("phone", "contact")),
    **dict.fromkeys(("联系人",), ("contact",)),
}
#: Fields that a hint lists.
_MOST_LISTED = 6
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """A field as staff know it: key, Chinese title, whether it must be there, the parts inside, a value to copy."""

    key: str
    title: str
    required: bool
    inner: type[BaseModel] | None
    sample: str = "…"

    @property
    def label(self) -> str:
        """The field as messages name it."""
        return f"“{self.title}（{self.key}）”" if self.title else f"“{self.key}”"


@functools.cache
def fields_of(model: type[BaseModel]) -> dict[str, Key]:
    """Return the fields of ``model`` by the key that stands in the YAML."""
    return {
        field.alias or name: Key(
            field.alias or name, field.title or "", field.is_required(), part_in(field.annotation), _sample(field)
        )
        for name, field in model.model_fields.items()
    }


def part_in(annotation: object) -> type[BaseModel] | None:
    """Return the model that a field's annotation holds, behind tuples, unions and None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((part for inner in typing.get_args(annotation) if (part := part_in(inner))), None)


def _sample(field: FieldInfo) -> str:
    """Return a value on one line for what holds several: a list, or a part with what must be in it."""
    part = part_in(field.annotation)
    if part is None:
        example = field.examples[0] if field.examples else None
        return f"[{', '.join(example)}]" if isinstance(example, list) else "…"
    return f"[{sample_of(part)}]" if _repeats(field.annotation) else sample_of(part)


def sample_of(part: type[BaseModel]) -> str:
    """Return a part on one line, with what must be in it."""
    inner = ((name, other) for name, other in part.model_fields.items() if other.is_required())
    pairs = (f"{other.alias or name}: {_one(other)}" for name, other in inner)
    return "{" + said + "}" if (said := ", ".join(pairs)) else "…"


def _one(field: FieldInfo) -> str:
    """Return the example of a field inside a part."""
    held = _sample(field)
    return str(field.examples[0]) if held == "…" and field.examples else held


def _repeats(annotation: object) -> bool:
    return typing.get_origin(annotation) is tuple or any(map(_repeats, typing.get_args(annotation)))


def model_at(model: type[BaseModel], path: Path) -> type[BaseModel]:
    """Return the model of the mapping at ``path``; the last one known when the path leaves the models."""
    for step in path:
        field = fields_of(model).get(step) if isinstance(step, str) else None
        if field is not None and field.inner is not None:
            model = field.inner
    return model


def called(word: str, fields: Mapping[str, Key]) -> str:
    """Return the field that is called so: by its name, its Chinese title, or what people call it."""
    plain = _plain(word)
    titles = {field.title: field.key for field in fields.values() if field.title}
    named = plain if plain in fields else titles.get(plain, "")
    return named or next((name for name in _CALLED.get(plain, ()) if name in fields), "")


def _plain(key: str) -> str:
    return (
        unicodedata.normalize("NFKC", key).strip().strip("\"'“”‘’`*-＊ 　").replace(" ", "_").replace("-", "_").lower()
    )


def meant_by(key: str, fields: Mapping[str, Key], given: Mapping[str, Any]) -> str:
    """Return the field that a wrong key most likely stands for: so called, or nearly."""
    if exact := called(key, fields):
        return exact
    plain, titles = _plain(key), {field.title: field.key for field in fields.values() if field.title}
    free = [name for name in fields if not given.get(name)]
    for names in (free, fields):
        if close := closest(plain, names, _ALIKE):
            return close
    return titles.get(closest(plain, titles, _ALIKE), "")


def without_empty(data: Mapping[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """Return ``data`` without the known fields that were left empty, nested parts included.

    Input: the tree of one record. ``summary:`` and ``summary: ""`` mean "not given", unless the part says otherwise.
    """
    fields = fields_of(model)
    kept: dict[str, Any] = {}
    for key, value in data.items():
        if value.__class__ is str:
            if (value and not value.isspace()) or key not in fields or _is_wrong_empty(fields[key].inner):
                kept[key] = value
        else:
            known = fields.get(key)
            kept[key] = value if known is None or known.inner is None else _inner_without_empty(value, known.inner)
    return kept


def _is_wrong_empty(part: type[BaseModel] | None) -> bool:
    return part is not None and issubclass(part, Part) and part.empty_is_wrong


def _inner_without_empty(value: object, model: type[BaseModel]) -> object:
    if isinstance(value, dict):
        return without_empty(value, model)
    return [_inner_without_empty(item, model) for item in value] if isinstance(value, list) else value


def home_of(key: str, model: type[BaseModel], likely: Container[str]) -> str:
    """Return the one field of ``model`` whose part has the field ``key``: where a line moved left belongs.

    Of several, the one in ``likely``.
    """
    if key in fields_of(model):
        return ""
    homes = [field.key for field in fields_of(model).values() if field.inner and key in fields_of(field.inner)]
    if len(homes) > 1:
        homes = [home for home in homes if home in likely]
    return homes[0] if len(homes) == 1 else ""


def listed(key: str, model: type[BaseModel], given: Mapping[str, Any]) -> str:
    """Return the fields that are free and most like ``key``, as a hint lists them."""
    free = [field for field in fields_of(model).values() if not given.get(field.key)]
    if affords(2 * len(free)):
        free.sort(key=lambda field: -max(alike(key, field.key), alike(key, field.title)))
    return "、".join(f"{field.title}（{field.key}）" if field.title else field.key for field in free[:_MOST_LISTED])
