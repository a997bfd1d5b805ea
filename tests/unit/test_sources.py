"""What a result rests on: every module that its own imports, however deep, and no other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.conftest import REPO

from campaign import sources


def _hash_with(change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what pictures rest on in a copy of the package in which the module ``change`` is another."""
    package = tmp_path / (change or "same")
    shutil.copytree(REPO / "hooks/campaign", package)
    if change:
        file = package / change
        file.write_text(file.read_text(encoding="utf-8") + "\nMORE = 1\n", encoding="utf-8")
    monkeypatch.setattr(sources, "_PACKAGE", package)
    sources.source.cache_clear()
    try:
        return sources.source("poster")
    finally:
        sources.source.cache_clear()


@pytest.mark.parametrize(
    "change",
    ["poster.py", "typeset.py", "ems.py", "spans.py", "symbol.py", "masks.py", "fonts.py"],  # masks within a function
)
def test_pictures_rest_on_all_that_draws_them(change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _hash_with(change, tmp_path, monkeypatch) != _hash_with("", tmp_path, monkeypatch)


@pytest.mark.parametrize("change", ["sharing.py", "render.py", "__init__.py"])  # words are parts of their own
def test_pictures_rest_on_nothing_else(change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _hash_with(change, tmp_path, monkeypatch) == _hash_with("", tmp_path, monkeypatch)


def test_module_of_a_package_within_rests_on_its_neighbours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, code in {
        "one.py": "from campaign.inner import two\n",
        "inner/__init__.py": "import campaign.three\n",
        "inner/two.py": "def late():\n    from campaign import four\n",
        "three.py": "",
        "four.py": "",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(code, encoding="utf-8")
    monkeypatch.setattr(sources, "_PACKAGE", tmp_path)
    found = []
    for name in ("", "one.py", "inner/__init__.py", "inner/two.py", "three.py", "four.py"):
        if name:
            (tmp_path / name).write_text((tmp_path / name).read_text(encoding="utf-8") + "MORE = 1\n", encoding="utf-8")
        sources.source.cache_clear()
        found.append(sources.source("one"))
    sources.source.cache_clear()
    assert len(set(found)) == len(found)
