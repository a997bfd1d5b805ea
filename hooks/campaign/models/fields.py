"""The kinds of values that records are made of.

Input is always text (or lists and mappings of it), because YAML's own guesses are
switched off: ``09:30``, ``021`` and ``no`` arrive as written and become what the field
says. White space around a value, U+3000 included, does not count.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import AfterValidator, GetCoreSchemaHandler, PlainSerializer, ValidationInfo, WithJsonSchema
from pydantic_core import core_schema

from campaign import clock
from campaign.models.complaint import complaint, half_width, shown
from campaign.models.links import LONGEST_URL, parse_phone, parse_url
from campaign.models.markdown import readable
from campaign.models.paths import (
    FILE_TYPES,
    IMAGE_TYPES,
    LAYER_FOLDER,
    LAYER_TYPES,
    Context,
    parse_file,
    parse_image,
    parse_layer,
)
from campaign.models.times import parse_day, parse_moment, parse_time

__all__ = [
    "ID_PATTERN", "ONE_LINE", "RESERVED_IDS", "Address", "Context", "Count", "Day", "FilePath", "Id", "ImagePath", "LayerPath", "Line", "Moment",
    "Number", "Phone", "Reader", "Ref", "RefTo", "Rich", "Term", "TermOf", "Text", "TextOf", "TimeOfDay", "Url", "YesNo", "check_id",
]  # fmt: skip

ID_PATTERN = r"^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$"
ONE_LINE = r"^[^\t\r\n]*$"

_DEVICES = ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
#: Names that the site, the web server or a visitor's Windows keeps for itself.
_LIST_PAGE = re.compile(r"page-\d+")  # the further pages of a list have these addresses
RESERVED_IDS = frozenset({
    *_DEVICES, "index", "404", "403", "500", "50x", "search", "sitemap", "robots", "favicon", "assets", "images", "files",
    "javascripts", "stylesheets", "css", "js", "fonts", "static", "feed", "feeds", "rss", "atom", "manifest", "offline",
    "admin", "api", "data", "tags", "all", "new", "undefined", "null", "none", "true", "false", "default",
})  # fmt: skip

_ID = re.compile(ID_PATTERN[1:-1])
_COUNT = re.compile(r"\d{1,9}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,12})?", re.ASCII)
_UNITS = re.compile(r"\s*(?:余|多)?(?:人次|家次|[人家份个场次名件条项元位册])?$")
_YES = {
    "true": True,
    "True": True,
    "TRUE": True,
    "是": True,
    "false": False,
    "False": False,
    "FALSE": False,
    "否": False,
}
_REMOTE = re.compile(r"[a-z]+:|//|www\.", re.IGNORECASE)
_LIKE_YES = frozenset({"yes", "on", "y", "1", "有", "对", "√", "✓", "ok", "t", "要", "需要"})
_BOUNDS = frozenset({"ge", "gt", "le", "lt"})
_LIKE_NO = frozenset({"no", "off", "n", "0", "无", "没有", "不", "×", "f", "不要", "不需要"})


@dataclass(frozen=True, slots=True)
class RefTo:
    """The value is the id of a record of ``collection``."""

    collection: str


@dataclass(frozen=True, slots=True)
class TermOf:
    """The value is a word of the scheme ``scheme`` in the vocabulary."""

    scheme: str


def check_id(text: str) -> str:
    """Return an id. Raises the codes id-format and id-reserved.

    An id is file name, address and calendar UID: small ASCII letters, digits, hyphens.
    """
    if _ID.fullmatch(text) is None:
        guess = re.sub(r"[^a-z0-9]+", "-", half_width(text).lower()).strip("-")[:64].strip("-")
        safe = guess and text.isprintable() and not re.search(r"[/\\%?#]|\.\.", text)
        keeps = len(guess) * 2 >= len(text) and guess not in RESERVED_IDS
        hint = "编号只用小写英文字母、数字和短横线，最多 64 个字，不以短横线开头或结尾，例如 2023-06-08-launch。"
        raise complaint("id-format", f"“{shown(text)}”不能作编号。", hint, guess if safe and keeps else None)
    if text in RESERVED_IDS or _LIST_PAGE.fullmatch(text):
        message = f"“{text}”是网站或电脑系统自己要用的名字，不能作编号。"
        raise complaint("id-reserved", message, f"换一个名字，例如 {text}-1。")
    return text


def parse_count(text: str) -> int:
    """Return a number of things, 0 or more. Raises the code number-format."""
    if _COUNT.fullmatch(text):
        return int(text)
    plain = (
        _UNITS.sub("", half_width(text).strip()).replace(",", "").replace("_", "").replace(" ", "").removeprefix("+")
    )
    value = str(int(plain)) if _COUNT.fullmatch(plain) else None
    hint = "只写数字，不加逗号、空格和单位，例如 1200。"
    raise complaint("number-format", f"“{shown(text)}”不是整数的写法。", hint, value)


def parse_number(text: str) -> float:
    """Return a decimal number such as a latitude. Raises the code number-format."""
    if _NUMBER.fullmatch(text):
        return float(text)
    plain = half_width(text).strip().replace("。", ".").removeprefix("+").rstrip("°度")
    value = plain if _NUMBER.fullmatch(plain) else None
    raise complaint("number-format", f"“{shown(text)}”不是数字的写法。", "只写数字和小数点，例如 31.0322。", value)


def parse_yes_no(text: str) -> bool:
    """Return a yes or no. Raises the code yes-no."""
    found = _YES.get(text)
    if found is not None:
        return found
    word = half_width(text).lower()
    value = "true" if word in _LIKE_YES or word == "true" else "false" if word in _LIKE_NO or word == "false" else None
    raise complaint("yes-no", f"“{shown(text)}”不是“是”或“否”。", "写 true 或 false；写“是”“否”也行。", value)


def parse_address(text: str, info: ValidationInfo) -> str:
    """Return a web address or the path of a file in the data folder; raises the codes of either."""
    return parse_url(text) if _REMOTE.match(half_width(text)) else parse_file(text, info)


@dataclass(frozen=True, slots=True)
class Reader:
    """Turns text into a value: pydantic's own code sees to the text, ``parse`` to the rest."""

    parse: Callable[..., Any]
    asks_context: bool = False

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        text = core_schema.str_schema(strip_whitespace=True, min_length=1, max_length=LONGEST_URL)
        read: core_schema.CoreSchema = core_schema.no_info_plain_validator_function(self.parse)
        if self.asks_context:
            read = core_schema.with_info_plain_validator_function(self.parse)
        bounded = handler(source)  # pydantic puts a field's own ge, gt, le on the bare type, not on what is built here
        return core_schema.chain_schema([text, read, bounded] if _BOUNDS & bounded.keys() else [text, read])


def _schema(pattern: str, *types: str, **more: str | int) -> WithJsonSchema:
    """Return what an editor checks; ``types`` are what it takes unquoted values for."""
    written = {"type": ["string", *types] if types else "string", "pattern": pattern, **more}
    return WithJsonSchema(written, mode="validation")


def _published(kind: str = "string", **more: str) -> WithJsonSchema:
    """Return what stands in the open data. Source: OpenAPI 3.1, JSON Schema draft 2020-12."""
    return WithJsonSchema({"type": kind, **more}, mode="serialization")


@dataclass(frozen=True, slots=True)
class TextOf:
    """Text of at most ``longest`` characters; a field's own ``max_length`` holds where it is less.

    pydantic's StringConstraints would silently put its own limit in place of the field's.
    """

    longest: int
    pattern: str | None = None

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        longest = min(self.longest, handler(source).get("max_length", self.longest))
        return core_schema.str_schema(strip_whitespace=True, min_length=1, max_length=longest, pattern=self.pattern)


Id = Annotated[
    str, Reader(check_id), _schema(ID_PATTERN, "integer", minLength=1, maxLength=64), _published(pattern=ID_PATTERN)
]
Line = Annotated[str, TextOf(200, ONE_LINE)]  # plain text
Text = Annotated[str, TextOf(4000)]  # plain text that may have several lines

#: The one kind of field that is Markdown.
Rich = Annotated[str, TextOf(40_000), AfterValidator(readable)]
Day = Annotated[
    date, Reader(parse_day), _schema(r"^\d{4}-\d{2}-\d{2}$"), _published(format="date", pattern=r"^\d{4}-\d{2}-\d{2}$")
]
Moment = Annotated[
    datetime,
    Reader(parse_moment),
    _schema(r"^\d{4}-\d{2}-\d{2}[ T]([01]\d|2[0-3]):[0-5]\d$"),
    _published(format="date-time", pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+08:00$"),
    PlainSerializer(clock.rfc3339, when_used="json"),
]
TimeOfDay = Annotated[
    time, Reader(parse_time), _schema(r"^([01]\d|2[0-3]):[0-5]\d$"), _published(pattern=r"^\d{2}:\d{2}:\d{2}$")
]
YesNo = Annotated[
    bool,
    Reader(parse_yes_no),
    WithJsonSchema({"type": ["boolean", "string"], "enum": [True, False, "是", "否"]}, mode="validation"),
    _published("boolean"),
]
Count = Annotated[int, Reader(parse_count), _schema(r"^\d{1,9}$", "integer", minimum=0), _published("integer")]
Number = Annotated[float, Reader(parse_number), _schema(r"^-?\d{1,9}(\.\d{1,12})?$", "number"), _published("number")]
Url = Annotated[
    str,
    Reader(parse_url),
    _schema(r"^https?://[^\s/?#@\\]+([/?#][^\s\\]*)?$", maxLength=LONGEST_URL),
    _published(format="uri"),
]
Phone = Annotated[str, Reader(parse_phone), _schema(r"^[+\d(][\d ()转-]{2,24}$", "integer"), _published()]
ImagePath = Annotated[
    str,
    Reader(parse_image, asks_context=True),
    _schema(rf"^[^/\\:][^\\:]*\.({'|'.join(IMAGE_TYPES)})$"),
    _published(),
]
FilePath = Annotated[
    str, Reader(parse_file, asks_context=True), _schema(rf"^[^/\\:][^\\:]*\.({'|'.join(FILE_TYPES)})$"), _published()
]
#: where something to watch or to read lies: on the web, or beside the data
Address = Annotated[
    str,
    Reader(parse_address, asks_context=True),
    _schema(
        rf"^(https?://[^\s/?#@\\]+([/?#][^\s\\]*)?|[^/\\:][^\\:]*\.({'|'.join(FILE_TYPES)}))$", maxLength=LONGEST_URL
    ),
    _published(),
]
LayerPath = Annotated[
    str,
    Reader(parse_layer, asks_context=True),
    _schema(rf"^{LAYER_FOLDER}/[^\\:]*\.({'|'.join(LAYER_TYPES)})$"),
    _published(),
]


def Ref(collection: str) -> Any:  # noqa: ANN401, N802 a type made by a call, and named like one
    """Return the type of a field that names a record of ``collection`` by its id."""
    return Annotated[str, TextOf(64, ID_PATTERN), RefTo(collection)]


def Term(scheme: str) -> Any:  # noqa: ANN401, N802 as above
    """Return the type of a field that uses a word of the vocabulary's ``scheme``."""
    return Annotated[str, TextOf(200, ONE_LINE), TermOf(scheme)]
