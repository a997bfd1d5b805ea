"""The further pages of long lists; the first ones are the collections' own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from campaign.listing import column, listings
from campaign.pages import StampedPage, page_set
from campaign.site import Shown


@page_set()
def further_lists(shown: Shown) -> Iterator[StampedPage]:
    """Yield ``<collection>/page-2/`` and so on."""
    for name, model in shown.collections().items():
        folder = model.folder()
        for number, page in islice(enumerate(listings(shown, name), 1), 1, None):
            url, title = f"{folder}/page-{number}/", f"{model.label}一览（第 {number} 页）"
            context = page | {"column": column(shown, name)}
            yield StampedPage(folder, url, title, model.intro, model.listed_in, context, head="parts/column.html")
