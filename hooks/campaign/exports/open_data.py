"""Open data: every visible record as JSON and CSV, an index, and OpenAPI."""

from __future__ import annotations

import json
from collections.abc import Iterator

from campaign.api import geojson
from campaign.api.datasets import FOLDER, datasets, document, index
from campaign.api.openapi import openapi
from campaign.api.tables import table
from campaign.exports import export
from campaign.site import Shown


@export
def open_data(shown: Shown) -> Iterator[tuple[str, bytes]]:
    """Yield ``api/v1/<dataset>.json`` and ``.csv``, ``units.geojson``, ``index.json`` and ``openapi.json``."""
    every = datasets(shown)
    for one in every:
        yield one.json, _compact(document(shown, one))
        yield one.csv, table(one)
    yield geojson.PATH, _compact(geojson.feature_collection(shown))
    yield f"{FOLDER}/index.json", _compact(index(shown, every))
    yield f"{FOLDER}/openapi.json", _compact(openapi(shown, every))


def _compact(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
