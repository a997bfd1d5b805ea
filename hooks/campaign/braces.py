"""A whole mapping in braces that was typed with the Chinese keyboard."""

from __future__ import annotations

import re
from dataclasses import replace

from campaign.lines import NAME, quoted
from campaign.problems import Problem
from campaign.values import Mend

#: A mapping typed with the Chinese keyboard.
_WIDE_MAPPING = re.compile(rf"｛\s*{NAME.pattern}\s*[:：].*[}}｝]$")
_WIDE_PAIR = re.compile(rf"(?:^|[,，、;；])\s*{NAME.pattern}\s*[:：]")
_QUOTED_OR_LIST = ("'", '"', "[")


def mend_braces(line: str, at: int) -> Mend | None:
    """Return the mistake of a value ``｛label：甲，phone：12315｝`` that starts at column ``at`` of ``line``."""
    value = line[at:].rstrip()
    if _WIDE_MAPPING.match(value) is None:
        return None
    message = "花括号用了全角的“｛ ｝”，要用英文的“{ }”，各项之间用英文逗号。"
    hint = "切换到英文输入法再写括号、冒号和逗号。"
    return Mend("fullwidth-bracket", at, message, hint, line[:at] + _narrow(value))


def narrowed(problem: Problem, value: object) -> Problem:
    """Return a finding about ``value`` with the line as it should be, where that is a mapping in wide braces; else as it is."""
    at = max(problem.where.col - 1, 0)
    mend = mend_braces(value, 0) if problem.code == "wrong-type" and isinstance(value, str) else None
    if mend is None or not problem.line_text.startswith(str(value), at):
        return problem
    rest = problem.line_text[at + len(str(value)) :]
    return replace(problem, hint=mend.hint, suggestion=problem.line_text[:at] + mend.line + rest)


def _narrow(text: str) -> str:
    """Return ``｛label：甲，phone：12315｝`` as YAML's ``{label: 甲, phone: 12315}``."""
    inside = text[1:-1]
    starts = [match.start() for match in _WIDE_PAIR.finditer(inside)]
    pairs = [inside[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]
    cut = [re.match(rf"[,，、;；\s]*({NAME.pattern})\s*[:：]\s*(.*?)[,，、;；\s]*$", pair, re.DOTALL) for pair in pairs]
    return "{" + ", ".join(f"{found[1]}: {_in_braces(found[2])}" for found in cut if found) + "}"


def _in_braces(value: str) -> str:
    """Return a value so that neither its commas nor its brackets end it inside braces; a list with English signs."""
    if value and value[0] in "［【" and value[-1] in "］】":
        return f"[{', '.join(map(_in_braces, filter(None, re.split(' *[,，、;；] *', value[1:-1].strip()))))}]"
    return quoted(value) if re.search(r"[,\[\]{}]|: | #", value) and value[:1] not in _QUOTED_OR_LIST else value
