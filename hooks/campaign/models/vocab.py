"""Controlled words: topics, sub-districts, cities. Staff write the label, not the id."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from campaign.models.base import Record
from campaign.models.fields import Line


class Vocab(Record):
    """One allowed word of one scheme."""

    collection: ClassVar[str] = "vocab"
    label: ClassVar[str] = "词表"

    scheme: Line = Field(title="词表名", description="街镇、主题等。", examples=["街镇"])
    name: Line = Field(title="词", examples=["示例街道"])
    code: Line | None = Field(None, title="代码", description="有正式代码才写。")
