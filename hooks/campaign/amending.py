"""Changing a record's file by program: the value that changes, and no other line of it.

Comments, order and spelling of everything else stay as people wrote them. What comes
out is read again and compared with what was meant, so that no text, however it is
made, can become YAML of its own.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from typing import Any

from campaign.document import Document
from campaign.problems import Problems
from campaign.source import Entry, read_bytes

#: what may stand without quotation marks anywhere, in ``[…]`` and ``{…}`` too
_PLAIN = re.compile(r"[0-9A-Za-z\u4e00-\u9fff“《（][0-9A-Za-z\u4e00-\u9fff“”《》〔〕（）·、。/_. +-]*")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d|https://[0-9A-Za-z./_?=&%-]+")
_EMPTY_LIST = re.compile(r"^\[ *\][ \t]*\n?", re.MULTILINE)
Path = tuple[str | int, ...]


class AmendError(Exception):
    """Raised when a file can't be changed by program; the message is for staff."""


def amended(entry: Entry, changes: Mapping[Path, Any]) -> str:
    """Return the text of the entry's file with other values at the given paths below the record.

    A value is a text, a list or a mapping of such; a key that is not there yet is added at the
    record's end, before ``body``. Raises AmendError where that is not possible.
    """
    document = entry.document
    for path, value in changes.items():
        document = _changed(document, (*entry.path, *path), value)
    return document.text


def reread(entry: Entry) -> Entry:
    """Return the entry with its tree, which the site let go of; raises AmendError where the file has mistakes."""
    return at_path(entry.document.original, entry.document.file, entry.path)


def at_path(text: str, file: str, path: tuple[int, ...]) -> Entry:
    """Return the record at ``path`` of a file's text, to be amended; raises AmendError where the text has mistakes."""
    document = read_bytes(text.encode(), file, Problems())
    if document is None or document.text != document.original:
        raise AmendError("这个文件里有要先改好的地方。")
    return Entry(document, path, {})


def mapping(values: Mapping[str, Any]) -> str:
    """Return a mapping as the text of a file of its own. Raises AmendError where a text can't be written."""
    text = "".join(f"{line}\n" for key, value in values.items() for line in _lines(key, value, 0))
    _confirm(text, dict(values))
    return text


def appended(document_text: str, item: str) -> str:
    """Return a list file with one more record at its end; ``item`` is the text of :func:`mapping`.

    The ``[]`` of a list that was empty goes.
    """
    first, *rest = item.splitlines()
    before = _EMPTY_LIST.sub("", document_text)
    end = "" if not before or before.endswith("\n") else "\n"
    return before + end + "".join(f"{line}\n" for line in (f"- {first}", *(f"  {line}".rstrip() for line in rest)))


def scalar(text: str) -> str:
    """Return one line of text as YAML, plain where nothing in it could mean something else."""
    if text and text == text.strip() and (_PLAIN.fullmatch(text) or _MOMENT.fullmatch(text)):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _changed(document: Document, path: Path, value: Any) -> Document:  # noqa: ANN401 a tree of texts
    parent, key = path[:-1], path[-1]
    held = _at(document.data, parent)
    if not isinstance(key, str) or held is None or _in_flow(document, parent):
        if not parent or not isinstance(key, str):
            raise AmendError("这个文件的写法太特别，不能自动改；请直接改文件。")
        return _changed(document, parent, {**(held or {}), key: value})
    expected = copy.deepcopy(document.data)
    _at(expected, parent)[key] = value
    lines = list(document.lines)
    start, stop, indent, lead = _place(document, parent, key, held)
    new = _lines(key, value, indent)
    new[0] = lead + new[0][len(lead) :]
    text = "\n".join([*lines[: start - 1], *new, *lines[stop - 1 :]])
    return _confirm(text if text.endswith("\n") else text + "\n", expected)


def _place(document: Document, parent: Path, key: str, held: dict[str, Any]) -> tuple[int, int, int, str]:
    """Return first line, line after the last, indent, and what stands before the key on its line."""
    starts = {name: document.where((*parent, name), key=True) for name in held}
    indent = next(iter(starts.values())).col - 1
    end = _end(document, parent)
    if key not in held:
        line = starts["body"].line if "body" in starts else _trimmed(document, end)
        return line, line, indent, ""
    start = starts[key].line
    after = min([where.line for where in starts.values() if where.line > start], default=end)
    return start, _trimmed(document, after), indent, document.lines[start - 1][:indent]


def _end(document: Document, path: Path) -> int:
    """Return the line after the last one of what stands at ``path``."""
    end = len(document.lines) + 1
    for depth, step in enumerate(path):
        held = _at(document.data, path[:depth])
        if isinstance(step, int):
            if step + 1 < len(held):
                end = document.where((*path[:depth], step + 1)).line
        else:
            own = document.where(path[: depth + 1], key=True).line
            others = [document.where((*path[:depth], name), key=True).line for name in held]
            end = min([line for line in others if line > own], default=end)
    return end


def _trimmed(document: Document, end: int) -> int:
    """Leave blank lines and comments before ``end`` to what follows."""
    while end > 1 and (not document.lines[end - 2].strip() or document.lines[end - 2].lstrip().startswith("#")):
        end -= 1
    return end


def _in_flow(document: Document, path: Path) -> bool:
    if not path or not isinstance(path[-1], str):
        return False
    where = document.where(path)
    return document.line_text(where.line)[where.col - 1 : where.col] in {"{", "["}


def _at(data: Any, path: Sequence[str | int]) -> Any:  # noqa: ANN401 a tree of texts
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
        else:
            return None
    return data


def _lines(key: str, value: Any, indent: int) -> list[str]:  # noqa: ANN401 a tree of texts
    pad = " " * indent
    if isinstance(value, str) and "\n" in value.strip("\n"):
        rows = [row.rstrip() for row in value.strip("\n").split("\n")]
        rows[0] = rows[0].lstrip()
        return [f"{pad}{key}: |-", *(f"{pad}  {row}" if row else "" for row in rows)]
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        return [f"{pad}{key}:", *(f"{pad}  - {_flow(one)}" for one in value)]
    if isinstance(value, dict) and any(not isinstance(one, str) or "\n" in one for one in value.values()):
        return [f"{pad}{key}:", *(line for name, one in value.items() for line in _lines(name, one, indent + 2))]
    return [f"{pad}{key}: {_flow(value)}"]


def _flow(value: Any) -> str:  # noqa: ANN401 a tree of texts
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(one) for one in value) + "]"
    return scalar(str(value).strip())


def _confirm(text: str, expected: Any) -> Document:  # noqa: ANN401 a tree of texts
    """Return what the text says; raises AmendError when that is not what was meant."""
    problems = Problems()
    document = read_bytes(text.encode(), "", problems)
    if document is None or problems.errors or document.text != text or _bare(document.data) != _bare(expected):
        reason = problems.errors[0].message if problems.errors else "写进文件后读出来的不是原来的意思。"
        raise AmendError(f"不能自动写：{reason}请改一改文字，或者直接改文件。")
    return document


def _bare(value: Any) -> Any:  # noqa: ANN401 a tree of texts
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_bare(one) for one in value]
    return "\n".join(line.rstrip() for line in value.strip().split("\n")) if isinstance(value, str) else value
