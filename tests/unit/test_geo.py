"""Datums against vectors that other libraries publish, and against each other."""

from __future__ import annotations

import pytest

from campaign.geo import DATUMS, Datum, Point, from_wgs84, to_wgs84

SONGJIANG = Point(121.2250, 31.0380)
# WGS 84, GCJ-02, as printed in the tests of coordtransform, eviltransform and geotool (the last two with an axis 108 m shorter)
TO_GCJ = [
    (Point(121.5272106, 31.1774276), Point(121.531541859215, 31.17530398364597), 1e-7),
    (Point(113.912316, 22.543847), Point(113.9171764808363, 22.540796131694766), 1e-7),
    (Point(116.377817, 39.911954), Point(116.38404722455657, 39.91334545536069), 2e-7),
    (Point(116.404, 39.915), Point(116.41024449916938, 39.91640428150164), 1e-12),
    (Point(121.0917077, 30.6107779), Point(121.09626935575027, 30.608604331756705), 1e-7),
]
# GCJ-02, BD-09, as printed in the tests of coordtransform and geotool
TO_BD = [
    (Point(116.404, 39.915), Point(116.41036949371029, 39.92133699351021)),
    (Point(121.09626935575027, 30.608604331756705), Point(121.10271732371203, 30.61484572185035)),
]


def near(point: Point, tolerance: float) -> object:
    return pytest.approx((point.lng, point.lat), abs=tolerance)


@pytest.mark.parametrize(("wgs", "gcj", "tolerance"), TO_GCJ)
def test_gcj02_published_vectors(wgs: Point, gcj: Point, tolerance: float) -> None:
    there = from_wgs84(wgs, "gcj02")
    assert (there.lng, there.lat) == near(gcj, tolerance)


@pytest.mark.parametrize(("gcj", "bd"), TO_BD)
def test_bd09_published_vectors(gcj: Point, bd: Point) -> None:
    there = from_wgs84(to_wgs84(gcj, "gcj02"), "bd09")
    assert (there.lng, there.lat) == near(bd, 1e-6)


@pytest.mark.parametrize("datum", DATUMS)
@pytest.mark.parametrize("place", [SONGJIANG, Point(121.05, 30.93), Point(87.6, 43.8), Point(126.5, 45.8)])
def test_way_back_ends_within_a_decimetre(place: Point, datum: Datum) -> None:
    assert to_wgs84(from_wgs84(place, datum), datum).metres_to(place) < 0.1


def test_shift_in_songjiang_is_what_staff_see() -> None:
    assert round(SONGJIANG.metres_to(from_wgs84(SONGJIANG, "gcj02"))) == pytest.approx(488, abs=6)
    assert round(SONGJIANG.metres_to(from_wgs84(SONGJIANG, "bd09"))) == pytest.approx(1142, abs=20)


@pytest.mark.parametrize("datum", DATUMS)
def test_point_outside_china_is_not_shifted(datum: Datum) -> None:
    paris = Point(2.3522, 48.8566)

    assert from_wgs84(paris, datum) == paris
    assert to_wgs84(paris, datum) == paris


def test_distance_of_one_degree_of_latitude() -> None:
    assert Point(121, 31).metres_to(Point(121, 32)) == pytest.approx(111_195, abs=1)
