"""The id of a record and the name of its file: they say the same thing."""

from __future__ import annotations

import itertools

from pydantic_core import PydanticCustomError

from campaign.models.fields import check_id
from campaign.reading import Reading
from campaign.source import Entry


def id_of(reading: Reading, collection: str, entry: Entry, expected: str | None) -> str:
    """Return the id under which a record is known; empty for a copy that kept its original's id.

    ``expected`` is the file's name without ``.yml``, None for a record of a list. A file
    whose name and id differ is a finding, and never takes the id of another file.
    """
    written = entry.data.get("id")
    if not isinstance(written, str) or not written.strip() or expected in (None, written.strip()):
        return written.strip() if isinstance(written, str) else ""
    written = written.strip()
    named, good = _is_id(expected), _is_id(written)
    copied = good and (reading.root / collection / f"{written}.yml").is_file()
    if copied:
        free = expected if named else _free(reading, collection, written)
        hint = f"像是“{written}.yml”的副本：编号改成 {free}" + ("。" if named else f"，并把文件改名为 {free}.yml。")
    else:
        hint = "两者必须相同。" if named else "文件名也只用小写英文字母、数字和短横线。"
        if good and not named:
            hint = f"把文件改名为 {written}.yml。"
    message = f"编号“{written}”和文件名“{expected}.yml”不一样。"
    value = expected if named else None
    reading.problems.add(entry.problem("id-filename", ("id",), message, hint=hint, value=value))
    if copied:
        return ""
    return str(expected) if named else written


def _is_id(text: str | None) -> bool:
    try:
        check_id(text or "")
    except PydanticCustomError:
        return False
    return True


def _free(reading: Reading, collection: str, key: str) -> str:
    """Return the first id like ``key`` that no file has."""
    tries = (f"{key[:60].rstrip('-')}-{number}" for number in itertools.count(2))
    return next(one for one in tries if not (reading.root / collection / f"{one}.yml").exists())
