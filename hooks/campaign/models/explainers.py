"""Explainers: what a law means for a firm, resting on articles of pinned versions."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from campaign.models.base import Part
from campaign.models.fields import Count, Day, Id, Line, Rich, Text
from campaign.models.refs import CaseRef, Cited, LectureRef, TemplateRef
from campaign.models.shared import Shared


class Example(Part):
    """A worked example, always made up and shown as such."""

    title: Line = Field(title="标题", examples=["配方写在黑板上"])
    story: Text = Field(title="情形", description="谁、做了什么，三五句话；单位和人都用化名。")
    steps: tuple[Line, ...] = Field((), title="一步一步看", examples=[["先看是不是谁都知道"]])
    outcome: Text = Field(title="结论", examples=["这份配方不算商业秘密，因为没有采取保密措施。"])


class Question(Part):
    """One common question with its answer."""

    q: Line = Field(title="问", examples=["没有申请专利，还受保护吗？"])
    a: Text = Field(title="答", examples=["受保护，商业秘密不用登记。"])


class Reviewed(Part):
    """Who last compared the explainer with the law, and when."""

    by: Line = Field(title="复核人或部门", examples=["法规科（示例）"])
    on: Day = Field(title="复核日期", examples=["2025-10-20"])


class Explainer(Shared):
    """One question about the law, answered for a shop owner."""

    collection: ClassVar[str] = "explainers"
    label: ClassVar[str] = "法规解读"
    section: ClassVar[str] = "法规"
    schema_type: ClassVar[str] = "Article"
    intro: ClassVar[str] = "两分钟看懂一个问题：结论、怎么做、不要做，每一句都写明依据哪个版本的哪一条。"

    title: Line = Field(max_length=40, title="标题", examples=["什么是商业秘密：三性"])
    order: Count = Field(title="排列序号", examples=["1"])
    summary: Text = Field(
        max_length=120,
        title="一句话结论",
        description="读者只看这一句也不会错。",
        examples=["没人知道、值钱、锁好了，三样齐全才算。"],
    )
    body: Rich = Field(
        title="三分钟读懂",
        description="自己的话，别抄条文；引用写 [文字](law:aucl-2025#10)。",
        examples=["先看三样东西。"],
    )
    do: tuple[Line, ...] = Field(min_length=1, title="怎么做", examples=[["列一张秘密清单"]])
    templates: tuple[TemplateRef, ...] = Field((), title="拿去用的模板", description="列在“怎么做”下面，写模板的编号。")
    dont: tuple[Line, ...] = Field((), title="不要做", examples=[["不要把图纸发到群里"]])
    example: Example | None = Field(None, title="示例")
    articles: tuple[Cited, ...] = Field(
        min_length=1, title="依据条文", description="写明版本：law:aucl-2025#10。", examples=[["law:aucl-2025#10"]]
    )
    faqs: tuple[Question, ...] = Field((), title="常见问题")
    lectures: tuple[LectureRef, ...] = Field((), title="相关宣讲")
    cases: tuple[CaseRef, ...] = Field((), title="相关案例", description="典型案例的编号。")
    diagram: Id | None = Field(None, title="图解", description="overrides/diagrams/ 里的文件名，不带 .html。")
    reviewed: Reviewed = Field(title="法规复核")

    @property
    def points(self) -> tuple[str, ...]:
        """The first things to do."""
        return self.do[:3]

    @property
    def sort_key(self) -> tuple[object, ...]:
        """By the order that staff gave."""
        return (self.order, self.id)
