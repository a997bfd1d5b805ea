"""A new site replaces the old one whole, or not at all.

Build in a fresh folder beside the target, audit it, compress it, then exchange the two
names in one system call; whatever fails before that leaves the published files alone.
The release before stays beside it, and comes back with one command.
Source: SECURITY R6; sync(2), rename(2) on delayed allocation in ext4(5).
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from campaign.made import Receipt, keep, tree
from campaign.releases import MARK, before, beside, go_back, kind_of, settle, succeed
from campaign.squeeze import squeeze


class PublishError(Exception):
    """Raised, with a message for staff, when the finished site can't take the old one's place."""


@contextlib.contextmanager
def replacing(target: Path, kind: str, receipt: Receipt | None = None) -> Iterator[Path]:
    """Yield an empty folder; when the block ends well it becomes ``target``, atomically.

    ``kind`` is ``published`` or ``preview``. Raises PublishError when ``target`` is
    something that was not built here, or another build holds the lock.

    ``receipt`` is left beside the site; it may be filled within the block, and is none while its key is empty.
    """
    target = target.absolute()
    _refuse_foreign(target, kind)
    with _readable(target.parent) as mask, _locked(beside(target, "lock"), target):
        _refuse_foreign(target, kind)  # again: a run that was ended may have had it under another name
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
        try:
            aside.chmod((aside.stat().st_mode & stat.S_ISGID) | (0o777 & ~mask))  # a folder of a group stays one
            yield aside
            if kind == "published":
                squeeze(aside, target)
            (aside / MARK).write_text(f"{kind}\n", encoding="utf-8")
            receipt = receipt or Receipt("")
            receipt.tree = tree(aside) if receipt.key else ""
            if kind == "published":
                os.sync()  # names reach the disk before contents: after a power cut the new site would be empty files
            succeed(aside, target)
            keep(receipt, target)
        finally:
            with contextlib.suppress(OSError):  # what ended the block says more
                settle(target)


def rollback(target: Path) -> None:
    """Put the release before in the place of ``target``; done twice, everything is as it was. Raises PublishError, OSError."""
    target = target.absolute()
    with _locked(beside(target, "lock"), target):
        if kind_of(before(target)) != "published" or kind_of(target) != "published":
            raise PublishError(f"“{target}”没有可以退回的上一版。")
        try:
            go_back(target)
        finally:
            with contextlib.suppress(OSError):  # as above
                settle(target)


def _refuse_foreign(target: Path, kind: str) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise PublishError(f"“{target}”不是文件夹，不能放网站。")
    found = kind_of(target)
    if not found and any(target.iterdir()):
        raise PublishError(f"“{target}”里有别的文件，不是本程序生成的网站；为免误删，请换一个空文件夹。")
    if found == "published" and kind == "preview":
        raise PublishError(f"“{target}”是正式网站，不能用预览替换；请用 --out 指定另一个文件夹。")


@contextlib.contextmanager
def _readable(folder: Path) -> Iterator[int]:
    """Let everybody read what is written, as a web server has to, ``folder`` included, which is made.

    Yields the mask of rights, which still says who may write.
    """
    mask = os.umask(0o022)
    os.umask(mask & 0o022)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield mask & 0o022
    finally:
        os.umask(mask)


@contextlib.contextmanager
def _locked(lock: Path, target: Path) -> Iterator[None]:
    """Hold an advisory lock; the kernel lets go of it even when the process is killed."""
    with _opened(lock) as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PublishError(f"另一个生成正在写“{target}”，请等它结束再试。") from None
        settle(target)
        yield


def _opened(lock: Path) -> IO[str]:
    """Open the lock's file; one of another user's can be locked without the right to write in it."""
    try:
        return lock.open("a", encoding="utf-8")
    except PermissionError:
        return lock.open(encoding="utf-8")
