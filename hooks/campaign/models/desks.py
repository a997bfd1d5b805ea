"""Desks: where people ask, listen and hand in what they report."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from pydantic import Field

from campaign.models.capabilities import Placed
from campaign.models.fields import Day, Line, TimeOfDay, YesNo
from campaign.models.hours import dated, week
from campaign.models.parts import Part
from campaign.models.refs import Cited
from campaign.models.shared import Shared
from campaign.models.weekdays import WEEKDAYS, Weekday

#: days in a row that are written with 至
_RUN = 3


class DeskHours(Part):
    """Hours that hold on the same days of every week."""

    days: tuple[Weekday, ...] = Field(min_length=1, title="星期", examples=[["周一", "周二", "周三", "周四", "周五"]])
    open: TimeOfDay = Field(title="开门", examples=["09:30"])
    close: TimeOfDay = Field(title="关门", examples=["11:30"])

    @property
    def days_text(self) -> str:
        """``周一至周五``, or the days one by one."""
        places = sorted({WEEKDAYS.index(day) for day in self.days})
        if len(places) >= _RUN and places[-1] - places[0] == len(places) - 1:
            return f"{WEEKDAYS[places[0]]}至{WEEKDAYS[places[-1]]}"
        return "、".join(WEEKDAYS[place] for place in places)


class DeskException(Part):
    """A day on which it is otherwise than in other weeks."""

    date: Day = Field(title="日期", examples=["2023-06-25"])
    open: YesNo = Field(title="开放", description="照周一的时间开放写 true，不开放写 false。", examples=["false"])
    note: Line | None = Field(None, title="说明", examples=["系统检修"])


class DeskPhone(Part):
    """A public number of the desk."""

    label: Line = Field(title="名称", examples=["咨询电话"])
    number: Line = Field(title="号码", examples=["021-0000-0000（示例）"])


class Material(Part):
    """Something to bring."""

    name: Line = Field(title="材料", examples=["情况说明"])
    required: YesNo = Field(default=False, title="必须带", examples=["true"])


class Reporting(Part):
    """What the desk takes, what it does not, and what happens next."""

    accepts: tuple[Line, ...] = Field((), title="收什么", examples=[["侵犯商业秘密的举报材料"]])
    materials: tuple[Material, ...] = Field((), title="带什么")
    channels: tuple[Literal["12315", "现场", "邮寄"], ...] = Field((), title="怎么交", examples=[["现场"]])
    not_accept: tuple[Line, ...] = Field((), title="不收什么", examples=[["涉密原件"]])
    anonymous: YesNo | None = Field(None, title="可以不留姓名", examples=["true"])
    after: tuple[Line, ...] = Field((), title="交了以后", description="一步一条。", examples=[["当场登记"]])


class Desk(Placed, Shared):
    """One desk at a venue."""

    collection: ClassVar[str] = "desks"
    label: ClassVar[str] = "咨询和举报窗口"
    section: ClassVar[str] = "我要举报"
    schema_type: ClassVar[str] = "GovernmentOffice"
    intro: ClassVar[str] = "想问、想听、想交材料，到哪里、几点开门、带什么、交了以后怎样。"

    name: Line = Field(max_length=40, title="窗口名称", examples=["协作中心咨询窗口（示例）"])
    does: tuple[Literal["咨询", "宣讲", "机制解读", "接收举报材料"], ...] = Field(
        min_length=1, title="做什么", examples=[["咨询", "接收举报材料"]]
    )
    hours: tuple[DeskHours, ...] = Field(min_length=1, title="开放时间")
    exceptions: tuple[DeskException, ...] = Field((), title="例外的日子")
    phones: tuple[DeskPhone, ...] = Field((), title="电话")
    report: Reporting | None = Field(None, title="举报")
    wheelchair: YesNo | None = Field(None, title="轮椅可达")
    articles: tuple[Cited, ...] = Field(
        (), title="依据条文", description="写明版本：law:aucl-2025#20。", examples=[["law:aucl-2025#20"]]
    )

    @property
    def points(self) -> tuple[str, ...]:
        """When it is open and where to call."""
        hours = [f"{one.days_text} {one.open:%H:%M}–{one.close:%H:%M}" for one in self.hours[:2]]
        return (*hours, *(f"{one.label} {one.number}" for one in self.phones[: 3 - len(hours)]))

    @property
    def weekly(self) -> str:
        """The week for the browser."""
        return week((WEEKDAYS.index(day), one.open, one.close) for one in self.hours for day in one.days)

    @property
    def exceptional(self) -> str:
        """The days that are otherwise than in other weeks, for the browser; an exceptional Sunday is open as a Monday is."""
        closed = [one.date for one in self.exceptions if not one.open]
        opened = [one.date for one in self.exceptions if one.open]
        return dated(closed, ((day, one.open, one.close) for day in opened for one in self._hours_on(day)))

    def _hours_on(self, day: date) -> list[DeskHours]:
        usual = [one for one in self.hours if WEEKDAYS[day.weekday()] in one.days]
        return usual or [one for one in self.hours if WEEKDAYS[0] in one.days]

    def note_at(self, now: datetime) -> str:  # noqa: ARG002 the browser says whether it is open
        """Return what one can do there."""
        return "、".join(self.does)
