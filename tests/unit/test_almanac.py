"""The days of the calendar: which record stands on which day, and when it is over."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.conftest import Folder

from campaign.almanac import Almanac, facets
from campaign.timetable import month_page, month_url, week_name, week_page, week_url

EVENT = "events/2023-06-08-launch.yml"
LECTURE = "lectures/2023-06-14-grading.yml"
JUNE = date(2023, 6, 1)


def _on(almanac: Almanac, day: str) -> list[tuple[str, str]]:
    """Return id and time of everything on a day."""
    only = date.fromisoformat(day)
    return [(one.card.record.id, one.time) for one in almanac.days(only, only)[0].everything]


def test_record_with_two_times_stands_on_its_day(tiny: Folder) -> None:
    assert _on(Almanac(tiny.shown()), "2023-06-08") == [("2023-06-08-launch", "14:00–16:00")]


def test_record_without_an_end_says_only_when_it_begins(tiny: Folder) -> None:
    tiny.edit(EVENT, end=None)
    assert _on(Almanac(tiny.shown()), "2023-06-08") == [("2023-06-08-launch", "14:00")]


def test_all_day_record_says_so_and_lasts_until_midnight(tiny: Folder) -> None:
    tiny.edit(EVENT, all_day="true", results=None, stat_row="none")
    almanac = Almanac(tiny.shown())
    entry = almanac.days(date(2023, 6, 8), date(2023, 6, 8))[0].entries[0]
    assert (entry.time, entry.start, entry.finish) == ("全天", datetime(2023, 6, 8), datetime(2023, 6, 9))
    assert entry.last == date(2023, 6, 8)


def test_record_of_several_days_runs_on_each_and_is_listed_once(tiny: Folder) -> None:
    tiny.edit(EVENT, end="2023-06-10 16:00", results=None, stat_row="none")
    almanac = Almanac(tiny.shown())
    days = almanac.days(date(2023, 6, 7), date(2023, 6, 11))
    assert [len(day.running) for day in days] == [0, 1, 1, 1, 0]
    assert [len(day.entries) for day in days] == [0, 0, 0, 0, 0]
    assert [one.card.record.id for one in almanac.lasting(JUNE, date(2023, 6, 30))] == ["2023-06-08-launch"]


def test_record_that_ends_at_midnight_does_not_reach_into_the_next_day(tiny: Folder) -> None:
    tiny.edit(EVENT, start="2023-06-08 19:00", end="2023-06-09 00:00", results=None, stat_row="none")
    almanac = Almanac(tiny.shown())
    assert (len(_on(almanac, "2023-06-08")), _on(almanac, "2023-06-09")) == (1, [])


def test_sessions_stand_on_their_own_days_with_their_own_places(tiny: Folder) -> None:
    tiny.edit(
        EVENT,
        start="2023-06-08 14:00",
        end=None,
        results=None,
        stat_row="none",
        sessions="[{start: 2023-06-08 14:00, end: 2023-06-08 15:00, label: 上篇},"
        " {start: 2023-06-15 14:00, end: 2023-06-15 15:00, venue: hall}]",
    )
    almanac = Almanac(tiny.shown())
    found = [day.entries[0] for day in almanac.days(JUNE, date(2023, 6, 30)) if day.entries and day.day.day in (8, 15)]
    assert [(one.first.day, one.part) for one in found] == [(8, "第 1 场，共 2 场：上篇"), (15, "第 2 场，共 2 场")]


def test_session_that_is_off_says_so_on_its_day(tiny: Folder) -> None:
    off = "state: 取消, state_since: 2023-06-05 09:00"
    tiny.edit(EVENT, end=None, results=None, stat_row="none", revision="1",
              sessions=f"[{{start: 2023-06-08 14:00}}, {{start: 2023-06-15 14:00, {off}}}]")  # fmt: skip
    parts = [one.part for one in Almanac(tiny.shown()).entries if one.card.record.id.endswith("launch")]
    assert parts == ["第 1 场，共 2 场", "第 2 场，共 2 场（这一场取消）"]


def test_phase_of_a_session_is_its_own(tiny: Folder) -> None:
    tiny.edit(
        EVENT,
        end=None,
        results=None,
        stat_row="none",
        sessions="[{start: 2023-06-08 14:00, end: 2023-06-08 15:00}, {start: 2023-06-15 14:00, end: 2023-06-15 15:00}]",
    )
    almanac = Almanac(tiny.shown())
    phases = [
        one.phase_at(datetime(2023, 6, 12, 9, 30)) for one in almanac.entries if one.card.record.id.endswith("launch")
    ]
    assert phases == ["past", "upcoming"]


@pytest.mark.parametrize(("month", "rows", "first"), [(JUNE, 5, "2023-05-29"), (date(2023, 10, 1), 6, "2023-09-25")])
def test_month_consists_of_whole_weeks_from_monday(tiny: Folder, month: date, rows: int, first: str) -> None:
    weeks = Almanac(tiny.shown()).weeks(month)
    assert (len(weeks), {len(week) for week in weeks}, weeks[0][0].day.isoformat()) == (rows, {7}, first)


def test_days_beside_the_month_are_marked(tiny: Folder) -> None:
    days = [day for week in Almanac(tiny.shown()).weeks(JUNE) for day in week]
    assert [day.day.isoformat() for day in days if day.out] == [
        "2023-05-29", "2023-05-30", "2023-05-31", "2023-07-01", "2023-07-02",
    ]  # fmt: skip


def test_holiday_stands_on_each_of_its_days(tiny: Folder) -> None:
    tiny.write(
        "holidays.yml",
        "- {id: db, name: 端午节, kind: 休, start: 2023-06-22, end: 2023-06-24, source: {name: 放假安排}}\n",
    )
    days = Almanac(tiny.shown()).days(date(2023, 6, 21), date(2023, 6, 25))
    assert [day.holiday.name if day.holiday else "" for day in days] == ["", "端午节", "端午节", "端午节", ""]


def test_month_to_open_is_the_nearest_with_a_programme(tiny: Folder) -> None:
    almanac = Almanac(tiny.shown())
    opened = [
        almanac.month_of(date(2023, 1, 9)),
        almanac.month_of(date(2023, 6, 30)),
        almanac.month_of(date(2024, 1, 1)),
    ]
    assert opened == [JUNE, JUNE, JUNE]


def test_pages_lead_to_the_months_and_weeks_beside_them(tiny: Folder) -> None:
    tiny.add_like(EVENT, "later", start="2023-08-02 14:00", end="2023-08-02 16:00", outside_reason="延后", results=None)
    shown = tiny.shown()
    june, week = month_page(shown, JUNE), week_page(shown, date(2023, 6, 12))
    assert (june["before"], june["after"]) == (None, ("calendar/2023-08/", "2023年8月"))
    assert (week["before"], week["after"]) == (
        ("calendar/2023-w23/", "2023年6月5日至6月11日"),
        ("calendar/2023-w26/", "2023年6月26日至7月2日"),
    )


def test_addresses_of_weeks_follow_iso_8601_over_the_new_year() -> None:
    assert (week_url(date(2024, 12, 30)), month_url(date(2024, 12, 1))) == ("calendar/2025-w01/", "calendar/2024-12/")
    assert week_name(date(2024, 12, 30)) == "2024年12月30日至1月5日"


def test_total_counts_every_appearance_in_the_month_once(tiny: Folder) -> None:
    tiny.edit(EVENT, end="2023-06-10 16:00", results=None, stat_row="none")
    assert month_page(tiny.shown(), JUNE)["total"] == 3


def test_facets_count_appearances_and_leave_out_what_does_not_divide(tiny: Folder) -> None:
    tiny.edit(LECTURE, format="直播", venue=None, audience="[企业]")
    found = {facet.name: dict(facet.choices) for facet in facets(Almanac(tiny.shown()).entries)}
    assert found["mode"] == {"线下": 2, "线上": 1}
    assert "audience" not in found


def test_what_stays_on_line_is_over_with_its_contents(tiny: Folder) -> None:
    tiny.edit(LECTURE, format="录播", on_demand="true", venue=None, content_valid_until="2023-12-31")
    entry = next(one for one in Almanac(tiny.shown()).entries if one.card.on_demand)
    assert entry.time == f"{entry.start:%H:%M} 上线"
    phases = [entry.phase_at(entry.start + timedelta(days=days)) for days in (-1, 30, 400)]
    assert phases == ["upcoming", "ongoing", "past"]


@pytest.mark.parametrize(("more", "long", "paper"), [(0, False, 8), (300, True, 4)])
def test_long_month_writes_no_line_for_paper_alone(tiny: Folder, more: int, long: bool, paper: int) -> None:  # noqa: FBT001 a table
    for number in range(more):
        start = f"2023-06-20 {8 + number // 60:02}:{number % 60:02}"
        tiny.add_like(EVENT, f"more-{number:03}", start=start, end=None, results=None, stat_row="none")
    page = month_page(tiny.shown(), JUNE)
    assert (page["long"], page["paper"]) == (long, paper)
