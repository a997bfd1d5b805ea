"""Whatever ends a run, at whichever step: the site is a whole release, and the one before is the one before."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from campaign import publish
from campaign.releases import before

#: more renames than any way has
_STEPS = range(1, 8)


def _publish(site: Path, text: str, kind: str = "published") -> None:
    with publish.replacing(site, kind) as aside:
        (aside / "index.html").write_text(text, encoding="utf-8")


def _text(folder: Path) -> str:
    return (folder / "index.html").read_text(encoding="utf-8")


def _settled(site: Path) -> tuple[str, str]:
    """Return what is public and what a rollback would bring, once the next run has begun."""
    with pytest.raises(ZeroDivisionError), publish.replacing(site, "published"):
        raise ZeroDivisionError
    assert sorted(path.name for path in site.parent.iterdir()) == [".site.before", ".site.lock", "site"]
    return _text(site), _text(before(site))


def _without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the system's library look as on a file system, or a system, that can't exchange two names."""
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())


def _ended(work: Callable[[], None], step: int, when: str) -> bool:
    """Do ``work`` in a process that dies before or after its rename number ``step``; returns whether it came so far."""
    child = os.fork()
    if child == 0:
        real, done = os.rename, 0

        def rename(old: Path, new: Path) -> None:
            nonlocal done
            done += 1
            if done == step and when == "before":
                os._exit(9)
            real(old, new)
            if done == step:
                os._exit(9)

        os.rename = rename  # type: ignore[assignment]  # in this process, which ends here
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in {0, 9}
    return code == 9


@pytest.fixture(params=["exchange", "two renames"])
def site(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a site with two releases, on a file system of either kind."""
    if request.param == "two renames":
        _without_exchange(monkeypatch)
    for text in ("first", "second"):
        _publish(tmp_path / "site", text)
    return tmp_path / "site"


@pytest.mark.parametrize("when", ["before", "after"])
def test_publishing_that_is_ended_leaves_the_old_release_or_the_new_one(site: Path, when: str) -> None:
    found = []
    for step in _STEPS:
        if not _ended(lambda: _publish(site, "third"), step, when):
            break
        found.append(_settled(site))
        if found[-1][0] == "third":
            publish.rollback(site)
            assert (_text(site), _text(before(site))) == ("second", "third")
            _publish(site, "second")  # as it was
            shutil.rmtree(before(site))
            shutil.copytree(site, before(site))
            (before(site) / "index.html").write_text("first", encoding="utf-8")
    assert set(found) == {("second", "first"), ("third", "second")}
    assert found == sorted(found)  # once it is public it stays so
    assert len(found) == step - 1 >= 4


def test_rollback_after_an_ended_run_brings_back_what_was_public_before(site: Path) -> None:
    assert _ended(lambda: _publish(site, "third"), 2, "after")
    public = _text(site) if site.exists() else "second"  # the new one is there, or the old one is on its way
    publish.rollback(site)
    expected = {"third": ("second", "third"), "second": ("first", "second")}
    assert (_text(site), _text(before(site))) == expected[public]


@pytest.mark.parametrize("when", ["before", "after"])
def test_rollback_that_is_ended_has_happened_or_not(site: Path, when: str) -> None:
    found, step = [], 1
    while _ended(lambda: publish.rollback(site), step, when):
        found.append(_settled(site))
        if found[-1] == ("first", "second"):
            publish.rollback(site)
        step += 1
    assert set(found) <= {("second", "first"), ("first", "second")}
    assert (_text(site), _text(before(site))) == ("first", "second")


def test_what_the_system_refuses_leaves_everything_as_it_was(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _without_exchange(monkeypatch)
    real = os.rename
    for step in _STEPS:
        done = 0

        def rename(old: Path, new: Path, step: int = step) -> None:
            nonlocal done
            done += 1
            if done == step:
                raise OSError(16, "Device or resource busy")
            real(old, new)

        with monkeypatch.context() as patch:
            patch.setattr(os, "rename", rename)
            try:
                _publish(site, "third")
            except OSError:
                pass
            else:
                break
        found = _settled(site)
        assert found == (("second", "first") if step <= 3 else ("third", "second"))
        if found[0] == "third":
            return
    pytest.fail("nothing was refused after the new release had become public")


def test_preview_leaves_no_release_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for exchange in (True, False):
        if not exchange:
            _without_exchange(monkeypatch)
        for text in ("first", "second"):
            _publish(tmp_path / "preview", text, "preview")
        assert sorted(path.name for path in tmp_path.iterdir()) == [".preview.lock", "preview"]
        assert _text(tmp_path / "preview") == "second"


def test_release_whose_first_publication_was_ended_is_not_public(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert _ended(lambda: _publish(site, "first"), 1, "before")
    assert not site.exists()
    _publish(site, "second")
    assert (_text(site), before(site).exists()) == ("second", False)


def test_neighbours_of_another_site_are_let_alone(tmp_path: Path) -> None:
    for name in ("site.new-x", "site.gone-7", "site.next-7"):
        for text in ("first", "second"):
            _publish(tmp_path / name, text)
    _publish(tmp_path / "site", "mine")
    for name in ("site.new-x", "site.gone-7", "site.next-7"):
        assert _text(before(tmp_path / name)) == "first"


def test_what_cannot_be_deleted_is_in_nobodys_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    for text in ("first", "second", "third", "fourth", "fifth"):
        _publish(tmp_path / "site", text)
    assert (_text(tmp_path / "site"), _text(before(tmp_path / "site"))) == ("fifth", "fourth")


def test_preview_never_takes_the_place_of_a_release_that_a_killed_run_had_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _without_exchange(monkeypatch)
    site = tmp_path / "site"
    _publish(site, "first")
    assert _ended(lambda: _publish(site, "second"), 2, "after")
    assert not site.exists()
    with pytest.raises(publish.PublishError, match="不能用预览替换"):
        _publish(site, "preview", "preview")
    assert _text(site) == "first"
