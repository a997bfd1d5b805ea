"""What units report beside their events: work done, press, corrections, the filed forms, earlier editions.

None of these records has a page: sums are public, the records behind them are staff's.
Source: DATA_MODEL "worklog", "media", "forms / submissions / adjustments".
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from pydantic import Field

from campaign.models.base import Record
from campaign.models.fields import Count, Day, Line, Moment, Url, YesNo
from campaign.models.parts import Part, Source
from campaign.models.refs import EventRef, FormRef, OrgRef, OutletRef


class Span(Part):
    """From one day to another, both included."""

    from_: Day = Field(alias="from", title="第一天", examples=["2023-06-05"])
    to: Day = Field(title="最后一天", examples=["2023-06-11"])


class Worklog(Record):
    """Sums of what one unit did in some days; never who was visited. What is not given is not known."""

    collection: ClassVar[str] = "worklog"
    label: ClassVar[str] = "工作台账"

    reporting_unit: OrgRef = Field(title="填报单位", examples=["fbzdjz"])
    period: Span = Field(title="期间")
    visits: Count | None = Field(None, title="走访企业（家）", description="没有就写 0；不写算未填。", examples=["3"])
    questionnaires: Count | None = Field(None, title="发放问卷（份）", examples=["40"])
    opinions: Count | None = Field(None, title="意见建议（条）", examples=["5"])
    solved: Count | None = Field(None, title="协调解决（个）", examples=["2"])
    reports_up: Count | None = Field(None, title="报送信息（篇）", examples=["1"])
    materials: Count | None = Field(
        None, title="发放材料（份）", description="只写活动以外发的，活动里发的写在活动结果里。", examples=["60"]
    )
    evidence_ref: Line | None = Field(
        None, title="依据", description="内部台账文号，不写企业和人名。", examples=["示例台账〔2023〕1号"]
    )
    sample: YesNo = Field(default=False, title="示例")

    @property
    def day(self) -> dt.date:
        """The day from which it is known."""
        return self.period.to


class Outlet(Record):
    """Where the press writes."""

    collection: ClassVar[str] = "outlets"
    label: ClassVar[str] = "媒体"

    name: Line = Field(title="媒体名称", examples=["示例晚报（示例）"])
    level: Literal["中央", "市", "区", "自有"] = Field(title="级别", examples=["市"])
    url: Url | None = Field(None, title="网址")
    sample: YesNo = Field(default=False, title="示例")


class Media(Record):
    """One report of the press; it has no page of ours, the list leads to the original."""

    collection: ClassVar[str] = "media"
    label: ClassVar[str] = "宣传报道"

    title: Line = Field(title="报道标题", examples=["商业秘密保护服务进园区（示例）"])
    outlet: OutletRef = Field(title="媒体", examples=["example-evening"])
    url: Url | None = Field(None, title="原文网址")
    date: Day = Field(title="刊发日期", examples=["2023-06-09"])
    reporting_unit: OrgRef = Field(title="编发单位", examples=["fbzdjz"])
    about: tuple[EventRef, ...] = Field((), title="报道的活动", examples=[["2023-06-08-launch"]])
    archived: Url | None = Field(None, title="存档网址")
    sample: YesNo = Field(default=False, title="示例")

    @property
    def day(self) -> dt.date:
        """The day of publication."""
        return self.date


class Adjustment(Record):
    """A correction of one figure of one unit, with its reason."""

    collection: ClassVar[str] = "adjustments"
    label: ClassVar[str] = "统计调整"

    reporting_unit: OrgRef = Field(title="填报单位", examples=["fbzdjz"])
    cell: Line = Field(title="统计表的格", description="统计表里那一格的代号（key）。", examples=["visits"])
    delta: int = Field(title="增减", description="加写 2，减写 -2。", examples=["-2"])
    reason: Line = Field(title="原因", examples=["两个科室重复登记同一次走访"])
    by: Line = Field(title="经办", description="科室，不写人名。", examples=["反不正当竞争科"])
    on: Day = Field(alias="date", title="日期", examples=["2023-06-26"])
    sample: YesNo = Field(default=False, title="示例")


class Filed(Part):
    """One figure as it was filed; without a value it was filed as 未填."""

    cell: Line = Field(title="格", examples=["visits"])
    value: Count | None = Field(None, title="数", examples=["12"])


class Submission(Record):
    """The form of one unit as it was filed: its figures never change again. Written by ``campaign report submit``."""

    collection: ClassVar[str] = "submissions"
    label: ClassVar[str] = "已报统计表"

    form: FormRef = Field(title="统计表", examples=["annex1-2023"])
    reporting_unit: OrgRef = Field(title="填报单位", description="与编号相同。", examples=["fbzdjz"])
    submitted: Moment = Field(title="报送时间", examples=["2023-06-27 16:00"])
    signed_off: Line = Field(title="签发", description="科室或岗位，不写人名。", examples=["科室负责人"])
    correction: Line | None = Field(None, title="重报原因", description="报过以后更正重报的才写。")
    values: tuple[Filed, ...] = Field(min_length=1, title="各格的数")
    sha: Line = Field(title="校验值", description="命令算出来的，手改过数字就对不上。", examples=["0" * 64])
    sample: YesNo = Field(default=False, title="示例")


class Remembered(Part):
    """One figure of an earlier edition."""

    cell: Line = Field(title="格", description="与本届统计表同一个代号，才能放在一起比。", examples=["visits"])
    value: Count = Field(title="数", examples=["80"])


class Edition(Record):
    """What an earlier edition's form said. Written by ``campaign report edition`` when it ends."""

    collection: ClassVar[str] = "editions"
    label: ClassVar[str] = "往届数据"

    year: Count = Field(title="年份", examples=["2022"])
    title: Line = Field(title="名称", examples=["示例区“服务月”"])
    source: Source = Field(title="来源")
    values: tuple[Remembered, ...] = Field(min_length=1, title="各格的数")
    sample: YesNo = Field(default=False, title="示例")
