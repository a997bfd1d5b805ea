"""Public holidays and shifted workdays, as the State Council's office announces them each year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Literal

from pydantic import Field

from campaign.models.base import Record
from campaign.models.fields import Day, Line
from campaign.models.parts import Source


class Holiday(Record):
    """Days off in a row, or one workday that makes up for them."""

    collection: ClassVar[str] = "holidays"
    label: ClassVar[str] = "节假日"

    name: Line = Field(max_length=8, title="名称", description="日历格子里显示的字，8 字以内。", examples=["端午节"])
    kind: Literal["休", "班"] = Field(title="休或班", description="休 是放假，班 是调休上班。", examples=["休"])
    start: Day = Field(title="第一天", examples=["2023-06-22"])
    end: Day | None = Field(None, title="最后一天", description="只有一天就不写。", examples=["2023-06-24"])
    source: Source = Field(title="来源", description="当年放假安排的通知。")

    @property
    def days(self) -> list[date]:
        """Every day of it."""
        length = ((self.end or self.start) - self.start).days + 1
        return [self.start + timedelta(days=ahead) for ahead in range(length)]
