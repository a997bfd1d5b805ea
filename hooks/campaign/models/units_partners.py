"""Partners: government, trades, parks and firms that help each other. Source: the notice, item 九 伙伴政企机制."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Literal, get_args

from pydantic import Field

from campaign.models.base import Part
from campaign.models.capabilities import Allied
from campaign.models.fields import Day, Line, Text, YesNo
from campaign.models.refs import EventRef, OrgRef, UnitRef

Side = Literal["政府", "行业", "园区", "企业"]
SIDES: tuple[str, ...] = get_args(Side)


class Member(Part):
    """One member; who does not want to be named is only counted."""

    org: OrgRef = Field(title="单位", examples=["park-zhizao"])
    side: Side = Field(title="哪一方", examples=["园区"])
    public: YesNo = Field(
        default=False, title="同意公开名称", description="没有写 true 的只计数，网页和数据里都没有名称。"
    )


class Offer(Part):
    """What the group can do for others."""

    title: Line = Field(title="能帮什么", examples=["访客分色管理怎么做"])
    contact: Line | None = Field(None, title="找谁", examples=["园区前台（示例）"])


class Ask(Part):
    """What somebody in the group needs; nobody reads who."""

    title: Line = Field(title="求助内容", description="不写是谁提的。", examples=["外包检测的样品怎么交接"])
    state: Literal["待对接", "对接中", "已解决"] = Field("待对接", title="进展", examples=["待对接"])


class Partner(Allied):
    """One group of partners."""

    collection: ClassVar[str] = "partners"
    label: ClassVar[str] = "伙伴政企"
    section: ClassVar[str] = "示范单位"
    schema_type: ClassVar[str] = "WebPage"
    intro: ClassVar[str] = "政府、行业、园区、企业结成伙伴，企业帮企业，有话直接说。谁求助、求什么助，不公布名字。"
    facets: ClassVar[Mapping[str, str]] = {"cities": "城市"}

    name: Line = Field(max_length=40, title="伙伴组名称", examples=["示例制造伙伴组（示例）"])
    kind: Literal["园区", "产业链", "行业", "跨区域"] = Field(title="类型", examples=["园区"])
    state: Literal["筹备中", "运行中", "已结束"] = Field(title="状态", examples=["运行中"])
    since: Day | None = Field(None, title="成立日期", examples=["2023-06-25"])
    members: tuple[Member, ...] = Field(min_length=1, title="成员")
    convenor: OrgRef | None = Field(None, title="召集单位", description="要是同意公开名称的成员。")
    offers: tuple[Offer, ...] = Field((), title="能帮什么")
    asks: tuple[Ask, ...] = Field((), title="求助")
    charter: Text | None = Field(None, title="约定", description="一行一条。")
    events: tuple[EventRef, ...] = Field((), title="一起办的活动")
    units: tuple[UnitRef, ...] = Field((), title="组里的示范单位")

    def note_at(self, now: datetime) -> str:  # noqa: ARG002 staff say whether it still meets
        """Return whether the group still forms, meets, or is over."""
        return self.state

    def of_side(self, side: str) -> tuple[tuple[str, ...], int]:
        """Return the ids of the members of a side that may be named, and how many others there are."""
        own = [member for member in self.members if member.side == side]
        named = tuple(member.org for member in own if member.public)
        return named, len(own) - len(named)

    def for_public(self) -> Partner:
        """Return the group without the names of members that are only counted."""
        return self.model_copy(update={"members": tuple(member for member in self.members if member.public)})
