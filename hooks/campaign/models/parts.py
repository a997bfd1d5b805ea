"""What records are made of: the mappings that several collections share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from campaign.models.fields import Day, FilePath, ImagePath, Line, Url


class Part(BaseModel):
    """A mapping inside a record. Unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    #: keys that people write here → the record's own field, a list of dates, that says it; the part's ``date`` moves there
    elsewhere: ClassVar[Mapping[str, str]] = {}
    #: whether a key with nothing behind it is a mistake, because who writes it means something by it
    empty_is_wrong: ClassVar[bool] = False


class Source(Part):
    """Where a record's content comes from."""

    name: Line = Field(title="来源名称", examples=["示例区市场监督管理局"])
    url: Url | None = Field(None, title="来源网址")
    doc_no: Line | None = Field(None, title="文号", examples=["示例〔2023〕1号"])


class Image(Part):
    """One picture with what a blind reader hears and who allowed it."""

    file: ImagePath = Field(
        title="图片文件", description="放在 data/images/ 里的文件名。", examples=["images/launch.jpg"]
    )
    alt: Line = Field(title="替代文字", description="给看不见图片的人听的一句话。")
    credit: Line | None = Field(None, title="摄影或来源")
    consent: Line | None = Field(None, title="授权说明", description="谁在什么时候同意公开。")


class Attachment(Part):
    """A file to download."""

    file: FilePath = Field(title="附件文件", examples=["files/zhiyin.pdf"])
    label: Line = Field(title="附件名称")


class Contact(Part):
    """A public office to ask, never a private person's number."""

    label: Line = Field(title="联系单位", examples=["反不正当竞争科（示例）"])
    phone: Line | None = Field(None, title="公开电话", examples=["021-0000-0000（示例）"])


class Review(Part):
    """The checks a record passed before it was published."""

    secrecy: Literal["pass", "pending"] = Field(title="保密审查", description="pass 表示已通过。", examples=["pass"])
    legal: Literal["pass", "pending"] | None = Field(None, title="法制审核", description="pending 的不能发布。")
    by: Line | None = Field(None, title="审查部门", examples=["办公室"])
    checked: Day | None = Field(None, title="审查日期", examples=["2023-06-06"])
