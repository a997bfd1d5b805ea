"""The parts of one line of YAML: key, colon, value, quotes, comment.

Small on purpose: it only needs to understand what people write by hand, and to see
where that went wrong.
"""

from __future__ import annotations

import re
from typing import NamedTuple

#: Colons of the Chinese keyboard, and others that look like one.
WIDE_COLONS = "：﹕∶︰꞉"
_DASH = re.compile(r"-(?=[ \t　]|$)[ ]*")
_OPENS = frozenset("\"'[{|>")
_LONGEST = 20
_PAIR = re.compile(
    rf"""(?:("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'(?!'))[ \t　]*|([^\s"'#&*!|>%@`\[\]{{}},:{WIDE_COLONS}][^:{WIDE_COLONS}]*))"""
    rf"""([:{WIDE_COLONS}])([ \t　]*)(.*)"""
)
#: A field name as the models write it.
NAME = re.compile(r"[a-z][a-z0-9_]*")
#: Where plain text ends; the look-behind keeps a long run of blanks from being tried from each of its places.
_END = re.compile(r"(?<![ \t])[ \t]+#|(?<![ \t])[ \t]*$")
_END_IN_BRACKETS = re.compile(r"(?<![ \t])[ \t]+#|,(?=\s)|[\]}]|$")
_CLOSED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'(?!')""", re.DOTALL)
_AFTER = re.compile(r"[ \t]*(?:[ \t]#.*)?$")
_BLOCK = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])[ \t]*(?:[ \t]#.*)?$")
_NEEDS_QUOTES = re.compile(r"""\s|["'#&*!|>%@`\[\]{},]|[?:-](?:\s|$)|.*(?::(?:\s|$)|\s#|\s$)|$""", re.DOTALL)


class Pair(NamedTuple):
    """``key: value`` cut up; the numbers are columns from 0 in the line."""

    start: int
    key: str
    colon: int
    sign: str
    gap: str
    at: int
    value: str

    @property
    def shown(self) -> str:
        """The key as messages quote it: short."""
        return self.key if len(self.key) <= _LONGEST else f"{self.key[:_LONGEST]}…"

    @property
    def proper(self) -> bool:
        """Tell whether YAML itself sees a key here."""
        return self.sign == ":" and (self.gap[:1] in (" ", "\t") or not (self.gap or self.value))

    @property
    def named(self) -> bool:
        """Tell whether the key looks like a field name of the models."""
        return NAME.fullmatch(self.key.strip("\"'")) is not None

    @property
    def address(self) -> bool:
        """Tell whether this is an address or a time of day rather than a pair."""
        return self.sign == ":" and not self.gap and (self.value.startswith("//") or self.key.isdigit())


class Frame(NamedTuple):
    """A mapping ("map") or list ("seq") whose keys or dashes stand in column ``col`` (from 0)."""

    kind: str
    col: int


class Spot(NamedTuple):
    """One line: its indent, the columns of its dashes, where its content starts, its pair."""

    indent: int
    dashes: tuple[int, ...]
    start: int
    pair: Pair | None
    value_at: int | None

    @property
    def col(self) -> int:
        """Column of the mapping or list that the line's value belongs to."""
        is_pair = self.pair is not None and self.pair.proper
        return self.start if is_pair or not self.dashes else self.dashes[-1]


def spot_of(line: str) -> Spot:
    """Cut up one line that is neither blank nor a comment."""
    indent = start = len(line) - len(line.lstrip(" \t　"))
    dashes = []
    while (dash := _DASH.match(line, start)) is not None:
        dashes.append(start)
        start = dash.end()
    pair = pair_at(line, start)
    value_at = start if dashes or line[start : start + 1] in _OPENS else None
    if pair is not None and pair.proper:
        value_at = pair.at
    return Spot(indent, tuple(dashes), start, pair, value_at)


def pair_at(line: str, start: int) -> Pair | None:
    """Return the pair that begins at column ``start`` (from 0), with any kind of colon."""
    match = _PAIR.match(line, start)
    if match is None:
        return None
    key = match[1] or match[2].rstrip(" \t　")
    return Pair(start, key, match.start(3), match[3], match[4], match.start(5), match[5].rstrip())


def closing(text: str, start: int) -> int:
    """Return the index behind the quoted text that begins at ``start``, or -1 if it does not end."""
    match = _CLOSED.match(text, start)
    return match.end() if match else -1


def nothing_after(text: str, start: int) -> bool:
    """Tell whether only blanks or a comment follow."""
    return _AFTER.match(text, start) is not None


def is_block(value: str) -> bool:
    """Tell whether ``value`` is the ``|`` or ``>`` that opens a block of text."""
    return _BLOCK.match(value) is not None


def quoted(text: str) -> str:
    """Return ``text`` in quotes: double ones where that needs no escapes, else single ones."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def as_value(text: str) -> str:
    """Return ``text`` as it can stand behind ``key: ``."""
    if text.startswith("[") and text.endswith("]"):
        return text
    return quoted(text) if _NEEDS_QUOTES.match(text) else text


def replaced(line: str, col: int, value: str, *, key: bool = False) -> str:
    """Return ``line`` with the value (or key) at column ``col`` (from 1) replaced.

    Quotes stay, a comment behind the value stays, the rest of a bracket stays.
    """
    start = col - 1
    if key:
        pair = pair_at(line, start)
        return line[:start] + value + line[start + len(pair.key) :] if pair else value
    before = line[:start]
    if not before.rstrip() and not line[start:].strip():
        return line
    if line[start : start + 1] in ("'", '"') and (end := closing(line, start)) > 0:
        return before + line[start] + value + line[start] + line[end:]
    if line[start : start + 1] in ("[", "{", "|", ">"):
        return before + as_value(value)
    in_brackets = before.count("[") + before.count("{") > before.count("]") + before.count("}")
    end_of_plain = (_END_IN_BRACKETS if in_brackets else _END).search(line, start)
    end = end_of_plain.start() if end_of_plain else len(line)
    gap = " " if before.endswith((":", "-")) else ""
    return before + gap + as_value(value) + line[end:]
