"""The rules about groups of visitors: what each finds, where, and what it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Folder

DAY = "open_days/2023-06-16-station.yml"
#: the two groups of the tiny campaign's open day, 20 places each
FIRST, SECOND = "2023-06-16 09:30, end: 2023-06-16 10:30", "2023-06-16 10:30, end: 2023-06-16 11:30"


def _registration(tiny: Folder, **fields: str) -> None:
    tiny.edit(DAY, registration="{required: true" + "".join(f", {name}: {text}" for name, text in fields.items()) + "}")


# slots_lie_inside_the_day


def test_slots_lie_inside_the_day_finds_an_early_beginning(tiny: Folder) -> None:
    tiny.replace(DAY, FIRST, "2023-06-16 09:29, end: 2023-06-16 10:30")
    assert tiny.problems_of() == [tiny.finding(DAY, "2023-06-16 09:29", "slot-outside")]
    assert [problem.severity for problem in tiny.problems()] == ["error"]


def test_slots_lie_inside_the_day_finds_a_late_end(tiny: Folder) -> None:
    tiny.replace(DAY, SECOND, "2023-06-16 10:30, end: 2023-06-16 11:31")
    assert tiny.problems_of() == [tiny.finding(DAY, "2023-06-16 11:31", "slot-outside")]


def test_slots_lie_inside_the_day_takes_any_hour_of_a_whole_day(tiny: Folder) -> None:
    tiny.edit(DAY, all_day="true")
    tiny.replace(DAY, SECOND, "2023-06-16 20:30, end: 2023-06-16 21:30")
    assert tiny.problems_of() == []


# slots_follow_one_another


def test_slots_follow_one_another_reminds_of_an_overlap(tiny: Folder) -> None:
    tiny.replace(DAY, SECOND, "2023-06-16 10:29, end: 2023-06-16 11:30")
    assert tiny.problems_of() == [tiny.finding(DAY, "2023-06-16 10:29", "slots-overlap")]
    assert [problem.severity for problem in tiny.problems()] == ["warning"]


def test_slots_follow_one_another_leaves_a_group_that_was_called_off(tiny: Folder) -> None:
    tiny.replace(DAY, SECOND + ", capacity: 20", "2023-06-16 10:29, end: 2023-06-16 11:30, state: 取消")
    tiny.edit(DAY, revision="1")
    assert [one[3] for one in tiny.problems_of()] == ["day-outlasts-groups"]


# slots_add_up_to_the_capacity


def test_slots_add_up_to_the_capacity_reminds_of_another_sum(tiny: Folder) -> None:
    _registration(tiny, capacity="30")
    assert tiny.problems_of() == [tiny.finding(DAY, "capacity: ¦30", "capacity-differs")]
    assert [(problem.severity, problem.message) for problem in tiny.problems()] == [
        ("warning", "各批名额合计 40 人，报名的名额却是 30 人。")
    ]


def test_slots_add_up_to_the_capacity_takes_the_sum_without_cancelled_groups(tiny: Folder) -> None:
    tiny.replace(DAY, SECOND + ", capacity: 20", SECOND + ", capacity: 20, state: 取消")
    tiny.edit(DAY, revision="1")
    _registration(tiny, capacity="20")
    assert [one[3] for one in tiny.problems_of()] == ["day-outlasts-groups"]


def test_slots_add_up_to_the_capacity_leaves_a_group_without_limit(tiny: Folder) -> None:
    tiny.replace(DAY, SECOND + ", capacity: 20", SECOND)
    _registration(tiny, capacity="30")
    assert tiny.problems_of() == []


# registration_and_slots_agree


@pytest.mark.parametrize("state", ["已满", "截止"])
def test_registration_and_slots_agree_reminds_of_groups_still_free(tiny: Folder, state: str) -> None:
    _registration(tiny, state=state)
    assert tiny.problems_of() == [tiny.finding(DAY, f"state: ¦{state}", "slots-disagree")]
    assert [problem.severity for problem in tiny.problems()] == ["warning"]


def test_registration_and_slots_agree_reminds_of_an_open_registration_without_a_free_group(tiny: Folder) -> None:
    tiny.write(DAY, tiny.read(DAY).replace("capacity: 20", "capacity: 20, state: 已满"))
    _registration(tiny, state="开放")
    assert tiny.problems_of() == [tiny.finding(DAY, "开放", "slots-disagree")]


def test_registration_and_slots_agree_takes_what_follows_the_groups(tiny: Folder) -> None:
    tiny.write(DAY, tiny.read(DAY).replace("capacity: 20", "capacity: 20, state: 已满"))
    _registration(tiny, state="自动")
    assert tiny.problems_of() == []


# day_follows_its_groups


def test_day_follows_its_groups_reminds_of_the_hours_nobody_is_led_in(tiny: Folder) -> None:
    tiny.replace(DAY, SECOND + ", capacity: 20", SECOND + ", capacity: 20, state: 取消")
    tiny.edit(DAY, revision="1")
    assert tiny.problems_of() == [tiny.finding(DAY, "end: ¦2023-06-16 11:30\nslots", "day-outlasts-groups")]
    tiny.replace(DAY, "end: 2023-06-16 11:30\nslots", "end: 2023-06-16 10:30\nslots")
    assert tiny.problems_of() == []
