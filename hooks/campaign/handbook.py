"""The staff manual: every field with its meaning, how to write it, an example, and the usual mistakes.

All of it follows from the models and, for references and words, from what the campaign has.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from dataclasses import astuple, dataclass

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from campaign import cache, describe, made, mistakes
from campaign.mistakes import Mistake
from campaign.models.base import REGISTRY, Record
from campaign.models.fields import RefTo, TermOf
from campaign.site import Site

#: name of the function that reads a value → how it is written, and an example
_WAYS = {
    "check_id": ("", "2023-06-08-launch"),
    "parse_day": ("写满四位年、两位月、两位日，中间用半角短横线。", "2023-06-08"),
    "parse_moment": ("日期和 24 小时制的时间，中间空一格，都用半角。", "2023-06-08 14:00"),
    "parse_time": ("24 小时制，两位时、两位分。", "09:30"),
    "parse_count": ("只写数字，不写单位和逗号；没有就写 0，不知道就不写。", "60"),
    "parse_number": ("只写数字和小数点。", "31.0322"),
    "parse_yes_no": ("是写 true，否写 false。", "true"),
    "parse_url": ("以 https:// 开头的完整网址。", "https://example.cn/page"),
    "parse_phone": ("单位对外公开的电话，不写个人手机号。", "021-0000-0000"),
    "parse_image": ("先把图片放进 data/images/，再写它的文件名。", "images/launch.jpg"),
    "parse_file": ("先把文件放进 data/files/，再写它的文件名。", "files/zhiyin.pdf"),
    "parse_address": ("完整网址，或者 data/files/ 里的文件名。", "files/zhiyin.pdf"),
    "parse_layer": ("先把图层放进 data/maps/，再写它的文件名。", "maps/towns.geojson"),
}


@dataclass(frozen=True, slots=True)
class Row(describe.FieldRow):
    """One field of the manual: ``depth`` says how far it lies inside others; ``example`` is a line to copy."""

    depth: int
    mistakes: list[Mistake]


class Handbook:
    """The manual of one site; fields that several collections share are asked about once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._mistakes = functools.cache(self._asked)
        self._anywhere = json.loads(cache.remembered("manual", self._same_anywhere, made.program()))

    def rows(self, model: type[BaseModel], prefix: str = "", depth: int = 0) -> Iterator[Row]:
        """Yield the fields of a model, those inside others after the one that holds them."""
        for name, field in in_order(model):
            key = field.alias or name
            part, repeated = describe.part_of(field)
            yield Row(
                prefix + key,
                field.title or name,
                field.is_required(),
                describe.shape(field),
                f"{field.description or ''}{self.how(field)}",
                f"{key}: {self.example(field)}" if part is None else "",
                depth,
                self._mistakes(_owner(model, name), name),
            )
            if part:
                yield from self.rows(part, f"{prefix}{key}[]." if repeated else f"{prefix}{key}.", depth + 1)

    @staticmethod
    def how(field: FieldInfo) -> str:
        """Return how a field is written, in a sentence or two."""
        part, repeated = describe.part_of(field)
        if part:
            return (
                "可以有几组，每组以“- ”开头，下面的字段写在里面。" if repeated else "下面的字段写在里面，前面多空两格。"
            )
        several = "几个写在方括号里，用半角逗号和空格隔开。" if describe.repeats(field) else ""
        return _how_named(field) + several or _how_plain(field)

    def example(self, field: FieldInfo) -> str:
        """Return a value to copy: the model's own, or one that this site has, or one of the kind."""
        if field.examples:
            given = field.examples[0]
            return "[" + ", ".join(given) + "]" if isinstance(given, list) else str(given)
        target, choices = describe.target_of(field), describe.choices_of(field)
        if isinstance(target, RefTo):
            one = next(iter(self._site.records[target.collection]), "编号")
        elif isinstance(target, TermOf):
            one = next((word.name for word in self._site.words(target.scheme)), "词")
        elif target:
            one = "aucl-2025#10"
        elif choices:
            one = choices[0]
        elif describe.shape(field) == "整数":
            one = "1"
        else:
            one = _WAYS.get(describe.reader_of(field), ("", f"示例{field.title or ''}"))[1]
        return f"[{one}]" if describe.repeats(field) else one

    def _asked(self, owner: type[BaseModel], name: str) -> list[Mistake]:
        known = self._anywhere.get(_called(owner, name))
        return self._answers(owner, name) if known is None else [Mistake(*one) for one in known]

    def _answers(self, owner: type[BaseModel], name: str) -> list[Mistake]:
        field = owner.model_fields[name]
        return mistakes.of_field(self._site, owner, field.alias or name, field)

    def _same_anywhere(self) -> bytes:
        """Return, as JSON, the mistakes in all fields that name nothing of a site: they follow from the code alone."""
        every = dict.fromkeys(one for model in REGISTRY.values() for one in _fields(model))
        plain = [one for one in every if describe.target_of(one[0].model_fields[one[1]]) is None]
        answers = {_called(*one): [astuple(mistake) for mistake in self._answers(*one)] for one in plain}
        return json.dumps(answers, ensure_ascii=False).encode()


def _called(owner: type[BaseModel], name: str) -> str:
    return f"{owner.__module__}.{owner.__qualname__}.{name}"


def _fields(model: type[BaseModel]) -> Iterator[tuple[type[BaseModel], str]]:
    """Yield class and name of each field of a model and of its parts."""
    for name, field in model.model_fields.items():
        yield _owner(model, name), name
        part, _ = describe.part_of(field)
        if part:
            yield from _fields(part)


def _owner(model: type[BaseModel], name: str) -> type[BaseModel]:
    """Return the class that declares a field, unless the model says it anew: what many share is asked once."""
    return next(one for one in model.__mro__ if name in vars(one).get("__annotations__", {}))


def in_order(model: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    """Return a record's fields with what must be there first, then its own before the common ones; a part's as they are."""
    fields = list(model.model_fields.items())
    own = set(vars(model).get("__annotations__", {})) if issubclass(model, Record) else set(model.model_fields)
    return sorted(fields, key=lambda one: (not one[1].is_required(), one[0] != "id", one[0] not in own))


def _how_named(field: FieldInfo) -> str:
    """Return how a name, a word or a value with a form of its own is written; an empty text for a plain one."""
    target = describe.target_of(field)
    if isinstance(target, RefTo):
        return f"写{REGISTRY[target.collection].label}的编号，不写名称；编号在 data/{target.collection} 里查。"
    if isinstance(target, TermOf):
        return f"照 data/vocab.yml 里“{target.scheme}”的词写，一字不差。"
    if target:
        return "写“法规编号#条号”，编号在 data/laws 里查。"
    if describe.choices_of(field):
        return "从上面的词里选。"
    return _WAYS.get(describe.reader_of(field), ("", ""))[0]


def _how_plain(field: FieldInfo) -> str:
    if describe.reader_of(field):
        return ""
    if "Markdown" in (field.description or ""):
        return "几行的正文，第一行写“body: |-”，下面每行前面空两格。"
    return "只写数字。" if describe.shape(field) == "整数" else "照实写，纯文字。"
