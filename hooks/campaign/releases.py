"""The folders of a site beside each other: the one that is public, the one before, and what a killed run left.

A finished site waits as ``.site.next-N``, where N is its own inode. Once the names are exchanged, the release that it
replaced lies under that name, which then is not its inode: so the name alone tells a site that was never public from one
that was. ``.site.was`` was public and becomes ``.site.before``, ``.site.gone-N`` is deleted. Every step is one system call,
and :func:`settle` goes on from wherever the last run ended.
Source: renameat2(2), RENAME_EXCHANGE; file systems without it (NFS, SMB, those of macOS) rename twice.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
#: written into every finished site: what it is, so that a preview is never taken for it
MARK = ".fuwuyue-build"


def kind_of(target: Path) -> str:
    """Return ``published`` or ``preview`` for a folder built here, else an empty string."""
    mark = target / MARK
    return mark.read_text(encoding="utf-8").strip() if mark.is_file() else ""


def beside(target: Path, name: str) -> Path:
    """Return the hidden neighbour ``name`` of ``target``."""
    return target.with_name(f".{target.name}.{name}")


def before(target: Path) -> Path:
    """Return where the release before the one at ``target`` is kept."""
    return beside(target, "before")


def succeed(new: Path, target: Path) -> None:
    """Make ``new`` public as ``target``; a release that it replaces becomes the one before, a preview is deleted.

    Raises OSError; what is half done then is put right by :func:`settle`.
    """
    if not target.exists():
        new.rename(target)
        return
    ready = beside(target, f"next-{new.stat().st_ino}")
    new.rename(ready)
    if _exchanged(ready, target):
        ready.rename(beside(target, "was"))
    else:
        target.rename(beside(target, "was"))
        ready.rename(target)
    _keep(target)


def go_back(target: Path) -> None:
    """Exchange the release at ``target`` and the one before; raises OSError as above."""
    if not _exchanged(before(target), target):
        target.rename(beside(target, "was"))
        before(target).rename(target)
        _keep(target)


def settle(target: Path) -> None:
    """Put right what a run left that was ended or failed; nobody else may be at work."""
    for ready in _left(target, r"next-\d+"):
        public = target.stat().st_ino if target.exists() else 0
        if str(public) == ready.name.rpartition("-")[2]:
            ready.rename(beside(target, "was"))
        else:
            shutil.rmtree(ready, ignore_errors=True)
    if beside(target, "was").exists():
        if target.exists():
            _keep(target)
        else:
            beside(target, "was").rename(target)
    for left in _left(target, r"new-\w+|gone-\d+"):
        shutil.rmtree(left, ignore_errors=True)


def _keep(target: Path) -> None:
    """Keep the release that was public as the one before."""
    was = beside(target, "was")
    if kind_of(was) == kind_of(target) == "published":
        if before(target).exists():
            _delete(target, before(target))
        was.rename(before(target))
    else:
        _delete(target, was)


def _delete(target: Path, folder: Path) -> None:
    """Delete a release, first of all its name; what can't be deleted is in nobody's way."""
    gone = beside(target, f"gone-{folder.stat().st_ino}")
    folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)


def _left(target: Path, names: str) -> list[Path]:
    """Return the hidden neighbours of ``target`` that are called so; those of ``site.new-1`` are none of ``site``."""
    wanted = re.compile(rf"{re.escape(beside(target, '').name)}(?:{names})")
    return [path for path in target.parent.iterdir() if wanted.fullmatch(path.name)]


def _exchanged(one: Path, other: Path) -> bool:
    """Whether two folders have got each other's names; False where the file system can't."""
    libc = ctypes.CDLL(None, use_errno=True)
    names = (os.fsencode(one), os.fsencode(other))
    return hasattr(libc, "renameat2") and not libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
