"""pydantic's findings as findings with a place, in Chinese, with what to write instead."""

from __future__ import annotations

import difflib
import functools
import typing
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from campaign.lines import quoted
from campaign.models.explain import explained
from campaign.models.fields import Context
from campaign.problems import Problem, Problems, printable
from campaign.source import Entry

#: How alike two names must be; ``url`` and ``role`` are not.
_ALIKE = 0.6
#: Findings that are told of one record.
_MOST = 40
Path = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class _Field:
    """A field as staff know it: key, Chinese title, whether it must be there, the parts inside."""

    key: str
    title: str
    required: bool
    inner: type[BaseModel] | None

    @property
    def label(self) -> str:
        return f"“{self.title}（{self.key}）”" if self.title else f"“{self.key}”"


def validate(entry: Entry, model: type[M], context: Context, problems: Problems) -> M | None:
    """Return the record of ``entry``, or None with every finding in ``problems``."""
    try:
        return model.model_validate(without_empty(entry.data, model), context=context)
    except ValidationError as error:
        problems.extend(problems_of(error, entry, model))
        return None


def without_empty(data: Mapping[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """Return ``data`` without the known fields that were left empty, nested parts included.

    Input: the tree of one record. ``summary:`` and ``summary: ""`` mean "not given".
    """
    fields = _fields(model)
    kept: dict[str, Any] = {}
    for key, value in data.items():
        if value.__class__ is str:
            if (value and not value.isspace()) or key not in fields:
                kept[key] = value
        else:
            known = fields.get(key)
            kept[key] = value if known is None or known.inner is None else _inner_without_empty(value, known.inner)
    return kept


def _inner_without_empty(value: object, model: type[BaseModel]) -> object:
    if isinstance(value, dict):
        return without_empty(value, model)
    return [_inner_without_empty(item, model) for item in value] if isinstance(value, list) else value


def problems_of(error: ValidationError, entry: Entry, model: type[BaseModel]) -> list[Problem]:
    """Return one finding per error of pydantic, with the place in the YAML.

    A field that is missing because its key was misspelt is told with the misspelt key.
    """
    details = error.errors(include_url=False)
    missing = {_inside(entry.data, d["loc"]) for d in details if d["type"] == "missing"}
    found: list[Problem] = []
    for detail in sorted(details, key=lambda d: d["type"] != "extra_forbidden"):
        if len(found) >= _MOST:
            message = f"这条记录一共有 {len(details)} 处问题，这里只列出前 {_MOST} 处。"
            found.append(entry.problem("too-many", (), message, hint="先改列出的，再检查一次。"))
            break
        path = _inside(entry.data, detail["loc"])
        if detail["type"] == "extra_forbidden":
            problem, meant = _unknown_key(path, entry, model, missing)
            found.append(problem)
            missing.discard(meant)
        elif detail["type"] != "missing":
            found.append(_of_value(detail, path, entry, model))
        elif path in missing:
            found.append(_missing(path, entry, model))
    return found


def _unknown_key(path: Path, entry: Entry, model: type[BaseModel], missing: Iterable[Path]) -> tuple[Problem, Path]:
    """Return the finding about a key that does not exist, and the path that it stands for."""
    key = str(path[-1])
    fields = _fields(_model_at(model, path[:-1]))
    given: dict[str, Any] = _value(entry.data, path[:-1])
    name = _meant(key, fields, given)
    message = f"没有“{printable(key, 40)}”这个字段。"
    if not name:
        hint = (
            f"这里可以写的字段：{'、'.join(f'{f.title}（{f.key}）' if f.title else f.key for f in fields.values())}。"
        )
        return entry.problem("unknown-key", path, message, hint=hint, key=True), ()
    meant = (*path[:-1], name)
    label = fields[name].label
    if given.get(name):
        hint = f"是不是要写{label}？它已经写过了，删去这一行或并到那一行。"
        return entry.problem("unknown-key", path, message, hint=hint, key=True), ()
    hint = f"是不是要写{label}？"
    if meant in missing:
        message = f"{message}因此缺少必填的{label}。"
        hint = f"字段名改成“{name}”。"
    return entry.problem("unknown-key", path, message, hint=hint, key=True, value=name), meant


def _meant(key: str, fields: Mapping[str, _Field], given: Mapping[str, Any]) -> str:
    """Return the field that a wrong key most likely stands for: by its name or by its Chinese title."""
    plain = (
        unicodedata.normalize("NFKC", key).strip().strip("\"'“”‘’`*-＊ 　").replace(" ", "_").replace("-", "_").lower()
    )
    if plain in fields:
        return plain
    titles = {field.title: field.key for field in fields.values() if field.title}
    if plain in titles:
        return titles[plain]
    free = [name for name in fields if not given.get(name)]
    for names in (free, fields):
        if close := difflib.get_close_matches(plain[:80], names, n=1, cutoff=_ALIKE):
            return close[0]
    close = difflib.get_close_matches(plain[:80], titles, n=1, cutoff=_ALIKE)
    return titles[close[0]] if close else ""


def _missing(path: Path, entry: Entry, model: type[BaseModel]) -> Problem:
    """Return the finding about a required field: not there at all, or left empty."""
    key = str(path[-1])
    field = _fields(_model_at(model, path[:-1])).get(key) or _Field(key, "", required=True, inner=None)
    parent = _value(entry.data, path[:-1])
    if key in parent:
        hint = "在冒号和空格后面写上内容。"
        return entry.problem("empty-value", path, f"{field.label}是必填的，现在是空的。", hint=hint)
    return entry.problem("missing-field", path, f"缺少必填的{field.label}。", hint=f"加一行“{key}: …”。")


def _of_value(detail: ErrorDetails, path: Path, entry: Entry, model: type[BaseModel]) -> Problem:
    """Return the finding about a value that is there."""
    kind, context = detail["type"], detail.get("ctx", {})
    label = _label(path, model)
    if "message" in context and "hint" in context:
        return entry.problem(kind, path, f"{label}：{context['message']}", hint=context["hint"], value=context["value"])
    value = _value(entry.data, path)
    code, message, hint, better = explained(kind, context, value, detail["msg"])
    problem = entry.problem(code, path, f"{label}{message}", hint=hint, value=better)
    written = problem.line_text[problem.where.col - 1 :].rstrip()
    if (
        code == "wrong-type"
        and kind == "string_type"
        and written.startswith(("[", "{"))
        and written.endswith(("]", "}"))
    ):
        return replace(problem, suggestion=problem.line_text[: problem.where.col - 1] + quoted(written))
    return problem


def _label(path: Path, model: type[BaseModel]) -> str:
    """Return the Chinese name of the field at ``path``, with the number of the list's item."""
    names = [index for index, step in enumerate(path) if isinstance(step, str)]
    if not names:
        return "这条记录"
    last = names[-1]
    key = str(path[last])
    field = _fields(_model_at(model, path[:last])).get(key)
    numbers = "".join(f"第 {step + 1} 项" for step in path[last + 1 :] if isinstance(step, int))
    return (field.label if field else f"“{key}”") + numbers


@functools.cache
def _fields(model: type[BaseModel]) -> dict[str, _Field]:
    return {
        field.alias or name: _Field(
            field.alias or name, field.title or "", field.is_required(), _part_in(field.annotation)
        )
        for name, field in model.model_fields.items()
    }


def _part_in(annotation: object) -> type[BaseModel] | None:
    """Return the model that a field's annotation holds, behind tuples, unions and None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((part for inner in typing.get_args(annotation) if (part := _part_in(inner))), None)


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel]:
    """Return the model of the mapping at ``path``; the last one known when the path leaves the models."""
    for step in path:
        field = _fields(model).get(step) if isinstance(step, str) else None
        if field is not None and field.inner is not None:
            model = field.inner
    return model


def _inside(data: object, loc: tuple[int | str, ...]) -> Path:
    """Return the part of pydantic's ``loc`` that exists in the data, plus a missing last key.

    ``loc`` also holds names of validators and of a union's members, which are no places.
    """
    path: list[str | int] = []
    for index, step in enumerate(loc):
        if isinstance(data, dict | list) and _has(data, step):
            path.append(step)
            data = data[step]  # type: ignore[index]  # checked just above
        elif index == len(loc) - 1 and isinstance(data, dict):
            path.append(step)
    return tuple(path)


def _value(data: dict[str, Any], path: Path) -> Any:  # noqa: ANN401 whatever people wrote there
    """Return what stands at ``path``, an empty mapping if nothing does."""
    value: Any = data
    for step in path:
        if not _has(value, step):
            return {}
        value = value[step]
    return value


def _has(data: object, step: int | str) -> bool:
    """Tell whether ``data`` is a mapping or list with something at ``step``."""
    if isinstance(data, list):
        return isinstance(step, int) and step < len(data)
    return isinstance(data, dict) and step in data
