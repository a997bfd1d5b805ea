"""``feeds/news`` and ``feeds/changes``, each as Atom and as JSON Feed."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.exports import export
from campaign.feeds import FEEDS, atom, json_feed
from campaign.site import Shown


@export
def feeds(shown: Shown) -> Iterator[tuple[str, bytes]]:
    """Yield both forms of every feed, made from the same entries."""
    for feed in FEEDS:
        entries = feed.entries(shown)
        yield feed.atom, atom(shown, feed, entries)
        yield feed.json, json_feed(shown, feed, entries)
