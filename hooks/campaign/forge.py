"""Findings as GitHub shows them: annotations on lines, and the whole list in the summary.

GitHub shows 10 errors and 10 warnings of a step and drops the rest without a word, so
that more than ten are told file by file. The summary takes everything, up to 1 MiB.
Source: docs.github.com "Workflow commands"; "Adding a job summary".
"""

from __future__ import annotations

import html
from collections.abc import Iterator

from campaign.problems import Problem, Problems, explained

#: annotations of one kind that GitHub shows of a step
SHOWN = 10
_SUMMARY = 900_000  # bytes of a summary that may have 1 MiB


def github(problems: Problems) -> str:
    """Return workflow commands, at most ten of a kind, each on a line it is about."""
    rows = [*_aggregated(problems.errors), *_aggregated(problems.warnings)]
    return "\n".join(_command(problem, text) for problem, text in rows)


def summary(problems: Problems) -> str:
    """Return all findings as Markdown in which nothing of the data means anything."""
    told = problems.text()
    while len(told.encode()) > _SUMMARY:
        told = told[: len(told) * 9 // 10] + "\n…（太长，后面的请运行 campaign check 看）"
    state = "❌ 有错误，先改好再合并" if problems.errors else "✅ 检查通过"
    return f"## {state}\n\n<pre>\n{html.escape(told)}\n</pre>\n"


def _aggregated(found: list[Problem]) -> Iterator[tuple[Problem, str]]:
    """Yield place and words: of each finding, or of each file, or of the first files and of all the others."""
    if len(found) <= SHOWN:
        yield from ((problem, explained(problem)) for problem in found)
        return
    files: dict[str, list[Problem]] = {}
    for problem in found:
        files.setdefault(problem.where.file, []).append(problem)
    groups = list(files.values())
    kept = groups if len(groups) <= SHOWN else groups[: SHOWN - 1]
    yield from ((group[0], _joined(group)) for group in kept)
    rest = groups[len(kept) :]
    if rest:
        yield rest[0][0], f"另外 {len(rest)} 个文件还有 {sum(map(len, rest))} 处，全部见检查摘要（Summary）。"


def _joined(group: list[Problem]) -> str:
    if len(group) == 1:
        return explained(group[0])
    lines = [f"第 {one.where.line} 行：{explained(one)}" for one in group[:SHOWN]]
    more = ["…全部见检查摘要（Summary）。"] if len(group) > SHOWN else []
    return "\n".join([f"这个文件共 {len(group)} 处：", *lines, *more])


def _command(problem: Problem, text: str) -> str:
    where = problem.where
    path = _on_one_line(where.file).replace(":", "%3A").replace(",", "%2C")
    place = f"file={path},line={where.line or 1},col={where.col},title={problem.code}"
    return f"::{problem.severity} {place}::{_on_one_line(text)}"


def _on_one_line(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
