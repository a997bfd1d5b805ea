"""QR codes as SVG: black on white in every colour scheme.

Source: ISO/IEC 18004; segno writes the same bytes on every run. A code takes about 3 ms, so they are remembered.
"""

from __future__ import annotations

import io

import segno

from campaign.cache import remembered
from campaign.sources import source
from campaign.symbol import symbol


def for_screens(address: str) -> bytes:
    """Return a code that a phone reads off a screen: level M, quiet zone of four modules."""

    def make() -> bytes:
        out = io.BytesIO()
        code = symbol(address, "m", boost=False)
        code.save(out, kind="svg", scale=4, border=4, light="#fff", xmldecl=False, nl=False)
        return out.getvalue()

    return remembered("qr-screen", make, address, segno.__version__, source("qr"))


def for_paper(address: str) -> bytes:
    """Return a code that is read with a quarter of it soiled: level Q, without a size of its own."""

    def make() -> bytes:
        out = io.BytesIO()
        symbol(address, "q").save(out, kind="svg", border=4, omitsize=True, light="#fff", nl=False)
        return out.getvalue()

    return remembered("qr-paper", make, address, segno.__version__, source("qr"))
