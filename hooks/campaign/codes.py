"""The QR code of a slide, large enough for the distance from which it is scanned."""

from __future__ import annotations

import base64
import functools
from dataclasses import dataclass

from campaign import glass
from campaign.models.screens import Screen
from campaign.symbol import symbol


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code: dark modules on a side, their bits row by row in base64, its side in pixels with the quiet zone."""

    modules: int
    bits: str
    px: int


def code(screen: Screen, address: str, *, alone: bool = True) -> Code:
    """Return the QR code of an address, large enough for the scan distance; larger where it stands ``alone``."""
    modules, bits = _symbol(address)
    return Code(modules, bits, glass.code_px(screen, modules + 8, alone=alone))


@functools.lru_cache(maxsize=4096)
def _symbol(address: str) -> tuple[int, str]:
    """Return modules on a side and the bits, made once for all screens."""
    matrix = symbol(address, "m").matrix
    text = "".join("1" if dark else "0" for row in matrix for dark in row)
    padded = text.ljust(-(-len(text) // 8) * 8, "0")
    return len(matrix), base64.b64encode(int(padded, 2).to_bytes(len(padded) // 8, "big")).decode()
