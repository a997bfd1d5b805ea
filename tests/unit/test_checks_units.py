"""The rules about demonstration units and their open days."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from campaign.models.units import Unit

if TYPE_CHECKING:
    from tests.conftest import Folder

UNIT = "units/station.yml"
OPEN_DAY = "open_days/2023-06-16-station.yml"


# lookback_is_not_overdue


def test_lookback_is_not_overdue_reminds_the_day_after(tiny: Folder) -> None:
    tiny.edit(UNIT, lookback_due="2023-06-12")
    assert tiny.problems_of(datetime(2023, 6, 12, 23, 59)) == []
    late = datetime(2023, 6, 13)
    assert tiny.problems_of(late) == [tiny.finding(UNIT, "2023-06-12", "lookback-overdue")]
    assert [problem.severity for problem in tiny.problems(late)] == ["warning"]


def test_lookback_is_not_overdue_leaves_drafts_and_archives(tiny: Folder) -> None:
    tiny.edit(UNIT, lookback_due="2023-06-11", status="draft")
    assert tiny.problems_of() == []
    tiny.edit(UNIT, status="published")
    assert "lookback-overdue" in [code for *_, code in tiny.problems_of(datetime(2023, 9, 28))]
    assert "lookback-overdue" not in [code for *_, code in tiny.problems_of(datetime(2023, 9, 29))]


# award_and_stage_agree


def test_award_and_stage_agree_finds_an_award_without_honour(tiny: Folder) -> None:
    tiny.edit(UNIT, honours=None)
    assert tiny.problems_of() == [tiny.finding(UNIT, "已获评", "honour-missing")]


def test_award_still_holds_reminds_the_day_after_the_last_honour(tiny: Folder) -> None:
    tiny.edit(UNIT, honours="[{level: 区, awarded: 2022-12-01, valid_until: 2023-06-12}]")
    assert tiny.problems_of(datetime(2023, 6, 12, 23, 59)) == []
    late = datetime(2023, 6, 13)
    assert tiny.problems_of(late) == [tiny.finding(UNIT, "已获评", "honour-ended")]
    assert [problem.severity for problem in tiny.problems(late)] == ["warning"]


def test_award_and_stage_agree_does_not_count_a_revoked_honour(tiny: Folder) -> None:
    tiny.edit(UNIT, honours="[{level: 区, awarded: 2022-12-01, revoked: true}]")
    assert tiny.problems_of() == [tiny.finding(UNIT, "已获评", "honour-missing")]


@pytest.mark.parametrize("stage", ["培育", "拟创建", "申报"])
def test_award_and_stage_agree_finds_an_honour_too_early(tiny: Folder, stage: str) -> None:
    tiny.edit(UNIT, stage=stage, consent="{map: true}")
    tiny.edit(OPEN_DAY, status="withdrawn", status_reason="还没有获评")
    assert tiny.problems_of() == [tiny.finding(UNIT, stage, "honour-too-early")]
    tiny.edit(UNIT, honours=None)
    assert tiny.problems_of() == []


@pytest.mark.parametrize("stage", ["复核中", "到期"])
def test_award_and_stage_agree_leaves_later_stages(tiny: Folder, stage: str) -> None:
    tiny.edit(UNIT, stage=stage)
    tiny.edit(OPEN_DAY, status="withdrawn", status_reason="不再开放")
    assert tiny.problems_of() == []


# candidate_shows_nothing_without_consent


def test_candidate_shows_nothing_without_consent_finds_a_public_candidate(tiny: Folder) -> None:
    tiny.edit(UNIT, stage="拟创建", honours=None)
    tiny.edit(OPEN_DAY, status="withdrawn", status_reason="还没有获评")
    assert tiny.problems_of() == [tiny.finding(UNIT, "拟创建", "consent-missing")]


@pytest.mark.parametrize("fields", [{"status": "draft"}, {"consent": "{map: false, by: 法人}"}])
def test_candidate_shows_nothing_without_consent_takes_drafts_and_consent(tiny: Folder, fields: dict[str, str]) -> None:
    tiny.edit(UNIT, stage="拟创建", honours=None, **fields)
    tiny.edit(OPEN_DAY, status="withdrawn", status_reason="还没有获评")
    assert tiny.problems_of() == []


# point_belongs_to_station_to_area


@pytest.mark.parametrize(
    ("kind", "parent"), [("示范区", "示范区"), ("示范区", "示范站"), ("示范站", "示范点"), ("示范点", "示范点")]
)
def test_point_belongs_to_station_to_area_finds_the_wrong_order(tiny: Folder, kind: str, parent: str) -> None:
    above = tiny.add_like(UNIT, "above", type=parent, name="上级")
    tiny.edit(UNIT, type=kind, parent="above")
    assert above == "units/above.yml"
    assert tiny.problems_of() == [tiny.finding(UNIT, "parent: ¦above", "parent-order")]


@pytest.mark.parametrize(("kind", "parent"), [("示范站", "示范区"), ("示范点", "示范区"), ("示范点", "示范站")])
def test_point_belongs_to_station_to_area_takes_the_right_order(tiny: Folder, kind: str, parent: str) -> None:
    tiny.add_like(UNIT, "above", type=parent, name="上级")
    tiny.edit(UNIT, type=kind, parent="above")
    assert tiny.problems_of() == []


# hours_name_days_that_the_browser_knows


def test_hours_name_days_that_the_browser_knows_finds_other_words_and_times(tiny: Folder) -> None:
    tiny.edit(UNIT, hours='[{days: 逢集, open: "09:00", close: "11:00"}, {days: 周三, open: "09:00", close: "08:30"}]')
    assert tiny.problems_of() == [
        tiny.finding(UNIT, "days: ¦逢集", "unit-hours"),
        tiny.finding(UNIT, 'close: ¦"08:30"', "unit-hours"),
    ]


def test_hours_name_days_that_the_browser_knows_takes_days_and_groups_of_days(tiny: Folder) -> None:
    for days in ("周一至周五", "周二、周四", "每天", "工作日"):
        tiny.edit(UNIT, hours=f'[{{days: {days}, open: "09:00", close: "11:00"}}]')
        assert tiny.problems_of() == []


# special_day_is_either_open_or_closed


def test_special_day_is_either_open_or_closed_finds_both_and_wrong_times(tiny: Folder) -> None:
    days = '[{date: 2023-06-17, open: "09:30", close: "09:00"}, {date: 2023-06-22, open: "09:30", close: "11:30"}]'
    tiny.edit(UNIT, closed_days="[2023-06-22]", special_hours=days)
    assert tiny.problems_of() == [
        tiny.finding(UNIT, 'close: ¦"09:00"', "unit-hours"),
        tiny.finding(UNIT, "date: ¦2023-06-22", "unit-hours"),
    ]


def test_special_day_is_either_open_or_closed_takes_two_sittings_of_a_day(tiny: Folder) -> None:
    days = '[{date: 2023-06-17, open: "09:30", close: "11:30"}, {date: 2023-06-17, open: "13:00", close: "15:00"}]'
    tiny.edit(UNIT, closed_days="[2023-06-22]", special_hours=days)
    assert tiny.problems_of() == []


# only_awarded_units_open_their_doors


@pytest.mark.parametrize("stage", ["培育", "拟创建", "申报"])
def test_only_awarded_units_open_their_doors_finds_a_candidate(tiny: Folder, stage: str) -> None:
    tiny.edit(UNIT, stage=stage, honours=None, consent="{map: true}")
    assert tiny.problems_of() == [tiny.finding(OPEN_DAY, "unit: ¦station", "open-day-unit")]


def test_only_awarded_units_open_their_doors_takes_a_unit_under_review(tiny: Folder) -> None:
    tiny.edit(UNIT, stage="复核中")
    assert tiny.problems_of() == []


def test_only_awarded_units_open_their_doors_finds_a_unit_that_lost_its_award(tiny: Folder) -> None:
    tiny.edit(UNIT, stage="撤销", honours="[{level: 区, awarded: 2022-12-01, revoked: true}]")
    assert tiny.problems_of() == [tiny.finding(OPEN_DAY, "unit: ¦station", "open-day-unit")]


@pytest.mark.parametrize(
    ("given", "before", "line", "mended"),
    [
        ("\n  - {date: 2023-06-22, closed: true}", None, "closed_days: [2023-06-22]", True),
        ("\n  - {date: 2023-06-22, 休息: 是}", "[2023-06-24]", "closed_days: [2023-06-22, 2023-06-24]", False),
        (
            '\n  - date: 2023-06-22\n    closed: true\n  - {date: 2023-06-23, open: "09:00", close: "11:00"}',
            None,
            "closed_days: [2023-06-22]",
            False,
        ),
    ],
)
def test_closed_day_among_special_hours_is_led_to_closed_days(
    tiny: Folder,
    given: str,
    before: str | None,
    line: str,
    mended: bool,  # noqa: FBT001 a parameter
) -> None:
    tiny.edit(UNIT, special_hours=given, closed_days=before)
    key = "休息" if "休息" in given else "closed: true"

    assert tiny.problems_of() == [tiny.finding(UNIT, f"¦{key}", "belongs-elsewhere")]
    (problem,) = tiny.problems()
    assert (line in problem.hint, problem.suggestion) == (True, line if mended else "")
    if mended:
        tiny.replace(UNIT, problem.line_text, problem.suggestion)
        assert tiny.problems_of() == []
        assert _unit_closes(tiny) == ["2023-06-22"]


def _unit_closes(tiny: Folder) -> list[str]:
    (unit,) = tiny.shown().having(Unit)
    return [str(day) for day in unit.closed_days]
