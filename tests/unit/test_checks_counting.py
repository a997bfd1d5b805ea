"""The rules about the statistics form."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Folder

EVENT = "events/2023-06-08-launch.yml"
LECTURE = "lectures/2023-06-14-grading.yml"
ENDED = datetime(2023, 6, 8, 16)
GRACE = timedelta(days=3)


# joining_is_never_counted


def test_joining_is_never_counted_finds_a_row_beside_the_role(tiny: Folder) -> None:
    tiny.edit(EVENT, role="参加")
    assert tiny.problems_of() == [tiny.finding(EVENT, "stat_row: ¦1", "joined-not-counted")]


def test_joining_is_never_counted_suggests_the_line(tiny: Folder) -> None:
    tiny.edit(EVENT, role="参加")
    assert [problem.suggestion for problem in tiny.problems()] == ["stat_row: none"]


@pytest.mark.parametrize("fields", [{"role": "参加", "stat_row": "none"}, {"role": "承办"}, {"role": "主办"}])
def test_joining_is_never_counted_takes_none_and_other_roles(tiny: Folder, fields: dict[str, str]) -> None:
    tiny.edit(EVENT, **fields)
    assert tiny.problems_of() == []


# cancelled_has_no_results


def test_cancelled_has_no_results_finds_results(tiny: Folder) -> None:
    tiny.edit(EVENT, status="cancelled", status_reason="台风", revision="1")
    assert tiny.problems_of() == [tiny.finding(EVENT, "{held: true", "cancelled-with-results")]


def test_cancelled_has_no_results_takes_a_cancelled_record_without(tiny: Folder) -> None:
    tiny.edit(EVENT, status="cancelled", status_reason="台风", revision="1", results=None)
    assert tiny.problems_of() == []


# results_follow_within_three_days


def test_results_follow_within_three_days_reminds_one_minute_later(tiny: Folder) -> None:
    tiny.edit(EVENT, results=None)
    assert tiny.problems_of(ENDED + GRACE) == []
    late = ENDED + GRACE + timedelta(minutes=1)
    assert tiny.problems_of(late) == [tiny.finding(EVENT, "stat_row: ¦1", "results-missing")]
    assert [problem.severity for problem in tiny.problems(late)] == ["warning"]


@pytest.mark.parametrize(
    "fields",
    [
        {"stat_row": "none"},
        {"status": "draft"},
        {"status": "postponed", "status_reason": "台风", "revision": "1"},
        {"status": "cancelled", "status_reason": "台风", "revision": "1"},
        {"status": "withdrawn", "status_reason": "录错了"},
    ],
)
def test_results_follow_within_three_days_leaves_what_is_not_counted(tiny: Folder, fields: dict[str, str]) -> None:
    tiny.edit(EVENT, results=None, **fields)
    assert tiny.problems_of(ENDED + timedelta(days=5)) == []


def test_results_follow_within_three_days_leaves_an_archive_alone(tiny: Folder) -> None:
    tiny.edit(EVENT, results=None)
    assert tiny.problems_of(datetime(2023, 9, 29)) == []
    codes = [(file, code) for file, _, _, code in tiny.problems_of(datetime(2023, 9, 28))]
    assert (f"data/{EVENT}", "results-missing") in codes
