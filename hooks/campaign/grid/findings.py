"""What is wrong in a sheet, said with row, column and heading."""

from __future__ import annotations

from dataclasses import dataclass

from campaign.problems import Severity, printable

_SEVERITY = {"error": "错误", "warning": "提醒"}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One finding: row and column from 1 (0 where it is about the whole sheet or row), found, expected, how to write it."""

    row: int
    column: int
    heading: str
    message: str
    severity: Severity = "error"
    found: str = ""
    better: str = ""
    hint: str = ""

    def text(self) -> str:
        """Return the finding as a person reads it in a terminal."""
        place = f"第 {self.row} 行" if self.row else "整张表"
        place += f"“{printable(self.heading)}”" if self.heading else ""
        place += f"（{letter(self.column)}{self.row or ''}）" if self.column else ""
        lines = [f"{place} {_SEVERITY[self.severity]}：{printable(self.message, 400)}"]
        for label, said in (("写的是", self.found), ("改成", self.better), ("改法", self.hint)):
            if said:
                lines.append(f"    {label}：{printable(said.replace(chr(10), ' '), 400)}")
        return "\n".join(lines)


class Unreadable(Exception):  # noqa: N818 it is an answer
    """Raised when a file is no sheet that can be read; the message says what to do instead."""


def letter(column: int) -> str:
    """Return a column's letters as spreadsheets show them: 1 → A, 28 → AB."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
