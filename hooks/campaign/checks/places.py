"""Rules about coordinates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from campaign.checks import check
from campaign.checks.language import complain, every
from campaign.models.units import Unit
from campaign.models.venues import Location, Venue
from campaign.problems import Problem
from campaign.site import Site


@check(Venue, Unit)
def point_names_its_datum(site: Site, _now: datetime) -> Iterator[Problem]:
    """写了经纬度就要两个都写，并写明坐标系（datum），差一个就会偏几百米。"""
    places: list[tuple[Venue | Unit, Location, tuple[str, ...]]] = [(venue, venue, ()) for venue in every(site, Venue)]
    places += [(unit, unit.location, ("location",)) for unit in every(site, Unit)]
    for record, place, path in places:
        given = (place.lat is not None, place.lng is not None, place.datum is not None)
        if any(given) and not all(given):
            missing = [name for name, there in zip(("lat", "lng", "datum"), given, strict=True) if not there]
            there = ("lat", "lng", "datum")[given.index(True)]
            message = f"坐标不完整，缺 {'、'.join(missing)}。"
            yield complain(
                site,
                record,
                "datum-missing",
                (*path, there),
                message,
                "三项都写；高德、腾讯地图上取的写 datum: gcj02，百度地图上取的写 datum: bd09。",
            )
