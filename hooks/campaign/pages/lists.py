"""The further pages of long lists; the first ones are the collections' own."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.listing import PAGE_SIZE, column, listing
from campaign.pages import StampedPage, page_set
from campaign.site import Shown


@page_set()
def further_lists(shown: Shown) -> Iterator[StampedPage]:
    """Yield ``<collection>/page-2/`` and so on."""
    for name, model in shown.collections().items():
        folder = model.folder()
        for number in range(2, -(-len(shown.public(name)) // PAGE_SIZE) + 1):
            url, title = f"{folder}/page-{number}/", f"{model.label}一览（第 {number} 页）"
            context = listing(shown, name, number) | {"column": column(shown, name)}
            yield StampedPage(folder, url, title, model.intro, model.listed_in, context, head="parts/column.html")
