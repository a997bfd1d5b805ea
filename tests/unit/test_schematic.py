"""The drawing of the map: where things come to lie, and what is drawn of whom."""

from __future__ import annotations

import math
import re
from datetime import datetime
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from tests.unit.test_checks_maps import AREA, LAYER, UNIT, with_map, write_layer

from campaign.geo import Point
from campaign.plane import apart, rounded
from campaign.schematic import Frame, Ground, locator
from campaign.stations import clusters, picture, stations
from campaign.views import VIEWS

if TYPE_CHECKING:
    from tests.conftest import Folder

CONSENT = "{map: true, by: 示例单位（示例）}"


def test_frame_keeps_directions_and_proportions() -> None:
    frame = Frame.around([Point(121.0, 31.0), Point(121.2, 31.1)])
    (west, south), (east, north) = frame.at(Point(121.05, 31.02)), frame.at(Point(121.15, 31.07))

    assert west < east
    assert north < south
    assert (east - west) / (south - north) == pytest.approx(0.1 * math.cos(math.radians(31.05)) / 0.05)


def test_pins_stand_apart_and_near_their_places() -> None:
    spots = [(100.0 + no % 3, 100.0 + no % 2) for no in range(12)]
    stands = apart(spots, 33, 400)

    assert min(math.dist(a, b) for a, b in combinations(stands, 2)) > 32
    assert max(math.dist(a, b) for a, b in zip(spots, stands, strict=True)) < 100
    assert apart([(50.0, 50.0), (200.0, 50.0)], 33, 400) == [(50.0, 50.0), pytest.approx((200, 50), abs=0.1)]


def test_corners_are_rounded() -> None:
    assert rounded([(0, 0), (100, 0), (100, 100)], 10) == "M0 0L90.0 0.0Q100.0 0.0 100.0 10.0L100 100"


def test_only_units_that_agreed_are_on_the_map(tiny: Folder) -> None:
    with_map(tiny)
    tiny.edit(UNIT, consent=CONSENT)
    tiny.add_like(UNIT, "silent", name="没问过的站", consent=None)
    tiny.add_like(UNIT, "refusing", name="不同意的站", consent="{map: false}")
    vague = tiny.add_like(UNIT, "vague", name="只到街镇的站")
    tiny.replace(vague, "datum: wgs84", "datum: wgs84, precision: 街镇")
    shown = tiny.shown()
    found = stations(shown)

    assert [(one.number, one.unit.name) for one in found if one.point] == [(1, "示例服务站")]
    assert sorted(one.unit.name for one in found if not one.point) == ["不同意的站", "只到街镇的站", "没问过的站"]
    drawn = str(picture(shown, found))
    assert drawn.count('href="#s') == 1
    assert 'aria-label="1 号，示例服务站，示范站"' in drawn


def test_who_has_no_title_yet_is_drawn_hollow_named_so_and_counted_apart(tiny: Folder) -> None:
    with_map(tiny)
    tiny.edit(UNIT, consent=CONSENT)
    tiny.add_like(UNIT, "looked-at", name="复核的站", stage="复核中")
    applying = {"stage": "拟创建", "honours": None, "lookback_due": None}
    tiny.add_like(UNIT, "applying", name="申报的站", **applying)
    tiny.add_like(UNIT, "vague", name="不公开位置的站", consent=None)
    shown = tiny.shown()
    found = stations(shown)
    pins = re.findall(r'<a class="(.*?)" href="#s\d" aria-label="\d 号，(.*?)"', str(picture(shown, found)))

    assert sorted((heard, look) for look, heard in pins) == [
        ("复核的站，示范站", "c-pin c-pin--station"),
        ("申报的站，示范站，拟创建，还没有称号", "c-pin c-pin--station c-pin--candidate"),
        ("示例服务站，示范站", "c-pin c-pin--station"),
    ]
    small = str(picture(shown, found, links=False))
    assert (small.count("c-pin c-pin--station"), small.count("c-pin--candidate"), small.count("href")) == (3, 1, 0)
    home = VIEWS["home"].context(shown, {})
    assert [home[name] for name in ("kinds", "candidates", "counted", "undrawn")] == [
        [("示范站", "station", 2)], 1, "2 家已获称号 · 1 家申报、培育中", 1,
    ]  # fmt: skip
    assert VIEWS["map"].context(shown, {})["counted"] == "3 家已获称号 · 1 家申报、培育中"


def test_many_stations_become_one_number_for_each_town(tiny: Folder) -> None:
    with_map(tiny)
    tiny.edit(UNIT, consent=CONSENT)
    for no in range(150):
        tiny.add_like(UNIT, f"copy-{no}")
    shown = tiny.shown()
    drawn = str(picture(shown, stations(shown)))

    assert drawn.count("c-pin--sum") == 1
    assert 'href="?town=%E6%96%B9%E6%9D%BE%E8%A1%97%E9%81%93#t0" aria-label="方松街道，151 家"' in drawn
    assert "<text>151</text>" in drawn
    said = VIEWS["map"].context(shown, {})
    ((group, rows),) = said["groups"]
    assert (group.key, group.town, len(list(rows))) == ("t0", "方松街道", 151)
    assert [facet.name for facet in said["facets"]] == ["town"]  # the map's own, although it divides nothing


def test_opened_town_shows_its_pins_side_by_side(tiny: Folder) -> None:
    with_map(tiny)
    tiny.replace("vocab.yml", "name: 泗泾镇}", "name: 泗泾镇, lat: 31.121, lng: 121.279}")
    tiny.edit(UNIT, consent=CONSENT)
    for no in range(150):
        town, lng = ("泗泾镇", f"121.{no * 2 + 100}") if no % 2 else ("方松街道", "121.23")
        name = tiny.add_like(UNIT, f"copy-{no:03}")
        tiny.replace(name, "town: 方松街道, lat: 31.04, lng: 121.23", f"town: {town}, lat: 31.04, lng: {lng}")
    shown = tiny.shown()
    found = stations(shown)
    one, other = clusters(shown, found)

    assert [(one.town, len(one.stations)), (other.town, len(other.stations))] == [("方松街道", 76), ("泗泾镇", 75)]
    assert [station.number for station in (*one.stations, *other.stations)] == list(range(1, 152))
    left, top, times = one.view
    ground = Ground.of(shown.site)
    assert ground
    assert times == 8  # all on one spot
    assert min(math.dist(a, b) * times for a, b in combinations(one.stands, 2)) > 24
    assert all(left < x < left + 480 / times and top < y < top + ground.frame.height / times for x, y in one.stands)
    assert other.view[2] < 2  # they lie all over the district


def test_reviewed_layer_is_drawn(tiny: Folder) -> None:
    write_layer(tiny)
    with_map(tiny, f"{LAYER}, review_number: 示例S(2023)001号")
    shown = tiny.shown()

    assert str(picture(shown, [])).count("c-map__border") == 1
    unnumbered = (
        locator(tiny.loaded(), Point(121.23, 31.04), "station"),
        picture(shown, [], links=False),
    )  # no number beneath them
    assert ["c-map__border" in str(one) for one in unnumbered] == [False, False]
    assert [one.review_number for one in VIEWS["map"].context(shown, {})["layers"]] == ["示例S(2023)001号"]


def test_layer_is_drawn_from_its_first_day(tiny: Folder) -> None:
    write_layer(tiny)
    with_map(tiny, f"{LAYER}, review_number: 示例S(2023)001号, valid_from: 2023-06-13")
    early, late = tiny.shown(datetime(2023, 6, 12, 23)), tiny.shown(datetime(2023, 6, 13))

    assert ["c-map__border" in str(picture(shown, [])) for shown in (early, late)] == [False, True]
    assert [len(VIEWS["map"].context(shown, {})["layers"]) for shown in (early, late)] == [0, 1]


def test_locator_is_a_picture_without_links(tiny: Folder) -> None:
    assert locator(tiny.loaded(), Point(121.23, 31.04), "station") is None
    with_map(tiny)
    drawn = str(locator(tiny.loaded(), Point(121.23, 31.04), "station"))

    assert drawn.count("c-pin--station") == 1
    assert "href" not in drawn
    assert 'aria-hidden="true"' in drawn


def test_names_of_lines_lie_on_them_and_cover_no_pin(tiny: Folder) -> None:
    with_map(tiny)
    ends = "points: [{lng: 121.2, lat: %s}, {lng: 121.3, lat: %s}]"
    rail, river = (
        f"{{name: {name}, {ends % (lat, lat)}}}"
        for name, lat in (("示例线, kind: 轨道", 31.0), ("示例河, kind: 水系", 31.1))
    )
    tiny.replace("campaign.yml", AREA, f"{AREA}\n  lines: [{rail}, {river}]")
    ground = Ground.of(tiny.loaded())
    assert ground
    (_, _, river), (_, _, line) = ground.lines()
    pin = ((line[0][0] + line[1][0]) / 2, line[0][1])
    water, rail, town = list(ground.names([pin], 14))

    assert [float(re.findall(r"translate\((\S+) (\S+)\)", one)[0][1]) for one in (water, rail)] == [
        round(river[0][1]),
        round(line[0][1]),
    ]
    assert ("<rect" in water, "<rect" in rail, "方松</text>" in town) == (False, True, True)
    x, wide = (float(found) for found in re.findall(r"translate\((\S+) .*width=\"(\d+)\"", rail)[0])
    assert abs(x - pin[0]) > wide / 2 + 14
    assert wide / 2 < x < 480 - wide / 2
