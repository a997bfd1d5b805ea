"""Cancelling one record in its file shows everywhere within one build."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.conftest import NOW, copy_project

LECTURE = "lectures/2023-06-14-grading.yml"
TEXT = "原定 6月14日（周三）14:00，现在取消"
_ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the tiny campaign built after one lecture was cancelled."""
    project = copy_project(tmp_path_factory.mktemp("cancelled"))
    project.data.edit(
        LECTURE, status="cancelled", status_reason="台风<来了>", status_since="2023-06-11 17:30", revision="1"
    )
    done = project.run("build", at=NOW)
    assert done.returncode == 0, done.stdout + done.stderr
    return project.root / "site"


def _read(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("page", ["changes/index.html", "index.html"])
def test_page_tells_the_cancellation_and_its_reason(site: Path, page: str) -> None:
    html = _read(site, page)

    assert html.count(f"{TEXT}。原因：台风&lt;来了&gt;。") == 1
    assert html.count("取消</span>") >= 1


def test_own_page_tells_it_and_leads_to_all_changes(site: Path) -> None:
    html = _read(site, "lectures/2023-06-14-grading/index.html")

    assert html.count("<strong>已取消</strong>台风&lt;来了&gt;</p>") == 1
    assert html.count('<a href="../../changes/">看全部变更</a>') == 1


def test_feeds_tell_it(site: Path) -> None:
    entry = ET.fromstring(_read(site, "feeds/changes.atom")).find(f"{_ATOM}entry")  # noqa: S314 our own output
    item = json.loads(_read(site, "feeds/changes.json"))["items"][0]

    assert entry is not None
    assert entry.findtext(f"{_ATOM}summary") == item["content_text"] == f"{TEXT}。原因：台风<来了>。"
    assert entry.findtext(f"{_ATOM}updated") == item["date_modified"] == "2023-06-11T17:30:00+08:00"


def test_tables_and_documents_tell_it(site: Path) -> None:
    for name in ("lectures", "calendar"):
        [row] = [
            row
            for row in csv.DictReader(io.StringIO(_read(site, f"api/v1/{name}.csv"), newline=""))
            if row["url"].endswith("/lectures/2023-06-14-grading/")
        ]
        [item] = [
            item
            for item in json.loads(_read(site, f"api/v1/{name}.json"))["items"]
            if item["url"].endswith("/lectures/2023-06-14-grading/")
        ]
        assert (row["status"], item["status"]) == ("cancelled", "cancelled")


def test_home_and_lists_name_the_feeds(site: Path) -> None:
    for page, base in (("index.html", "./"), ("lectures/index.html", "../")):
        html = _read(site, page)
        for feed in ("feeds/changes.atom", "feeds/news.atom", "feeds/changes.json", "feeds/news.json"):
            assert html.count(f'href="{base}{feed}"') + html.count(f'href="{feed}"') >= 1, (page, feed)
