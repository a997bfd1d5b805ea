"""Calendar files: one for each record with a time and each visiting slot, and all that one can subscribe to.

Source: RFC 5545; ISO/IEC 18004 for the codes (level M, quiet zone of four modules).
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator

import segno

from campaign import ical
from campaign.exports import export
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
        yield feed.code, code(feed.url)


@functools.lru_cache(maxsize=1024)
def code(address: str) -> bytes:
    """Return the QR code of ``address`` as SVG: black on white in every colour scheme.

    Remembered, because `serve` draws the same codes again after every change, 10 ms each.
    """
    out = io.BytesIO()
    symbol = segno.make_qr(address, error="m", boost_error=False)
    symbol.save(out, kind="svg", scale=4, border=4, light="#fff", xmldecl=False, nl=False)
    return out.getvalue()
