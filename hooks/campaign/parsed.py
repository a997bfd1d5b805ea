"""What the last run read of a folder's files, so that this one parses only what is new.

Kept in the user's cache, as a whole and with a checksum, where a folder has so many files that it pays. It counts only
for the same code, libraries and Python, and of each file only while the file has the same content; what can't be read
is as good as nothing. Files with a finding are never in it, so that none is said only once.
"""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from campaign import cache, made
from campaign.document import Document
from campaign.models.base import Record
from campaign.source import Entry

#: number of files below which reading and writing all this takes longer than parsing
WORTH = 400
_KIND = "records"


@dataclass(frozen=True, slots=True)
class Known:
    """A file that was read before without a finding: its content, and the record that it held."""

    raw: bytes
    record: Record
    entry: Entry


#: path → hash of the content, and the record as bytes
_Files = dict[str, tuple[bytes, bytes]]


@dataclass(slots=True)
class Parsed:
    """The files of one folder as the last run read them."""

    root: Path | None = None
    files: _Files = field(default_factory=dict)
    _stamp: bytes = b""
    _kept: _Files = field(default_factory=dict)
    _ahead: tuple[frozenset[str], Callable[[], bytes]] = (frozenset(), lambda: b"")

    @classmethod
    def of(cls, root: Path, files: int) -> Parsed:
        """Return what is known of the folder ``root`` with so many ``files``."""
        if files < WORTH:
            return cls()
        stamp = sha256(made.code().encode()).digest()
        content = cache.found(_KIND, str(root.resolve())) or b""
        known: _Files = {}
        if content.startswith(stamp):
            with contextlib.suppress(Exception):  # whatever the checksum did not see
                known = dict(pickle.loads(content[len(stamp) :]))  # noqa: S301 our own, from a folder that is the user's alone
        return cls(root, known, stamp, known)

    def expect(self, paths: frozenset[str], packed: Callable[[], bytes]) -> None:
        """Ask ``packed`` for what :meth:`packed` returned elsewhere, as soon as one of ``paths`` is asked for."""
        self._ahead = paths, packed

    def packed(self, known: Mapping[str, Known]) -> bytes:
        """Return all that is ``known`` and can be kept, for another process."""
        return pickle.dumps(self._entries(known), pickle.HIGHEST_PROTOCOL)

    def find(self, path: str, raw: bytes | None) -> Known | None:
        """Return what a file with the content ``raw`` held, if it is known."""
        paths, packed = self._ahead
        if path in paths:
            self._ahead = frozenset(), packed
            self.files = self.files | pickle.loads(packed())  # noqa: S301 our own child's
        content, record = self.files.get(path, (b"", b""))
        if raw is None or not content or sha256(raw).digest() != content:
            return None
        try:
            found, text = pickle.loads(record), raw.decode()  # noqa: S301 as above
        except Exception:  # noqa: BLE001 whatever the checksum did not see
            return None
        return (
            Known(raw, found, Entry(Document(path, text, text, None, None), (), {}))
            if isinstance(found, Record)
            else None
        )

    def keep(self, known: Mapping[str, Known]) -> None:
        """Replace what is kept by all that is ``known`` now, unless it is the same."""
        if self.root is None:
            return
        files = self._entries(known)
        if files != self._kept:
            cache.keep(_KIND, self._stamp + pickle.dumps(files, pickle.HIGHEST_PROTOCOL), str(self.root.resolve()))

    def _entries(self, known: Mapping[str, Known]) -> _Files:
        return {path: self._entry(path, one) for path, one in known.items() if _plain(one)}

    def _entry(self, path: str, one: Known) -> tuple[bytes, bytes]:
        content = sha256(one.raw).digest()
        before = self.files.get(path)
        if before and before[0] == content:
            return before
        return content, pickle.dumps(one.record, pickle.HIGHEST_PROTOCOL)


def _plain(one: Known) -> bool:
    """Tell whether the file's content is the text that was parsed, so that the text needn't be kept."""
    document = one.entry.document
    return document.text == document.original and document.original.encode() == one.raw
