"""Natural numbers in Base64 digits of five bits, lowest first, the sixth saying that more follow.

JSON that any server compresses and any browser reads. Source: source maps (ECMA-426), without a sign.
"""

from __future__ import annotations

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_MORE = 32


def varint(number: int) -> str:
    """Return a natural number in digits."""
    digits = ""
    while number >= _MORE:
        digits += ALPHABET[number % _MORE + _MORE]
        number //= _MORE
    return digits + ALPHABET[number]
