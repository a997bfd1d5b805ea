"""What goes on at a demonstration unit, how to get there, and what a telephone keeps of it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from campaign.geo import Point, from_wgs84
from campaign.models.capabilities import Scheduled
from campaign.models.units import Unit
from campaign.site import Shown


def held_at(shown: Shown, unit: Unit) -> list[Scheduled]:
    """Return what is held in the unit or names it, in order of time, each once."""
    found = {record.url: record for record in shown.citing(unit)}
    for collection, key in shown.site.citing.get((unit.collection, unit.id), []):
        venue = shown.site.get(collection, key) if collection == "venues" else None
        found |= {record.url: record for record in (shown.citing(venue) if venue else ())}
    scheduled = [record for record in found.values() if isinstance(record, Scheduled)]
    return sorted(scheduled, key=lambda record: record.sort_key)


def below(shown: Shown, unit: Unit) -> list[Unit]:
    """Return the units that belong to this one, stations before points."""
    found = {one.id: one for one in shown.citing(unit) if isinstance(one, Unit) and one.parent == unit.id}
    return sorted(found.values(), key=lambda one: one.sort_key)


def ways(unit: Unit) -> Iterator[tuple[str, str]]:
    """Yield name and address of each map that leads there; nothing where no map may show the unit.

    All four take GCJ-02 and convert it themselves. Source: lbs.amap.com "URI API", lbsyun.baidu.com "URI API",
    lbs.qq.com "URI API"; developer.apple.com "Map Links" (whose maps of China are AutoNavi's).
    """
    if unit.spot is None:
        return
    spot = from_wgs84(unit.spot, "gcj02")
    name, source = unit.name, "fuwuyue"
    back, ahead = _degrees(spot)
    yield (
        "高德",
        _link("https://uri.amap.com/marker", position=f"{ahead},{back}", name=name, src=source, coordinate="gaode"),
    )
    yield (
        "百度",
        _link(
            "https://api.map.baidu.com/marker",
            location=f"{back},{ahead}", title=name, content=unit.location.address,
            output="html", coord_type="gcj02", src=source,
        ),
    )  # fmt: skip
    marker = f"coord:{back},{ahead};title:{_plain(name)};addr:{_plain(unit.location.address)}"
    yield "腾讯", _link("https://apis.map.qq.com/uri/v1/marker", marker=marker, coord_type="2", referer=source)
    yield "苹果", _link("https://maps.apple.com/", ll=f"{back},{ahead}", q=name)


def _degrees(point: Point) -> tuple[str, str]:
    """Return latitude and longitude, to a tenth of a metre."""
    return f"{point.lat:.6f}", f"{point.lng:.6f}"


def _plain(text: str) -> str:
    """Return a text without the signs that divide a marker's parts."""
    return text.replace(";", "，").replace(":", "：").replace("|", " ")


def _link(address: str, **query: str) -> str:
    return f"{address}?{urlencode(query, safe=',:;')}"
