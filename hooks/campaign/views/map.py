"""The map of the demonstration stations, and the list that says the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from campaign.listing import Facet
from campaign.site import Shown
from campaign.stations import MOST, Station, picture, stations
from campaign.views import Context, Options, view

#: rows of the list where there are more stations than the map shows one by one
_PAGE = 60


@view("map")
def station_map(shown: Shown, _options: Options) -> Context:
    """Return the drawing, the rows (those with a pin, those with a sub-district only) and the filters."""
    found = stations(shown)
    pinned = [one for one in found if one.point]
    many = len(pinned) > MOST
    given = shown.campaign.map
    return {
        "picture": picture(shown, found),
        "pinned": pinned[:_PAGE] if many else pinned,
        "vague": [] if many else [one for one in found if not one.point],
        "count": len(found),
        "many": many,
        "facets": [] if many else _facets(found),
        "layers": [layer for layer in given.layers if layer.path in shown.site.layers] if given else [],
        "holidays": list(shown.site.all("holidays")),
    }


def _facets(found: list[Station]) -> list[Facet]:
    wanted = [
        Facet("kind", "类型", _counted(one.unit.type for one in found)),
        Facet("level", "级别", _counted(one.level for one in found if one.level)),
        Facet("town", "街镇", _counted(one.unit.location.town for one in found)),
        Facet("service", "服务", _counted(service for one in found for service in one.unit.services)),
    ]
    return [facet for facet in wanted if len(facet.choices) > 1]


def _counted(words: Iterable[str]) -> list[tuple[str, int]]:
    return Counter(words).most_common()
