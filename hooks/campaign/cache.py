"""What a build made and the next one can take again: files named by what they were made from.

Only for results that follow from their parts alone: codes, pictures, compiled templates. The cache may be
deleted at any time, it is shared by all projects of one user, and a spoilt file in it is made anew.
Source: XDG Base Directory Specification 0.8 (XDG_CACHE_HOME).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

_KEPT = 60 * 86400.0  # seconds that a file stays after its last use, reckoned from the file used last
_SWEPT, _EACH = "swept", 86400.0  # the file that says when it was looked through, and after how many seconds again
_HASH = 32
_OTHERS_WRITE = 0o022


@cache
def folder() -> Path | None:
    """Return the folder of the cache, made and swept once a run; None where none can be written, or others can."""
    asked = Path(os.environ.get("XDG_CACHE_HOME", ""))
    home = Path(os.path.expanduser("~/.cache"))  # noqa: PTH111 Path's own raises where the user has no home
    root = (asked if asked.is_absolute() else home) / "fuwuyue"
    if not root.is_absolute():
        return None
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = root.stat()
        if status.st_uid != os.getuid() or status.st_mode & _OTHERS_WRITE:
            return None  # what is kept is believed, and compiled templates are code
        _sweep(root)
    except OSError:
        return None
    return root if os.access(root, os.W_OK | os.X_OK) else None


def remembered(kind: str, make: Callable[[], bytes], *parts: str) -> bytes:
    """Return what ``make`` returns, from the cache when it was made of the same ``parts`` before.

    ``parts`` must hold everything the result depends on, versions included.
    """
    known = found(kind, *parts)
    if known is not None:
        return known
    made = make()
    keep(kind, made, *parts)
    return made


def found(kind: str, *parts: str) -> bytes | None:
    """Return what is kept under these names; None for nothing, and for what is spoilt."""
    path = _path(kind, parts)
    return _read(path) if path else None


def keep(kind: str, content: bytes | memoryview, *parts: str) -> None:
    """Keep ``content`` under these names, in the place of what was there."""
    if path := _path(kind, parts):
        _write(path, content)


def _path(kind: str, parts: tuple[str, ...]) -> Path | None:
    root, key = folder(), hashlib.sha256("\0".join((kind, *parts)).encode("utf-8", "surrogateescape")).hexdigest()
    return root / f"{kind}-{key}" if root else None


def _read(path: Path) -> bytes | None:
    try:
        stored = path.read_bytes()
        path.touch()
    except OSError:
        return None
    content = stored[_HASH:]
    return content if hashlib.sha256(content).digest() == stored[:_HASH] else None


def _write(path: Path, content: bytes | memoryview) -> None:
    """Put the file in place in one step, so that a build beside this one never reads half of it."""
    with contextlib.suppress(OSError):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix="new-")
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(content).digest())
            file.write(content)
        Path(name).replace(path)


def _sweep(root: Path) -> None:
    """Delete what was not used for long; once a day, for a large cache takes a second to look through."""
    mark = root / _SWEPT
    with tempfile.TemporaryFile(dir=root) as probe:
        now = os.fstat(probe.fileno()).st_mtime
    if mark.exists() and 0 <= now - mark.stat().st_mtime < _EACH:
        return
    mark.touch()
    used = {path: path.stat().st_mtime for path in root.iterdir() if path.is_file()}
    old = max(used.values(), default=now) - _KEPT
    for path, moment in used.items():
        if moment < old:
            path.unlink(missing_ok=True)
