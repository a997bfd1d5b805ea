"""The rules about public holidays."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Folder

HOLIDAYS = "holidays.yml"
TWO = """\
- id: dragon-boat
  name: 端午节
  kind: 休
  start: 2023-06-22
  end: 2023-06-24
  source: {name: 放假安排}
- id: dragon-boat-work
  name: 端午节调休
  kind: 班
  start: 2023-06-25
  source: {name: 放假安排}
"""


def test_holiday_does_not_end_before_it_begins_finds_the_end(tiny: Folder) -> None:
    tiny.write(HOLIDAYS, TWO.replace("end: 2023-06-24", "end: 2023-06-20"))
    assert tiny.problems_of() == [tiny.finding(HOLIDAYS, "2023-06-20", "end-before-start")]


def test_day_is_announced_once_finds_the_second_record(tiny: Folder) -> None:
    tiny.write(HOLIDAYS, TWO.replace("start: 2023-06-25", "start: 2023-06-24"))
    assert tiny.problems_of() == [tiny.finding(HOLIDAYS, "start: ¦2023-06-24", "holiday-twice")]


def test_day_is_announced_once_takes_holidays_in_a_row(tiny: Folder) -> None:
    tiny.write(HOLIDAYS, TWO)
    assert tiny.problems_of() == []
