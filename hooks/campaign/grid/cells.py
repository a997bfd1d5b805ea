"""One value in a cell: as staff read it, and what they meant by what stands there.

Enumerations, references and yes or no stand there in Chinese; several values are parted by ``、``, several lines of
text each by a line of its own. What input methods and spreadsheets make of a value is understood where it can mean
one thing only, and everything understood is told; the rest is left to the rules of the models.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from pydantic_core import PydanticCustomError

from campaign.api.tables import FORMULA
from campaign.grid.columns import Column, Kind
from campaign.models.complaint import half_width
from campaign.models.explain import CHOICE_LABELS
from campaign.models.fields import parse_count, parse_number, parse_yes_no
from campaign.models.times import guess_day, guess_time
from campaign.site import Site

#: what a cell of a spreadsheet can hold at most
LONGEST = 32_767
TOO_LONG = "（太长，表格里放不下，请直接改文件）"
_BETWEEN = re.compile(r"[、,，;；\n]")
_DAY_AND_TIME = re.compile(r"(\S*?[日号]|\S+)\s*(.+)")
_YES = {"true": "是", "false": "否"}
#: days since 1899-12-30 that can be meant: 1950 to 2099
_SERIALS = (18_264, 73_051)
_EXACT = 10**15  # a spreadsheet's numbers keep fifteen digits
_LONG_NUMBER = 7  # digits from which a number in a telephone's column has lost something
_EPOCH = datetime(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Meant:
    """What a cell means: the value as it stands in YAML, and what is to be said about it."""

    value: str | list[str] | None
    text: str = ""  # as it stands there, without blanks around it
    note: str = ""  # how it was understood
    wrong: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """Ids and what people call them, for each collection: what is shown, and every name that is understood."""

    of: Mapping[str, Mapping[str, str]]
    known_as: Mapping[str, Mapping[str, tuple[str, ...]]]

    @classmethod
    def all(cls, site: Site) -> Names:
        """Return the names of every record of the site."""
        return cls(
            {name: {record.id: record.name_text for record in site.all(name)} for name in site.records},
            {name: {record.id: record.known_as for record in site.all(name)} for name in site.records},
        )

    def shown(self, collection: str, key: str) -> str:
        """Return the record's name where it is its only one and can stand in a list, else the id."""
        known = self.of.get(collection, {})
        name = known.get(key, key)
        alone = list(known.values()).count(name) == 1 and name not in known
        return name if alone and not _BETWEEN.search(name) else key

    def key(self, collection: str, written: str) -> str:
        """Return the id that is meant: of the one record so called, or of which only it so ends; else what was written."""
        known = self.known_as.get(collection, {})
        if written in known:
            return written
        ends = [key for key, names in known.items() if any(name.endswith(written) for name in names)]
        exact = [key for key in ends if written in known[key]] or ends
        return exact[0] if len(exact) == 1 else written


def shown(column: Column, value: object, names: Names) -> str:
    """Return what stands in the cell of a value as the file has it: text, list of texts or None."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ("\n" if column.kind == "text" else "、").join(_one(column, str(one), names) for one in value)
    text = _one(column, str(value).strip(), names)
    return text if len(text) <= LONGEST else TOO_LONG


def words(column: Column, names: Names, terms: Mapping[str, list[str]]) -> list[str]:
    """Return what a cell's list offers: choices, yes and no, words of the vocabulary, names of records."""
    if column.many:
        return []
    if column.kind == "yes":
        return list(_YES.values())
    if column.kind == "ref":
        return [names.shown(column.target, key) for key in names.of.get(column.target, {})]
    if column.kind == "term":
        return terms.get(column.target, [])
    return [_one(column, choice, names) for choice in column.choices]


def meant(column: Column, raw: object, names: Names) -> Meant:
    """Return what a cell means; an empty one means nothing."""
    text, wrong, hint = _as_text(column, raw)
    if wrong:
        return Meant(None, wrong=wrong, hint=hint)
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n\u3000\xa0")
    if text.startswith("'") and text[1:].startswith(FORMULA):
        text = text[1:]
    if not text:
        return Meant(None)
    if column.many:
        parts = text.split("\n") if column.kind == "text" else _BETWEEN.split(text)
        return Meant([_read(column, part.strip(), names) for part in parts if part.strip()], text)
    value = _read(column, text, names)
    changed = column.kind in _GUESSES and value != text and not isinstance(raw, datetime | date | time | bool)
    return Meant(value, text, f"“{text}”照“{value}”读" if changed and text not in _YES.values() else "")


def _one(column: Column, text: str, names: Names) -> str:
    if column.kind == "yes":
        return _YES.get(text, text)
    if column.kind == "ref":
        return names.shown(column.target, text)
    if column.kind == "choice" and text in CHOICE_LABELS and text in column.choices:
        return CHOICE_LABELS[text][0]
    return text


def _read(column: Column, text: str, names: Names) -> str:
    if column.kind == "text":
        return text
    plain = half_width(text).strip()
    if column.kind == "ref":
        return names.key(column.target, text) if names.key(column.target, text) != text else _id_or(text, plain)
    if column.kind in {"choice", "term"}:
        return _choice(column, text, plain)
    guess = _GUESSES.get(column.kind)
    return (guess(text) or text) if guess else text


def _id_or(text: str, plain: str) -> str:
    return plain if plain.isascii() else text


def _choice(column: Column, text: str, plain: str) -> str:
    if text in column.choices or column.kind == "term":
        return text
    for choice in column.choices:
        if plain in {choice, *CHOICE_LABELS.get(choice, ())}:
            return choice
    return text


def _moment(text: str) -> str:
    """Return the moment that a text means, or an empty text."""
    plain = half_width(text).strip()
    found = _DAY_AND_TIME.fullmatch(plain.replace("T", " "))
    day, clock = (guess_day(found[1]), guess_time(found[2])) if found else ("", "")
    return f"{day} {clock}" if day and clock else ""


def _parsed(parse: Callable[[str], object]) -> Callable[[str], str]:
    def guess(text: str) -> str:
        try:
            parse(text)
        except PydanticCustomError as error:
            return str((error.context or {}).get("value") or "")
        return "true" if text == "是" else "false" if text == "否" else text

    return guess


_GUESSES: dict[Kind, Callable[[str], str]] = {
    "day": guess_day,
    "moment": _moment,
    "time": guess_time,
    "yes": _parsed(parse_yes_no),
    "count": _parsed(parse_count),
    "number": _parsed(parse_number),
}


def _as_text(column: Column, raw: object) -> tuple[str, str, str]:
    """Return a cell's value as text, or what is wrong with it and what to do."""
    if raw is None or isinstance(raw, str):
        return raw or "", "", ""
    if isinstance(raw, bool):
        return ("是" if raw else "否"), "", ""
    if isinstance(raw, datetime | date | time | timedelta):
        return _of_time(column, raw), "", ""
    return _of_number(column, raw)


def _of_time(column: Column, raw: Any) -> str:  # noqa: ANN401 one of four types
    if isinstance(raw, timedelta):
        raw = _EPOCH + raw
        return f"{raw:%H:%M}"
    if isinstance(raw, time):
        return f"{raw:%H:%M}"
    if not isinstance(raw, datetime):
        return f"{raw:%Y-%m-%d}"
    raw = _to_the_minute(raw)
    if column.kind == "time":
        return f"{raw:%H:%M}"
    return f"{raw:%Y-%m-%d}" if raw.time() == time.min else f"{raw:%Y-%m-%d %H:%M}"


def _to_the_minute(moment: datetime) -> datetime:
    return (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)


def _of_number(column: Column, raw: Any) -> tuple[str, str, str]:  # noqa: ANN401 int or float
    whole = raw == int(raw) if abs(raw) < _EXACT else True
    if column.kind in {"day", "moment"} and _SERIALS[0] <= raw < _SERIALS[1]:
        return _of_time(column, _EPOCH + timedelta(days=raw)), "", ""
    if column.kind == "time" and 0 <= raw < 1:
        return f"{_to_the_minute(_EPOCH + timedelta(days=raw)):%H:%M}", "", ""
    shown_as = str(int(raw)) if whole else f"{raw:.12f}".rstrip("0")
    if abs(raw) >= _EXACT:
        hint = "把这一列的单元格格式改成“文本”，再照原样重新写一遍。"
        return "", f"这一格是 {shown_as}，超过 15 位的数字，表格软件已经把后面几位改成了 0。", hint
    if column.phone and len(shown_as) >= _LONG_NUMBER:
        hint = "把单元格格式改成“文本”再重写，区号前的 0 和短横线都写上，例如 021-00000000。"
        return "", f"电话“{shown_as}”被当成了数字，开头的 0 可能已经丢了。", hint
    return shown_as, "", ""
