"""Open days: a demonstration unit shows its ways to others."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from campaign.models.base import Part
from campaign.models.capabilities import Attendable, Counted, Scheduled
from campaign.models.fields import Count, Line, Moment, Text, YesNo
from campaign.models.refs import UnitRef


class Slot(Part):
    """One visiting group."""

    start: Moment = Field(title="开始时间", examples=["2023-06-16 09:30"])
    end: Moment = Field(title="结束时间", examples=["2023-06-16 10:30"])
    capacity: Count | None = Field(None, title="名额", examples=["20"])
    state: Literal["可预约", "已满", "截止", "取消"] = Field("可预约", title="状态", examples=["可预约"])
    state_since: Moment | None = Field(
        None, title="取消时间", description="这一批什么时候定的取消；不写就按最后修改时间。"
    )


class Stop(Part):
    """One stop of the route."""

    stop: Line = Field(title="参观点", examples=["涉密区域标识与门禁"])
    minutes: Count | None = Field(None, title="分钟", examples=["15"])


class VisitRules(Part):
    """What visitors must know before they come."""

    photo: Line | None = Field(None, title="拍照", examples=["展厅可以，车间不可以"])
    phone: Line | None = Field(None, title="手机", examples=["进入车间前统一存放"])
    id_needed: YesNo = Field(default=False, title="需带身份证件")
    nda: YesNo = Field(default=False, title="需签保密承诺")
    dress: Line | None = Field(None, title="着装")


class OpenDay(Scheduled, Attendable, Counted):
    """One open day of one unit; the unit is the place."""

    collection: ClassVar[str] = "open_days"
    label: ClassVar[str] = "开放日"
    section: ClassVar[str] = "活动"
    intro: ClassVar[str] = "走进已获评的示范单位，看别人怎么定密、怎么管人、怎么防泄密。"

    title: Line = Field(max_length=60, title="开放日名称", examples=["走进示例产业园（示例）"])
    unit: UnitRef = Field(title="示范单位", examples=["g60-park"])
    slots: tuple[Slot, ...] = Field((), title="分批时段")
    for_: tuple[Literal["拟创建单位", "企业", "公众", "院校"], ...] = Field(
        (), title="欢迎谁来", alias="for", examples=[["企业"]]
    )
    route: tuple[Stop, ...] = Field((), title="参观路线")
    guides: tuple[Line, ...] = Field((), title="讲解")
    meeting_point: Line | None = Field(None, title="集合地点", examples=["园区南门"])
    rules: VisitRules | None = Field(None, title="参观须知")
    not_shown: Text | None = Field(None, title="不开放区域", description="只写概括的说法。")

    @property
    def place_key(self) -> tuple[str, str] | None:
        """The unit is the place."""
        return ("units", self.unit)
