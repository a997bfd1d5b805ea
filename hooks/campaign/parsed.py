"""The records that the last run read from a folder's files, so that this one parses only what is new.

Of each file only while it has the same content. Files with a finding are never in it, so that none is said only once.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from campaign.document import Document
from campaign.kept import Kept, packed
from campaign.models.base import Record
from campaign.source import Entry

_KIND = "records"


@dataclass(frozen=True, slots=True)
class Known:
    """A file that was read before without a finding: its content, and the record that it held."""

    raw: bytes
    record: Record
    entry: Entry


@dataclass(slots=True)
class Parsed:
    """The files of one folder as the last run read them."""

    kept: Kept = field(default_factory=Kept)
    _ahead: tuple[frozenset[str], Callable[[], bytes]] = (frozenset(), lambda: b"")

    @classmethod
    def of(cls, root: Path, files: int) -> Parsed:
        """Return what is known of the folder ``root`` with so many ``files``."""
        return cls(Kept.of(_KIND, root, files))

    def expect(self, paths: frozenset[str], packed: Callable[[], bytes]) -> None:
        """Ask ``packed`` for what :func:`packed_of` returned elsewhere, as soon as one of ``paths`` is asked for."""
        self._ahead = paths, packed

    def find(self, path: str, raw: bytes | None) -> Known | None:
        """Return what a file with the content ``raw`` held, if it is known."""
        paths, packed_there = self._ahead
        if path in paths:
            self._ahead = frozenset(), packed_there
            self.kept.take(packed_there())
        found = self.kept.find(*_parts(path, raw)) if raw is not None else None
        if raw is None or not isinstance(found, Record):
            return None
        text = raw.decode()
        return Known(raw, found, Entry(Document(path, text, text, None, None), (), {}))

    def keep(self, known: Mapping[str, Known]) -> None:
        """Keep all that is ``known`` now, and nothing else."""
        for path, one in known.items() if self.kept else ():
            if not self.kept.has(*_parts(path, one.raw)) and _plain(one):
                self.kept.add(one.record, *_parts(path, one.raw))
        self.kept.save()


def packed_of(known: Mapping[str, Known]) -> bytes:
    """Return all that is ``known`` and can be kept, for another process."""
    plain = (packed(one.record, *_parts(path, one.raw)) for path, one in known.items() if _plain(one))
    return pickle.dumps(dict(plain), pickle.HIGHEST_PROTOCOL)


def _parts(path: str, raw: bytes) -> tuple[bytes, bytes]:
    return path.encode("utf-8", "surrogateescape"), raw


def _plain(one: Known) -> bool:
    """Tell whether the file's content is the text that was parsed, so that the text needn't be kept."""
    document = one.entry.document
    return document.text == document.original and document.original.encode() == one.raw
