"""The schematic maps of a campaign: what is drawn under the stations, and along the corridor of cities."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from campaign.geo import Datum, Point
from campaign.models.fields import Count, Day, LayerPath, Line, Number
from campaign.models.parts import Part
from campaign.models.refs import City

LineKind = Literal["公路", "轨道", "水系"]


class MapArea(Part):
    """The box in which every point of the district lies; wide enough, and no border."""

    west: Number = Field(ge=-180, le=180, title="最西经度", examples=["121.0"])
    south: Number = Field(ge=-90, le=90, title="最南纬度", examples=["30.9"])
    east: Number = Field(ge=-180, le=180, title="最东经度", examples=["121.4"])
    north: Number = Field(ge=-90, le=90, title="最北纬度", examples=["31.2"])

    def holds(self, point: Point) -> bool:
        """Whether ``point`` (WGS 84) lies in the box."""
        return self.west <= point.lng <= self.east and self.south <= point.lat <= self.north


class MapPoint(Part):
    """A corner of a line, WGS 84."""

    lng: Number = Field(ge=-180, le=180, title="经度", examples=["121.22"])
    lat: Number = Field(ge=-90, le=90, title="纬度", examples=["31.03"])


class MapLine(Part):
    """A road, railway or river, drawn by hand with a few corners."""

    name: Line = Field(title="名称", examples=["示例河"])
    kind: LineKind = Field(title="类别", examples=["水系"])
    points: tuple[MapPoint, ...] = Field(min_length=2, title="拐点")


class MapLayer(Part):
    """A layer of boundaries or other surveyed geometry, which the law wants reviewed."""

    path: LayerPath = Field(
        title="图层文件", description="data/maps 目录里的 GeoJSON 文件。", examples=["maps/towns.geojson"]
    )
    crs: Datum = Field(title="坐标系", examples=["wgs84"])
    licence: Line = Field(title="许可", examples=["按提供单位的授权"])
    attribution: Line = Field(title="署名", examples=["示例测绘单位（示例）"])
    review_number: Line | None = Field(
        None, title="审图号", description="没有审图号的界线图层不能公开（地图管理条例第十五条）。"
    )
    valid_from: Day | None = Field(None, title="启用日期", examples=["2023-06-01"])


class DistrictMap(Part):
    """The map of the stations."""

    area: MapArea = Field(title="检查范围", description="坐标落在外面就报错；大致框住本区即可，不是区界。")
    lines: tuple[MapLine, ...] = Field((), title="示意线")
    layers: tuple[MapLayer, ...] = Field((), title="界线图层")


class CorridorStop(Part):
    """A city of the corridor, on the squares of the diagram."""

    city: City = Field(title="城市", examples=["示例市"])
    x: Count = Field(title="第几列", description="从左数，从 0 起。", examples=["0"])
    y: Count = Field(title="第几行", description="从上数，从 0 起。", examples=["0"])
    label: Literal["上", "下", "右"] = Field("上", title="名字写在")


class CorridorLine(Part):
    """A line of the diagram through several cities."""

    name: Line = Field(title="名称", examples=["沪杭方向"])
    cities: tuple[City, ...] = Field(min_length=2, title="经过的城市")


class Corridor(Part):
    """The diagram of the cities that work together: no map, only who is next to whom."""

    title: Line = Field(title="名称", examples=["示例走廊"])
    stops: tuple[CorridorStop, ...] = Field(min_length=2, title="城市")
    lines: tuple[CorridorLine, ...] = Field(min_length=1, title="连线")
