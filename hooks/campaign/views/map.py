"""The map of the demonstration stations, and the list that says the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from campaign.listing import Facet
from campaign.models.units import Unit
from campaign.site import Shown
from campaign.stations import Station, clusters, counted, picture, stations
from campaign.views import Context, Options, view

_SOON = timedelta(days=14)  # exceptional days that a row tells


@view("map", Unit, "campaign")
def station_map(shown: Shown, _options: Options) -> Context:
    """Return the drawing, the rows (those with a pin, those with a sub-district only) and the filters.

    ``groups`` are the rows with a place: one group without a name, or one for each sub-district that opens on the map.
    """
    found = stations(shown)
    pinned = [one for one in found if one.point]
    grouped = clusters(shown, found)
    given = shown.campaign.map
    return {
        "picture": picture(shown, found),
        "groups": [(one, zip(one.stations, one.stands, strict=True)) for one in grouped]
        or [(None, [(one, None) for one in pinned])],
        "counted": counted(found),
        "candidates": any(one.unit.candidate for one in found),
        "soon": shown.now.date() + _SOON,
        "vague": [one for one in found if not one.point],
        "facets": _facets(found, always="town" if grouped else ""),
        "area": given.area if given else None,
        "layers": [layer for layer in given.layers if layer.path in shown.site.layers] if given else [],
        "holidays": list(shown.site.all("holidays")),
    }


def _facets(found: list[Station], always: str) -> list[Facet]:
    """Return the filters that divide the stations; ``always`` names one that the map itself works with."""
    wanted = [
        Facet("kind", "类型", _counted(one.unit.type for one in found)),
        Facet("level", "级别", _counted(one.level for one in found if one.level)),
        Facet("town", "街镇", _counted(one.unit.location.town for one in found)),
        Facet("service", "服务", _counted(service for one in found for service in one.unit.services)),
    ]
    return [facet for facet in wanted if len(facet.choices) > 1 or facet.name == always]


def _counted(words: Iterable[str]) -> list[tuple[str, int]]:
    return Counter(words).most_common()
