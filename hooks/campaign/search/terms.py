"""Which pairs of characters, and which single ones, stand in which section, written as steps.

All texts of a site are counted at once, as arrays of numbers: there are thousands of signs on a page, and a step of
Python's own for each of them would cost more than all the rest of the index.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from campaign.search.digits import varint
from campaign.search.postings import FOLLOWING, LEVELS

#: bits of a sign, of a group, of a posting
_SIGN, _GROUP, _POSTING = np.uint64(16), np.uint64(3), np.uint64(29)
_EVERY = ~np.uint64(0)
#: what stands before a list of steps: of a further group or the first of a term; of a single character
_GROUPS = [f"{begin}.{group}" for begin in ("", "\n") for group in range(FOLLOWING)]
_SINGLE = ["", "\n"]
_SPACE = ord(" ")
#: parts two texts, so that no pair reaches over
_APART = "  "

#: signs that are counted at once: more take memory, fewer time
_LOT = 1 << 20

_Numbers: TypeAlias = NDArray[np.uint64]


def steps(postings: Sequence[int]) -> str:
    """Return ascending postings as the first of them and the steps between them."""
    return "".join(map(varint, np.diff(postings, prepend=0).tolist()))


class _Digits(dict[int, str]):
    """Number → its digits; negative ones are marks."""

    def __init__(self, marks: Sequence[str]) -> None:
        super().__init__((-1 - place, mark) for place, mark in enumerate(marks))

    def __missing__(self, number: int) -> str:
        self[number] = digits = varint(number)
        return digits


def counted(texts: Sequence[str], postings: Sequence[int]) -> tuple[dict[str, str], dict[str, str]]:
    """Return pair → for each group that follows it a full stop, the group, its steps; and single character → its steps.

    ``texts`` are folded, ``postings`` tell where each stands; of a section's levels the highest counts.
    """
    signs = np.frombuffer(_APART.join([*texts, ""]).encode("utf-16-le"), np.uint16)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + len(_APART)
    places = np.repeat(np.array(postings, np.uint32), lengths)
    pairs: dict[str, str] = {}
    singles: dict[str, str] = {}
    for low, high in _lots(signs):
        at = np.flatnonzero((signs >= low) & (signs < high) & (signs != _SPACE))
        singles |= _written(*_highest(_wide(signs[at]), _wide(places[at])), np.uint64(0), _SINGLE)
        at = at[signs[at + 1] != _SPACE]
        first, second, third = (_wide(signs[at + step]) for step in range(3))
        keys = first << (_SIGN + _GROUP) | second << _GROUP | third % FOLLOWING
        pairs |= _written(*_highest(keys, _wide(places[at])), _GROUP, _GROUPS)
    return pairs, singles


def _lots(signs: NDArray[np.uint16]) -> list[tuple[int, int]]:
    """Return ranges of signs, ascending, each of which stands about ``_LOT`` times."""
    lots = np.cumsum(np.bincount(signs, minlength=1 << 16)) // _LOT
    begins = np.flatnonzero(np.diff(lots, prepend=-1)).tolist()
    return list(zip(begins, [*begins[1:], 1 << 16], strict=True))


def _wide(numbers: NDArray[np.uint16] | NDArray[np.uint32]) -> _Numbers:
    return numbers.astype(np.uint64)


def _highest(keys: _Numbers, postings: _Numbers) -> tuple[_Numbers, _Numbers]:
    """Return keys with their postings in order, of each key's in one section the highest."""
    both = keys << _POSTING | postings
    both.sort()
    keys, postings = both >> _POSTING, both & ~(_EVERY << _POSTING)
    sections = postings // LEVELS
    last = np.append((keys[1:] != keys[:-1]) | (sections[1:] != sections[:-1]), True)[: keys.size]
    return keys[last], postings[last]


def _written(keys: _Numbers, postings: _Numbers, marked: np.uint64, marks: Sequence[str]) -> dict[str, str]:
    """Return term → its lists of steps, each marked as the last ``marked`` bits of its keys say."""
    terms = keys >> marked
    begins, first = _begins(keys), _begins(terms)
    found = np.diff(postings.astype(np.int64), prepend=0)
    found[begins] = postings[begins]
    mark = keys & ~(_EVERY << marked) | first.astype(np.uint64) << marked
    digits = _Digits(marks)
    numbers: NDArray[np.int64] = np.insert(found, np.flatnonzero(begins), -1 - mark[begins].astype(np.int64))
    lists = "".join([digits[number] for number in numbers.tolist()]).split("\n")[1:]
    width = 2 if marked else 1
    names = terms[first].astype(f">u{2 * width}").tobytes().decode("utf-16-be")
    return {names[width * place : width * place + width]: steps for place, steps in enumerate(lists)}


def _begins(keys: _Numbers) -> NDArray[np.bool_]:
    """Return at which places a key differs from the one before."""
    return np.append(True, keys[1:] != keys[:-1])[: keys.size]
