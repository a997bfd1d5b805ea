"""Rules about maps: what the law wants reviewed, and points that lie where they can't."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from campaign.checks import check
from campaign.checks.language import complain, every, remind
from campaign.geo import Point, to_wgs84
from campaign.models.campaign import Campaign
from campaign.models.maps import MapArea
from campaign.models.units import Unit
from campaign.models.venues import Location, Venue
from campaign.problems import Problem
from campaign.site import Site

#: a point farther than this from the place where its sub-district's name stands is probably in another one, metres
FAR = 9_000


@check(Campaign)
def boundary_layer_is_reviewed(site: Site, _now: datetime) -> Iterator[Problem]:
    """地图上的界线图层要有审图号（地图管理条例第十五条），没有就不能发布。"""
    given = site.campaign.map
    for index, layer in enumerate(given.layers if given else ()):
        if not layer.review_number:
            yield complain(
                site,
                site.campaign,
                "layer-unreviewed",
                ("map", "layers", index, "path"),
                f"界线图层“{layer.path}”没有审图号。公开地图要先送审（地图管理条例第十五条），审图号要标在图上"
                "（第二十二条），不标的可以处罚（第四十九条）。",
                "向省级测绘地理信息主管部门申请地图审核；图上超出一个省的，向国务院测绘地理信息主管部门申请（第十七条）。"
                "批准后写 review_number: 批准的审图号。没批准以前删去这个图层：示意图不画界线，不用送审。",
            )


@check(Venue, Unit)
def point_lies_in_the_district(site: Site, _now: datetime) -> Iterator[Problem]:
    """经纬度要落在本区（campaign.yml 的 map.area）里，离所写的街镇不能太远。"""
    if site.campaign.map is None:
        return
    area = site.campaign.map.area
    towns = {word.name: word.point for word in site.words("街镇")}
    places: list[tuple[Venue | Unit, Location, tuple[str, ...]]] = [(venue, venue, ()) for venue in every(site, Venue)]
    places += [(unit, unit.location, ("location",)) for unit in every(site, Unit)]
    for record, place, path in places:
        if place.point is None:
            continue
        town = towns.get(place.town)
        if not area.holds(place.point):
            yield _outside(site, record, place, path, area)
        elif town and town.metres_to(place.point) > FAR:
            off = round(town.metres_to(place.point) / 1000)
            message = f"坐标离{place.town}写名字的地方有 {off} 公里。"
            hint = "看看是不是街镇写错了，或者坐标取成了另一处。"
            yield remind(site, record, "point-far-from-town", (*path, "lat"), message, hint)


def _outside(site: Site, record: Venue | Unit, place: Location, path: tuple[str, ...], area: MapArea) -> Problem:
    """Return the finding about a point outside the district, with its most likely cause."""
    lat, lng = place.lat or 0.0, place.lng or 0.0
    box = f"本区在经度 {area.west}～{area.east}、纬度 {area.south}～{area.north} 之间"
    if place.datum and -90 <= lng <= 90 and area.holds(to_wgs84(Point(lat, lng), place.datum)):  # noqa: PLR2004 degrees
        message = f"经纬度写反了：纬度写成了 {lat}，经度写成了 {lng}。"
        return complain(site, record, "point-swapped", (*path, "lat"), message, f"改成 lat: {lng}，lng: {lat}。")
    message = f"坐标（纬度 {lat}，经度 {lng}）不在本区；{box}。"
    hint = (
        "从地图上重新取一次：高德、腾讯写 datum: gcj02，百度写 datum: bd09，手机定位写 datum: wgs84；检查小数点和位数。"
    )
    return complain(site, record, "point-outside", (*path, "lat"), message, hint)
