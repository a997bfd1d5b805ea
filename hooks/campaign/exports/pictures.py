"""A picture to send on for each page that is worth it."""

from __future__ import annotations

from collections.abc import Iterator

from campaign import poster, sharing
from campaign.exports import export
from campaign.site import Shown


@export
def pictures(shown: Shown) -> Iterator[tuple[str, bytes]]:
    """Yield ``<record>/share.png``; none where the machine has no Chinese font."""
    for url, words in sharing.pictures(shown):
        drawn = poster.drawn(words)
        if drawn is not None:
            yield url, drawn
