"""Speakers and the law-publicity team."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from campaign.models.base import Record
from campaign.models.fields import Line, Text, YesNo
from campaign.models.parts import Image
from campaign.models.refs import OrgRef, Topic


class Person(Record):
    """Somebody who speaks in public, with what they agreed to show."""

    collection: ClassVar[str] = "people"
    label: ClassVar[str] = "讲师"

    name: Line = Field(title="姓名", examples=["示例讲师甲"])
    title_public: Line | None = Field(None, title="公开身份", examples=["执业律师（示例）"])
    org: OrgRef | None = Field(None, title="单位")
    topics: tuple[Topic, ...] = Field((), title="主题")
    bio: Text | None = Field(None, title="简介")
    photo: Image | None = Field(None, title="照片", description="本人书面同意后才放。")
    sample: YesNo = Field(default=False, title="示例")
