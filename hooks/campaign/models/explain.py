"""What pydantic's own error types mean to somebody who filled in a form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from annotated_types import MaxLen, MinLen
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from campaign.likeness import nearest
from campaign.models.complaint import half_width, shown
from campaign.models.fields import ID_PATTERN, check_id, parse_count, parse_number
from campaign.models.keys import part_in, sample_of
from campaign.models.proposing import as_list, words_for
from campaign.models.weekdays import spread

#: What staff call the choices that are written in English: as printed first, then in other words.
CHOICE_LABELS = {
    "draft": ("草稿", "未发布", "待发布"),
    "published": ("已发布", "发布", "公开", "已公开", "上线", "正常"),
    "postponed": ("延期", "已延期", "推迟", "改期"),
    "cancelled": ("取消", "已取消", "canceled"),
    "withdrawn": ("撤下", "已撤下", "撤回", "下线", "下架"),
    "pass": ("通过", "已通过", "审查通过", "passed", "是", "ok"),
    "pending": ("待审查", "待审", "审查中", "未通过", "未审查", "否"),
    "none": ("不计入", "无", "不计", "不统计"),
    "gcj02": ("高德、腾讯坐标", "高德", "腾讯", "火星坐标", "gcj-02"),
    "https": ("联网", "互联网", "网络", "wifi", "4g"),
    "http-lan": ("内网", "局域网", "lan"),
    "file": ("U 盘", "u盘", "优盘", "usb"),
    "wgs84": ("GPS 坐标", "gps", "天地图", "wgs-84"),
}


#: unit in a field's title → how people write it behind a number
_UNITS = {"米": ("米", "m"), "毫米": ("毫米", "mm"), "英寸": ("英寸", "寸", '"', "″", "in")}


class Explained(NamedTuple):
    """Code, the message after the field's name, how to mend it, the value as it should be."""

    code: str
    message: str
    hint: str = ""
    value: str | None = None


_LINES = "另起一行，前面多两个空格，一行写一个“字段: 内容”。"
_ITEMS = "每一项另起一行，以“- ”开头。"
_TEXT, _LIST, _MAPPING = "一段文字", "一个列表", "下面各行“字段: 内容”"
_WANTED = {
    "string_type": _TEXT,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "dataclass_type": _MAPPING,
}
_LIMITS = {
    "greater_than": ("要大于", "gt"),
    "greater_than_equal": ("不能小于", "ge"),
    "less_than": ("要小于", "lt"),
    "less_than_equal": ("不能大于", "le"),
    "multiple_of": ("要能除尽", "multiple_of"),
}


def explained(
    kind: str, context: Mapping[str, Any], value: object, told: str, field: FieldInfo | None = None
) -> Explained:
    """Explain one error of pydantic.

    ``kind`` is its type, ``context`` its parameters, ``value`` the text or tree that was
    written, ``told`` pydantic's own sentence (used only for checks that models raise),
    ``field`` what was to be filled in.
    """
    found = _explained(kind, context, value, told)
    if field is None or found.code not in {"too-short", "too-long", "wrong-type", "empty-value"}:
        return found
    count = _fixed(field)
    if count and isinstance(value, str | list):
        return _of_fixed_length(found, value, count, field)
    words = words_for(field)
    if words and found.code == "wrong-type" and isinstance(value, str):
        found = found._replace(hint=f"{found.hint}只能写：{'、'.join(words)}。", value=as_list(value, words))
    part = part_in(field.annotation)
    if part and found.code == "empty-value" and not isinstance(value, list):
        return found._replace(hint=f"写成“{sample_of(part)}”这样；没有就删去这一行。")
    if part and found.hint == _LINES and (said := sample_of(part)) != "…":
        return found._replace(hint=f"写成“{said}”这样；或者{_LINES}")
    if part and found.value:
        return found._replace(hint=f"{_ITEMS[:-1]}，例如“- {sample_of(part)}”。", value=None)
    return found


def _of_fixed_length(found: Explained, value: str | list[Any], count: int, field: FieldInfo) -> Explained:
    """Say of a list how many items it must have; fewer numbers that go into them stand for all, as in CSS."""
    parts = re.findall(r"[^\s,，、;；\[\]［］【】]+", value) if isinstance(value, str) else list(map(str, value))
    plain = all(one.isdecimal() and one.isascii() for one in parts)
    better = f"[{', '.join(parts * (count // len(parts)))}]" if plain and parts and not count % len(parts) else None
    message = f"写了 {len(value)} 项，要 {count} 项。" if isinstance(value, list) else found.message
    example = ", ".join(map(str, (field.examples or [[]])[0]))
    return found._replace(message=message, hint=f"{field.description or ''}例如 [{example}]。", value=better)


def suited(code: str, hint: str, field: FieldInfo | None) -> str:
    """Return a hint about a number with an example of ``field`` itself instead of any number; other hints as they are."""
    if code != "number-format":
        return hint
    example = field.examples[0] if field and field.examples else ""
    while isinstance(example, list):
        example = example[0]
    return re.sub("，例如 [0-9.]+", f"，例如 {example}" if example else "", hint)


def without_unit(code: str, value: object, field: FieldInfo | None) -> str | None:
    """Return a number that was written with the unit that its field is in (30米, P5); None for other units and codes."""
    unit = re.search("（(.+?)）$", field.title or "") if field and code == "number-format" else None
    names = _UNITS.get(unit[1], ()) if unit else ()
    text = half_width(str(value)).strip().lower()
    plain = next((text.removesuffix(name) for name in names if text.endswith(name)), text).strip()
    plain = plain.removeprefix("p") if "mm" in names else plain  # as LED panels are called by their pitch
    return plain if plain != text and re.fullmatch(r"\d+(\.\d+)?", plain) else None


def _fixed(field: FieldInfo | None) -> int:
    """Return how many items a list must have that can have no other number of them; 0 for other fields."""
    bounds = [one for one in (field.metadata if field else ()) if isinstance(one, MinLen | MaxLen)]
    least = [one.min_length for one in bounds if isinstance(one, MinLen)]
    return least[0] if least == [one.max_length for one in bounds if isinstance(one, MaxLen)] and least else 0


def _explained(kind: str, context: Mapping[str, Any], value: object, told: str) -> Explained:
    if kind in _WANTED:
        return _wrong_type(_WANTED[kind], value)
    if kind in _LIMITS:
        words, bound = _LIMITS[kind]
        return Explained("out-of-range", f"是 {shown(str(value))}，{words} {context.get(bound)}。", "改成范围内的数。")
    for start, explain in _BY_START.items():
        if kind.startswith(start):
            return explain(kind, context, value)
    told = told.removeprefix("Value error, ").removeprefix("Assertion failed, ")
    return Explained("wrong-value", f"：{told}" if re.search("[一-鿿]", told) else "的内容不对。", "对照填写说明改正。")


def _choice(_kind: str, context: Mapping[str, Any], value: object) -> Explained:
    choices = re.findall(r"'((?:[^'\\]|\\.)*)'", str(context.get("expected", "")))
    if not isinstance(value, str):
        return _wrong_type(_TEXT, value)
    labels = {choice: CHOICE_LABELS.get(choice, ()) for choice in choices}
    hint = f"只能写：{'、'.join(f'{one}（{names[0]}）' if names else one for one, names in labels.items())}。"
    if days := spread(value):
        hint = f"一天一天写：{', '.join(days)}。"
    plain = half_width(value).strip().casefold()
    known = {choice.casefold(): choice for choice in choices} | {n: one for one, names in labels.items() for n in names}
    close = known.get(plain) or known.get(nearest(plain, known), "")
    return Explained("unknown-choice", f"不能写“{shown(value)}”。", hint, close or None)


def _wrong_type(wanted: str, value: object) -> Explained:
    """Explain text where a list belongs, a list where text belongs, and so on."""
    if isinstance(value, list):
        found = "是一个列表"
    elif isinstance(value, dict):
        found = "是一组“字段: 内容”"
    elif not value:
        return Explained("empty-value", "是空的。", f"这里要写{wanted}；没有就删去这一行。")
    else:
        found = f"是“{shown(str(value))}”"
    message = f"要写{wanted}，现在{found}。"
    if wanted == _TEXT:
        return Explained(
            "wrong-type", message, "直接写文字；文字以括号开头，或者里面有“: ”，就给整个值加上英文双引号。"
        )
    if wanted == _LIST and isinstance(value, str):
        hint = "只有一项也要加方括号，各项用英文逗号加空格隔开；或者一行一项，以“- ”开头。"
        return Explained("wrong-type", message, hint, as_list(value))
    if wanted == _LIST:
        return Explained("wrong-type", message, _ITEMS)
    return Explained("wrong-type", message, _LINES)


def _length(kind: str, context: Mapping[str, Any], value: object) -> Explained:
    unit = "项" if isinstance(value, list) else "个字"
    size = len(value) if isinstance(value, list) else len(str(value).strip())
    if "too_long" in kind:
        limit = context.get("max_length")
        return Explained("too-long", f"有 {size} {unit}，最多 {limit} {unit}。", "删去一些，或者写到别的字段里。")
    if size == 0:
        return Explained("empty-value", "是空的。", "写上内容；没有就删去这一行。")
    return Explained("too-short", f"只有 {size} {unit}，至少 {context.get('min_length')} {unit}。", "补写完整。")


def _pattern(_kind: str, context: Mapping[str, Any], value: object) -> Explained:
    text = str(value).strip()
    if context.get("pattern") == ID_PATTERN:
        try:
            check_id(text)
        except PydanticCustomError as error:
            found = error.context or {}
            return Explained("id-format", f"：{found['message']}", found["hint"], found["value"])
    if "\n" in text or "\r" in text:
        return Explained(
            "line-break", "只能写一行，现在有几行。", "并成一行；不要用“|”开头的写法。", " ".join(text.split())
        )
    if "\t" in text:
        return Explained("tab", "里有制表符（Tab）。", "换成空格。", " ".join(text.split("\t")))
    return Explained("wrong-format", f"写的是“{shown(text)}”，写法不对。", "对照填写说明里的例子改正。")


def _number(kind: str, _context: Mapping[str, Any], value: object) -> Explained:
    try:
        (parse_count if kind.startswith("int") else parse_number)(str(value).strip())
    except PydanticCustomError as error:
        found = error.context or {}
        return Explained("number-format", f"：{found['message']}", found["hint"], found["value"])
    return Explained("number-format", f"写的是“{shown(str(value))}”，不是数字的写法。", "只写数字，例如 1200。")


def _yes_no(_kind: str, _context: Mapping[str, Any], value: object) -> Explained:
    message = f"写的是“{shown(str(value))}”，不是“是”或“否”。"
    return Explained("yes-no", message, "写 true 或 false；写“是”“否”也行。")


_BY_START: dict[str, Callable[[str, Mapping[str, Any], object], Explained]] = {
    "literal_error": _choice,
    "enum": _choice,
    "string_too_": _length,
    "too_": _length,
    "string_pattern": _pattern,
    "int_": _number,
    "float_": _number,
    "decimal_": _number,
    "finite_number": _number,
    "bool_": _yes_no,
}
