"""The demonstration units on the map, as data.

Only those that agreed to be on a map, and whose point is more than their town's.
Source: RFC 7946 §4 (WGS 84, longitude first), §11.2 (six decimals are a tenth of a metre).
"""

from __future__ import annotations

from typing import Any

from pydantic import Field

from campaign.api.datasets import FOLDER
from campaign.models.base import Part
from campaign.models.fields import Line, Url, YesNo
from campaign.models.units import Unit
from campaign.site import Shown

PATH = f"{FOLDER}/units.geojson"
LABEL = "地图上的示范单位"
MEDIA_TYPE = "application/geo+json"


class UnitOnTheMap(Part):
    """What a point of the map says of its unit."""

    name: Line = Field(title="单位名称")
    type: Line = Field(title="类型")
    level: str = Field(title="级别", description="国家、市、区；没有荣誉时为空。")
    stage: Line = Field(title="阶段")
    town: Line = Field(title="街镇")
    address: Line = Field(title="地址")
    precision: Line = Field(title="位置精度", description="门牌、园区。")
    services: tuple[str, ...] = Field(title="服务")
    sample: YesNo = Field(title="示例")
    url: Url = Field(title="网页地址")


def on_the_map(shown: Shown) -> list[Unit]:
    """Return the units that a map may show."""
    return [unit for unit in shown.having(Unit) if unit.spot is not None]


def feature_collection(shown: Shown) -> dict[str, Any]:
    """Return the FeatureCollection, in the order of the directory."""
    return {"type": "FeatureCollection", "features": [_feature(shown, unit) for unit in on_the_map(shown)]}


def schema(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON Schema of the document around that of a feature's ``properties``."""
    point = {
        "type": "object",
        "properties": {
            "type": {"const": "Point"},
            "coordinates": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
        },
        "required": ["type", "coordinates"],
    }
    feature = {
        "type": "object",
        "properties": {
            "type": {"const": "Feature"},
            "id": {"type": "string"},
            "geometry": point,
            "properties": properties,
        },
        "required": ["type", "id", "geometry", "properties"],
    }
    return {
        "type": "object",
        "title": f"{LABEL}（GeoJSON，WGS 84）",
        "properties": {"type": {"const": "FeatureCollection"}, "features": {"type": "array", "items": feature}},
        "required": ["type", "features"],
    }


def _feature(shown: Shown, unit: Unit) -> dict[str, Any]:
    spot = unit.spot
    assert spot is not None  # noqa: S101 asked of on_the_map only
    told = UnitOnTheMap.model_construct(
        name=unit.name,
        type=unit.type,
        level=unit.level_at(shown.now.date()),
        stage=unit.stage,
        town=unit.location.town,
        address=unit.location.address,
        precision=unit.location.precision,
        services=unit.services,
        sample=unit.sample,
        url=shown.campaign.site_url + unit.url,
    )
    point = {"type": "Point", "coordinates": [round(spot.lng, 6), round(spot.lat, 6)]}
    return {"type": "Feature", "id": unit.id, "geometry": point, "properties": told.model_dump(mode="json")}
