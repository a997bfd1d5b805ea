"""What one run reads and the next one takes over: nothing that is no longer so, and no finding is said only once."""

from __future__ import annotations

import os
import pickle
import shutil
import threading
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from tests.conftest import Folder
from tests.unit.test_loading import EVENT, LECTURE, NOW

from campaign import cache, made
from campaign import kept as kept_results
from campaign.loading import load
from campaign.models.base import Published, Record
from campaign.problems import DataError, Problems
from campaign.site import Site


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the folder of an empty cache, in which even a small site is kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(kept_results, "WORTH", 1)
    cache.folder.cache_clear()
    yield tmp_path / "cache/fuwuyue"
    cache.folder.cache_clear()


def _titles(site: Site) -> dict[str, str]:
    return {
        f"{name}/{key}": record.name_text
        for name, records in site.records.items()
        for key, record in records.items()
        if isinstance(record, Published)
    }


def _pack(kept: Path) -> Path:
    (pack,) = kept.glob("records-*")
    return pack


def _records(kept: Path) -> dict[bytes, Record]:
    """Return what is kept, as it was written just now."""
    stored: dict[bytes, bytes] = pickle.loads(_pack(kept).read_bytes()[64:])  # noqa: S301 our own
    return {key: pickle.loads(one) for key, one in stored.items()}  # noqa: S301 our own


def _ids(kept: Path) -> set[str]:
    return {record.id for record in _records(kept).values()}


def _write(kept: Path, stored: object, stamp: bytes = b"") -> None:
    pack = _pack(kept)
    content = (stamp or pack.read_bytes()[32:64]) + pickle.dumps(stored)
    pack.write_bytes(sha256(content).digest() + content)


def _rewritten(kept: Path, title: str, stamp: bytes = b"") -> None:
    """Put another title into the record that is kept, and another stamp before all."""
    found = _records(kept)
    for key, record in found.items():
        if record.id == Path(EVENT).stem:
            found[key] = record.model_copy(update={"title": title})
    _write(kept, {key: pickle.dumps(record) for key, record in found.items()}, stamp)


def test_what_is_unchanged_is_not_parsed_again(tiny: Folder, kept: Path) -> None:
    first = load(tiny.root, NOW)
    again = load(tiny.root, NOW)
    assert again.records == first.records
    assert [again.where(one) for one in again.all("events")] == [first.where(one) for one in first.all("events")]
    _rewritten(kept, "从上次留下的里面来")
    assert "从上次留下的里面来" in _titles(load(tiny.root, NOW)).values()


def test_changed_new_and_deleted_files_are_as_they_lie_there(tiny: Folder, kept: Path) -> None:
    load(tiny.root, NOW)
    _rewritten(kept, "不再是这样")
    tiny.edit(EVENT, title="另一个标题")
    tiny.add_like(EVENT, "2023-06-20-second", start="2023-06-20 14:00", end=None, results=None)
    (tiny.root / LECTURE).unlink()
    now = load(tiny.root, NOW)
    assert now.records["events"]["2023-06-08-launch"].name_text == "另一个标题"
    assert now.records == load(tiny.root, NOW).records
    assert sorted(_titles(now)) == sorted(_titles(tiny.loaded()))
    assert Path(LECTURE).stem not in _ids(kept)


def test_renamed_file_is_read_anew(tiny: Folder, kept: Path) -> None:
    load(tiny.root, NOW)
    (tiny.root / EVENT).rename(tiny.root / "events/2023-06-08-renamed.yml")
    told = []
    for _ in range(2):
        problems = Problems()
        with pytest.raises(DataError):
            load(tiny.root, NOW, problems)
        told.append([(one.code, one.where.file.rpartition("data/")[2]) for one in problems.errors])
    assert told == [[("id-filename", "events/2023-06-08-renamed.yml")]] * 2
    assert kept.is_dir()


@pytest.mark.parametrize("spoil", [b"", b"x" * 31, b"x" * 200])
def test_spoilt_pack_is_as_good_as_none(tiny: Folder, kept: Path, spoil: bytes) -> None:
    first = load(tiny.root, NOW)
    _pack(kept).write_bytes(spoil)
    assert load(tiny.root, NOW).records == first.records
    assert Path(EVENT).stem in _ids(kept)  # written anew


def test_pack_of_other_code_is_not_read(tiny: Folder, kept: Path) -> None:
    load(tiny.root, NOW)
    stamp = _pack(kept).read_bytes()[32:64]
    assert stamp == sha256(made.program().encode()).digest()
    _rewritten(kept, "从别的程序来", stamp=b"x" * 32)
    assert "从别的程序来" not in _titles(load(tiny.root, NOW)).values()
    assert _pack(kept).read_bytes()[32:64] == stamp


def test_no_finding_is_said_only_once(tiny: Folder, kept: Path) -> None:
    tiny.write(EVENT, tiny.read(EVENT).replace("title: ", "title：", 1))
    told = []
    for _ in range(3):
        problems = Problems()
        with pytest.raises(DataError):
            load(tiny.root, NOW, problems)
        told.append([one.code for one in problems])
    assert told == [["fullwidth-colon"]] * 3
    assert kept.exists()


def test_no_warning_is_said_only_once(tiny: Folder, kept: Path) -> None:
    tiny.edit(EVENT, summary="见 http://example.cn/page")
    told = []
    for _ in range(3):
        problems = Problems()
        load(tiny.root, NOW, problems)
        told.append([one.code for one in problems])
    assert told == [["url-insecure"]] * 3
    assert Path(EVENT).stem not in _ids(kept)


def test_pack_that_holds_something_else_is_as_good_as_none(tiny: Folder, kept: Path) -> None:
    first = load(tiny.root, NOW)
    _write(kept, [1, 2])
    assert load(tiny.root, NOW).records == first.records


@pytest.mark.parametrize("record", [b"no pickle", pickle.dumps([1, 2])])
def test_record_that_is_none_is_read_anew(tiny: Folder, kept: Path, record: bytes) -> None:
    first = load(tiny.root, NOW)
    _write(kept, dict.fromkeys(_records(kept), record))
    assert load(tiny.root, NOW).records == first.records


def test_file_with_other_line_ends_is_parsed_each_time(tiny: Folder, kept: Path) -> None:
    path = tiny.root / EVENT
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    load(tiny.root, NOW)
    assert Path(EVENT).stem not in _ids(kept)
    assert load(tiny.root, NOW).records == tiny.loaded().records


def test_small_folder_leaves_nothing_behind(tiny: Folder, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_results, "WORTH", 400)
    load(tiny.root, NOW)
    assert list(kept.glob("records-*")) == []


@pytest.mark.parametrize("processors", [{0}, {0, 1}])
def test_half_that_another_processor_reads_is_read_alike(
    tiny: Folder, kept: Path, monkeypatch: pytest.MonkeyPatch, processors: set[int]
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: processors)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    for number in range(20):
        tiny.add_like(EVENT, f"2023-06-20-{number:02}", start="2023-06-20 14:00", end=None, results=None)
    tiny.edit("events/2023-06-20-03.yml", title="第一半里的")
    tiny.edit("events/2023-06-20-17.yml", title="第二半里的")
    known = load(tiny.root, NOW)
    assert list(known.records["events"])[-1] == "2023-06-20-19"
    assert {"第一半里的", "第二半里的"} <= set(_titles(known).values())
    shutil.rmtree(kept)
    wrong = ("events/2023-06-20-02.yml", "events/2023-06-20-18.yml")
    for path in wrong:
        tiny.write(path, tiny.read(path).replace("title: ", "title：", 1))
    problems = Problems()
    with pytest.raises(DataError):
        load(tiny.root, NOW, problems)
    assert [(one.code, one.where.file.rpartition("data/")[2]) for one in problems.errors] == [
        ("fullwidth-colon", path) for path in wrong
    ]
