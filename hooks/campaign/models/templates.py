"""Templates: a sheet of paper that a firm prints or opens in a spreadsheet, and uses on Monday."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from campaign.models.base import Published
from campaign.models.fields import Count, Line, Text
from campaign.models.refs import Cited
from campaign.models.sheets import Sheet

#: what every text that two parties sign says above its title
BEFORE_SIGNING = "示例文本，签之前请律师看。"


class Template(Published):
    """One sheet with when and how to use it."""

    collection: ClassVar[str] = "templates"
    label: ClassVar[str] = "模板"
    section: ClassVar[str] = "法规"
    schema_type: ClassVar[str] = "DigitalDocument"
    intro: ClassVar[str] = "登记表、清单、约定要点：打印一张就能用，表格还能下载到电脑里接着填。"

    title: Line = Field(max_length=30, title="名称", examples=["密级清单"])
    order: Count = Field(title="排列序号", examples=["1"])
    kind: Literal["表格", "清单", "文书"] = Field(
        title="类型", description="表格写 columns 和 blank，清单写 groups，文书写 clauses。", examples=["表格"]
    )
    summary: Text = Field(max_length=120, title="一句话说明", examples=["写明哪些是秘密、放在哪里、谁能看。"])
    when: Text = Field(max_length=160, title="什么时候用", examples=["还说不出自己有哪些秘密的时候。"])
    how: tuple[Line, ...] = Field(
        min_length=2,
        max_length=4,
        title="怎么用",
        description="2 到 4 行。",
        examples=[["先写最要紧的五样", "半年看一遍"]],
    )
    sheet: Sheet = Field(title="纸上的内容")
    articles: tuple[Cited, ...] = Field(
        min_length=1, title="依据条文", description="写明版本：law:aucl-2025#10。", examples=[["law:aucl-2025#10"]]
    )

    @property
    def sort_key(self) -> tuple[object, ...]:
        """By the order that staff gave."""
        return (self.order, self.id)

    @property
    def caution(self) -> str:
        """What stands above the title on paper, or an empty string."""
        return BEFORE_SIGNING if self.kind == "文书" else ""

    @property
    def csv_url(self) -> str:
        """Address of the table under the site's root, or an empty string for a text."""
        return "" if self.kind == "文书" else f"{self.url}{self.id}.csv"
