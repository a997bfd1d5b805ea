"""What is worth telling others: a card with its QR code in the share kit."""

from __future__ import annotations

from campaign.models.base import Published


class Shared(Published):
    """Has a card in the share kit, to be printed, hung up and passed on."""

    @property
    def qr_url(self) -> str:
        """Address of the QR code that leads to the record's page, under the site's root."""
        return f"{self.url}qr.svg"

    @property
    def points(self) -> tuple[str, ...]:
        """What its card says below the summary, a line each; at most three fit."""
        return ()
