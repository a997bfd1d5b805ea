"""Trying a change on a copy: the same checks as ever, before anything is written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from campaign import amending, building
from campaign.models.base import Record
from campaign.models.fields import check_id
from campaign.problems import Problem, Problems
from campaign.reading import shown_path


def judged(project: Path, data: Path, files: Mapping[str, str], at: str | None) -> Problems:
    """Return what would be wrong newly if ``files`` (name below ``data`` → text) were written.

    What is wrong already is not told again: who brings a change is not to blame for it.
    """
    known = {(one.code, one.where.file, one.message) for one in building.check(project, data, at)}
    with tempfile.TemporaryDirectory(prefix="fuwuyue-") as aside:
        copy = Path(aside) / "data"
        shutil.copytree(data, copy, symlinks=True)
        for name, text in files.items():
            path = copy / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        found = [_as_known(one, shown_path(copy), shown_path(data)) for one in building.check(project, copy, at, data)]
    return Problems([one for one in found if (one.code, one.where.file, one.message) not in known])


def file_of_new(data: Path, model: type[Record], key: str) -> str:
    """Return the name below ``data`` where a new record goes; raises ValueError where ``key`` is no id."""
    if check_id(key) != key:
        raise ValueError(key)
    listed = f"{model.collection}.yml"
    return listed if (data / listed).is_file() else f"{model.collection}/{key}.yml"


def current(data: Path, name: str) -> str:
    """Return the text of a file below ``data``; an empty one where there is none."""
    path = data / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def added(model: type[Record], before: str, values: Mapping[str, Any]) -> str:
    """Return the text of a file with a new record: of its own, or at the end of the list ``before``.

    Raises AmendError where a value can't be written.
    """
    text = amending.mapping(values)
    if before:
        return amending.appended(before, text)
    return f"# yaml-language-server: $schema=../schema/{model.collection}.schema.json\n{text}"


def write(data: Path, files: Mapping[str, str]) -> None:
    """Write the files below ``data``: all of them beside their places first, so that a full disk changes none."""
    aside = {data / name: (data / name).with_name(f".{Path(name).name}.new") for name in files}
    try:
        for (path, new), text in zip(aside.items(), files.values(), strict=True):
            path.parent.mkdir(exist_ok=True)
            new.write_text(text, encoding="utf-8")
        for path, new in aside.items():
            new.replace(path)
    finally:
        for new in aside.values():
            new.unlink(missing_ok=True)


def _as_known(problem: Problem, aside: str, home: str) -> Problem:
    """Return the finding with the file and the words that staff know."""

    def told(text: str) -> str:
        return text.replace(aside, home)

    where = replace(problem.where, file=told(problem.where.file))
    return replace(problem, where=where, message=told(problem.message), hint=told(problem.hint))
