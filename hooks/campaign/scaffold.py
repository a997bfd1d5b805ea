"""``campaign new``: asks for what a record needs, proposes an id, writes a commented file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError
from slugify import slugify

from campaign import amending, describe
from campaign.models.base import Record
from campaign.models.fields import check_id

Ask = Callable[[str], str]
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`：][^#]*")


def propose_id(answers: dict[str, str]) -> str:
    """Return an id from the day and the title; only a proposal, because pinyin is often wrong."""
    day = next((found[0] for text in answers.values() if (found := _DAY.match(text))), "")
    slug = slugify(answers.get("title") or answers.get("name") or "", max_length=40, word_boundary=True)
    return "-".join(part for part in (day, slug) if part)


def questions(model: type[Record]) -> list[tuple[str, FieldInfo]]:
    """Return the fields ``new`` asks for: the required ones, the id last."""
    return [
        (key, field)
        for key, field in describe.in_reading_order(model)
        if field.is_required() and key != "id" and describe.is_plain(field)
    ]


def interview(model: type[Record], ask: Ask) -> dict[str, str]:
    """Ask for every required field; an empty answer takes the example. Returns key → text."""
    answers = {}
    for key, field in questions(model):
        example = str(field.examples[0]) if field.examples else ""
        answers[key] = ask(f"{field.title}（{key}；{describe.shape(field)}）[{example}]：").strip() or example
    proposal = propose_id(answers)
    answers["id"] = ""
    while not is_id(answers["id"]):
        answers["id"] = ask(f"编号（id，小写英文、数字和短横线）[{proposal}]：").strip() or proposal
    return answers


def is_id(text: str) -> bool:
    """Whether ``text`` can be a record's id, and so a file name."""
    try:
        return check_id(text) == text
    except PydanticCustomError:
        return False


def fill_sample(model: type[Record], answers: dict[str, str]) -> str:
    """Return the commented sample with the answers in place of the examples."""
    lines = []
    for line in describe.sample(model).splitlines():
        key, colon, rest = line.partition(":")
        note = rest[rest.rindex("  # ") :] if "  # " in rest else ""
        lines.append(f"{key}: {quoted(answers[key])}{note}" if colon and key in answers else line)
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Return ``text`` as a YAML scalar, in double quotes only where a plain one would be misread."""
    if _PLAIN.fullmatch(text) and ": " not in text and not text.endswith(":"):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def write(data: Path, model: type[Record], answers: dict[str, str]) -> Path:
    """Write the new record to a file of its own, or to the end of the collection's list; returns the file.

    Raises FileExistsError where the file is there already.
    """
    text = fill_sample(model, answers)
    listed = data / f"{model.collection}.yml"
    if listed.is_file():
        item = text.partition("\n")[2]  # without the line for the editor
        listed.write_text(amending.appended(listed.read_text(encoding="utf-8"), item), encoding="utf-8")
        return listed
    path = data / model.collection / f"{answers['id']}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(text)
    return path
