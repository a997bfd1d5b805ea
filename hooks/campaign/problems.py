"""What is wrong with the data, where, and how to write it instead.

Every stage hands its findings to one :class:`Problems`; nothing is printed or
raised before all of them are known. Two renderings: text for people, GitLab
code-quality JSON; ``forge`` makes GitHub's.
Source: docs.gitlab.com "Code Quality report format".
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

Severity = Literal["error", "warning"]

_SEVERITY_ZH = {"error": "错误", "warning": "提醒"}
_GITLAB_SEVERITY = {"error": "major", "warning": "minor"}
_LONGEST = 160  # characters of one source line or value that a message repeats
#: a line to copy is useless when it is cut, unless it is no line any more
_COPIED = 2000
#: findings of one kind in one file that are shown; nobody reads more
MOST_ALIKE = 200


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a file: path as staff know it, line and column from 1, in characters; line 0 for a folder."""

    file: str
    line: int = 1
    col: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.col}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding.

    ``code`` is stable and English; ``message`` says what was found and expected,
    ``hint`` how to mend it, ``line_text`` the line as written and ``suggestion``
    the same line (or value) as it should be.
    """

    code: str
    where: Where
    message: str
    hint: str = ""
    field: str = ""
    severity: Severity = "error"
    line_text: str = ""
    suggestion: str = ""

    def text(self) -> str:
        """Return the finding as a person reads it in a terminal."""
        lines = [f"{self.where} {_SEVERITY_ZH[self.severity]}〔{self.code}〕{printable(self.message)}"]
        if self.line_text:
            shown = printable(self.line_text)
            lines.append(f"    原文 │ {shown}")
            lines.append(f"         │ {_pointer(self.line_text, self.where.col)}")
        if self.suggestion:
            lines.append(f"    改成 │ {printable(self.suggestion, _COPIED)}")
        if self.hint:
            lines.append(f"    改法：{printable(self.hint)}")
        return "\n".join(lines)


@dataclass(slots=True)
class Problems:
    """A growing list of findings that sorts itself by place when shown, of a kind in one file the first ``MOST_ALIKE``."""

    found: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        """Keep one finding."""
        self.found.append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Keep several findings."""
        self.found.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        every = sorted(set(self.found), key=_order)
        totals, shown = Counter(map(_kind, every)), Counter[tuple[str, str, str]]()
        for problem in every:
            shown[kind := _kind(problem)] += 1
            if shown[kind] <= MOST_ALIKE:
                yield problem
            elif shown[kind] == MOST_ALIKE + 1:
                message = f"这样的问题（{problem.code}）这个文件里一共 {totals[kind]:,} 处，从这里起不再列出。"
                yield replace(
                    problem,
                    code="too-many",
                    message=message,
                    hint="先改前面的，再检查一次。",
                    suggestion="",
                    line_text="",
                )

    def __bool__(self) -> bool:
        return bool(self.found)

    @property
    def errors(self) -> list[Problem]:
        """The findings that forbid publishing."""
        return [problem for problem in self if problem.severity == "error"]

    @property
    def warnings(self) -> list[Problem]:
        """The findings that staff should look at."""
        return [problem for problem in self if problem.severity == "warning"]

    def text(self) -> str:
        """Return all findings for a terminal, with a closing count."""
        parts = [problem.text() for problem in self]
        parts.append(f"共 {len(self.errors)} 处错误、{len(self.warnings)} 处提醒。")
        return "\n\n".join(parts)

    def gitlab(self) -> str:
        """Return a code-quality report as JSON."""
        return json.dumps([_gitlab_entry(problem) for problem in self], ensure_ascii=False, indent=1)


def _order(problem: Problem) -> tuple[object, ...]:
    where = problem.where
    return where.file, where.line, where.col, problem.severity, problem.code, problem.message


def _kind(problem: Problem) -> tuple[str, str, str]:
    return problem.where.file, problem.code, problem.severity


class DataError(Exception):
    """Raised once, with everything that is wrong, when a site can't be made from the data."""

    def __init__(self, problems: Problems) -> None:
        super().__init__(problems)  # what it is made of again in another process
        self.problems = problems

    def __str__(self) -> str:
        return self.problems.text()


def printable(text: str, longest: int = _LONGEST) -> str:
    """Return ``text`` safe for a terminal: controls as their code points, long text cut.

    Keeps zero-width and bidirectional characters visible instead of effective.
    """
    cut = text if len(text) <= longest else f"{text[:longest]}…（共 {len(text)} 字）"
    if cut.isprintable():
        return cut
    return "".join(c if c.isprintable() or c == "　" else f"<U+{ord(c):04X}>" for c in cut)


def _pointer(line: str, col: int) -> str:
    """Return spaces and a caret that stand under column ``col`` of ``line``."""
    before = printable(line[: min(col, _LONGEST) - 1])
    width = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in before)
    return " " * width + "↑"


def explained(problem: Problem) -> str:
    """Return the finding in one line: what is wrong, and what to write instead."""
    parts = [printable(problem.message)]
    if problem.suggestion:
        parts.append(f"改成：{printable(problem.suggestion.strip(), _COPIED)}")
    if problem.hint:
        parts.append(printable(problem.hint))
    return " ".join(parts)


def _gitlab_entry(problem: Problem) -> dict[str, object]:
    where = problem.where
    print_of = f"{problem.code}|{where}|{problem.message}"
    return {
        "description": explained(problem),
        "check_name": problem.code,
        "fingerprint": hashlib.sha256(print_of.encode()).hexdigest()[:32],
        "severity": _GITLAB_SEVERITY[problem.severity],
        "location": {"path": where.file, "positions": {"begin": {"line": where.line or 1, "column": where.col}}},
    }
