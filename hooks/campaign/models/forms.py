"""The official statistics form as data: another year's form is another file.

Source: 松市监竞争〔2023〕45号, 附件; DATA_MODEL "forms".
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from campaign.models.base import Record
from campaign.models.fields import Count, Day, Line, YesNo
from campaign.models.parts import Part
from campaign.models.refs import CampaignRef

#: collections that a cell can be reckoned from
Counting = Literal["events", "lectures", "open_days", "worklog", "cases", "media"]
_HELD: tuple[Counting, ...] = ("events", "lectures", "open_days")


class Where(Part):
    """Which records of its collections a cell takes; every condition must hold."""

    stat_row: Literal["1", "2", "7"] | None = Field(None, title="统计表行号", description="记录里写的 stat_row。")
    held: YesNo = Field(default=False, title="已举行", description="只算已经结束、填了结果并且举行了的。")
    published_on: Literal["in_period"] | None = Field(None, title="发布日期", description="in_period：在统计期内。")
    outlet_level: Line | None = Field(None, alias="outlet.level", title="媒体级别", examples=["中央"])
    kind: Line | None = Field(None, title="活动类型", examples=["座谈会"])
    mode: Line | None = Field(None, title="形式", examples=["线上"])
    item: Count | None = Field(None, title="活动安排编号", examples=["5"])


class Cell(Part):
    """One figure of the form: what is printed, and how it is reckoned."""

    row: Line = Field(title="序号", examples=["1"])
    key: Line = Field(title="代号", description="小写英文，调整和往届比较用它；年年不变。", examples=["visits"])
    label: Line = Field(title="具体内容", examples=["调研走访企业"])
    unit: Line = Field(title="单位", examples=["家"])
    agg: Literal["count", "sum"] = Field(title="算法", description="count 数条数，sum 加字段。", examples=["sum"])
    from_: tuple[Counting, ...] = Field(_HELD, alias="from", title="取自", examples=[["worklog"]])
    field: Line | None = Field(
        None, title="加哪个字段", description="sum 必须写；台账里的字段直接写名字。", examples=["visits"]
    )
    where: Where = Field(Where(), title="条件")
    indent: Count = Field(0, title="缩进", examples=["0"])


class Head(Part):
    """What stands between the form's title and its table."""

    unit_label: Line = Field(title="填报单位栏", examples=["填报单位（盖章）"])
    date_label: Line = Field(title="日期栏", examples=["年 月 日"])


class Form(Record):
    """One statistics form; ``campaign.yml`` names the one that is in force."""

    collection: ClassVar[str] = "forms"
    label: ClassVar[str] = "统计表"

    campaign: CampaignRef = Field(title="所属服务月", examples=["fwy-2023"])
    title: Line = Field(title="表名", examples=["活动开展情况统计表"])
    doc_no: Line = Field(title="文号", examples=["示例〔2023〕45号"])
    due_on: Day = Field(title="报送期限", examples=["2023-06-28"])
    recipient: Line = Field(title="报送科室", examples=["反不正当竞争科"])
    header: Head = Field(title="表头")
    columns: tuple[Line, Line, Line] = Field(
        ("序号", "具体内容", "数据"), title="栏目", examples=[["序号", "具体内容", "数据"]]
    )
    period: Literal["campaign", "custom"] = Field(
        "campaign", title="统计期", description="campaign 服务月起止；custom 另写 period_from 和 period_to。"
    )
    period_from: Day | None = Field(None, title="统计期开始", examples=["2023-06-01"])
    period_to: Day | None = Field(None, title="统计期结束", examples=["2023-07-05"])
    dedupe: Literal["none"] = Field(
        "none", title="去重", description="none：家数是各场相加，不去重，表下注明。", examples=["none"]
    )
    cells: tuple[Cell, ...] = Field(min_length=1, title="各格")

    def cell(self, key: str) -> Cell | None:
        """Return the cell called ``key``, if the form has it."""
        return next((cell for cell in self.cells if cell.key == key), None)
