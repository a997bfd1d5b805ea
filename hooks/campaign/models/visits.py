"""Visits: people come in groups and are led along a route, under the host's rules."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from campaign import zh
from campaign.models.base import Part
from campaign.models.capabilities import Attendable, Posted, Scheduled
from campaign.models.fields import Count, Line, Moment, Text, YesNo
from campaign.models.sittings import Sitting

_TAKEN = {"已满": "已满", "截止": "已截止", "取消": "取消"}


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

    @property
    def told(self) -> list[tuple[str, str]]:
        """The rules that apply, as label and text."""
        found = (
            ("手机", self.phone),
            ("拍照", self.photo),
            ("证件", "请带身份证件" if self.id_needed else None),
            ("保密", "入场前签保密承诺" if self.nda else None),
            ("着装", self.dress),
        )
        return [(label, text) for label, text in found if text]


class Visitable(Scheduled, Attendable, Posted):
    """Takes visitors in groups along a route; has a sheet for the door."""

    slots: tuple[Slot, ...] = Field((), title="分批时段", description="新加的写在最后；不办的写 state: 取消，不要删。")
    for_: tuple[Literal["拟创建单位", "企业", "公众", "院校"], ...] = Field(
        (), title="欢迎谁来", alias="for", examples=[["企业"]]
    )
    route: tuple[Stop, ...] = Field((), title="参观路线")
    guides: tuple[Line, ...] = Field((), title="讲解")
    meeting_point: Line | None = Field(None, title="集合地点", examples=["园区南门"])
    rules: VisitRules | None = Field(None, title="参观须知")
    not_shown: Text | None = Field(None, title="不开放区域", description="只写概括的说法。")

    @property
    def sittings(self) -> dict[str, tuple[Sitting, ...]]:
        """Sessions and visiting groups."""
        return {**super().sittings, "slots": self.slots}

    @property
    def route_minutes(self) -> int | None:
        """How long the whole route takes; None while a stop's time is unknown."""
        minutes = [stop.minutes for stop in self.route if stop.minutes is not None]
        return sum(minutes) if minutes and len(minutes) == len(self.route) else None

    @property
    def running_slots(self) -> tuple[Slot, ...]:
        """The groups that were not called off."""
        return tuple(slot for slot in self.slots if slot.state != "取消")

    @property
    def places(self) -> int | None:
        """Places of the day: what registration says, else the groups' sum where each is limited."""
        if self.registration and self.registration.capacity is not None:
            return self.registration.capacity
        sizes = [slot.capacity for slot in self.running_slots if slot.capacity is not None]
        return sum(sizes) if sizes and len(sizes) == len(self.running_slots) else None

    def slot_word_at(self, slot: Slot, now: datetime) -> str:
        """Return what a visitor must know of a group that is still to come."""
        if slot.state != "可预约":
            return _TAKEN[slot.state]
        registration = self.registration
        if registration is None:
            return "可参加"
        if not registration.needed:
            return "直接来"
        if registration.opens and now < registration.opens:
            return f"{zh.month_day(registration.opens)}起可预约"
        return "可预约"

    def slot_closes(self, slot: Slot) -> datetime:
        """Return until when the group can be booked: the end of registration, or the group's start."""
        registration = self.registration
        closes = registration.closes if registration and registration.needed else None
        return min(closes, slot.start) if closes and slot.state == "可预约" else slot.start

    def note_at(self, now: datetime) -> str:
        """Return the registration's state; it is never better than that of the groups."""
        note = super().note_at(now)
        states = {slot.state for slot in self.running_slots}
        if not self.slots or "可预约" in states or note in {"名额已满", "报名已截止"}:
            return note
        if not states:
            return "各批已取消"
        return "名额已满" if "已满" in states else "报名已截止"
