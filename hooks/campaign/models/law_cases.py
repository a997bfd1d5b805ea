"""Cases: anonymised stories of what happened to a secret, and what one learns from them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import ClassVar, Literal

from pydantic import Field

from campaign.models.capabilities import Allied
from campaign.models.fields import Day, Line, Text, YesNo
from campaign.models.refs import Cited, LectureRef


class Case(Allied):
    """One case, told in steps and without anybody's name."""

    collection: ClassVar[str] = "cases"
    label: ClassVar[str] = "典型案例"
    section: ClassVar[str] = "法规"
    schema_type: ClassVar[str] = "Article"
    intro: ClassVar[str] = "别人的教训，自己的办法：出了什么事、事前做了什么、结果怎样、学到什么。单位和人都不写真名。"
    facets: ClassVar[Mapping[str, str]] = {"act": "行为", "industry": "行业", "route": "途径"}

    title: Line = Field(max_length=40, title="标题", examples=["离职前夜拷走的图纸（示例）"])
    published_on: Day = Field(title="发布日期", examples=["2025-11-03"])
    publisher: Line = Field(title="发布单位", examples=["反不正当竞争科（示例）"])
    route: Literal["行政", "民事", "刑事"] = Field(title="途径", examples=["行政"])
    region: Line | None = Field(None, title="地区", examples=["示例区"])
    industry: Line = Field(title="行业", examples=["机械制造"])
    secret: Literal["技术信息", "经营信息"] = Field(title="秘密的种类", examples=["技术信息"])
    act: Literal["不正当手段获取", "披露使用", "违反保密义务", "教唆帮助", "第三人"] = Field(
        title="行为", examples=["违反保密义务"]
    )
    facts: Text = Field(
        title="出了什么事",
        description="一步写一行，页面上编号；单位和人用化名。",
        examples=["工程师甲离职前拷走图纸。"],
    )
    measures: Text = Field(
        title="权利人做了什么", description="事前采取的保密措施，一条写一行。", examples=["图纸只有项目组能打开。"]
    )
    decision: Text = Field(title="结果", description="不写没有依据的数额。", examples=["责令停止违法行为。"])
    lesson: tuple[Line, ...] = Field(min_length=1, title="学到什么", examples=[["离职当天停掉账号"]])
    articles: tuple[Cited, ...] = Field(
        min_length=1, title="依据条文", description="写明版本：law:aucl-2025#10。", examples=[["law:aucl-2025#10"]]
    )
    anonymised: YesNo = Field(
        title="已隐去真名", description="单位、人名、地址、产品型号都看不出是谁，才写 true。", examples=["true"]
    )
    lectures: tuple[LectureRef, ...] = Field((), title="相关宣讲")

    @property
    def day(self) -> date:
        """The day of publication."""
        return self.published_on

    def note_at(self, now: datetime) -> str:  # noqa: ARG002 a case stays what it is
        """Return the route and the act, as the card says them."""
        return f"{self.route} · {self.act}"

    @property
    def sort_key(self) -> tuple[object, ...]:
        """The newest first."""
        return (-self.published_on.toordinal(), self.id)
