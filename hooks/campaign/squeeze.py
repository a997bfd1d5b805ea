"""Compressed copies beside each file, so that a server needs no processor to send them.

What the last release has too, byte for byte, is linked instead of compressed again.
Source: SECURITY R10; RFC 1952 (gzip, without a time), RFC 7932 (Brotli).
"""

from __future__ import annotations

import gzip
import os
import shutil
from pathlib import Path
from typing import Final

import brotli

#: what does not shrink or is never asked for by a browser stays as it is
KINDS: Final = frozenset(
    {
        ".html", ".css", ".js", ".json", ".geojson", ".svg", ".xml", ".ics", ".vcf", ".csv", ".txt", ".webmanifest",
    }
)  # fmt: skip
#: below one packet nothing is gained
LEAST: Final = 1200
#: quality 5 takes a second for the sample's 10 MB, 11 takes forty for a tenth less
_QUALITY: Final = 5


def squeeze(folder: Path, before: Path) -> None:
    """Write ``.br`` and ``.gz`` beside the files in ``folder``; ``before`` is the last release, or nothing."""
    for path in sorted(folder.rglob("*")):
        if path.suffix not in KINDS or not path.is_file() or path.stat().st_size < LEAST:
            continue
        data = path.read_bytes()
        old = before / path.relative_to(folder)
        known = old.is_file() and old.read_bytes() == data
        for suffix, make in (".br", _brotli), (".gz", _gzip):
            made = old.with_name(old.name + suffix)
            if not (known and _linked(made, path.with_name(path.name + suffix))):
                path.with_name(path.name + suffix).write_bytes(make(data))


def _brotli(data: bytes) -> bytes:
    return bytes(brotli.compress(data, quality=_QUALITY))


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def _linked(old: Path, new: Path) -> bool:
    """Give the old file a second name, or copy it where the file system knows no links."""
    if not old.is_file():
        return False
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)
    return True
