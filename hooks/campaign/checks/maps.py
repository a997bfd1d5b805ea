"""Rules about maps: what the law wants reviewed, and points that lie where they can't."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from campaign.checks import check
from campaign.checks.language import complain, every, remind
from campaign.models.campaign import Campaign
from campaign.models.units import Unit
from campaign.models.venues import Location, Venue
from campaign.problems import Problem
from campaign.site import Site

#: a point farther than this from the place where its sub-district's name stands is probably in another one, metres
FAR = 9_000
_POLE = 90
#: ``GS(2024)0650号``, ``沪S（2023）001号``, ``京审字（2023）G第0012号``
_REVIEWED = re.compile(r"[\u4e00-\u9fffA-Z]{1,6}[(（\[〔]20\d{2}[)）\]〕][\u4e00-\u9fffA-Z]{0,3}\d+号")
_SWAPPED = re.compile(r"(lat: *)([0-9.]+)(.*?lng: *)([0-9.]+)")
_AGAIN = (
    "从地图上重新取一次：高德、腾讯写 datum: gcj02，百度写 datum: bd09，手机定位写 datum: wgs84；检查小数点和位数。"
)


@check(Campaign)
def boundary_layer_is_reviewed(site: Site, _now: datetime) -> Iterator[Problem]:
    """地图上的界线图层要有审图号（地图管理条例第十五条），没有就不能发布。"""
    given = site.campaign.map
    for index, layer in enumerate(given.layers if given else ()):
        if not _REVIEWED.fullmatch(layer.review_number or ""):
            lacks = f"的审图号“{layer.review_number}”不是审图号的写法" if layer.review_number else "没有审图号"
            yield complain(
                site,
                site.campaign,
                "layer-unreviewed",
                ("map", "layers", index, "path"),
                f"界线图层“{layer.path}”{lacks}。公开地图要先送审（地图管理条例第十五条），审图号要标在图上"
                "（第二十二条），不标的可以处罚（第四十九条）。",
                "向省级测绘地理信息主管部门申请地图审核；图上超出一个省的，向国务院测绘地理信息主管部门申请（第十七条）。"
                "批准后写 review_number: 批准的审图号。没批准以前删去这个图层：示意图不画界线，不用送审。",
            )


@check(Venue, Unit)
def latitude_and_longitude_are_not_swapped(site: Site, _now: datetime) -> Iterator[Problem]:
    """纬度（lat）在前是三十几，经度（lng）是一百多，不能写反。"""
    for record, place, path in _places(site):
        if place.lat is not None and place.lng is not None and abs(place.lat) > _POLE:
            message = f"经纬度写反了：纬度不会超过 {_POLE}，这里写的是 {place.lat}。"
            hint = f"写成 lat: {place.lng}、lng: {place.lat}。"
            problem = complain(site, record, "point-swapped", (*path, "lat"), message, hint)
            mended = _SWAPPED.sub(r"\1\4\3\2", problem.line_text)
            yield replace(problem, suggestion=mended if mended != problem.line_text else "")


@check(Venue, Unit)
def point_lies_in_the_district(site: Site, _now: datetime) -> Iterator[Problem]:
    """经纬度要落在本区（campaign.yml 的 map.area）里，离所写的街镇不能太远。"""
    if site.campaign.map is None:
        return
    area = site.campaign.map.area
    towns = {word.name: word.point for word in site.words("街镇")}
    for record, place, path in _places(site):
        if place.point is None or abs(place.point.lat) > _POLE:
            continue
        town = towns.get(place.town)
        if not area.holds(place.point):
            message = (
                f"坐标（纬度 {place.lat}，经度 {place.lng}）不在本区；"
                f"本区在纬度 {area.south}～{area.north}、经度 {area.west}～{area.east} 之间。"
            )
            yield complain(site, record, "point-outside", (*path, "lat"), message, _AGAIN)
        elif town and town.metres_to(place.point) > FAR:
            off = round(town.metres_to(place.point) / 1000)
            message = f"坐标离{place.town}写名字的地方有 {off} 公里。"
            hint = "看看是不是街镇写错了，或者坐标取成了另一处。"
            yield remind(site, record, "point-far-from-town", (*path, "lat"), message, hint)


def _places(site: Site) -> Iterator[tuple[Venue | Unit, Location, tuple[str, ...]]]:
    """Yield record, place and the place's path in it."""
    for venue in every(site, Venue):
        yield venue, venue, ()
    for unit in every(site, Unit):
        yield unit, unit.location, ("location",)
