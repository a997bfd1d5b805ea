"""The glossary: words of the law in plain Chinese."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from campaign.models.base import Published
from campaign.models.fields import Count, Line, Text
from campaign.models.refs import Cited

Initial = Annotated[str, StringConstraints(strip_whitespace=True, pattern="^[A-Z]$")]


class Term(Published):
    """One word, explained in a sentence that also stands in a popover wherever a text links to it."""

    collection: ClassVar[str] = "terms"
    label: ClassVar[str] = "术语"
    section: ClassVar[str] = "学法"
    schema_type: ClassVar[str] = "DefinedTerm"
    intro: ClassVar[str] = "一句话说清一个词，按拼音首字母排。"
    listed_in: ClassVar[str] = "glossary.html"

    title: Line = Field(max_length=20, title="术语", examples=["竞业限制"])
    initial: Initial = Field(title="拼音首字母", description="手工写一个大写字母。", examples=["J"])
    order: Count = Field(0, title="排列序号", description="同一字母里的先后。", examples=["10"])
    summary: Text = Field(
        max_length=80,
        title="一句话解释",
        description="自己的话，不超过 80 字；别处链接到这个词时，会弹出这一句。",
        examples=["约定离职后一段时间不去同行。"],
    )
    articles: tuple[Cited, ...] = Field(
        (), title="依据条文", description="写明版本：law:aucl-2025#10。", examples=[["law:aucl-2025#10"]]
    )

    @property
    def sort_key(self) -> tuple[object, ...]:
        """By the letter, then by the order that staff gave."""
        return (self.initial, self.order, self.id)
