"""How wide text may become on a screen, at most.

Source: advances of Noto Sans CJK SC Bold, the font that the build cuts letters from (№ has the widest sign, 1.074 em).
"""

from __future__ import annotations

import functools
from typing import Final

#: a Latin letter or digit, any other sign, a picture, in em; and where in Unicode the kinds begin
_LATIN: Final = 0.7
_SIGN: Final = 1.1
_EMOJI: Final = 1.4
_HAN: Final = 1.0
_FOREIGN: Final = 0x80
_CHINESE: Final = 0x2E80
_PICTURES: Final = range(0x1F000, 0x20000)
_OWN: Final = {**dict.fromkeys("DGHNOQU&", 0.78), **dict.fromkeys("MWmw%@", 1.01), **dict.fromkeys("“”‘’…—", _HAN)}


@functools.lru_cache(maxsize=65536)
def width(text: str) -> float:
    """Return how wide ``text`` may become, in em."""
    return sum(map(_advance, text))


def _advance(sign: str) -> float:
    code = ord(sign)
    if code >= _CHINESE:
        return _EMOJI if code in _PICTURES else _HAN
    return _OWN.get(sign, _SIGN if code >= _FOREIGN else _LATIN)
