"""Demonstration units: areas (区), stations (站) and points (点)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import ClassVar, Literal

from pydantic import Field

from campaign import zh
from campaign.geo import Point
from campaign.models.capabilities import Posted
from campaign.models.fields import Count, Day, Line, Text, TimeOfDay, YesNo
from campaign.models.hours import dated, week
from campaign.models.parts import Part
from campaign.models.refs import OrgRef, UnitRef
from campaign.models.venues import Location

UnitType = Literal["示范区", "示范站", "示范点"]
LEVEL_ORDER = {"国家": 0, "市": 1, "区": 2}
#: stages before the first award: nothing of them is public without the unit's consent
BEFORE_AWARD = frozenset({"培育", "拟创建", "申报"})
#: stages in which the title holds; while it is looked at again it does
TITLED = frozenset({"已获评", "复核中"})


class Honour(Part):
    """One award, with the document that gave it."""

    level: Literal["国家", "市", "区"] = Field(title="级别", examples=["区"])
    batch: Line | None = Field(None, title="批次", examples=["第一批"])
    awarded: Day = Field(title="授予日期", examples=["2022-12-01"])
    doc_no: Line | None = Field(None, title="文号", examples=["示例〔2022〕1号"])
    awarded_by: Line | None = Field(None, title="授予单位")
    valid_until: Day | None = Field(None, title="有效期至")
    revoked: YesNo = Field(default=False, title="已撤销")

    def state_at(self, day: date) -> str:
        """Return ``有效``, ``已到期`` or ``已撤销``."""
        if self.revoked:
            return "已撤销"
        return "已到期" if self.valid_until and day > self.valid_until else "有效"


class OpeningHours(Part):
    """Regular hours of some weekdays."""

    days: Line = Field(title="星期", description="周一至周五、周三、每天、工作日、周末。", examples=["周一至周五"])
    open: TimeOfDay = Field(title="开门", examples=["09:00"])
    close: TimeOfDay = Field(title="关门", examples=["17:00"])


class SpecialHours(Part):
    """Hours of one day that hold instead of the week's: an extra opening, an early closing."""

    elsewhere: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("closed", "close_all_day", "不开放", "休息", "关闭", "停开"), "closed_days"
    )

    date: Day = Field(title="日期", examples=["2023-06-17"])
    open: TimeOfDay = Field(title="开门", examples=["09:30"])
    close: TimeOfDay = Field(title="关门", examples=["11:30"])
    note: Line | None = Field(None, title="说明", examples=["周末加开"])


class UnitLocation(Location):
    """A unit's place, and how exact it is."""

    precision: Literal["门牌", "园区", "街镇"] = Field("门牌", title="位置精度", examples=["门牌"])


class Visit(Part):
    """Whether and how people can come."""

    accepts: YesNo = Field(title="接受参观", examples=["true"])
    booking: Line | None = Field(None, title="预约方式")
    rules: tuple[Line, ...] = Field((), title="参观须知")


class Lookback(Part):
    """A visit paid after the award, to see whether the protection holds."""

    year: Count = Field(title="年份", examples=["2023"])
    date: Day = Field(title="日期", examples=["2023-06-15"])
    by: Line | None = Field(None, title="回访单位")
    result: Literal["巩固", "提升", "整改"] = Field(title="结果", examples=["巩固"])
    public_summary: Text | None = Field(None, title="公开摘要")


class Consent(Part):
    """What the unit agreed to show."""

    map: YesNo = Field(title="同意上地图", examples=["true"])
    photos: YesNo = Field(default=False, title="同意用照片")
    by: Line | None = Field(None, title="谁同意的")
    date: Day | None = Field(None, title="同意日期")


class Unit(Posted):
    """One unit that shows others how it protects its secrets."""

    collection: ClassVar[str] = "units"
    label: ClassVar[str] = "示范单位"
    section: ClassVar[str] = "示范单位"
    schema_type: ClassVar[str] = "Place"
    intro: ClassVar[str] = "就近找一家示范区、示范站或示范点：问得到、看得到、学得到。"
    facets: ClassVar[Mapping[str, str]] = {"level": "级别", "services": "服务", "industry": "行业"}

    name: Line = Field(max_length=60, title="单位名称", examples=["示例产业园（示例）"])
    type: UnitType = Field(title="类型", examples=["示范站"])
    short: Line | None = Field(None, title="简称")
    org: OrgRef | None = Field(None, title="所属单位")
    industry: Line | None = Field(None, title="行业", examples=["智能制造"])
    parent: UnitRef | None = Field(None, title="上级示范单位", description="点归站，站归区。")
    honours: tuple[Honour, ...] = Field((), title="荣誉")
    stage: Literal["培育", "拟创建", "申报", "已获评", "复核中", "到期", "撤销"] = Field(
        title="阶段", examples=["已获评"]
    )
    location: UnitLocation = Field(title="位置")
    services: tuple[Literal["咨询", "指导", "培训", "开放日", "受理转办"], ...] = Field(
        (), title="服务", examples=[["咨询"]]
    )
    hours: tuple[OpeningHours, ...] = Field((), title="开放时间")
    closed_days: tuple[Day, ...] = Field((), title="不开放的日子")
    special_hours: tuple[SpecialHours, ...] = Field(
        (),
        title="另定时间的日子",
        description="周末加开、节假日开门、提前关门：这一天照这里写的时间，不照每周的。一天开两段就写两条。",
    )
    visit: Visit | None = Field(None, title="参观")
    story: Text | None = Field(None, title="做法成效")
    highlights: tuple[Line, ...] = Field((), title="亮点")
    lookbacks: tuple[Lookback, ...] = Field((), title="回头看")
    lookback_due: Day | None = Field(None, title="下次回头看期限")
    consent: Consent | None = Field(None, title="公开授权")

    @property
    def mark(self) -> str:
        """The shape of the unit's mark on cards and map: square, circle, dashed circle."""
        return {"示范区": "area", "示范站": "station"}.get(self.type, "point")

    @property
    def kind_text(self) -> str:
        """The badge says area, station or point."""
        return self.type

    def note_at(self, now: datetime) -> str:
        """Return the level, or the stage where no honour holds."""
        level = self.level_at(now.date())
        return f"{level}级" if level else self.stage

    def level_at(self, day: date) -> str:
        """Return the highest level of an honour that holds on ``day``, or an empty string."""
        levels = [honour.level for honour in self.honours if honour.state_at(day) == "有效"]
        return min(levels, key=LEVEL_ORDER.__getitem__, default="")

    @property
    def top_level(self) -> str:
        """The highest level that was not revoked, whatever the day; lists are sorted by it."""
        levels = [honour.level for honour in self.honours if not honour.revoked]
        return min(levels, key=LEVEL_ORDER.__getitem__, default="")

    def facet_at(self, name: str, now: datetime) -> object:
        """Return a facet; the level is that of an honour that holds."""
        return self.level_at(now.date()) if name == "level" else super().facet_at(name, now)

    def hidden_at(self, now: datetime) -> str:
        """Return why the unit is not on line; a candidate that did not consent never is."""
        unasked = self.candidate and self.consent is None
        return super().hidden_at(now) or ("没有同意公开" if unasked else "")

    @property
    def titled(self) -> bool:
        """Whether it has its title: what every number of demonstration units counts."""
        return self.stage in TITLED

    @property
    def candidate(self) -> bool:
        """Whether it has no title yet; maps draw it hollow, and say its stage."""
        return self.stage in BEFORE_AWARD

    @property
    def mapped(self) -> bool:
        """Whether the map's list names it: an award that holds or is looked at again, a candidate only if it agreed."""
        agreed = self.consent is not None and self.consent.map
        return self.titled or (self.candidate and agreed)

    @property
    def spot(self) -> Point | None:
        """Where maps may put it, in WGS 84: only with its consent, and where the point is more than its town's."""
        agreed = self.consent is not None and self.consent.map
        return self.location.point if agreed and self.location.precision != "街镇" else None

    def for_public(self) -> Unit:
        """Return the unit without the name of who consented and without the point that no map may show.

        Of a candidate that refused the map only the town stays.
        """
        kept = (
            self.model_copy(update={"consent": self.consent.model_copy(update={"by": None})}) if self.consent else self
        )
        if self.spot is not None:
            return kept
        bare: dict[str, str | None] = {"lat": None, "lng": None, "datum": None}
        if not self.mapped and self.candidate:
            bare |= {"entrance": None, "floor_room": None, "transit": None, "parking": None}
            bare |= {"address": self.location.town, "precision": "街镇"}
        return kept.model_copy(update={"location": self.location.model_copy(update=bare)})

    @property
    def card_url(self) -> str:
        """Address of its business card under the site's root."""
        return f"{self.url}{self.id}.vcf"

    @property
    def weekly(self) -> str:
        """The week for the browser."""
        return week((day, one.open, one.close) for one in self.hours for day in zh.weekdays(one.days))

    @property
    def exceptions(self) -> str:
        """The days that are otherwise than in other weeks, for the browser."""
        return dated(self.closed_days, ((one.date, one.open, one.close) for one in self.special_hours))

    def special_from(self, day: date, until: date = date.max) -> list[SpecialHours]:
        """Return the special hours from ``day`` to ``until``, in order."""
        near = (one for one in self.special_hours if day <= one.date <= until)
        return sorted(near, key=lambda one: (one.date, one.open))

    def closed_from(self, day: date, until: date = date.max) -> list[date]:
        """Return the closed days from ``day`` to ``until``, in order."""
        return sorted(one for one in self.closed_days if day <= one <= until)

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Highest honour first, areas before stations before points."""
        order = ("示范区", "示范站", "示范点")
        return (LEVEL_ORDER.get(self.top_level, 9), order.index(self.type), self.name, self.id)
