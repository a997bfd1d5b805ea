"""What leads to a page from paper: a QR code, and a card in the share kit."""

from __future__ import annotations

from campaign.models.base import Published


class Coded(Published):
    """Has a QR code beside its page."""

    @property
    def qr_url(self) -> str:
        """Address of the picture under the site's root; the code leads to the record's page."""
        return f"{self.url}qr.svg"


class Shared(Coded):
    """Worth telling others: has a card in the share kit, to be printed, hung up and passed on."""

    @property
    def points(self) -> tuple[str, ...]:
        """What its card says below the summary, a line each; at most three fit."""
        return ()
