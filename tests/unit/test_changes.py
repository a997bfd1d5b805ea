"""What was published and changes must be told, by revision, moment and note; nothing published may vanish."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.conftest import NOW, Folder, Project

from campaign.changes import unannounced
from campaign.loading import load
from campaign.problems import Problem

EVENT = "events/2023-06-08-launch.yml"
DAY = "open_days/2023-06-16-station.yml"
TWO = (
    "[{start: 2023-06-08 14:00, end: 2023-06-08 16:00, label: 上篇},"
    " {start: 2023-06-20 14:00, end: 2023-06-20 16:00, label: 下篇}]"
)


def _found(tiny: Folder, name: str = EVENT, **fields: str | None) -> list[Problem]:
    base = load(tiny.root, NOW)
    tiny.edit(name, **fields)
    return list(unannounced(load(tiny.root, NOW), base))


def _codes(found: list[Problem]) -> list[str]:
    return [one.code for one in found]


@pytest.mark.parametrize(
    "fields",
    [
        {"end": None},
        {"all_day": "true"},
        {"status": "withdrawn", "status_reason": "材料有误"},
        {"sessions": TWO},
    ],
)
def test_change_without_revision_and_moment_is_found(tiny: Folder, fields: dict[str, str | None]) -> None:
    assert _codes(_found(tiny, **fields)) == ["revision-not-raised", "change-undated"]


def test_missing_revision_is_asked_for_as_a_line_to_add(tiny: Folder) -> None:
    (finding, _) = _found(tiny, end=None)
    assert (finding.where.file, finding.hint) == (f"data/{EVENT}", "加一行 revision: 1，订阅日历的人才会收到变化。")


@pytest.mark.parametrize("fields", [{"start": "2023-06-08 13:30"}, {"venue": None}])
def test_move_that_is_not_noted_gives_the_line_to_paste(tiny: Folder, fields: dict[str, str | None]) -> None:
    (finding,) = _found(tiny, revision="1", updated="2023-06-10 09:00", **fields)
    assert finding.code == "move-not-noted"
    assert "- {start: 2023-06-08 14:00" in finding.hint
    assert (", venue: hall" in finding.hint) == ("venue" in fields)


def test_move_that_is_noted_told_and_counted_is_fine(tiny: Folder) -> None:
    note = "[{start: 2023-06-08 14:00, told: 2023-06-10 09:00}]"
    assert _found(tiny, start="2023-06-08 13:30", rescheduled_from=note, revision="1") == []


def test_another_wording_is_fine(tiny: Folder) -> None:
    assert _found(tiny, title="服务月开幕") == []


def test_drafts_are_left_alone(tiny: Folder) -> None:
    tiny.edit(EVENT, status="draft")
    assert _found(tiny, start="2023-06-08 13:30", status="published") == []


def test_cancelled_with_an_old_moment_only_is_found(tiny: Folder) -> None:
    found = _found(tiny, status="cancelled", status_reason="台风", revision="1", results=None)
    assert _codes(found) == ["change-undated"]


def test_cancelled_with_its_moment_is_fine(tiny: Folder) -> None:
    since = "2023-06-10 09:00"
    assert _found(tiny, status="cancelled", status_reason="台风", status_since=since, revision="1", results=None) == []


@pytest.mark.parametrize(
    ("after", "codes"),
    [
        (TWO.replace("06-20", "06-22"), []),
        (TWO[:-1] + ", {start: 2023-06-27 14:00}]", []),
        (TWO.replace("label: 下篇", "state: 取消, state_since: 2023-06-11 09:00"), []),
        ("[{start: 2023-06-07 14:00}, " + TWO[1:], ["sitting-misplaced"]),
        (TWO.partition(", {")[0] + "]", ["sitting-misplaced"]),
    ],
)
def test_session_keeps_its_place(tiny: Folder, after: str, codes: list[str]) -> None:
    tiny.edit(EVENT, sessions=TWO)
    found = _found(tiny, sessions=after, revision="1", updated="2023-06-11 09:00")
    assert _codes(found) == codes


def test_removed_slot_is_found_and_a_cancelled_one_counts(tiny: Folder) -> None:
    one = "[{start: 2023-06-16 10:30, end: 2023-06-16 11:30, capacity: 20}]"
    found = _found(tiny, DAY, slots=one, revision="1", updated="2023-06-11 09:00")
    assert _codes(found) == ["sitting-misplaced"]
    assert "不办的不要删" in found[0].hint


def test_deleted_record_is_found_by_its_name(tiny: Folder) -> None:
    base = load(tiny.root, NOW)
    tiny.write(
        EVENT.replace("launch", "renamed"), tiny.read(EVENT).replace("id: 2023-06-08-launch", "id: 2023-06-08-renamed")
    )
    Path(tiny.root / EVENT).unlink()
    (finding,) = unannounced(load(tiny.root, NOW), base)
    assert (finding.code, finding.where.file) == ("record-deleted", f"data/{EVENT}")
    assert "status: cancelled" in finding.hint


def test_check_against_the_published_data_exits_1(project: Project) -> None:
    shutil.copytree(project.data.root, project.root / "published")
    project.data.edit(EVENT, start="2023-06-08 13:30")

    done = project.run("check", "--against", "published")

    assert done.returncode == 1
    assert "已发布的开始时间改了，修订号还是 0。" in done.stdout
