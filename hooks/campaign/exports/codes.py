"""QR codes of record pages, for paper."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.exports import export
from campaign.models.shared import Coded
from campaign.qr import for_paper
from campaign.site import Shown


@export
def codes(shown: Shown) -> Iterator[tuple[str, bytes]]:
    """Yield ``<record>/qr.svg`` with its page's address, for doors and cards; a cancelled one leads to its page too."""
    for path, address in addresses(shown):
        yield path, for_paper(address)


def addresses(shown: Shown) -> list[tuple[str, str]]:
    """Return path and address of every code."""
    return [(record.qr_url, f"{shown.campaign.site_url}{record.url}") for record in shown.having(Coded)]
