"""Chinese lines for a screen, broken at build: dates and times whole, no orphan, headlines balanced.

Lines end between phrases (BudouX) wherever that costs no further line.

A wall's browser may be ten years old and knows no ``text-wrap: balance``; the build
measures in em, generously, so that another font of the box can't make a line too long.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import budoux

_WHOLE = re.compile(
    r"\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日|\d{1,2} ?月 ?\d{1,2} ?日(?:（周.）)?|\d{1,2}:\d{2}(?:–\d{1,2}:\d{2})?"
    r"|[0-9A-Za-z][0-9A-Za-z.,:%+/_–-]*(?: ?(?:分钟|小时|[年月日时分场家人天元份%]))?|[“（《][^”）》]{1,6}[”）》]|."
)
#: terms of this field that BudouX, which learnt from newspapers, cuts in two
_TERMS = re.compile(r"展示场景|示范单位|商业秘密|反不正当竞争|知识产权|有限公司")
_CLOSING = "，。、；：！？”’）》】…—"
_OPENING = "“‘（《【"
_FIRST_WIDE: Final = 0x2E80
#: a bold Latin letter or digit of a wide font, in em
_LATIN: Final = 0.7
_ORPHAN: Final = 2.0
#: between two sizes that are tried
STEP: Final = 0.1


@functools.lru_cache(maxsize=65536)
def width(text: str) -> float:
    """Return how wide ``text`` may become, in em."""
    return sum(1.0 if ord(c) >= _FIRST_WIDE or c in "“”‘’…—" else _LATIN for c in text)


def lines(text: str, em: float, *, balanced: bool = True) -> list[str] | None:
    """Return ``text`` in lines of at most ``em``, as equal as they can be when ``balanced``, or None where a word is too long."""
    words = _words(text.strip())
    if not words or max(map(width, words)) > em:
        return None if words else []
    broken, phrases = _broken(words, em, balanced=balanced), _phrases(text.strip())
    if max(map(width, phrases)) > em:
        return broken
    better = _broken(phrases, em, balanced=balanced)
    return better if len(better) == len(broken) and not is_orphan(better) else broken


def whole(text: str, em: float) -> list[str] | None:
    """Return ``text`` in lines that end between phrases, at most one more than it needs; None where it must be torn."""
    phrases, least = _phrases(text.strip()), lines(text, em)
    if least is None or not phrases or max(map(width, phrases)) > em:
        return None
    found = _broken(phrases, em, balanced=True)
    return found if len(found) <= len(least) + 1 and not is_orphan(found) else None


def _broken(words: tuple[str, ...], em: float, *, balanced: bool) -> list[str]:
    broken = _greedy(words, em)
    if not balanced:
        return broken
    narrow = max(sum(map(width, words)) / len(broken), *map(width, words)) if len(broken) > 1 else em
    while narrow < em:
        equal = _greedy(words, narrow)
        if len(equal) == len(broken):
            return equal
        narrow += 0.5
    return broken


def is_orphan(broken: list[str]) -> bool:
    """Whether the last of several lines is a lonely character."""
    return len(broken) > 1 and width(broken[-1].rstrip(_CLOSING)) < _ORPHAN


def largest(fits: Callable[[float], bool], least: float, most: float, step: float = STEP) -> float | None:
    """Return the largest scale between ``least`` and ``most`` at which ``fits``, or None."""
    low, high = round(least / step), round(most / step)
    if not fits(low * step):
        return None
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle * step) else (low, middle - 1)
    return round(low * step, 2)


@functools.lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """Return what must not be torn apart: closing marks go with what is before, opening ones with what follows."""
    return tuple(_joined(_WHOLE.findall(text), lambda held, found: found in _CLOSING or held[-1] in _OPENING))


@functools.cache
def _parser() -> budoux.Parser:
    return budoux.load_default_simplified_chinese_parser()


@functools.lru_cache(maxsize=4096)
def _phrases(text: str) -> tuple[str, ...]:
    """Return the words of ``text``, joined to the phrases that a reader takes in at once."""
    ends = set(itertools.accumulate(map(len, _parser().parse(text))))
    ends -= {at for word in _TERMS.finditer(text) for at in range(word.start() + 1, word.end())}
    words = _words(text)
    at = itertools.accumulate(map(len, words))
    return tuple(_joined(words, lambda _held, _found: next(at) not in ends))


def _joined(parts: Iterable[str], belongs: Callable[[str, str], bool]) -> Iterator[str]:
    """Yield ``parts``, each joined to the one held where it belongs there."""
    held = ""
    for found in parts:
        if held and not belongs(held, found):
            yield held
            held = found
        else:
            held += found
    if held:
        yield held


def _greedy(words: Iterable[str], em: float) -> list[str]:
    done, line = [], ""
    for word in words:
        if line and width(line + word) > em:
            done.append(line.strip())
            line = ""
        line += word
    return [*done, line.strip()]
