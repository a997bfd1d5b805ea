"""QR symbols. NumPy, which judges their masks, is loaded with the first of them: most commands draw none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import segno


def symbol(address: str, error: str, *, boost: bool = True) -> segno.QRCode:
    """Return ``segno.make_qr(address, error=error, boost_error=boost)``."""
    from campaign import masks  # noqa: PLC0415 see above

    return masks.symbol(address, error, boost=boost)
