"""Which known word a wrong one may stand for.

A comparison costs as much as reading the word a hundred times, and a spoilt file has wrong words without end. So each
reading of the data has a store of comparisons, far more than people ever need and used up within two seconds: after that
a wrong word is told without a guess.
"""

from __future__ import annotations

import difflib
import heapq
from collections.abc import Iterable
from typing import Final

#: characters of a wrong word that are compared
_LONGEST: Final = 80
#: known words that are compared whole, of many: those that share most pairs of characters with the wrong one
_CANDIDATES: Final = 50
#: characters of a word that a wrong letter may leave without any pair
_SHORT: Final = 6
#: what a whole comparison costs, and what the store holds, in glances at one known word (two microseconds)
_WHOLE: Final = 12
_STORE: Final = 1_000_000
_left = [_STORE]


def renew() -> None:
    """Fill the store of comparisons; whoever begins to read data does."""
    _left[0] = _STORE


def affords(words: int) -> bool:
    """Tell whether so many known words can still be compared with a wrong one, and take that out of the store."""
    _left[0] -= words + _WHOLE * min(words, _CANDIDATES)
    return _left[0] >= 0


def alike(one: str, other: str) -> float:
    """Return how much two words have in common, from 0 to 1."""
    return difflib.SequenceMatcher(None, other, one[:_LONGEST]).ratio()


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known word that looks most like ``name``; an empty text when none does, or two do as much."""
    close = _closest(name, known, 2, 0.5)
    if len(close) == 2 and alike(name, close[0]) == alike(name, close[1]):  # noqa: PLR2004 a pair
        return ""
    return close[0] if close else ""


def closest(name: str, known: Iterable[str], least: float) -> str:
    """Return the known word most like ``name``; an empty text when none is at least so much alike."""
    return next(iter(_closest(name, known, 1, least)), "")


def _closest(name: str, known: Iterable[str], count: int, least: float) -> list[str]:
    words, name = list(known), name[:_LONGEST]
    if not affords(len(words)):
        return []
    if len(words) > _CANDIDATES:
        pairs = {name[start : start + 2] for start in range(len(name) - 1)}
        words = heapq.nlargest(_CANDIDATES, words, key=lambda word: _shared(word, pairs, name))
    return difflib.get_close_matches(name, words, n=count, cutoff=least)


def _shared(word: str, pairs: set[str], name: str) -> float:
    """Return how many pairs are shared for the length; of short words, where none may be, single characters count too."""
    singles = sum(sign in word for sign in name) / _SHORT if len(name) <= _SHORT else 0
    return (sum(pair in word for pair in pairs) + singles) / (len(word) + len(pairs) + 1)
