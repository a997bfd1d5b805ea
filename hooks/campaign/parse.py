"""Text to tree, with a look at the lines themselves where that is called for."""

from __future__ import annotations

import re
from dataclasses import replace

from campaign import scan, syntax
from campaign.builder import build
from campaign.chars import field_of
from campaign.problems import Problem, Problems
from campaign.tree import Tree, TreeError

#: How many records may be left out to check the others, and how many characters may be read again for it.
_MOST_LEFT_OUT, _MOST_REREAD = 20, 2_000_000
_HASH = re.compile(r" #[^\s#!]")


def parse(text: str, shown: str, problems: Problems) -> tuple[Tree | None, str]:
    """Return the tree of a text and the text that it was read from.

    Only a text that libyaml refuses, or that holds something seldom meant, is looked at
    line by line: the others, nearly all, cost nothing more.
    """
    if conflict := scan.conflict(text, shown):
        problems.add(conflict)
        return None, text
    if "\n---" in text or "\n..." in text or text.startswith(("---", "...")):
        first, found = scan.first_document(text, shown)
        text = (found and _joined(text, shown)) or first
        problems.extend(found)
    tree, error = _attempt(text, shown)
    if (tree is None and not error.mendable) or not (tree is None or tree.odd or _is_odd(text)):
        problems.extend(_with_lines((tree or error).found, text))
        return tree, text
    mended, found = scan.scan(text, shown)
    problems.extend(found)
    if mended != text:
        tree, error = _attempt(mended, shown)
    for _ in range(min(_MOST_LEFT_OUT, 1 + _MOST_REREAD // (len(mended) or 1))):
        if tree is not None or error.error is None:
            break
        problem, lines = syntax.problem_of(error.error, shown, text.split("\n"))
        problems.add(problem)
        shorter = _without_record(mended, lines)
        if not shorter:
            problems.extend(_with_lines(error.found, text))
            return None, mended
        mended = shorter
        tree, error = _attempt(mended, shown)
    problems.extend(_with_lines((tree or error).found, text))
    return tree, mended


def _joined(text: str, shown: str) -> str:
    """Return ``text`` without the lines between its documents, if that is one document; else an empty text."""
    joined = scan.without_markers(text)
    tree, _ = _attempt(joined, shown)
    return joined if tree is not None and not tree.found and not isinstance(tree.data, str) else ""


def _with_lines(found: list[Problem], text: str) -> list[Problem]:
    """Return the findings of the tree with the lines they are about."""
    if not found:
        return []
    lines = text.split("\n")
    return [
        replace(problem, line_text=line, field=problem.field or field_of(line))
        for problem in found
        for line in lines[problem.where.line - 1 : problem.where.line]
    ]


def _is_odd(text: str) -> bool:
    """Tell whether there are tabs, escapes, wide spaces or braces after a colon, wide dashes, or a ``#`` that cuts a value.

    All are valid YAML and seldom what was meant.
    """
    return (
        "\t" in text
        or "\\" in text
        or ": 　" in text
        or ": ｛" in text
        or "－ " in text
        or ("#" in text and _HASH.search(text) is not None)
    )


def _attempt(text: str, shown: str) -> tuple[Tree | None, TreeError]:
    try:
        return build(text, shown), TreeError([])
    except TreeError as error:
        return None, error


def _without_record(text: str, lines: tuple[int, int]) -> str:
    """Return a list file without the records on ``lines``, so that the others can be checked.

    Empty when that leaves nothing to check.
    """
    every = text.split("\n")
    starts = [index for index, line in enumerate(every) if line.startswith("- ")]
    first = max((index for index in starts if index < lines[0]), default=None)
    if first is None or len(starts) == 1:
        return ""
    after = min((index for index in starts if index >= lines[1]), default=len(every))
    every[first:after] = [""] * (after - first)
    rest = "\n".join(every)
    return rest if rest.strip() else ""
