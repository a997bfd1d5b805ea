"""No record is dropped in silence: what is in the data is on the pages, in the sitemap, the open data and its tables."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from tests.conftest import REPO, Project

PUBLIC = (
    "events",
    "lectures",
    "open_days",
    "units",
    "partners",
    "notices",
    "laws",
    "explainers",
    "cases",
    "desks",
    "terms",
    "selfchecks",
    "templates",
)


def _written(data: Path, name: str) -> dict[str, str]:
    """Return id → status of a collection's files or list, read without the project's reader."""
    texts = [path.read_text(encoding="utf-8") for path in (data / name).glob("*.yml")]
    records = [yaml.safe_load(text) for text in texts]
    one = data / f"{name}.yml"
    records += yaml.safe_load(one.read_text(encoding="utf-8")) if one.is_file() else []
    return {str(record["id"]): record["status"] for record in records}


def _in_table(site: Path, name: str, column: str) -> list[str]:
    """Return one column of a table."""
    text = (site / "api" / "v1" / f"{name}.csv").read_text(encoding="utf-8-sig")
    return [row[column] for row in csv.DictReader(io.StringIO(text, newline=""))]


def _reconcile(data: Path, site: Path, site_url: str, early: set[str]) -> None:
    """Compare ids in the data with pages, sitemap and open data; ``early`` are not on line yet."""
    sitemap = set(re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8")))
    for name in PUBLIC:
        folder = name.replace("_", "-")
        expected = {key for key, status in _written(data, name).items() if status not in {"draft", "withdrawn"}} - early
        pages = {path.parent.name for path in (site / folder).glob("*/index.html")}
        listed = {url.rstrip("/").rpartition("/")[2] for url in sitemap if url.startswith(f"{site_url}{folder}/")} - {
            folder
        }
        items = json.loads((site / "api" / "v1" / f"{name}.json").read_text(encoding="utf-8"))["items"]
        assert (name, pages) == (name, expected)
        assert (name, listed) == (name, expected)
        assert (name, sorted(item["id"] for item in items)) == (name, sorted(expected))
        assert (name, _in_table(site, name, "id")) == (name, [item["id"] for item in items])
    calendar = json.loads((site / "api" / "v1" / "calendar.json").read_text(encoding="utf-8"))["items"]
    assert _in_table(site, "calendar", "uid") == [item["uid"] for item in calendar]


def test_counts_of_the_tiny_campaign_agree(built: Project) -> None:
    _reconcile(built.root / "data", built.root / "site", "https://fuwuyue.example/2023/", set())


@pytest.mark.parametrize(
    ("at", "early"), [("2023-06-12T09:30", {"2023-06-29-unit-album"}), ("2023-07-15T09:30", set())]
)
def test_counts_of_the_sample_campaign_agree(tmp_path: Path, at: str, early: set[str]) -> None:
    out = tmp_path / "out"

    done = subprocess.run(
        [sys.executable, "-m", "campaign", "build", "--out", str(out), "--at", at],
        cwd=REPO, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    _reconcile(REPO / "data", out, "https://fuwuyue.example/", early)
    hidden = done.stdout.partition("没有上网的记录：")[2].partition("\n")[0]
    drafts = [
        key
        for name in PUBLIC
        for key, status in _written(REPO / "data", name).items()
        if status in {"draft", "withdrawn"}
    ]
    assert len(hidden.split("；")) == len(drafts) + len(early)
