"""A business card for every demonstration unit."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.exports import export
from campaign.models.units import Unit
from campaign.site import Shown
from campaign.vcard import vcard


@export
def vcards(shown: Shown) -> Iterator[tuple[str, bytes]]:
    """Yield ``units/<id>/<id>.vcf``."""
    for unit in shown.having(Unit):
        yield unit.card_url, vcard(shown, unit)
