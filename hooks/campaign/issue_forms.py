"""The forms in which colleagues report a change at the forge, made from the models.

A form's first field names the form, so that its body says by itself what it is.
Source: docs.github.com "Syntax for GitHub's form schema".
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic.fields import FieldInfo

from campaign import describe
from campaign.models.base import REGISTRY
from campaign.models.fields import RefTo

Task = Literal["新建", "改期", "取消", "结果", "更正"]
HEAD, RECORD, VENUE = "表单", "哪一条", "场所"
NO_ANSWER = "_No response_"
#: what every form says first
_INTRO = (
    "每一栏下面写着怎么填，不知道的可以不填（带 * 的除外）。内容会公开：**不要写个人手机号、身份证号、私人邮箱，"
    "也不要写没有同意公开的企业名称。**\n\n交了以后等一两分钟，系统在下面回答。有错就点右上角的“编辑”改好，系统会再查一次。"
)
_DOES = {
    "新建": "新增一条。先是草稿，保密审查通过后由审查的同事发布。",
    "改期": "时间、场所变了，用这张；只换场所的，时间两栏不填。还不知道新时间的，是延期，请用“取消或延期”。网页和大家手机里的日历会写明原定和现在。",
    "取消": "不办了，或者以后再办，用这张。网页不删，标明取消或延期。",
    "结果": "办完以后三天内填，统计表和成果页用这些数。",
    "更正": "名称、摘要等写错了，用这张。改时间、场所请用“改时间或场所”。",
}
_LONG = frozenset({"body", "summary", "what", "who", "recap", "bring"})
#: questions that a form words in its own way
_NOTES = {
    "item": "通知里的第几项，只写数字，如 5；不知道就不填。",
    "reporting_unit": "写单位的名称就行，如 反不正当竞争科；只写一个，统计只算它的。",
    "venue": "写场所的名称就行；还没有登记过的场所先不填，写在正文里。",
    "start": "北京时间，像 2023-06-08 14:00 这样写，全部半角。",
    "end": "晚于开始时间，像 2023-06-08 16:00 这样写。",
    "title": "网页上的标题，写清是什么事，不用写日期。",
    "stat_row": "算进统计表的哪一行：1 宣传，2 座谈会和行政指导会，7 培训；不计入选 none。拿不准的问牵头科室。",
    "results.held": "没有办成的选“否”，再填一张“取消或延期”。",
    "results.recap": "几句话：讲了什么，大家问得最多的是什么。不写个人和企业的名字。",
    "who": "给谁看的、谁能申请，如 松江区内中小企业。",
    "what": "有什么好处或要求，先说结论。",
}
_HEADING = re.compile(r"^### (.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Field:
    """One question; ``key`` is the model's, dotted for a field inside another."""

    key: str
    label: str
    required: bool
    note: str = ""
    example: str = ""
    choices: tuple[str, ...] = ()

    @property
    def roomy(self) -> bool:
        """Whether its answer may have several lines."""
        return not self.choices and self.key.split(".")[-1] in _LONG

    @property
    def how(self) -> str:
        """What to do with the question when it was left empty."""
        return f"选一个：{'、'.join(self.choices)}。" if self.choices else self.note or f"例如 {self.example}。"

    def as_yaml(self) -> dict[str, Any]:
        """Return the question in the forge's grammar."""
        kind = "dropdown" if self.choices else "textarea" if self.roomy else "input"
        attributes: dict[str, Any] = {"label": self.label, "description": self.note}
        if self.choices:
            attributes["options"] = list(self.choices)
        elif self.example:
            attributes["placeholder"] = self.example
        if self.label == HEAD:
            attributes["default"] = 0
        name = self.key.replace(".", "-").replace("_", "-")
        return {"type": kind, "id": name, "attributes": attributes, "validations": {"required": self.required}}


@dataclass(frozen=True, slots=True)
class Form:
    """One form: what it does, to records of which collection, and what it asks."""

    name: str
    title: str
    task: Task
    collection: str
    fields: tuple[Field, ...]

    @property
    def mark(self) -> str:
        """The one answer to its first field."""
        return f"{self.title}（{self.name}）"

    def text(self) -> str:
        """Return the file of ``.github/ISSUE_TEMPLATE``; JSON is YAML, and needs no rules of quoting."""
        head = Field("form", HEAD, required=True, note="已经选好，不用改。", choices=(self.mark,))
        page = {
            "name": self.title,
            "description": _DOES[self.task],
            "title": f"{self.title}：",
            "body": [
                {"type": "markdown", "attributes": {"value": _INTRO}},
                *(field.as_yaml() for field in (head, *self.fields)),
            ],
        }
        return f"# campaign forms 写的，不要手改\n{json.dumps(page, ensure_ascii=False, indent=2)}\n"

    def answers(self, body: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
        """Return key → answer, and the headings that stand twice: the question below which, and the line."""
        keys = {field.label: field.key for field in self.fields} | {HEAD: "form"}
        parts = _HEADING.split(body)
        found: dict[str, str] = {}
        seen: list[str] = []
        for heading, text in zip(parts[1::2], parts[2::2], strict=True):
            if heading in keys:
                seen.append(heading)
                found[keys[heading]] = text.strip()
            elif seen:
                found[keys[seen[-1]]] += f"\n\n### {heading}\n{text.rstrip()}"
        answers = {key: text for key, text in found.items() if text and text != NO_ANSWER}
        return answers, [(self._holding(seen, label), label) for label in dict.fromkeys(seen) if seen.count(label) > 1]

    def _holding(self, seen: Sequence[str], label: str) -> str:
        """Return the question in whose answer a heading stands that is there twice: one with room for lines."""
        before = [seen[no - 1] for no, one in enumerate(seen) if one == label and no]
        roomy = {field.label for field in self.fields if field.roomy}
        return next((one for one in before if one in roomy), before[-1])


def file_of(form: Form) -> str:
    """Return the form's name below ``.github/ISSUE_TEMPLATE``; the number is its place in the list."""
    return f"{[one.name for one in forms()].index(form.name) + 1}-{form.name}.yml"


def form_of(body: str) -> Form | None:
    """Return the form that a body was filled in with."""
    return next(
        (form for form in forms() if re.search(rf"^### {HEAD}\s+{re.escape(form.mark)}\s*$", body, re.MULTILINE)), None
    )


#: what a new record's form asks, in this order
_EVENT = ("title", "kind", "reporting_unit", "start", "end", "venue", "item", "summary", "stat_row", "body")
_NOTICE = (
    "title",
    "kind",
    "issuer",
    "reporting_unit",
    "issued",
    "valid_until",
    "item",
    "summary",
    "who",
    "what",
    "body",
)


def forms() -> tuple[Form, ...]:
    """Return all forms; made from the models on every call."""
    record = Field(
        "record",
        RECORD,
        required=True,
        note="打开这场活动的网页，把浏览器里的网址整个复制过来；也可以只写编号。",
        example="events/2023-06-08-launch",
    )
    reason = Field("reason", "原因", required=True, note="一句话，会写在网页上告诉大家。", example="预报有雷雨大风")
    off = Field(
        "status", "怎么了", required=True, note="取消：不办了。延期：还要办，时间以后再定。", choices=("取消", "延期")
    )
    which = Field(
        "field", "哪个字段", required=True, note="写这一栏的名称，如 活动名称、摘要、请带上。", example="活动名称"
    )
    right = Field("value", "应该是", required=True, note="只写正确的内容，不写原来的。")
    when = tuple(replace(one, required=False) for one in _asked("events", ("start", "end")))
    where = Field(
        "venue",
        VENUE,
        required=False,
        note="换了地方才写：场所表里的名称或编号，或者新场所的名称。",
        example="示例会议中心",
    )
    address = Field("address", "地址", required=False, note="新场所才写，写明街镇。", example="示例街道示例路 1 号")
    told = ("results.held", "results.enterprises", "results.people", "results.materials", "results.recap")
    return (
        Form("new-event", "新活动", "新建", "events", _asked("events", _EVENT)),
        Form("new-notice", "新公告", "新建", "notices", _asked("notices", _NOTICE)),
        Form("move", "改时间或场所", "改期", "events", (record, *when, where, address, reason)),
        Form("cancel", "取消或延期", "取消", "events", (record, off, reason)),
        Form("results", "报活动结果", "结果", "events", (record, *_asked("events", told))),
        Form("correct", "更正错误", "更正", "events", (record, which, right)),
    )


def _how(info: FieldInfo, shape: str) -> str:
    """Return what the form adds to a field's description: how a name, a number or a time is written."""
    target = describe.target_of(info)
    if isinstance(target, RefTo):
        return f"写{REGISTRY[target.collection].label}的名称就行，系统会换成编号。"
    return {
        "整数": "只写数字，没有就写 0，不知道就不填。",
        "日期和时间": "像 2023-06-08 14:00 这样写。",
        "日期": "像 2023-06-08 这样写。",
    }.get(shape, "")


def _asked(collection: str, keys: tuple[str, ...]) -> tuple[Field, ...]:
    model: Any = REGISTRY[collection]
    found = []
    for key in keys:
        holder, _, name = key.rpartition(".")
        owner = (describe.part_of(model.model_fields[holder])[0] if holder else None) or model
        info: FieldInfo = owner.model_fields[name]
        shape = describe.shape(info)
        choices = tuple(shape.split(" / ")) if " / " in shape else ("是", "否") if shape == "true 或 false" else ()
        note = _NOTES.get(key) or "".join((info.description or "", _how(info, shape)))
        example = str(info.examples[0]) if info.examples else ""
        found.append(Field(key, info.title or name, info.is_required(), note, example, choices))
    return tuple(found)
