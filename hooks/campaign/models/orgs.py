"""Organisations that run, help, report or host."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from campaign.models.base import Record
from campaign.models.fields import Line, Url, YesNo
from campaign.models.refs import OrgRef, Town


class Org(Record):
    """One organisation; records name it by id, so that a renaming is one line."""

    collection: ClassVar[str] = "orgs"
    label: ClassVar[str] = "单位"

    name: Line = Field(title="单位全称", examples=["示例区市场监督管理局反不正当竞争科"])
    short: Line | None = Field(None, title="简称", examples=["反不正当竞争科"])
    kind: Literal["区局", "区局科室", "市场监管所", "执法队", "成员单位", "园区", "律所", "院校", "协会", "企业"] = (
        Field(title="类别", examples=["区局科室"])
    )
    reports: YesNo = Field(default=False, title="是否填报统计表")
    parent: OrgRef | None = Field(None, title="上级单位")
    area: Town | None = Field(None, title="街镇")
    public_phone: Line | None = Field(None, title="公开电话")
    url: Url | None = Field(None, title="网址")
    sample: YesNo = Field(default=False, title="示例")
