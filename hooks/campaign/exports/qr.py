"""QR codes of record pages, for paper.

Source: ISO/IEC 18004; segno writes the same bytes on every run.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import segno

from campaign.exports import export
from campaign.models.shared import Coded
from campaign.site import Shown


@export
def codes(shown: Shown) -> Iterator[tuple[str, bytes]]:
    """Yield ``<record>/qr.svg`` with its page's address, for doors and cards; a cancelled one leads to its page too."""
    for record in shown.having(Coded):
        yield record.qr_url, qr_svg(f"{shown.campaign.site_url}{record.url}")


def qr_svg(address: str) -> bytes:
    """Return an address as an SVG picture with its quiet zone, readable with a quarter of it soiled (level Q)."""
    out = io.BytesIO()
    segno.make_qr(address, error="q").save(out, kind="svg", border=4, omitsize=True, light="#fff", nl=False)
    return out.getvalue()
