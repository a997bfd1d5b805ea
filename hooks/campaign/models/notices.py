"""The policy wall: notices with dates that expire by themselves."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import ClassVar, Literal

from pydantic import Field

from campaign import zh
from campaign.models.base import Part
from campaign.models.capabilities import Allied
from campaign.models.fields import Day, Line, Text, Url, YesNo
from campaign.models.refs import NoticeRef


class Apply(Part):
    """When and where to apply."""

    opens: Day | None = Field(None, title="开始申报", examples=["2023-06-01"])
    closes: Day | None = Field(None, title="截止申报", examples=["2023-06-30"])
    url: Url | None = Field(None, title="申报网址")


class Notice(Allied):
    """One notice on the wall."""

    collection: ClassVar[str] = "notices"
    label: ClassVar[str] = "公告"
    section: ClassVar[str] = "公告"
    intro: ClassVar[str] = "政策、公告、申报、服务、提示：写明给谁、给什么、怎么办、到哪天。"

    title: Line = Field(max_length=80, title="公告标题", examples=["商业秘密保护示范单位申报指南（示例）"])
    kind: Literal["政策", "公告", "申报", "服务", "提示"] = Field(title="类型", examples=["申报"])
    issuer: Line = Field(title="发布单位", examples=["示例区市场监督管理局"])
    doc_no: Line | None = Field(None, title="文号")
    issued: Day = Field(title="发布日期", examples=["2023-06-01"])
    valid_from: Day | None = Field(None, title="生效日期")
    valid_until: Day | None = Field(None, title="失效日期", description="过了这天页面会标明“已过期”。")
    apply: Apply | None = Field(None, title="申报")
    who: Text | None = Field(None, title="适用对象")
    what: Text | None = Field(None, title="给什么")
    how: tuple[Line, ...] = Field((), title="怎么办")
    region: Line | None = Field(None, title="适用地区")
    pinned: YesNo = Field(default=False, title="置顶")
    replaces: NoticeRef | None = Field(None, title="替代哪条")
    replaced_by: NoticeRef | None = Field(None, title="被哪条替代")

    @property
    def day(self) -> date:
        """The day of issue."""
        return self.issued

    @property
    def expires(self) -> datetime | None:
        """The moment from which it is kept only for reference."""
        return datetime.combine(self.valid_until + timedelta(days=1), time.min) if self.valid_until else None

    def expired_at(self, now: datetime) -> bool:
        """Whether the last day of validity is over."""
        return self.expires is not None and now >= self.expires

    def note_at(self, now: datetime) -> str:
        """Return until when the notice holds."""
        if self.valid_until is None:
            return ""
        return "已过期" if self.expired_at(now) else f"有效期至{zh.month_day(self.valid_until)}"

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Pinned first, then the newest."""
        return (not self.pinned, -self.issued.toordinal(), self.id)
