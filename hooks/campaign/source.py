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
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from campaign import chars
from campaign.braces import narrowed
from campaign.document import Document
from campaign.parse import parse
from campaign.problems import Problem, Problems, Severity, Where, printable

#: A list file of 10,000 records has 4.5 MB; more is not a file for people any more.
FILE_LIMIT = 8 * 1024 * 1024
#: One record is read by people and rendered as one page.
RECORD_LIMIT = 2 * 1024 * 1024
_MOST_WRONG = 20


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

    def braced(self, path: Sequence[str | int]) -> bool:
        """Whether the group at ``path`` of this record is written in braces."""
        where = self.where(path)
        return self.document.line_text(where.line)[where.col - 1 :].startswith("{")

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

    Returns None when there is no tree to go on with.
    """
    raw = bytes_of(path, shown, problems)
    return None if raw is None else read_bytes(raw, shown, problems)


def bytes_of(path: str | Path, shown: str, problems: Problems) -> bytes | None:
    """Return the content of one file, or None with a finding.

    Links and special files are refused: what lies in the data folder must lie there itself.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        problems.add(_unreadable(Path(path), shown))
        return None
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            problems.add(Problem("unreadable", Where(shown), "这不是一个普通文件。", "把它删去或移走。"))
            return None
        if status.st_size > FILE_LIMIT:
            problems.add(_too_large(shown, status.st_size, FILE_LIMIT))
            return None
        return os.read(handle, FILE_LIMIT + 1)
    finally:
        os.close(handle)


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
    entries: list[Entry] = []
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
        problems.add(narrowed(document.problem("wrong-type", (index,), message, hint=hint), item))
    problems.extend(_ids_used_twice(entries))
    return entries


def _ids_used_twice(entries: list[Entry]) -> Iterator[Problem]:
    """Yield a finding for every id that an earlier record of the list has: in any case, composed or not."""
    first: dict[str, Entry] = {}
    for entry in entries:
        written = entry.data.get("id")
        if not isinstance(written, str) or not written.strip():
            continue
        other = first.setdefault(unicodedata.normalize("NFC", written.strip()).casefold(), entry)
        if other is not entry:
            before = str(other.data["id"]).strip()
            same = "" if before == written.strip() else f"（写成“{before}”，看起来一样就不能再用）"
            message = f"编号“{printable(written.strip(), 64)}”已在 {other.where(('id',))} 用过{same}。"
            yield entry.problem("duplicate-id", ("id",), message, hint="换一个没有用过的编号。")


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
