"""What builds take over from each other: only what was made of the same, and never what is spoilt."""

from __future__ import annotations

import os
import pwd
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from tests.conftest import REPO, Folder

from campaign import cache, fonts, glyphs, made, qr
from campaign.api import openapi
from campaign.handbook import Handbook


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the folder of an empty cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    cache.folder.cache_clear()
    yield tmp_path / "fuwuyue"
    cache.folder.cache_clear()


class _Counted:
    """Makes another answer each time."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> bytes:
        self.times += 1
        return f"made {self.times}".encode()


def test_the_same_parts_are_made_once(root: Path) -> None:
    make = _Counted()
    assert [cache.remembered("kind", make, "a", "b") for _ in range(2)] == [b"made 1", b"made 1"]
    assert len(list(root.glob("kind-*"))) == 1


def test_other_parts_another_kind_and_another_cut_are_made_anew(root: Path) -> None:
    make = _Counted()
    asked = [("kind", "a", "b"), ("kind", "a", "c"), ("other", "a", "b"), ("kind", "ab", "")]
    assert [cache.remembered(kind, make, *parts) for kind, *parts in asked] == [b"made %d" % n for n in range(1, 5)]
    assert len(list(root.glob("*-*"))) == 4


@pytest.mark.parametrize("spoilt", [b"", b"short", b"x" * 32 + b"made 1"])
def test_spoilt_file_is_made_anew(root: Path, spoilt: bytes) -> None:
    make = _Counted()
    cache.remembered("kind", make, "a")
    (file,) = root.glob("kind-*")
    file.write_bytes(spoilt)
    assert [cache.remembered("kind", make, "a") for _ in range(2)] == [b"made 2", b"made 2"]


def test_what_follows_from_the_code_is_kept_for_this_code_only(
    root: Path, tiny: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tiny.loaded()
    for version in ("one", "another"):
        monkeypatch.setattr(sys, "version", version)
        openapi._generated.cache_clear()  # noqa: SLF001 as in another process
        made.program.cache_clear()
        Handbook(site)
        openapi.schemas([])
    openapi._generated.cache_clear()  # noqa: SLF001 as above
    made.program.cache_clear()
    assert [len(list(root.glob(f"{kind}-*"))) for kind in ("manual", "schemas")] == [2, 2]


def test_folder_that_others_may_write_is_not_believed(root: Path) -> None:
    make = _Counted()
    cache.remembered("kind", make, "a")
    root.chmod(0o770)
    cache.folder.cache_clear()
    assert [cache.remembered("kind", make, "a") for _ in range(2)] == [b"made 2", b"made 3"]


@pytest.mark.skipif(os.getuid() != 0, reason="only root gives folders away")
def test_folder_that_is_somebody_elses_is_not_believed(root: Path) -> None:
    make = _Counted()
    cache.remembered("kind", make, "a")
    os.chown(root, 65534, 65534)
    cache.folder.cache_clear()
    assert cache.remembered("kind", make, "a") == b"made 2"


def test_folder_with_nothing_but_an_odd_mark_is_swept_without_ado(root: Path) -> None:
    (root / "swept").mkdir(parents=True)
    os.utime(root / "swept", (0, 0))
    assert cache.folder() == root


def test_folder_asked_for_by_half_an_address_is_the_usual_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "here")  # XDG Base Directory Specification: relative paths are to be ignored
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    cache.folder.cache_clear()
    assert cache.folder() == tmp_path / "home/.cache/fuwuyue"
    cache.folder.cache_clear()


def test_without_a_folder_everything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    cache.folder.cache_clear()
    make = _Counted()
    assert [cache.remembered("kind", make, "a") for _ in range(2)] == [b"made 1", b"made 2"]
    cache.folder.cache_clear()


def test_what_nobody_asked_for_in_two_months_is_swept_out(root: Path) -> None:
    root.mkdir()
    for name, days in (("new", 0), ("young", 59), ("old", 61)):
        (root / name).touch()
        os.utime(root / name, (time.time() - days * 86400,) * 2)
    assert cache.folder() == root
    assert sorted(path.name for path in root.iterdir()) == ["new", "swept", "young"]


@pytest.mark.parametrize(
    ("hours", "left"), [(23, ["new", "old", "swept"]), (25, ["new", "swept"]), (-1, ["new", "swept"])]
)
def test_cache_is_looked_through_once_a_day(root: Path, hours: int, left: list[str]) -> None:
    root.mkdir()
    for name, ago in (("new", 0), ("old", 61 * 24), ("swept", hours)):
        (root / name).touch()
        os.utime(root / name, (time.time() - ago * 3600,) * 2)
    assert cache.folder() == root
    assert sorted(path.name for path in root.iterdir()) == left


def test_what_is_asked_for_counts_as_new(root: Path) -> None:
    cache.remembered("kind", _Counted(), "a")
    (file,) = root.glob("kind-*")
    os.utime(file, (0, 0))
    cache.remembered("kind", _Counted(), "a")
    assert time.time() - file.stat().st_mtime < 60


def test_code_and_letters_of_another_program_are_made_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def made_now() -> list[int]:
        qr.for_paper("https://fuwuyue.example/")
        qr.for_screens("https://fuwuyue.example/")
        glyphs.cut_fonts("服务月")
        return [len(list(root.glob(f"{kind}-*"))) for kind in ("qr-paper", "qr-screen", "letters")]

    first = made_now()
    assert made_now() == first
    for module in (qr, glyphs):
        monkeypatch.setattr(module, "source", lambda _name: "another program")
    assert first[:2] == [1, 1]
    assert made_now() == [2 * number for number in first]


def test_user_without_a_home_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Containers run as users that no file of passwords knows."""

    def unknown(uid: int) -> NoReturn:
        raise KeyError(uid)

    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    monkeypatch.chdir(tmp_path)
    cache.folder.cache_clear()
    assert cache.folder() is None
    assert made.key(REPO, REPO / "data", "2023-06-12T09:30") != ""
    assert fonts.first(("nothing",)) is None
    cache.folder.cache_clear()
