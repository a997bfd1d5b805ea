"""A campaign's own prose pages (``data/pages``), read as carefully as its records before MkDocs sees them.

Source: SECURITY R2 and R8; MkDocs, "Meta-Data" (YAML between two lines of three hyphens).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from campaign import chars
from campaign.models.markdown import too_much
from campaign.problems import Problem, Problems, Where
from campaign.source import RECORD_LIMIT, bytes_of, entry_of_file, read_bytes

#: what a page may say of itself; MkDocs knows more, such as another template
_KEYS: Final = ("title", "description", "section", "noindex", "names")
_FRONT = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)


def read_page(path: Path, shown: str, problems: Problems) -> str:
    """Return the text of one page; what is wrong is in ``problems``, and the text empty where that is an error."""
    own = Problems()
    text = _read(path, shown, own)
    problems.extend(own.found)
    return "" if own.errors else text


def _read(path: Path, shown: str, problems: Problems) -> str:
    raw = bytes_of(path, shown, problems)
    if raw is None:
        return ""
    if len(raw) > RECORD_LIMIT:
        message = f"页面太大：{len(raw) / 1048576:.1f} MB，最多 {RECORD_LIMIT // 1048576} MB。"
        problems.add(Problem("file-too-large", Where(shown), message, "分成几页。"))
        return ""
    text = chars.decode(raw, shown, problems)
    chars.clean(text, shown, problems)
    front = _FRONT.match(text)
    if front:
        _check_front(front[1], shown, problems)
    line = text.count("\n", 0, front.end()) + 1 if front else 1
    if said := too_much(text[front.end() :] if front else text):
        problems.add(Problem("too-much-markup", Where(shown, line), said[0], said[1]))
    return text


def _check_front(text: str, shown: str, problems: Problems) -> None:
    """Read what the page says of itself; the lines are told as they stand in the file."""
    document = read_bytes(f"\n{text}".encode(), shown, problems)
    entry = entry_of_file(document, problems) if document and document.data else None
    if entry is None:
        return
    hint = f"可以写：{'、'.join(_KEYS)}。删去这一行。"
    for key in entry.data.keys() - set(_KEYS):
        problems.add(entry.problem("unknown-key", (key,), f"页面开头没有“{key}”这一项。", hint=hint, key=True))
