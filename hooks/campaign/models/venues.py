"""Places where things happen."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from campaign.geo import Datum, Point, to_wgs84
from campaign.models.base import Part, Record
from campaign.models.fields import Count, Line, Number, YesNo
from campaign.models.refs import Town, UnitRef


class VenueAccess(Part):
    """Barrier-free facts of a building."""

    wheelchair: YesNo = Field(default=False, title="轮椅可达")
    lift: YesNo = Field(default=False, title="电梯")
    toilet: YesNo = Field(default=False, title="无障碍卫生间")
    hearing_loop: YesNo = Field(default=False, title="助听回路")


class Location(Part):
    """Where a place is: an address people can follow, and a point if known."""

    address: Line = Field(title="地址", examples=["示例区示例路 1 号（示例）"])
    town: Town = Field(title="街镇", examples=["示例街道"])
    lat: Number | None = Field(None, ge=-180, le=180, title="纬度", examples=["31.03"])
    lng: Number | None = Field(None, ge=-180, le=180, title="经度", examples=["121.22"])
    datum: Datum | None = Field(
        None, title="坐标系", description="高德、腾讯地图上取的写 gcj02，百度地图上取的写 bd09。", examples=["gcj02"]
    )
    entrance: Line | None = Field(None, title="入口")
    floor_room: Line | None = Field(None, title="楼层房间", examples=["三楼会议室"])
    transit: Line | None = Field(None, title="公交地铁", examples=["轨道交通9号线，步行 10 分钟"])
    parking: Line | None = Field(None, title="停车")

    @property
    def point(self) -> Point | None:
        """Where it is in WGS 84, if staff gave the point and said in which datum."""
        if self.lng is None or self.lat is None or self.datum is None:
            return None
        return to_wgs84(Point(self.lng, self.lat), self.datum)


class Venue(Record, Location):
    """A venue that several records can share."""

    collection: ClassVar[str] = "venues"
    label: ClassVar[str] = "场所"

    name: Line = Field(title="场所名称", examples=["示例会议中心"])
    unit: UnitRef | None = Field(
        None, title="所在示范单位", description="场所在哪家示范单位里；在这里办的活动会列在它的页面上。"
    )
    access: VenueAccess | None = Field(None, title="无障碍设施")
    capacity: Count | None = Field(None, title="容纳人数")
    sample: YesNo = Field(default=False, title="示例")
