"""Which files of a campaign's folder are records, and what has been read of them so far."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from campaign.dead import FILE as LINKS
from campaign.likeness import nearest
from campaign.models.base import REGISTRY, Record
from campaign.models.paths import LAYER_FOLDER, LAYER_TYPES
from campaign.parsed import Known, Parsed
from campaign.problems import DataError, Problem, Problems, Where
from campaign.site import Key
from campaign.source import Entry, bytes_of, entries_of_list, entry_of_file, read, read_bytes

_NOT_RECORDS = frozenset({"schema", "images", "files", LAYER_FOLDER, "pages", LINKS})
#: What systems and editors leave behind: hidden files, thumbnails, backups, locks.
_LEFTOVER = re.compile(r"\..*|Thumbs\.db|desktop\.ini|~\$.*|#.*#|.*~", re.IGNORECASE | re.DOTALL)
#: The largest site that ``make bench-builds`` builds; see docs/dev/scale.md for what to do with more.
MOST_RECORDS = 20_000


#: files of records by their path, for who reads a folder again and again; never older than what lies on disk
Memory = dict[str, Known]


@dataclass(frozen=True, slots=True)
class Fresh:
    """A record that was read now: the id its file's name asks for, the file's content, and how much was found before."""

    entry: Entry
    expected: str | None = None
    raw: bytes = b""
    found: int = 0


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that its model refused: where it stands, its raw tree, and its key where some of it could be kept."""

    collection: str
    entry: Entry
    data: dict[str, Any]
    kept_as: Key | None


@dataclass(slots=True)
class Reading:
    """Records by collection and id, where they stand, who cites them, and what could not be read."""

    root: Path
    shown: str
    problems: Problems
    records: dict[str, dict[str, Record]] = field(default_factory=dict)
    entries: dict[Key, Entry] = field(default_factory=dict)
    citing: defaultdict[Key, list[Key]] = field(default_factory=lambda: defaultdict(list))
    broken: set[Key] = field(default_factory=set)
    private: dict[Key, list[Problem]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    refused: list[Refused] = field(default_factory=list)
    memory: Memory = field(default_factory=dict)
    parsed: Parsed = field(default_factory=Parsed)
    #: by collection, name → id, where somebody named what isn't there
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    #: the only files of records that are read, as staff know them; None for all
    only: frozenset[str] | None = None

    def complain(self, code: str, name: str, message: str, hint: str = "", *, line: int = 1) -> None:
        """Keep a finding about a file, or with ``line`` 0 about the whole folder."""
        self.problems.add(Problem(code, Where(self.path(name), line), message, hint))

    def path(self, name: str) -> str:
        """Return a file of the folder as staff know it."""
        return name if self.shown == "." and name else f"{self.shown}/{name}".removesuffix("/")


def shown_path(path: Path) -> str:
    """Return ``path`` as staff know it: relative to where they stand, if it lies below."""
    relative = os.path.relpath(path)
    return path.as_posix() if relative.startswith("..") else Path(relative).as_posix()


def strangers(reading: Reading) -> None:
    """Name files and folders that no collection would ever read."""
    for found in sorted(reading.root.iterdir()):
        stem = found.stem if found.is_file() else found.name
        linked = found.is_symlink() and found.is_dir()
        ours = found.name in _NOT_RECORDS and not (linked and found.name == "pages")
        if _LEFTOVER.fullmatch(found.name) or ours or found.suffix == ".md":
            continue
        if linked:
            message = "这是一个快捷方式（符号链接），不能用作数据。"
            reading.complain("symlink", found.name, message, "把文件夹本身放到这里。")
            continue
        if found.suffix == ".yml" and found.stem in REGISTRY and not found.is_file():
            reading.unread.add(found.stem)  # those who name its records are not to blame
            message = f"“{found.name}”不是普通文件（是文件夹、管道或断了的快捷方式），读不了。"
            reading.complain("unexpected-file", found.name, message, "把它移走，换成同名的文本文件。")
            continue
        if stem not in REGISTRY or (found.is_file() and found.suffix != ".yml"):
            close = nearest(stem, REGISTRY)
            hint = _layers(found) or (
                f"是不是想写“{close}{found.suffix and '.yml'}”？" if close else f"可用的名称：{'、'.join(REGISTRY)}。"
            )
            reading.complain(
                "unknown-collection", found.name, f"“{found.name}”不属于任何一种记录，里面的内容不会上网。", hint
            )


def files(reading: Reading) -> list[str]:
    """Return the files of records that lie in folders, as staff know them, in the order in which they are read."""
    folders = [name for name in REGISTRY if (reading.root / name).is_dir()]
    return [reading.path(f"{name}/{file}") for name in folders for file in sorted(os.listdir(reading.root / name))]  # noqa: PTH208 names only


def bounded(reading: Reading) -> int:
    """Return how many files there are. Raises DataError for more than one site can have, before any is read."""
    folders = [reading.root / name for name in REGISTRY]
    count = sum(len(os.listdir(folder)) for folder in folders if folder.is_dir())  # noqa: PTH208 only counted
    if count > MOST_RECORDS:
        too_many(reading, f"数据文件夹里有 {count:,} 个记录文件，一个网站最多 {MOST_RECORDS:,} 个。")
    return count


def too_many(reading: Reading, message: str) -> NoReturn:
    """Raise DataError: there are more records than one site can have."""
    hint = "按届或按区分成几个数据文件夹，各生成一个网站（campaign build --data 文件夹 --out 文件夹）。"
    reading.complain("too-many-records", "", message, hint, line=0)
    raise DataError(reading.problems)


def _layers(found: Path) -> str:
    """Return where the layers of a map belong, if ``found`` is one or a folder with some."""
    names = [one.name for one in (sorted(found.iterdir()) if found.is_dir() else [found])]
    layer = next((name for name in names if name.endswith(tuple(f".{kind}" for kind in LAYER_TYPES))), "")
    place = f"{LAYER_FOLDER}/{layer}"
    return layer and f"这是地图的图层：移到 data/{place}，campaign.yml 的 layers 里写 path: {place}。"


def entries(reading: Reading, name: str) -> Iterator[Fresh | Known]:
    """Yield the records of a collection; what stands in memory and is still so on disk needs no second look."""
    folder, single = reading.root / name, reading.root / f"{name}.yml"
    if reading.only is not None:
        yield from _folder(reading, folder) if folder.is_dir() else ()
        return
    if folder.is_dir() and single.is_file():
        reading.complain("collection-twice", f"{name}.yml", f"“{name}”既有文件夹又有单个文件，只能留一种。")
    if single.is_file():
        document = read(single, reading.path(f"{name}.yml"), reading.problems)
        if document and name == "campaign":
            entry = entry_of_file(document, reading.problems)
            yield from [Fresh(entry)] if entry else []
        else:
            entries = entries_of_list(document, reading.problems) if document else []
            if not entries and (document is None or document.data is not None):
                reading.unread.add(name)  # its own mistake is listed; those who name its records are not to blame
            yield from map(Fresh, entries)
    elif folder.is_dir():
        yield from _folder(reading, folder)


def _folder(reading: Reading, folder: Path) -> Iterator[Fresh | Known]:
    for found in sorted(os.scandir(folder), key=lambda item: item.name):
        shown = f"{folder.name}/{found.name}"
        if _LEFTOVER.fullmatch(found.name):
            continue
        if not found.is_symlink() and not (found.is_file() and found.name.endswith(".yml")):
            reading.complain(
                "unexpected-file",
                shown,
                f"“{found.name}”不是 .yml 记录文件，不会上网。",
                "记录文件的扩展名必须是 .yml。",
            )
            continue
        path, before = reading.path(shown), len(reading.problems.found)
        if reading.only is not None and path not in reading.only:
            continue
        raw = bytes_of(found.path, path, reading.problems)
        known = reading.memory.get(path)
        if known is None or known.raw != raw:
            known = reading.parsed.find(path, raw)
        if known:
            reading.memory[path] = known
            yield known
            continue
        reading.memory.pop(path, None)
        document = read_bytes(raw, path, reading.problems) if raw is not None else None
        entry = entry_of_file(document, reading.problems) if document else None
        if entry:
            yield Fresh(entry, found.name.removesuffix(".yml"), raw or b"", before)
        else:
            reading.broken.add((folder.name, found.name.removesuffix(".yml")))
