"""Capabilities a record shows by inheriting a mixin.

Outputs ask ``isinstance(record, Scheduled)``, never for a collection by name, so
that a new collection appears in calendar, lists and feeds by declaring itself.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import ClassVar, Literal

from pydantic import Field

from campaign import zh
from campaign.models.base import Published
from campaign.models.fields import Count, Line, Moment, Text, Url, YesNo
from campaign.models.parts import Part
from campaign.models.refs import City, VenueRef
from campaign.models.shared import Coded
from campaign.models.sittings import Moved, Session, Sitting, running

Phase = Literal["upcoming", "ongoing", "past"]
Attendance = Literal["线下", "线上", "混合"]
_FIXED_STATES = {"已满": "名额已满", "截止": "报名已截止", "开放": "可报名"}


class Scheduled(Published):
    """Has a beginning in Asia/Shanghai wall time, and appears in the calendar."""

    start: Moment = Field(
        title="开始时间", description="北京时间，“年-月-日 时:分”，全部半角。", examples=["2023-06-08 14:00"]
    )
    end: Moment | None = Field(None, title="结束时间", description="必须晚于开始时间。", examples=["2023-06-08 16:00"])
    all_day: YesNo = Field(default=False, title="全天", examples=["false"])
    sessions: tuple[Session, ...] = Field(
        (), title="分场次", description="分几次举行时，每场写一条；新加的写在最后，不办的写 state: 取消，不要删。"
    )
    rescheduled_from: tuple[Moved, ...] = Field(
        (), title="改期记录", description="改过时间时，把原来的时间记在这里，修订号加 1。"
    )
    outside_reason: Line | None = Field(None, title="活动期外的原因", description="不在服务月起止日期之内时写明原因。")

    schema_type: ClassVar[str] = "Event"

    @property
    def finish(self) -> datetime:
        """The last known moment: the end, the last session's end, or the start."""
        ends = [session.end or session.start for session in running(self.sessions)]
        return max([self.end or self.start, *ends])

    @property
    def opening(self) -> datetime:
        """The moment it begins: midnight where only the day counts."""
        return datetime.combine(self.start, time.min) if self.all_day else self.start

    @property
    def closing(self) -> datetime:
        """The moment it is over: the next midnight where only the day is known."""
        only_day = self.all_day or (self.end is None and not self.sessions)
        return datetime.combine(self.finish, time.min) + timedelta(days=1) if only_day else self.finish

    @property
    def day(self) -> date:
        """The day the record begins."""
        return self.start.date()

    @property
    def sort_key(self) -> tuple[object, ...]:
        """By time."""
        return (self.start, self.id)

    @property
    def attendance(self) -> Attendance:
        """How people take part. Source: schema.org eventAttendanceMode."""
        return "线下"

    @property
    def host_level(self) -> str:
        """The level of government that holds it, or an empty string."""
        return ""

    @property
    def difficulty(self) -> str:
        """How much it asks of the audience, or an empty string."""
        return ""

    @property
    def given_up(self) -> tuple[datetime, ...]:
        """The beginnings that no longer hold, latest first; a postponed record's own is one of them."""
        earlier = [moved.start for moved in self.rescheduled_from if moved.start != self.start]
        return tuple(dict.fromkeys([*earlier, self.start][::-1] if self.postponed else earlier[::-1]))

    @property
    def sittings(self) -> dict[str, tuple[Sitting, ...]]:
        """Field → its sittings, in the order that is their identity."""
        return {"sessions": self.sessions}

    @property
    def dropped(self) -> list[tuple[str, int, Sitting]]:
        """Field, place (from 0) and sitting of each that was called off while the rest is held."""
        return [
            (name, no, one)
            for name, all_ in self.sittings.items()
            for no, one in enumerate(all_)
            if one.state == "取消"
        ]

    @property
    def changed_at(self) -> datetime | None:
        """The latest moment of which the record says that it was changed, or that people were told."""
        told = [self.updated, self.status_since, *(moved.told for moved in self.rescheduled_from)]
        return max(filter(None, [*told, *(one.state_since for _, _, one in self.dropped)]), default=None)

    @property
    def channel(self) -> tuple[str, str] | None:
        """Name and address (perhaps empty) of the platform on which it is followed from afar."""
        return None

    @property
    def performers(self) -> tuple[str, ...]:
        """Ids of the people who speak."""
        return ()

    def phase_at(self, now: datetime) -> Phase:
        """Return whether the record is still to come, going on, or over at ``now``; a postponed one is to come."""
        if now < self.opening or self.postponed:
            return "upcoming"
        return "past" if now >= self.closing else "ongoing"


class Posted(Coded):
    """Has a sheet of A4 for its door, with the QR code that leads to its page."""

    @property
    def door_url(self) -> str:
        """Address of the sheet under the site's root."""
        return f"{self.url}door/"


class Placed(Published):
    """Happens at a venue that ``data/venues.yml`` describes."""

    venue: VenueRef | None = Field(
        None, title="场所", description="场所表 data/venues.yml 里的编号。", examples=["g60-ipcenter"]
    )

    @property
    def place_key(self) -> tuple[str, str] | None:
        """The venue."""
        return ("venues", self.venue) if self.venue else None


class Allied(Published):
    """Concerns cities that work together across their borders."""

    cities: tuple[City, ...] = Field(
        (), title="合作城市", description="词表“城市”里的词；写了就列在城市走廊图下面。", examples=[["示例市"]]
    )


class Registration(Part):
    """How to take part."""

    required: YesNo = Field(title="是否需要报名", examples=["true"])
    url: Url | None = Field(None, title="报名网址")
    phone: Line | None = Field(None, title="报名电话")
    opens: Moment | None = Field(None, title="报名开始")
    closes: Moment | None = Field(None, title="报名截止", examples=["2023-06-10 17:00"])
    capacity: Count | None = Field(None, title="名额", examples=["80"])
    state: Literal["自动", "开放", "已满", "截止", "无需"] = Field("自动", title="报名状态")
    walk_in: YesNo = Field(default=False, title="可以现场加入")

    @property
    def needed(self) -> bool:
        """Whether one must register before coming."""
        return self.required and self.state != "无需"


class Access(Part):
    """What people with a disability find there."""

    captions: YesNo = Field(default=False, title="实时字幕")
    sign_language: YesNo = Field(default=False, title="手语翻译")
    wheelchair: YesNo = Field(default=False, title="轮椅可达")


class Attendable(Published):
    """Somebody can come: registration and barrier-free facts."""

    registration: Registration | None = Field(None, title="报名")
    access: Access | None = Field(None, title="无障碍")

    @property
    def note_changes(self) -> tuple[datetime, ...]:
        """When registration opens, and when it closes: at its end, or when the occasion begins."""
        registration = self.registration
        if registration is None or not registration.needed:
            return ()
        return tuple(filter(None, (registration.opens, registration.closes or getattr(self, "start", None))))

    def note_at(self, now: datetime) -> str:
        """Return the registration's state, from its dates where staff left 自动."""
        registration = self.registration
        if registration is None or not registration.needed:
            return "无需报名" if registration else ""
        own, fixed = registration.closes, _FIXED_STATES.get(registration.state, "")
        if fixed and not (fixed == "可报名" and own and now >= own):  # what staff left open ends with its deadline
            return fixed
        if registration.opens and now < registration.opens:
            return f"{zh.month_day(registration.opens)}开始报名"
        closes = own or getattr(self, "start", None)
        return "报名已截止" if closes and now >= closes else "可报名"


class Results(Part):
    """What happened, filled in afterwards; the statistics form adds it up."""

    held: YesNo = Field(title="是否已举行", examples=["true"])
    enterprises: Count | None = Field(None, title="参与企业（家）", examples=["60"])
    people: Count | None = Field(None, title="参与人数（人次）", examples=["85"])
    materials: Count | None = Field(None, title="发放材料（份）", examples=["200"])
    recap: Text | None = Field(None, title="活动回顾")
    replay: Url | None = Field(None, title="回放网址")


class Counted(Published):
    """Appears in the official statistics form."""

    stat_row: Literal["1", "2", "7", "none"] = Field(
        "none",
        title="统计表行号",
        description="1 宣传、2 座谈会和行政指导会、7 培训；不计入写 none。必须自己写明，系统不猜。",
        examples=["1"],
    )
    results: Results | None = Field(None, title="活动结果", description="活动结束 3 天内填写。")

    def outcome_at(self, now: datetime) -> Results | None:
        """Return the results once they can be told: it took place and is over, or stays on line."""
        if self.results is None or not self.results.held or self.cancelled:
            return None
        if isinstance(self, Scheduled):
            told_from = self.opening if getattr(self, "on_demand", False) else self.closing
            return self.results if now >= told_from else None
        return self.results

    @property
    def ours(self) -> bool:
        """Whether the figures are ours to count; joining somebody else's event never counts."""
        return getattr(self, "role", None) != "参加"
