"""Compressed copies beside each file, so that a server needs no processor to send them.

What the last release has too, byte for byte, is not written anew: it stays the same file, with its time and its copies,
so that browsers and mirrors don't fetch it again.
Source: SECURITY R10; RFC 1952 (gzip, without a time), RFC 7932 (Brotli); RFC 9110, 8.8.2 (Last-Modified).
"""

from __future__ import annotations

import filecmp
import gzip
import os
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

import brotli

from campaign.beside import shared

#: what does not shrink or is never asked for by a browser stays as it is
KINDS: Final = frozenset(
    {
        ".html", ".css", ".js", ".json", ".geojson", ".svg", ".xml", ".atom", ".ics", ".vcf", ".csv", ".txt", ".webmanifest",
    }
)  # fmt: skip
#: below one packet nothing is gained
LEAST: Final = 1200
#: quality 5 takes a second for the sample's 10 MB, 11 takes forty for a tenth less
_QUALITY: Final = 5
#: what each process writes before it has a name; no page is called so
_UNNAMED: Final = ".squeezing-"


def squeeze(folder: Path, before: Path) -> None:
    """Write ``.br`` and ``.gz`` beside the files in ``folder``; ``before`` is the last release, or nothing.

    Raises OSError where the disk is full.
    """
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    shared(paths, lambda path: _settle(path, before / path.relative_to(folder), folder))
    for path in paths:
        if _shrinks(path):
            _compress(path, folder)  # what the other process could not do
    for left in folder.glob(f"{_UNNAMED}*"):
        left.unlink()


def _settle(path: Path, old: Path, folder: Path) -> None:
    """Take the old file and its copies where nothing changed, else compress the new one."""
    shrinks = _shrinks(path)
    if _same(path, old):
        _link(old, path, folder)
        data = path.read_bytes() if shrinks else b""
        for suffix, (_, back) in _WAYS.items() if shrinks else ():
            made = old.with_name(old.name + suffix)
            if made.is_file() and not made.is_symlink() and _rights(made) == _rights(path) and _is(made, back, data):
                _link(made, path.with_name(path.name + suffix), folder)
    if shrinks:
        _compress(path, folder)


def _same(path: Path, old: Path) -> bool:
    """Whether the old file has content and rights of the new one; one that can't be read has not."""
    try:
        return (
            old.is_file()
            and not old.is_symlink()
            and _rights(old) == _rights(path)
            and filecmp.cmp(path, old, shallow=False)
        )
    except OSError:
        return False


def _rights(path: Path) -> tuple[int, int]:
    """Return who may do what with a file, and whose it is: its owner may change it."""
    status = path.stat()
    return status.st_mode, status.st_uid


def _is(copy: Path, back: Callable[[bytes], bytes], data: bytes) -> bool:
    """Whether a compressed copy holds ``data``; what is spoilt is made anew."""
    try:
        return back(copy.read_bytes()) == data
    except (OSError, EOFError, zlib.error, brotli.error):
        return False


def _shrinks(path: Path) -> bool:
    return path.suffix in KINDS and path.stat().st_size >= LEAST


def _compress(path: Path, folder: Path) -> None:
    """Write the copies that are not there yet."""
    missing = [suffix for suffix in _WAYS if not path.with_name(path.name + suffix).is_file()]
    data = path.read_bytes() if missing else b""
    for suffix in missing:
        unnamed = folder / f"{_UNNAMED}{os.getpid()}"
        unnamed.write_bytes(_WAYS[suffix][0](data))
        unnamed.replace(path.with_name(path.name + suffix))


def _brotli(data: bytes) -> bytes:
    return bytes(brotli.compress(data, quality=_QUALITY))


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


#: suffix → how a copy is made, and how it is read
_WAYS: Final = {".br": (_brotli, brotli.decompress), ".gz": (_gzip, gzip.decompress)}


def _link(old: Path, new: Path, folder: Path) -> None:
    """Give the old file a second name, or copy it with its time where the file system knows no links."""
    unnamed = folder / f"{_UNNAMED}{os.getpid()}"
    try:
        os.link(old, unnamed)
    except OSError:
        shutil.copy2(old, unnamed)
    unnamed.replace(new)
