"""Small results of one kind, kept together from run to run and found by what they were made of.

For what follows from its parts and the program alone and is asked for thousands of times: the record that a file holds,
the HTML of its Markdown, what a page says to the search. Kept in the user's cache as one file with a checksum; it counts
only for the same code, libraries and Python, and what can't be read is as good as nothing. What a run did not ask for is
dropped with it.
"""

from __future__ import annotations

import contextlib
import io
import pickle
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from campaign import cache, made

#: number of records below which reading and writing all this takes longer than making it anew
WORTH = 400
T = TypeVar("T")


class Kept:
    """Results by a hash of their parts; one without a ``place`` knows nothing and keeps nothing."""

    def __init__(self, kind: str = "", place: Path | None = None) -> None:
        self._name = (kind, str(place.resolve()) if place else "")
        self._stamp = _stamp() if place else b""
        self._before = self._read() if self._stamp else {}
        self._now: dict[bytes, bytes] = {}
        self._fresh = False

    @classmethod
    def of(cls, kind: str, root: Path, records: int) -> Kept:
        """Return what the last run kept of this ``kind`` for the folder ``root`` with so many ``records``."""
        return cls(kind, root) if records >= WORTH else cls()

    def __bool__(self) -> bool:
        """Whether anything is kept here at all."""
        return bool(self._stamp)

    def __len__(self) -> int:
        """Return how much the last run kept."""
        return len(self._before)

    def find(self, *parts: bytes) -> object:
        """Return what was made of ``parts``, or None."""
        key = _key(parts) if self._before else b""
        stored = self._before.get(key)
        if stored is None:
            return None
        try:
            found: object = pickle.loads(stored)  # noqa: S301 our own, from a folder that is the user's alone
        except Exception:  # noqa: BLE001 whatever the checksum did not see
            return None
        self._now[key] = stored
        return found

    def has(self, *parts: bytes) -> bool:
        """Whether what was made of ``parts`` has been found or added in this run."""
        return _key(parts) in self._now

    def add(self, found: object, *parts: bytes) -> None:
        """Keep what was made of ``parts``."""
        if self:
            self._now[_key(parts)] = pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
            self._fresh = True

    def remembered(self, kind: type[T], make: Callable[[], T], *parts: bytes) -> T:
        """Return what ``make`` makes of ``parts``, made anew where it is not at hand as this ``kind`` of thing."""
        found = self.find(*parts)
        if isinstance(found, kind):
            return found
        new = make()
        self.add(new, *parts)
        return new

    def take(self, packed: bytes) -> None:
        """Take in what another process has packed."""
        self._before |= pickle.loads(packed)  # noqa: S301 our own child's
        self._fresh = True

    def save(self) -> None:
        """Put what this run asked for in the place of what was kept, unless it is the same."""
        if self and (self._fresh or len(self._now) != len(self._before)):
            content = io.BytesIO()
            content.write(self._stamp)
            pickle.dump(self._now, content, pickle.HIGHEST_PROTOCOL)
            cache.keep(self._name[0], content.getbuffer(), self._name[1])

    def _read(self) -> dict[bytes, bytes]:
        content = cache.found(*self._name) or b""
        if content.startswith(self._stamp):
            with contextlib.suppress(Exception):  # as above
                return dict(pickle.loads(content[len(self._stamp) :]))  # noqa: S301 as above
        return {}


def _stamp() -> bytes:
    """Return what stands for the program, or nothing where that can't be told."""
    try:
        return sha256(made.program().encode()).digest()
    except OSError:
        return b""


def packed(found: object, *parts: bytes) -> tuple[bytes, bytes]:
    """Return what ``found`` is kept as, for :meth:`Kept.take` of another process."""
    return _key(parts), pickle.dumps(found, pickle.HIGHEST_PROTOCOL)


def _key(parts: tuple[bytes, ...]) -> bytes:
    return sha256(b"".join(len(part).to_bytes(8, "big") + part for part in parts)).digest()
