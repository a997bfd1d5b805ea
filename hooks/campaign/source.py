"""YAML text to a plain tree in which every value knows its line and column.

libyaml hands over events; this module builds dicts, lists and texts from them and
refuses everything that the data does not need: anchors, aliases, tags, merges,
complex keys, several documents, repeated keys, deep nesting. Every scalar stays the
text that was written (``09:30``, ``021`` and ``no`` are texts); models convert it.
Source: yaml.org/spec/1.1; SECURITY.md R2 (``yaml.compose`` dies of 50,000 ``[``).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from campaign import chars
from campaign.builder import build
from campaign.lines import replaced
from campaign.parse import parse
from campaign.problems import Problem, Problems, Severity, Where
from campaign.tree import Marks

#: A list file of 10,000 records has 4.5 MB; more is not a file for people any more.
FILE_LIMIT = 8 * 1024 * 1024
#: One record is read by people and rendered as one page.
RECORD_LIMIT = 2 * 1024 * 1024
_MOST_WRONG = 20


@dataclass(slots=True)
class Document:
    """One file: its tree, and the way from a value back to its place in the text.

    ``data`` is None for a file that is empty or has only comments. ``original`` is
    the text as written; ``text`` is what was parsed, with mended lines.
    """

    file: str
    original: str
    text: str
    data: Any
    root: Marks | None
    _lines: list[str] | None = field(default=None, repr=False)
    _parsed: list[str] | None = field(default=None, repr=False)

    @property
    def lines(self) -> list[str]:
        """The lines as written, without their ends."""
        if self._lines is None:
            self._lines = self.original.split("\n")
        return self._lines

    @property
    def parsed(self) -> list[str]:
        """The lines as they were parsed: mended where that was possible."""
        if self._parsed is None:
            self._parsed = self.lines if self.text == self.original else self.text.split("\n")
        return self._parsed

    def line_text(self, line: int) -> str:
        """Return line ``line`` (from 1), or an empty text behind the end."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""

    def where(self, path: Sequence[str | int], *, key: bool = False) -> Where:
        """Return the place of the value (or of its key) at ``path``, or of the nearest parent."""
        line, col = self._place(path, key=key)
        if self.text is not self.original and line <= len(self.parsed):
            # the parsed line is mended: count from its end, which is mostly as written
            rest = self.parsed[line - 1][col - 1 :]
            written = self.line_text(line)
            if rest and written.endswith(rest):
                col = len(written) - len(rest) + 1
        return Where(self.file, line, col)

    def _place(self, path: Sequence[str | int], *, key: bool) -> tuple[int, int]:
        """Return line and column in the parsed text."""
        if self.root is None:
            self.root = build(self.text, self.file).root
        mark: Any = self.root
        for step in path:
            children = mark[4]
            in_list = isinstance(children, list) and isinstance(step, int) and step < len(children)
            if not in_list and not (isinstance(children, dict) and step in children):
                return mark[2], mark[3]
            mark = children[step]
        return (mark[0], mark[1]) if key else (mark[2], mark[3])

    def problem(
        self,
        code: str,
        path: Sequence[str | int],
        message: str,
        *,
        hint: str = "",
        value: str | None = None,
        severity: Severity = "error",
        key: bool = False,
    ) -> Problem:
        """Return a finding about the value at ``path``, with the mended line when ``value`` is given."""
        where = self.where(path, key=key)
        line = self.line_text(where.line)
        names = [step for step in path if isinstance(step, str)]
        suggestion = ""
        if value is not None:
            number, col = self._place(path, key=key)
            suggestion = replaced(self.parsed[number - 1], col, value, key=key)
        return Problem(code, where, message, hint, names[-1] if names else "", severity, line, suggestion)


@dataclass(slots=True)
class Entry:
    """One record in a document; ``path`` is empty when the file is the record."""

    document: Document
    path: tuple[int, ...]
    data: dict[str, Any]

    def forget(self) -> None:
        """Let go of the raw tree once it is a record; places are found again by reading the text anew."""
        self.data = {}
        if not self.path:
            self.document.data = None
            self.document.root = None

    def where(self, path: Sequence[str | int], *, key: bool = False) -> Where:
        """Return the place of a value of this record; see :meth:`Document.where`."""
        return self.document.where((*self.path, *path), key=key)

    def problem(
        self,
        code: str,
        path: Sequence[str | int],
        message: str,
        *,
        hint: str = "",
        value: str | None = None,
        severity: Severity = "error",
        key: bool = False,
    ) -> Problem:
        """Return a finding about a value of this record; see :meth:`Document.problem`."""
        full = (*self.path, *path)
        return self.document.problem(code, full, message, hint=hint, value=value, severity=severity, key=key)


def read(path: Path, shown: str, problems: Problems) -> Document | None:
    """Read one file; every finding goes to ``problems``.

    Returns None when there is no tree to go on with. Links and special files are
    refused: what lies in the data folder must lie there itself.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        problems.add(_unreadable(path, shown))
        return None
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            problems.add(Problem("unreadable", Where(shown), "这不是一个普通文件。", "把它删去或移走。"))
            return None
        if status.st_size > FILE_LIMIT:
            problems.add(_too_large(shown, status.st_size, FILE_LIMIT))
            return None
        raw = os.read(handle, FILE_LIMIT + 1)
    finally:
        os.close(handle)
    return read_bytes(raw, shown, problems)


def read_bytes(raw: bytes, shown: str, problems: Problems) -> Document | None:
    """Read the bytes of one file; like :func:`read`."""
    if len(raw) > FILE_LIMIT:
        problems.add(_too_large(shown, len(raw), FILE_LIMIT))
        return None
    original = chars.decode(raw, shown, problems)
    text = chars.clean(original, shown, problems)
    tree, text = parse(text, shown, problems)
    return None if tree is None else Document(shown, original, text, tree.data, tree.root)


def entries_of_list(document: Document, problems: Problems) -> list[Entry]:
    """Return the records of a file that holds a list of them; an empty file has none."""
    data = document.data
    if data is None:
        return []
    if not isinstance(data, list):
        found = "只有一段文字" if isinstance(data, str) else "是一条一条的字段"
        message = f"这个文件里应该是一个列表（每条以“- ”开头），现在{found}。"
        hint = "每条记录的第一行前面加“- ”，其余各行前面加两个空格。"
        problems.add(document.problem("not-a-list", (), message, hint=hint))
        return []
    entries = []
    wrong = 0
    for index, item in enumerate(data):
        if isinstance(item, dict):
            entries.append(Entry(document, (index,), item))
            continue
        wrong += 1
        if wrong > _MOST_WRONG:
            continue
        message = f"第 {index + 1} 条应该由“字段: 内容”各行组成，现在{_kind_of(item)}。"
        hint = "写成“- id: …”，下面各行前面加两个空格。"
        problems.add(document.problem("wrong-type", (index,), message, hint=hint))
    return entries


def entry_of_file(document: Document, problems: Problems) -> Entry | None:
    """Return the one record of a file whose top level is a mapping, or None with a finding."""
    data = document.data
    if data is None or data == "":
        message = "这个文件是空的，应该写有一条记录。"
        problems.add(Problem("empty-file", Where(document.file), message, "照样例填写，或者删去这个文件。"))
        return None
    if len(document.text) > RECORD_LIMIT:
        problems.add(_too_large(document.file, len(document.text), RECORD_LIMIT))
        return None
    if isinstance(data, dict):
        return Entry(document, (), data)
    message = f"这个文件里应该是“字段: 内容”各行，现在{_kind_of(data)}。"
    hint = (
        "一个文件只写一条记录：删去行首的“- ”，各行顶格写。"
        if isinstance(data, list)
        else "例如第一行写“title: 标题”。"
    )
    problems.add(document.problem("not-a-mapping", (), message, hint=hint))
    return None


def _kind_of(value: object) -> str:
    if isinstance(value, list):
        return "是一个列表"
    if isinstance(value, dict):
        return "是“字段: 内容”"
    return "只有一段文字" if value else "是空的"


def _unreadable(path: Path, shown: str) -> Problem:
    if path.is_symlink():
        return Problem("symlink", Where(shown), "这是一个快捷方式（符号链接），不能用作数据。", "把文件本身放到这里。")
    return Problem("unreadable", Where(shown), "打不开这个文件。", "看看它还在不在、有没有读取权限。")


def _too_large(shown: str, size: int, limit: int) -> Problem:
    message = f"文件太大：{size / 1048576:.1f} MB，最多 {limit // 1048576} MB。"
    return Problem("file-too-large", Where(shown), message, "拆成几个文件；图片和附件放在 images、files 目录里。")
