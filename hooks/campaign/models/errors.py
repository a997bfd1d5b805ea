"""pydantic's findings as findings with a place, in Chinese, with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from campaign.braces import narrowed
from campaign.lines import quoted
from campaign.models.explain import explained, suited, without_unit
from campaign.models.fields import Context
from campaign.models.keys import Key, fields_of, home_of, listed, meant_by, model_at, without_empty
from campaign.models.nearby import near, no_such_day, wants_clock, with_clock
from campaign.models.parts import Part
from campaign.models.times import MOMENT_HINT
from campaign.problems import Problem, Problems, printable
from campaign.source import Entry

#: Findings that are told of one record.
MOST_TOLD = 40
#: Lines after a misplaced one that were shifted with it.
_FARTHEST = 20
_BARE_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
Path = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)


def validate(entry: Entry, model: type[M], context: Context, problems: Problems) -> M | None:
    """Return the record of ``entry``, or None with every finding in ``problems``."""
    try:
        return model.model_validate(without_empty(entry.data, model), context=context)
    except ValidationError as error:
        found = problems_of(error, entry, model)
        moved = {problem.where for problem in found if problem.code == "misplaced-key"}
        lines = {(where.file, where.line + more) for where in moved for more in range(_FARTHEST)}
        if moved:  # the reader took the lines that follow for shifted ones; they are where they belong
            problems.found = [
                one
                for one in problems.found
                if one.code != "bad-indent" or (one.where.file, one.where.line) not in lines
            ]
        problems.extend(found)
        return None


def problems_of(error: ValidationError, entry: Entry, model: type[BaseModel]) -> list[Problem]:
    """Return one finding per error of pydantic, with the place in the YAML.

    A field that is missing because its key was misspelt is told with the misspelt key.
    """
    details = [one for one in error.errors(include_url=False) if not _follows(one, entry)]
    missing = {_inside(entry.data, d["loc"]) for d in details if d["type"] == "missing"}
    found: list[Problem] = []
    moved: set[str] = set()
    for detail in sorted(details, key=lambda d: d["type"] != "extra_forbidden"):
        if len(found) >= MOST_TOLD:
            message = f"这条记录一共有 {len(details)} 处问题，这里只列出前 {MOST_TOLD} 处。"
            found.append(entry.problem("too-many", (), message, hint="先改列出的，再检查一次。"))
            break
        path = _inside(entry.data, detail["loc"])
        top = detail["type"] == "extra_forbidden" and len(path) == 1
        home = home_of(str(path[-1]), model, moved or entry.data) if top else ""
        if home:
            found += [] if home in moved else [_moved_key(str(path[-1]), home, entry, model)]
            moved.add(home)
            missing -= {one for one in missing if one[:1] == (home,)}
        elif detail["type"] == "extra_forbidden" and (field := _elsewhere(path, model)):
            found.append(_of_another_list(path, field, entry, model))
            missing -= {one for one in missing if one[:-1] == path[:-1]}
        elif detail["type"] == "extra_forbidden":
            problem, meant = _unknown_key(path, entry, model, missing)
            found.append(problem)
            missing.discard(meant)
        elif detail["type"] != "missing":
            found.append(_of_value(detail, path, entry, model))
        elif path in missing:
            found.append(_missing(path, entry, model))
    return found


def _follows(detail: ErrorDetails, entry: Entry) -> bool:
    """Whether a list is called too short only because pydantic doesn't count the items that are wrong themselves."""
    value = _value(entry.data, _inside(entry.data, detail["loc"])) if detail["type"] == "too_short" else ()
    return isinstance(value, list) and len(value) >= detail["ctx"]["min_length"]


def _moved_key(key: str, home: str, entry: Entry, model: type[BaseModel]) -> Problem:
    """Return the finding about a line that belongs into the field ``home``; those after it go unsaid."""
    label = fields_of(model)[home].label
    message = f"“{key}”是{label}里面的一项，不能顶格写。"
    hint = f"移到“{home}:”下面，这一行和后面同类的各行，前面都多两个空格。"
    problem = entry.problem("misplaced-key", (key,), message, hint=hint, key=True)
    line = problem.line_text
    return replace(problem, suggestion=f"  {line}") if problem.where.col == 1 else problem


def _elsewhere(path: Path, model: type[BaseModel]) -> str:
    """Return the record's field that says what the wrong key at ``path`` wants to say, or an empty text."""
    own = model_at(model, path[:-1])
    return own.elsewhere.get(str(path[-1]), "") if issubclass(own, Part) else ""


def _of_another_list(path: Path, field: str, entry: Entry, model: type[BaseModel]) -> Problem:
    """Return the finding about a part whose date belongs into the record's list ``field``."""
    message = f"“{printable(str(path[-1]), 40)}”不写在{_label(path[:1], model)}里，这样的日子写在{_label((field,), model)}里。"
    before, parts = entry.data.get(field), _value(entry.data, path[:1])
    wrong = [one for one in parts if isinstance(one, dict) and any(_elsewhere((*path[:-1], key), model) for key in one)]
    days = [*(before if isinstance(before, list) else []), *(one.get("date") or "…" for one in wrong)]
    line = f"{field}: [{', '.join(sorted(set(map(str, days))))}]"
    do = f"“{field}”那一行改成“{line}”" if before else f"另起一行顶格写“{line}”"
    problem = entry.problem("belongs-elsewhere", path, message, hint=f"删去这一条，{do}。", key=True)
    whole = problem.line_text.strip()
    alone = wrong == parts[-1:] and not before and not entry.path
    fits = alone and whole.startswith("- {") and whole.endswith("}")
    return replace(problem, suggestion=line if fits else "")


def _unknown_key(path: Path, entry: Entry, model: type[BaseModel], missing: Iterable[Path]) -> tuple[Problem, Path]:
    """Return the finding about a key that does not exist, and the path that it stands for."""
    key = str(path[-1])
    own = model_at(model, path[:-1])
    fields = fields_of(own)
    given: dict[str, Any] = _value(entry.data, path[:-1])
    name = meant_by(key, fields, given)
    message = f"没有“{printable(key, 40)}”这个字段。"
    if not name:
        hint = f"还可以写的字段有：{listed(key, own, given)}等，全部见填写说明。"
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


def _missing(path: Path, entry: Entry, model: type[BaseModel]) -> Problem:
    """Return the finding about a required field: not there at all, or left empty."""
    key = str(path[-1])
    field = fields_of(model_at(model, path[:-1])).get(key) or Key(key, "", required=True, inner=None)
    parent = _value(entry.data, path[:-1])
    if key in parent:
        hint = "在冒号和空格后面写上内容。"
        return entry.problem("empty-value", path, f"{field.label}是必填的，现在是空的。", hint=hint)
    hint = f"大括号里加上“, {key}: {field.sample}”。" if entry.braced(path[:-1]) else f"加一行“{key}: {field.sample}”。"
    if path == ("id",) and not entry.path:
        hint = f"加一行“id: {PurePosixPath(entry.document.file).stem}”，和文件名相同。"
    return entry.problem("missing-field", path, f"缺少必填的{field.label}。", hint=hint)


def _of_value(detail: ErrorDetails, path: Path, entry: Entry, model: type[BaseModel]) -> Problem:
    """Return the finding about a value that is there."""
    kind, context = detail["type"], detail.get("ctx", {})
    label = _label(path, model)
    if "message" in context and "hint" in context:
        if kind == "date-format" and context["value"] is None:
            beside = _value(entry.data, path[:-1])
            clock = context["hint"] == MOMENT_HINT
            said, day = no_such_day(entry.data, path, beside)
            better = near(entry.data, path, beside, clock=clock) or day or None
            kind, context = "date-impossible" if said else kind, {**context, "value": better}
            context["message"] = said or context["message"]
        field = _field(path, model)
        hint = suited(kind, context["hint"], field)
        better = context["value"] or without_unit(kind, detail["input"], field)
        if better and _BARE_DAY.fullmatch(better) and wants_clock(_annotation(path, model)):
            better = with_clock(better, path, _value(entry.data, path[:-1]))
            hint = f"{hint}没有写几点：“{better[-5:]}”只是样子，改成真的时间。"
        return entry.problem(kind, path, f"{label}：{context['message']}", hint=hint, value=better)
    value = _value(entry.data, path)
    code, message, hint, better = explained(kind, context, value, detail["msg"], _field(path, model))
    problem = entry.problem(code, path, f"{label}{message}", hint=hint, value=better)
    written = problem.line_text[problem.where.col - 1 :].rstrip()
    if (
        code == "wrong-type"
        and kind == "string_type"
        and written.startswith(("[", "{"))
        and written.endswith(("]", "}"))
    ):
        return replace(problem, suggestion=problem.line_text[: problem.where.col - 1] + quoted(written))
    return narrowed(problem, value)


def _field(path: Path, model: type[BaseModel]) -> FieldInfo | None:
    """Return the field at ``path``, or the one whose list ends there."""
    last = max((index for index, step in enumerate(path) if isinstance(step, str)), default=-1)
    own = model_at(model, path[:last]).model_fields.items() if last >= 0 else ()
    return next((field for name, field in own if path[last] == (field.alias or name)), None)


def _annotation(path: Path, model: type[BaseModel]) -> object:
    own = model_at(model, path[:-1]).model_fields.items()
    return next((field.rebuild_annotation() for name, field in own if path[-1] == (field.alias or name)), None)


def _label(path: Path, model: type[BaseModel]) -> str:
    """Return the Chinese name of the field at ``path``, with the number of the list's item."""
    names = [index for index, step in enumerate(path) if isinstance(step, str)]
    if not names:
        return "这条记录"
    last = names[-1]
    key = str(path[last])
    field = fields_of(model_at(model, path[:last])).get(key)
    numbers = "".join(f"第 {step + 1} 项" for step in path[last + 1 :] if isinstance(step, int))
    return (field.label if field else f"“{key}”") + numbers


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
