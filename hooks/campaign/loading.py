"""A campaign's folder → :class:`~campaign.site.Site`: read, validate, resolve, check.

Everything that is wrong is collected first and raised once as ``DataError``.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from campaign import laws
from campaign.checks import run_checks
from campaign.models.base import REGISTRY, Record
from campaign.models.campaign import Campaign
from campaign.models.errors import validate
from campaign.models.fields import Context, RefTo, TermOf
from campaign.models.shape import pointers, values
from campaign.models.soft import soft_problems
from campaign.problems import DataError, Problem, Problems, Where, nearest
from campaign.site import Key, Site
from campaign.source import Entry, entries_of_list, entry_of_file, read

_NOT_RECORDS = frozenset({"schema", "images", "files", "pages"})


@dataclass(slots=True)
class _Reading:
    root: Path
    shown: str
    problems: Problems
    records: dict[str, dict[str, Record]] = field(default_factory=dict)
    entries: dict[Key, Entry] = field(default_factory=dict)
    citing: defaultdict[Key, list[Key]] = field(default_factory=lambda: defaultdict(list))
    broken: set[Key] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)

    def complain(self, code: str, name: str, message: str, hint: str = "") -> None:
        self.problems.add(Problem(code, Where(self.path(name)), message, hint))

    def path(self, name: str) -> str:
        """Return a file of the folder as staff know it."""
        return name if self.shown == "." else f"{self.shown}/{name}"


def load(root: Path, now: datetime, problems: Problems | None = None) -> Site:
    """Return the site written in folder ``root``; warnings stay in ``problems``.

    Raises DataError, with all findings, when anything is an error.
    """
    problems = problems if problems is not None else Problems()
    reading = _Reading(root, shown_path(root), problems)
    if not root.is_dir():
        reading.complain("no-data", "", f"找不到数据文件夹“{root}”。", "请检查 --data 后面的路径。")
        raise DataError(problems)
    _strangers(reading)
    context = Context(image_roots=(root,), file_roots=(root,))
    for name, model in REGISTRY.items():
        reading.records[name] = {}
        for entry, expected_id in _entries(reading, name):
            _keep(reading, model, entry, expected_id, context)
    _resolve(reading)
    campaigns = [record for record in reading.records["campaign"].values() if isinstance(record, Campaign)]
    if not campaigns:
        if not (root / "campaign.yml").is_file():
            reading.complain(
                "no-campaign",
                "campaign.yml",
                "没有 campaign.yml：不知道是哪一届服务月。",
                "复制示例的 campaign.yml 再改。",
            )
        raise DataError(problems)
    site = Site(campaigns[0], reading.records, reading.entries, dict(reading.citing))
    problems.extend(run_checks(site, now))
    if problems.errors:
        raise DataError(problems)
    return site


def shown_path(path: Path) -> str:
    """Return ``path`` as staff know it: relative to where they stand, if it lies below."""
    relative = os.path.relpath(path)
    return path.as_posix() if relative.startswith("..") else Path(relative).as_posix()


def _strangers(reading: _Reading) -> None:
    """Name files and folders that no collection would ever read."""
    for found in sorted(reading.root.iterdir()):
        stem = found.stem if found.is_file() else found.name
        if found.name.startswith(".") or found.name in _NOT_RECORDS or found.suffix == ".md":
            continue
        if stem not in REGISTRY or (found.is_file() and found.suffix != ".yml"):
            close = nearest(stem, REGISTRY)
            hint = (
                f"是不是想写“{close}{found.suffix and '.yml'}”？" if close else f"可用的名称：{'、'.join(REGISTRY)}。"
            )
            reading.complain(
                "unknown-collection", found.name, f"“{found.name}”不属于任何一种记录，里面的内容不会上网。", hint
            )


def _entries(reading: _Reading, name: str) -> Iterator[tuple[Entry, str | None]]:
    folder, single = reading.root / name, reading.root / f"{name}.yml"
    if folder.is_dir() and single.is_file():
        reading.complain("collection-twice", f"{name}.yml", f"“{name}”既有文件夹又有单个文件，只能留一种。")
    if single.is_file():
        document = read(single, reading.path(f"{name}.yml"), reading.problems)
        if document and name == "campaign":
            entry = entry_of_file(document, reading.problems)
            yield from [(entry, None)] if entry else []
        else:
            entries = entries_of_list(document, reading.problems) if document else []
            if not entries and (document is None or document.data is not None):
                reading.unread.add(name)  # its own mistake is listed; those who name its records are not to blame
            yield from ((entry, None) for entry in entries)
    elif folder.is_dir():
        yield from _folder(reading, folder)


def _folder(reading: _Reading, folder: Path) -> Iterator[tuple[Entry, str | None]]:
    for found in sorted(os.scandir(folder), key=lambda item: item.name):
        shown = f"{folder.name}/{found.name}"
        if found.name.startswith("."):
            continue
        if found.is_symlink() or not found.is_file() or not found.name.endswith(".yml"):
            reading.complain(
                "unexpected-file",
                shown,
                f"“{found.name}”不是 .yml 记录文件，不会上网。",
                "记录文件的扩展名必须是 .yml。",
            )
            continue
        document = read(Path(found.path), reading.path(shown), reading.problems)
        entry = entry_of_file(document, reading.problems) if document else None
        if entry:
            yield entry, found.name.removesuffix(".yml")
        else:
            reading.broken.add((folder.name, found.name.removesuffix(".yml")))


def _keep(reading: _Reading, model: type[Record], entry: Entry, expected: str | None, context: Context) -> None:
    record = validate(entry, model, context, reading.problems)
    reading.problems.extend(soft_problems(entry))
    written = entry.data.get("id")
    if expected is not None and isinstance(written, str) and written.strip() != expected:
        reading.problems.add(
            entry.problem(
                "id-filename",
                ("id",),
                f"编号“{written}”和文件名“{expected}.yml”不一样。",
                hint="两者必须相同。",
                value=expected,
            )
        )
    if record is None:
        reading.broken |= {
            (model.collection, expected or str(written)),
            (model.collection, str(entry.data.get("name"))),
        }
        return
    kept = reading.records[model.collection]
    if record.id in kept:
        first = reading.entries[model.collection, record.id].where(("id",))
        reading.problems.add(
            entry.problem(
                "duplicate-id", ("id",), f"编号“{record.id}”已在 {first} 用过。", hint="换一个没有用过的编号。"
            )
        )
        return
    kept[record.id] = record
    entry.forget()
    reading.entries[model.collection, record.id] = entry


def _resolve(reading: _Reading) -> None:
    """Check every reference and term; remember who cites whom."""
    words: defaultdict[str, set[str]] = defaultdict(set)
    for word in reading.records.get("vocab", {}).values():
        words[word.scheme].add(word.name)  # type: ignore[attr-defined]
    for name, model in REGISTRY.items():
        for pointer in pointers(model):
            for record in reading.records[name].values():
                for path, text in values(record, pointer):
                    if isinstance(pointer.target, RefTo):
                        _reference(reading, record, path, text, pointer.target.collection)
                    elif not isinstance(pointer.target, TermOf):
                        _citation(reading, record, path, text)
                    elif text not in words[pointer.target.scheme] and not _is_broken_word(reading, text):
                        _unknown_word(reading, record, path, text, pointer.target.scheme, words)


def _citation(reading: _Reading, record: Record, path: tuple[str | int, ...], text: str) -> None:
    found = laws.resolve(text, laws.laws_of(reading.records))
    if isinstance(found, laws.Citation):
        reading.citing["laws", found.law.id].append((record.collection, record.id))
    elif not any(collection == "laws" and key in text for collection, key in reading.broken):
        entry = reading.entries[record.collection, record.id]
        reading.problems.add(entry.problem(found.code, path, found.message, hint=found.hint, value=found.value))


def _is_broken_word(reading: _Reading, text: str) -> bool:
    return ("vocab", text) in reading.broken or "vocab" in reading.unread


def _reference(reading: _Reading, record: Record, path: tuple[str | int, ...], text: str, target: str) -> None:
    known = reading.records.get(target, {})
    if text in known:
        reading.citing[target, text].append((record.collection, record.id))
        return
    if (target, text) in reading.broken or target in reading.unread:
        return  # the other record's own mistakes are already listed
    by_name = {other.name_text: key for key, other in known.items()}
    close = by_name.get(text) or nearest(text, known) or by_name.get(nearest(text, by_name), "")
    label = REGISTRY[target].label
    hint = (
        f"是不是“{close}”（{known[close].name_text}）？"
        if close
        else f"先在 data/{target} 里加上这个{label}，再在这里写它的编号。"
    )
    entry = reading.entries[record.collection, record.id]
    reading.problems.add(
        entry.problem("unknown-reference", path, f"没有编号为“{text}”的{label}。", hint=hint, value=close or None)
    )


def _unknown_word(
    reading: _Reading, record: Record, path: tuple[str | int, ...], text: str, scheme: str, words: dict[str, set[str]]
) -> None:
    close = nearest(text, words[scheme])
    hint = f"是不是“{close}”？" if close else f"可用的词在 data/vocab.yml 的“{scheme}”里。"
    entry = reading.entries[record.collection, record.id]
    reading.problems.add(
        entry.problem("unknown-word", path, f"“{text}”不在“{scheme}”词表里。", hint=hint, value=close or None)
    )
