"""Controlled words: topics, sub-districts, cities. Staff write the label, not the id."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from campaign.geo import Point
from campaign.models.base import Record
from campaign.models.fields import Line, Number


class Vocab(Record):
    """One allowed word of one scheme."""

    collection: ClassVar[str] = "vocab"
    label: ClassVar[str] = "词表"

    scheme: Line = Field(title="词表名", description="街镇、主题等。", examples=["街镇"])
    name: Line = Field(title="词", examples=["示例街道"])
    code: Line | None = Field(None, title="代码", description="有正式代码才写。")
    lat: Number | None = Field(
        None, ge=-90, le=90, title="纬度", description="街镇在示意图上写名字的地方，WGS 84。", examples=["31.03"]
    )
    lng: Number | None = Field(None, ge=-180, le=180, title="经度", examples=["121.22"])

    @property
    def point(self) -> Point | None:
        """Where the schematic map writes the word, in WGS 84."""
        return None if self.lng is None or self.lat is None else Point(self.lng, self.lat)
