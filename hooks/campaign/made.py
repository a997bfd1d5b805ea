"""What a finished site was made of, so that a build of the same knows before it starts that there is nothing to do.

Beside the site lies a receipt: a hash of everything that went in, a hash of everything that came out, and what was
said. It counts only while both still hold, so a spoilt file, a changed template, another library or another minute
means a build. Nothing heavy is imported here: reading the receipt must not cost more than a glance.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache, partial
from itertools import chain
from operator import attrgetter
from pathlib import Path

from campaign import clock
from campaign.beside import ahead

#: where a machine keeps its fonts; pictures and screens are drawn with them
FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
#: what of a project a build reads beside the data; the last is the fetched form editor
_SOURCES = ("docs", "overrides", "hooks", "build/admin")
_COMPILED = frozenset({"__pycache__"})
#: how variables begin that differ from one terminal to the next and mean nothing to a build (the theme itself sets the
#: second for every build); any other may mean something
_TERMINAL = (
    *("_=", "NO_MKDOCS_2_WARNING=", "SHLVL=", "PWD=", "OLDPWD=", "COLUMNS=", "LINES="),
    *("TERM", "SSH_", "XDG_SESSION_", "MAKE", "MFLAGS"),
)
_BLOCK = 1 << 20
#: files, above which another process is worth its start
_MANY = 4000
#: how many files in a row each of the two gets in turn: neighbours are alike in size, and pairs of large ones are common
_HAND = 5


@dataclass(slots=True)
class Receipt:
    """What a build was made of (``key``), what it printed, and the hash of what it made."""

    key: str
    said: str = ""
    tree: str = ""


def key(project: Path, data: Path, at: str | None) -> str:
    """Return a hash of everything that a build reads: data, prose, templates, code, libraries, fonts, variables, the minute.

    Empty where that can't be told: a file can't be read, a link leads to a whole folder, a configuration to another.
    """
    try:
        return _key(project, data, at)
    except OSError:
        return ""


def _key(project: Path, data: Path, at: str | None) -> str:
    config = (project / "mkdocs.yml").read_bytes()
    if b"INHERIT" in config:
        return ""
    total = hashlib.sha256(config)
    moment: datetime = clock.now(at)
    for part in (str(at), moment.isoformat(), str(Path.cwd()), *_variables(), code(), *_fonts()):
        total.update(os.fsencode(part) + b"\0")
    sources = [folder for folder in (project / name for name in _SOURCES) if folder.is_dir()]
    for folder, left_out in ((data, frozenset()), *((one, _COMPILED) for one in sources)):
        total.update(os.fsencode(f"{folder}\0") + tree(folder, left_out).encode())
    return total.hexdigest()


def code() -> str:
    """Return a hash of this package, of all libraries, and of Python. Raises OSError where some can't be read."""
    total = hashlib.sha256(tree(Path(__file__).resolve().parent, _COMPILED).encode())
    for part in (sys.version, *_libraries()):
        total.update(os.fsencode(part) + b"\0")
    return total.hexdigest()


@cache
def program() -> str:
    """Return ``code`` as it was when first asked: what runs here, whatever has been put on the disk since."""
    return code()


def tree(folder: Path, left_out: frozenset[str] = frozenset()) -> str:
    """Return a hash of names, kinds, rights and contents of everything below ``folder``."""
    entries, begin = _entries(str(folder), left_out), len(str(folder))
    hands = [entries[start : start + _HAND] for start in range(0, len(entries), _HAND)]
    second = partial(_digest, [*chain(*hands[1::2])], begin)
    awaited = ahead(second) if len(entries) > _MANY else second
    return hashlib.sha256(_digest([*chain(*hands[::2])], begin) + awaited()).hexdigest()


def _digest(entries: Sequence[os.DirEntry[str]], begin: int) -> bytes:
    total = hashlib.sha256()
    for entry in entries:
        status = entry.stat(follow_symlinks=False)
        content = _content(entry.path, status.st_size) if entry.is_file() else b""
        total.update(os.fsencode(f"{entry.path[begin:]}\0{status.st_mode}\0{len(content)}\0"))
        total.update(content)
    return total.digest()


def _content(path: str, size: int) -> bytes:
    """Return what a file holds, in one step where it has the ``size`` that the folder says; a large one as its hash.

    Plain system calls, because every file of a site is read: a file object costs more than the reading.
    """
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        content = os.read(handle, min(size, _BLOCK) + 1)
        if len(content) == size:
            return content
        inner = hashlib.sha256()
        while content:
            inner.update(content)
            content = os.read(handle, _BLOCK)
        return inner.digest()
    finally:
        os.close(handle)


def unchanged(project: Path, data: Path, at: str | None, target: Path) -> str | None:
    """Return what the build of ``target`` said, if it was made of the same and is as it was made; else None."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        receipt = Receipt(**json.loads(_place(target).read_text(encoding="utf-8")))
        if receipt.key and receipt.key == key(project, data, at) and receipt.tree == tree(target):
            return str(receipt.said)
    return None


def keep(receipt: Receipt, target: Path) -> None:
    """Put the receipt beside the finished ``target``; without one the next build is simply done."""
    place = _place(target)
    with contextlib.suppress(OSError):
        place.unlink(missing_ok=True)
        if receipt.tree:
            aside = place.with_name(f"{place.name}.new-")
            aside.write_text(json.dumps(asdict(receipt), ensure_ascii=False), encoding="utf-8")
            aside.replace(place)


def _place(target: Path) -> Path:
    return target.absolute().with_name(f".{target.name}.made")


def _entries(folder: str, left_out: frozenset[str]) -> list[os.DirEntry[str]]:
    """Return all that lies below ``folder``, always in one order. Raises OSError for a link to a folder, which may lead anywhere."""
    entries, folders = [], [folder]
    while folders:
        with os.scandir(folders.pop()) as found:
            own = [one for one in sorted(found, key=attrgetter("name")) if one.name not in left_out]
        entries += own
        for one in filter(os.DirEntry.is_dir, own):
            if one.is_symlink():
                raise IsADirectoryError(one.path)
            folders.append(one.path)
    return entries


def _variables() -> Iterator[str]:
    lines = (f"{name}={value}" for name, value in os.environ.items())
    yield from sorted(line for line in lines if not line.startswith(_TERMINAL))


def _libraries() -> Iterator[str]:
    """Yield name, version and age of everything that is installed."""
    for place in filter(os.path.isdir, sys.path):
        for name in sorted(os.listdir(place)):  # noqa: PTH208 names only
            if name.endswith((".dist-info", ".egg-info")):
                yield f"{place}/{name} {os.stat(f'{place}/{name}').st_mtime_ns}"  # noqa: PTH116 a glance at each


def _fonts() -> Iterator[str]:
    """Yield name, size and age of every font."""
    for root in FONT_FOLDERS:
        for folder, _, names in os.walk(os.path.expanduser(root)):  # noqa: PTH111 Path's own raises where the user has no home
            for path in (Path(folder, name) for name in sorted(names)):
                with contextlib.suppress(FileNotFoundError):  # a link to nowhere is no font
                    yield f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}"
