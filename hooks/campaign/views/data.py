"""The open data: what there is to download."""

from __future__ import annotations

from campaign.api import geojson
from campaign.api.datasets import FOLDER, SCHEMA_VERSION, datasets
from campaign.feeds import FEEDS
from campaign.site import Shown
from campaign.views import Context, Options, view


@view("data")
def data(shown: Shown, _options: Options) -> Context:
    """Return the datasets with their sizes, the feeds, and the version of the format."""
    return {
        "datasets": datasets(shown),
        "geojson": geojson.PATH,
        "on_the_map": len(geojson.on_the_map(shown)),
        "feeds": FEEDS,
        "folder": FOLDER,
        "version": SCHEMA_VERSION,
    }
