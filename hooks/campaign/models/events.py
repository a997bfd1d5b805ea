"""Events: whatever people can go to or hear of during the month."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from campaign.models.base import Level
from campaign.models.capabilities import Allied, Attendable, Attendance, Counted, Placed, Scheduled
from campaign.models.fields import Line, Moment, Text, Url
from campaign.models.parts import Part
from campaign.models.refs import LectureRef, OrgRef, PersonRef, UnitRef

EventKind = Literal["启动", "宣传", "座谈会", "行政指导会", "调研", "研讨", "培训", "宣讲", "联动执法", "展示", "其他"]


class Online(Part):
    """Where to follow from afar."""

    platform: Line = Field(title="平台", examples=["一网通办直播间（示例）"])
    url: Url | None = Field(None, title="观看网址")
    open_from: Moment | None = Field(None, title="开放时间")


class AgendaPoint(Part):
    """One line of the programme."""

    time: Line = Field(title="时间", examples=["14:00"])
    title: Line = Field(title="内容", examples=["致辞"])
    people: tuple[PersonRef, ...] = Field((), title="主讲")


class Event(Scheduled, Placed, Attendable, Counted, Allied):
    """One event of the campaign."""

    collection: ClassVar[str] = "events"
    label: ClassVar[str] = "活动"
    section: ClassVar[str] = "活动"
    intro: ClassVar[str] = "启动、宣传、座谈、培训、联动执法：能参加、能看到的每一场。"

    title: Line = Field(max_length=60, title="活动名称", examples=["示例区“服务月”启动仪式"])
    kind: EventKind = Field(title="活动类型", examples=["启动"])
    level: Level = Field("区", title="主办层级", examples=["区"])
    role: Literal["主办", "承办", "参加"] = Field(
        "主办", title="本单位角色", description="参加的不计入统计。", examples=["主办"]
    )
    mode: Attendance = Field("线下", title="形式", examples=["线下"])
    online: Online | None = Field(None, title="线上入口")
    agenda: tuple[AgendaPoint, ...] = Field((), title="议程")
    bring: Text | None = Field(None, title="请带上")
    lectures: tuple[LectureRef, ...] = Field((), title="相关宣讲")
    units: tuple[UnitRef, ...] = Field((), title="相关示范单位")
    co_hosts: tuple[OrgRef, ...] = Field((), title="联合主办", description="不重复计入统计。")
    series: Line | None = Field(None, title="系列")

    @property
    def attendance(self) -> Attendance:
        """As staff wrote it."""
        return self.mode

    @property
    def host_level(self) -> str:
        """As staff wrote it."""
        return self.level

    @property
    def channel(self) -> tuple[str, str] | None:
        """The platform, if it is on line at all."""
        return (self.online.platform, self.online.url or "") if self.online else None

    @property
    def performers(self) -> tuple[str, ...]:
        """Everybody on the programme, once."""
        return tuple(dict.fromkeys(key for point in self.agenda for key in point.people))
