"""The rules about maps: reviewed layers, and points that lie where they can."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from campaign.geo import Point, from_wgs84

if TYPE_CHECKING:
    from tests.conftest import Folder

UNIT = "units/station.yml"
AREA = "area: {west: 121.0, south: 30.9, east: 121.4, north: 31.2}"
LAYER = "path: maps/towns.geojson, crs: gcj02, licence: 按授权使用, attribution: 示例测绘单位（示例）"
BORDER = [Point(121.10, 31.00), Point(121.30, 31.00), Point(121.30, 31.10), Point(121.10, 31.00)]


def with_map(tiny: Folder, layer: str = "") -> None:
    """Give the campaign a map, and perhaps one layer."""
    layers = f"\n  layers:\n    - {{{layer}}}" if layer else ""
    tiny.edit("campaign.yml", map=f"\n  {AREA}{layers}")
    tiny.replace("vocab.yml", "name: 方松街道}", "name: 方松街道, lat: 31.038, lng: 121.225}")


def write_layer(tiny: Folder, text: str | None = None) -> None:
    """Write a border as a Chinese map provider would give it."""
    ring = [[at.lng, at.lat] for at in (from_wgs84(one, "gcj02") for one in BORDER)]
    shape = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    tiny.write("maps/towns.geojson", text or json.dumps({"type": "FeatureCollection", "features": [shape]}))


# boundary_layer_is_reviewed


def test_boundary_layer_is_reviewed_refuses_one_without_number(tiny: Folder) -> None:
    write_layer(tiny)
    with_map(tiny, LAYER)

    assert tiny.problems_of() == [tiny.finding("campaign.yml", "¦maps/towns.geojson", "layer-unreviewed")]
    (problem,) = tiny.problems()
    assert "地图管理条例第十五条" in problem.message
    assert "省级测绘地理信息主管部门" in problem.hint


@pytest.mark.parametrize("number", ["待定", "2023001", "GS(2024)号"])
def test_boundary_layer_is_reviewed_refuses_what_is_no_number(tiny: Folder, number: str) -> None:
    write_layer(tiny)
    with_map(tiny, f"{LAYER}, review_number: {number}")
    (problem,) = tiny.problems()
    assert (problem.code, number in problem.message) == ("layer-unreviewed", True)


@pytest.mark.parametrize("number", ["GS(2024)0650号", "沪S（2023）001号", "京审字（2023）G第0012号"])
def test_boundary_layer_is_reviewed_takes_the_forms_in_use(tiny: Folder, number: str) -> None:
    write_layer(tiny)
    with_map(tiny, f"{LAYER}, review_number: {number}")
    assert tiny.problems_of() == []


def test_boundary_layer_is_reviewed_reads_one_with_number(tiny: Folder) -> None:
    write_layer(tiny)
    with_map(tiny, f"{LAYER}, review_number: 示例S(2023)001号")

    (line,) = tiny.loaded().layers["maps/towns.geojson"]
    assert [(round(one.lng, 6), round(one.lat, 6)) for one in line] == [(one.lng, one.lat) for one in BORDER]


@pytest.mark.parametrize("text", ["{", "[]", '{"type": "Point", "coordinates": [1, 2]}', '{"type": "Feature"}'])
def test_layer_that_is_no_geojson_is_named(tiny: Folder, text: str) -> None:
    write_layer(tiny, text)
    with_map(tiny, f"{LAYER}, review_number: 示例S(2023)001号")

    assert tiny.problems_of() == [tiny.finding("campaign.yml", "¦maps/towns.geojson", "layer-format")]


def test_layer_that_is_not_there_is_named(tiny: Folder) -> None:
    with_map(tiny, LAYER)

    assert [code for *_, code in tiny.problems_of()] == ["layer-missing"]


# point_lies_in_the_district


def test_point_lies_in_the_district_accepts_every_datum(tiny: Folder) -> None:
    with_map(tiny)
    tiny.replace(UNIT, "datum: wgs84", "datum: bd09")

    assert tiny.problems_of() == []


def test_point_lies_in_the_district_names_a_point_outside(tiny: Folder) -> None:
    with_map(tiny)
    tiny.replace(UNIT, "lng: 121.23", "lng: 121.43")

    assert tiny.problems_of() == [tiny.finding(UNIT, "lat: ¦31.04, lng", "point-outside")]
    (problem,) = tiny.problems()
    assert "纬度 31.04，经度 121.43" in problem.message


def test_point_lies_in_the_district_reminds_of_another_town(tiny: Folder) -> None:
    with_map(tiny)
    tiny.replace(UNIT, "lat: 31.04, lng: 121.23", "lat: 31.14, lng: 121.23")

    (problem,) = tiny.problems()
    assert (problem.code, problem.severity) == ("point-far-from-town", "warning")
    assert "11 公里" in problem.message


def test_point_lies_in_the_district_asks_nothing_without_a_map(tiny: Folder) -> None:
    tiny.replace(UNIT, "lng: 121.23", "lng: 99.5")

    assert tiny.problems_of() == []


# latitude_and_longitude_are_not_swapped


@pytest.mark.parametrize("mapped", [True, False])
def test_latitude_and_longitude_are_not_swapped_names_both(tiny: Folder, mapped: bool) -> None:  # noqa: FBT001 a parameter
    if mapped:
        with_map(tiny)
    tiny.replace(UNIT, "lat: 31.04, lng: 121.23", "lat: 121.23, lng: 31.04")

    assert tiny.problems_of() == [tiny.finding(UNIT, "lat: ¦121.23", "point-swapped")]
    (problem,) = tiny.problems()
    assert "lat: 31.04, lng: 121.23, datum" in problem.suggestion


@pytest.mark.parametrize("place", ["towns.geojson", "layers/towns.geojson"])
def test_layer_outside_its_folder_is_told_where_it_belongs(tiny: Folder, place: str) -> None:
    write_layer(tiny)
    (tiny.root / place).parent.mkdir(exist_ok=True)
    (tiny.root / "maps/towns.geojson").rename(tiny.root / place)
    with_map(tiny, f"{LAYER}, review_number: 示例S(2023)001号".replace("maps/towns.geojson", place))
    top = place.partition("/")[0]

    assert tiny.problems_of() == [
        tiny.finding("campaign.yml", f"¦{place}", "layer-place"),
        (f"data/{top}", 1, 1, "unknown-collection"),
    ]
    named, stranger = tiny.problems()
    assert "path: maps/towns.geojson, crs" in named.suggestion
    assert named.hint == "把文件移到 data/maps/towns.geojson，这里写 path: maps/towns.geojson。"
    assert stranger.hint == (
        "这是地图的图层：移到 data/maps/towns.geojson，campaign.yml 的 layers 里写 path: maps/towns.geojson。"
    )
