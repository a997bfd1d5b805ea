"""The drawing of the map: where things come to lie, and what is drawn of whom."""

from __future__ import annotations

import math
from datetime import datetime
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from tests.unit.test_checks_maps import LAYER, UNIT, with_map, write_layer

from campaign.geo import Point
from campaign.schematic import Frame, apart, locator, rounded
from campaign.stations import picture, stations
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
    assert apart([(50.0, 50.0), (200.0, 50.0)], 33, 400) == [(50.0, 50.0), (200.01, 50.0)]


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


def test_many_stations_become_one_number_for_each_town(tiny: Folder) -> None:
    with_map(tiny)
    tiny.edit(UNIT, consent=CONSENT)
    for no in range(150):
        tiny.add_like(UNIT, f"copy-{no}")
    shown = tiny.shown()
    drawn = str(picture(shown, stations(shown)))

    assert drawn.count("c-pin--sum") == 1
    assert "<text>151</text>" in drawn
    assert "href=" not in drawn
    assert len(VIEWS["map"].context(shown, {})["pinned"]) == 60


def test_reviewed_layer_is_drawn(tiny: Folder) -> None:
    write_layer(tiny)
    with_map(tiny, f"{LAYER}, review_number: 示例S(2023)001号")
    shown = tiny.shown()

    assert str(picture(shown, [])).count("c-map__border") == 1
    assert "c-map__border" not in str(locator(tiny.loaded(), Point(121.23, 31.04), "station"))  # no number beneath it
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
