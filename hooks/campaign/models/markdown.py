"""How much markup one text may hold: what costs more than any reader would ever look at is refused.

Source: spec.commonmark.org 0.31 (containers nest); GitHub tables, where each row is filled up to the columns of the first.
"""

from __future__ import annotations

import re
from typing import Final

from campaign.models.complaint import complaint

#: columns of a table, what all cells of a text may add up to, and how deep quotations, lists and brackets may nest
COLUMNS: Final = 20
CELLS: Final = 5_000
DEPTH: Final = 12
_RULE = re.compile(r"^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)+$", re.MULTILINE)
_LINE = r"(?![ \t]*(?:(?:\*[ \t]*)+|(?:-[ \t]*)+)$)"  # no line drawn with stars or hyphens
_NESTED = re.compile(rf"^{_LINE}[ \t]*(?:>[ \t]*|[-*+][ \t]+|\d{{1,9}}[.)][ \t]+){{{DEPTH + 1},}}", re.MULTILINE)
_BRACKETS = re.compile(rf"\[(?:[^\[\]\n]*\[){{{DEPTH}}}")


def too_much(text: str) -> tuple[str, str] | None:
    """Return what is too much of a Markdown text and what to do, in Chinese; None for what people write."""
    rules = [one[0].count("|") + 1 for one in _RULE.finditer(text)]
    widest, rows = max(rules, default=0), text.count("\n") + 1
    if widest > COLUMNS + 2:
        return f"表格有 {widest} 列左右，最多 {COLUMNS} 列。", "分成几个表格，或者做成表格文件放在附件里。"
    if widest * rows > CELLS:
        return f"有表格的正文不能超过 {CELLS // widest} 行，现在 {rows} 行。", "表格太长：做成表格文件放在附件里。"
    if _NESTED.search(text):
        return f"引用或列表套得太深，最多 {DEPTH} 层。", "少套几层。"
    if _BRACKETS.search(text):
        return f"方括号一个套一个，超过 {DEPTH} 层。", "删去多余的左方括号。"
    return None


def readable(text: str) -> str:
    """Return Markdown as it is. Raises the code too-much-markup."""
    if said := too_much(text):
        raise complaint("too-much-markup", *said)
    return text
