"""The forms in which colleagues report a change at the forge, made from the models.

A form's first field names the form, so that its body says by itself what it is.
Source: docs.github.com "Syntax for GitHub's form schema".
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic.fields import FieldInfo

from campaign import describe
from campaign.models.base import REGISTRY

Task = Literal["新建", "改期", "取消", "结果", "更正"]
HEAD, RECORD = "表单", "哪一条"
NO_ANSWER = "_No response_"
_LONG = frozenset({"body", "summary", "what", "who", "recap", "bring"})
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

    def as_yaml(self) -> dict[str, Any]:
        """Return the question in the forge's grammar."""
        kind = "dropdown" if self.choices else "textarea" if self.key.split(".")[-1] in _LONG else "input"
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
        head = Field("form", HEAD, required=True, note="不用改。", choices=(self.mark,))
        page = {
            "name": self.title,
            "description": f"填好以后，系统自动检查：有错会在下面告诉您怎么改，没有错就变成一个待审的改动。（{self.task}）",
            "title": f"{self.title}：",
            "body": [field.as_yaml() for field in (head, *self.fields)],
        }
        return f"# campaign forms 写的，不要手改\n{json.dumps(page, ensure_ascii=False, indent=2)}\n"

    def answers(self, body: str) -> dict[str, str]:
        """Return key → answer; raises ValueError, with words for staff, where a heading stands twice."""
        labels = {field.label: field.key for field in self.fields} | {HEAD: "form"}
        parts = _HEADING.split(body)
        found: dict[str, str] = {}
        key = ""
        for heading, text in zip(parts[1::2], parts[2::2], strict=True):
            if heading in labels:
                key = labels[heading]
                if key in found:
                    raise ValueError(f"“### {heading}”出现了两次：内容里不要有这样一行。")
                found[key] = text.strip()
            elif key:
                found[key] += f"\n\n### {heading}\n{text.rstrip()}"
        return {key: text for key, text in found.items() if text and text != NO_ANSWER}


def form_of(body: str) -> Form | None:
    """Return the form that a body was filled in with."""
    return next(
        (form for form in forms() if re.search(rf"^### {HEAD}\s+{re.escape(form.mark)}\s*$", body, re.MULTILINE)), None
    )


def forms() -> tuple[Form, ...]:
    """Return all forms; made from the models on every call."""
    record = Field(
        "record", RECORD, required=True, note="记录的编号，或者它的网页地址。", example="events/2023-06-08-launch"
    )
    reason = Field("reason", "原因", required=True, note="页面上会告诉大家。", example="预报有雷雨大风")
    off = Field("status", "怎么了", required=True, note="延期的以后再定时间。", choices=("取消", "延期"))
    which = Field("field", "哪个字段", required=True, note="写网页上的名称，或者手册里的字段名。", example="活动名称")
    right = Field("value", "应该是", required=True, note="只写正确的内容。")
    event = ("title", "kind", "reporting_unit", "start", "end", "venue", "item", "summary", "stat_row", "body")
    notice = (
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
    when = tuple(replace(one, required=False) for one in _asked("events", ("start", "end")))
    where = Field(
        "venue",
        "场所",
        required=False,
        note="换了地方才写：场所表里的名称或编号，或者新场所的名称。",
        example="示例会议中心",
    )
    address = Field("address", "地址", required=False, note="新场所才写，写明街镇。", example="示例街道示例路 1 号")
    told = ("results.held", "results.enterprises", "results.people", "results.materials", "results.recap")
    return (
        Form("new-event", "新活动", "新建", "events", _asked("events", event)),
        Form("new-notice", "新公告", "新建", "notices", _asked("notices", notice)),
        Form("move", "改时间或场所", "改期", "events", (record, *when, where, address, reason)),
        Form("cancel", "取消或延期", "取消", "events", (record, off, reason)),
        Form("results", "报活动结果", "结果", "events", (record, *_asked("events", told))),
        Form("correct", "更正错误", "更正", "events", (record, which, right)),
    )


def _asked(collection: str, keys: tuple[str, ...]) -> tuple[Field, ...]:
    model: Any = REGISTRY[collection]
    found = []
    for key in keys:
        holder, _, name = key.rpartition(".")
        owner = (describe.part_of(model.model_fields[holder])[0] if holder else None) or model
        info: FieldInfo = owner.model_fields[name]
        shape = describe.shape(info)
        choices = tuple(shape.split(" / ")) if " / " in shape else ("是", "否") if shape == "true 或 false" else ()
        note = "；".join(part for part in ("" if choices else shape, info.description or "") if part)
        example = str(info.examples[0]) if info.examples else ""
        found.append(Field(key, info.title or name, info.is_required(), note, example, choices))
    return tuple(found)
