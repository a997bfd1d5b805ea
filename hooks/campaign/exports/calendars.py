"""Calendar files: one for each record with a time and each visiting slot, and all that one can subscribe to.

Source: RFC 5545.
"""

from __future__ import annotations

from collections.abc import Iterator

from campaign import ical
from campaign.exports import export
from campaign.qr import for_screens
from campaign.site import Shown
from campaign.subscriptions import feeds


@export
def record_files(shown: Shown) -> Iterator[tuple[str, bytes]]:
    """Yield ``events/<id>.ics`` and ``open-days/<id>/slot-1.ics``."""
    for record in shown.scheduled():
        yield ical.file_of(record), ical.record_file(shown, record)
        yield from ical.slot_files(shown, record)


@export
def subscribed(shown: Shown) -> Iterator[tuple[str, bytes]]:
    """Yield ``feeds/<name>.ics`` with ``feeds/<name>.svg``, the code that leads a phone there."""
    campaign = shown.campaign
    for feed in feeds(shown):
        name = f"{campaign.district}{campaign.short}·{feed.title}"
        yield feed.path, ical.feed(shown, name, feed.path, "subscribe/", feed.records)
        yield feed.code, for_screens(feed.url)
