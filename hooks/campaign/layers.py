"""Reviewed layers of a map: GeoJSON files beside the data, read once, as lines of WGS 84 points.

Only a layer with a review number is read; ``checks.maps`` says why the others are refused.
Source: RFC 7946.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from campaign.geo import Datum, Point, to_wgs84
from campaign.problems import Problems
from campaign.site import Site

Line = list[Point]


def read_layers(root: Path, site: Site, now: datetime, problems: Problems) -> dict[str, list[Line]]:
    """Return path → lines of each reviewed layer in folder ``root`` that holds at ``now``; a file that can't be read is a finding."""
    given = site.campaign.map
    found: dict[str, list[Line]] = {}
    for index, layer in enumerate(given.layers if given else ()):
        if not layer.review_number or (layer.valid_from and now.date() < layer.valid_from):
            continue
        try:
            found[layer.path] = list(_lines(json.loads((root / layer.path).read_text(encoding="utf-8")), layer.crs))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            message = f"图层“{layer.path}”不是能读的 GeoJSON（{type(error).__name__}）。"
            hint = "请制图单位导出标准 GeoJSON：FeatureCollection，只含线和面，坐标写成 [经度, 纬度]。"
            entry = site.entries["campaign", site.campaign.id]
            problems.add(entry.problem("layer-format", ("map", "layers", index, "path"), message, hint=hint))
    return found


def _lines(node: dict[str, Any], datum: Datum) -> Iterator[Line]:
    """Yield the lines and rings of a GeoJSON object."""
    kind = node["type"]
    if kind == "FeatureCollection":
        for feature in node["features"]:
            yield from _lines(feature, datum)
    elif kind == "Feature":
        yield from _lines(node["geometry"], datum)
    elif kind == "GeometryCollection":
        for one in node["geometries"]:
            yield from _lines(one, datum)
    else:
        depth = {"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}[kind]
        for line in _flat(node["coordinates"], depth):
            yield [to_wgs84(Point(float(x), float(y)), datum) for x, y, *_ in line]


def _flat(nested: list[Any], depth: int) -> Iterator[list[Any]]:
    if depth == 0:
        yield nested
    else:
        for one in nested:
            yield from _flat(one, depth - 1)
