"""The same data gives the same bytes, whatever computer builds it."""

from __future__ import annotations

import re
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from tests.conftest import REPO, Project, tree_of
from tests.site.reading import Site
from tests.site.sample import PUBLISHED_AT, build, copy_sample


def test_bytes_are_the_same_with_another_hash_seed_and_time_zone(
    sample: Project, published: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("TZ", "America/New_York")
    monkeypatch.setenv("LC_ALL", "C")
    again = tree_of(build(sample, tmp_path / "elsewhere" / "again"))
    first = tree_of(published.folder)
    assert sorted(again) == sorted(first)
    assert [name for name in first if again[name] != first[name]] == []


def test_bytes_are_the_same_from_a_fresh_clone(published: Site, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    asked = ["git", "status", "--porcelain", "--", "hooks", "overrides", "docs", "data", "mkdocs.yml"]
    changed = subprocess.run(asked, cwd=REPO, capture_output=True, text=True, check=False)
    if changed.returncode or changed.stdout:
        pytest.skip("what is built here isn't committed")
    subprocess.run(["git", "clone", "-q", str(REPO), str(clone)], check=True)
    again = tree_of(build(Project(clone), tmp_path / "again"))
    first = tree_of(published.folder)
    assert sorted(again) == sorted(first)
    assert [name for name in first if again[name] != first[name]] == []


def test_bytes_differ_when_the_data_differs(published: Site, tmp_path: Path) -> None:
    other = copy_sample(tmp_path / "project")
    other.data.replace("events/2023-06-08-launch.yml", "materials: 260", "materials: 261")
    changed = tree_of(build(other, tmp_path / "site"))
    first = tree_of(published.folder)
    index = {name for name in first if name.startswith("assets/search/")}  # its folder is named by its content
    assert index.isdisjoint(name for name in changed if "/index.json" not in name)
    differ = sorted(name for name in first.keys() - index if changed[name] != first[name])
    assert [name for name in differ if not name.endswith((".br", ".gz"))] == [
        "api/v1/events.csv",
        "api/v1/events.json",
        "events/2023-06-08-launch/index.html",
        "index.html",
        "results/index.html",
        "results/results.csv",
    ]


def test_page_of_a_record_stays_the_same_file_while_nothing_on_it_changes(
    sample: Project, published: Site, tmp_path: Path
) -> None:
    later = tree_of(build(sample, tmp_path / "later", at=PUBLISHED_AT + timedelta(days=3)))
    first = tree_of(published.folder)
    pages = [name for name in first if re.fullmatch(r"(?!staff|manual)[^/]+/[^/]+/index.html", name)]
    assert len(pages) > 100
    assert {name for name in pages if later[name] != first[name]} == set()
    assert later["index.html"] != first["index.html"]  # which says when it was made
