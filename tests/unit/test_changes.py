"""A published time, place or state that changes must raise the revision."""

from __future__ import annotations

import shutil

import pytest
from tests.conftest import NOW, Finding, Folder, Project

from campaign.changes import unraised_revisions
from campaign.loading import load

EVENT = "events/2023-06-08-launch.yml"


def _found(tiny: Folder, **fields: str | None) -> list[Finding]:
    base = load(tiny.root, NOW)
    tiny.edit(EVENT, **fields)
    found = unraised_revisions(load(tiny.root, NOW), base)
    return [(one.where.file, one.where.line, one.where.col, one.code) for one in found]


@pytest.mark.parametrize(
    "fields",
    [
        {"start": "2023-06-08 13:30"},
        {"end": None},
        {"venue": None},
        {"status": "withdrawn", "status_reason": "材料有误"},
    ],
)
def test_unraised_revisions_finds_a_change(tiny: Folder, fields: dict[str, str | None]) -> None:
    assert [(file, code) for file, _, _, code in _found(tiny, **fields)] == [(f"data/{EVENT}", "revision-not-raised")]


def test_unraised_revisions_takes_a_raised_one(tiny: Folder) -> None:
    assert _found(tiny, start="2023-06-08 13:30", revision="1") == []


def test_unraised_revisions_takes_another_wording(tiny: Folder) -> None:
    assert _found(tiny, title="服务月开幕") == []


def test_unraised_revisions_leaves_drafts_alone(tiny: Folder) -> None:
    tiny.edit(EVENT, status="draft")

    assert _found(tiny, start="2023-06-08 13:30", status="published") == []


def test_check_against_the_published_data_exits_1(project: Project) -> None:
    shutil.copytree(project.data.root, project.root / "published")
    project.data.edit(EVENT, start="2023-06-08 13:30")

    done = project.run("check", "--against", "published")

    assert done.returncode == 1
    assert "已发布的开始时间改了，修订号还是 0。" in done.stdout
