"""A new site replaces the old one whole, or not at all.

Build in a fresh folder beside the target, audit it, compress it, then exchange the two
names in one system call; whatever fails before that leaves the published files alone.
The release before stays beside it, and comes back with one command.
Source: SECURITY R6; renameat2(2), RENAME_EXCHANGE; sync(2), rename(2) on delayed allocation in ext4(5).
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from campaign.made import Receipt, keep, tree
from campaign.squeeze import squeeze

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
#: written into every finished site: what it is, so that a preview is never taken for it
MARK = ".fuwuyue-build"


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
    target.parent.mkdir(parents=True, exist_ok=True)
    with _locked(target.with_name(f".{target.name}.lock"), target):
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
        try:
            aside.chmod(0o755)
            yield aside
            if kind == "published":
                squeeze(aside, target)
            (aside / MARK).write_text(f"{kind}\n", encoding="utf-8")
            receipt = receipt or Receipt("")
            receipt.tree = tree(aside) if receipt.key else ""
            if kind == "published":
                os.sync()  # names reach the disk before contents: after a power cut the new site would be empty files
            if kind == kind_of(target) == "published":
                _succeed(aside, target)
            else:
                _swap(aside, target)
            keep(receipt, target)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def before(target: Path) -> Path:
    """Return where the release before the one at ``target`` is kept."""
    return target.with_name(f".{target.name}.before")


def rollback(target: Path) -> None:
    """Put the release before in the place of ``target``; done twice, everything is as it was. Raises PublishError."""
    target = target.absolute()
    kept = before(target)
    with _locked(target.with_name(f".{target.name}.lock"), target):
        if kind_of(kept) != "published" or kind_of(target) != "published":
            raise PublishError(f"“{target}”没有可以退回的上一版。")
        _swap(kept, target)


def _succeed(new: Path, target: Path) -> None:
    """Put ``new`` in the place of ``target``, which is kept as the release before in the same step.

    The new one gets that name first, so that whatever ends this process, one whole release is kept beside the other.
    """
    kept, gone = before(target), new.with_name(f"{new.name}.gone")
    if kept.exists():
        kept.rename(gone)
    new.rename(kept)
    _swap(kept, target)
    shutil.rmtree(gone, ignore_errors=True)


def kind_of(target: Path) -> str:
    """Return ``published`` or ``preview`` for a folder built here, else an empty string."""
    mark = target / MARK
    return mark.read_text(encoding="utf-8").strip() if mark.is_file() else ""


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
def _locked(lock: Path, target: Path) -> Iterator[None]:
    """Hold an advisory lock; the kernel lets go of it even when the process is killed."""
    with lock.open("w", encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PublishError(f"另一个生成正在写“{target}”，请等它结束再试。") from None
        for left in target.parent.glob(f".{target.name}.new-*"):
            shutil.rmtree(left, ignore_errors=True)  # of a run that was killed
        yield


def _swap(aside: Path, target: Path) -> None:
    """Give ``aside`` the name ``target``; the old files end up under ``aside``."""
    if not target.exists():
        aside.rename(target)
        return
    libc = ctypes.CDLL(None, use_errno=True)
    names = (os.fsencode(aside), os.fsencode(target))
    if hasattr(libc, "renameat2") and libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
        return
    old = aside.with_name(f"{aside.name}.old")  # file systems without exchange: two renames
    target.rename(old)
    aside.rename(target)
    old.rename(aside)
