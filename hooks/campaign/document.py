"""One file of records, and the way from a value back to its place in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from campaign.builder import build
from campaign.lines import replaced
from campaign.problems import Problem, Severity, Where
from campaign.tree import Marks


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

    def _has(self, path: Sequence[str | int]) -> bool:
        """Tell whether there is a value at ``path`` that a mended line could hold."""
        mark = self.root[4] if self.root else None
        for step in path:
            if isinstance(mark, list) and isinstance(step, int) and step < len(mark):
                mark = mark[step][4]
            elif isinstance(mark, dict) and step in mark:
                mark = mark[str(step)][4]
            else:
                return False
        return True

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
        if value is not None and self._has(path):
            number, col = self._place(path, key=key)
            suggestion = replaced(self.parsed[number - 1], col, value, key=key)
        if suggestion == line:
            suggestion = ""
        return Problem(code, where, message, hint, names[-1] if names else "", severity, line, suggestion)
