"""The rules about times: what each finds, where, and what it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Folder

EVENT = "events/2023-06-08-launch.yml"
LECTURE = "lectures/2023-06-14-grading.yml"
OPEN_DAY = "open_days/2023-06-16-station.yml"


# end_is_after_start


@pytest.mark.parametrize("end", ["2023-06-08 13:59", "2023-06-08 14:00"])
def test_end_is_after_start_finds_an_end_that_is_not_later(tiny: Folder, end: str) -> None:
    tiny.edit(EVENT, end=end)
    assert tiny.problems_of() == [tiny.finding(EVENT, f"end: ¦{end}", "end-before-start")]


def test_end_is_after_start_takes_an_end_one_minute_later(tiny: Folder) -> None:
    tiny.edit(EVENT, end="2023-06-08 14:01")
    assert tiny.problems_of() == []


def test_end_is_after_start_takes_a_missing_end(tiny: Folder) -> None:
    tiny.edit(EVENT, end=None)
    assert tiny.problems_of() == []


def test_end_is_after_start_finds_the_session_that_is_wrong(tiny: Folder) -> None:
    sessions = """
  - {start: 2023-06-08 14:00, end: 2023-06-08 15:00}
  - {start: 2023-06-08 15:00, end: 2023-06-08 14:30}"""
    tiny.edit(EVENT, sessions=sessions)
    assert tiny.problems_of() == [tiny.finding(EVENT, "2023-06-08 14:30", "end-before-start")]


def test_end_is_after_start_finds_the_slot_that_is_wrong(tiny: Folder) -> None:
    tiny.replace(OPEN_DAY, "end: 2023-06-16 10:30, capacity", "end: 2023-06-16 08:30, capacity")
    assert tiny.problems_of() == [tiny.finding(OPEN_DAY, "2023-06-16 08:30", "end-before-start")]


# lies_inside_the_campaign


@pytest.mark.parametrize("day", ["2023-05-31", "2023-07-01"])
def test_lies_inside_the_campaign_finds_the_day_before_and_the_day_after(tiny: Folder, day: str) -> None:
    tiny.edit(OPEN_DAY, start=f"{day} 09:30", end=f"{day} 11:30", slots=None, results="{held: true}")
    assert tiny.problems_of() == [tiny.finding(OPEN_DAY, f"{day} 09:30", "outside-campaign")]


@pytest.mark.parametrize("day", ["2023-06-01", "2023-06-30"])
def test_lies_inside_the_campaign_takes_first_and_last_day(tiny: Folder, day: str) -> None:
    tiny.edit(OPEN_DAY, start=f"{day} 09:30", end=f"{day} 11:30", slots=None, results="{held: true}")
    assert tiny.problems_of() == []


def test_lies_inside_the_campaign_takes_a_reason(tiny: Folder) -> None:
    tiny.edit(
        OPEN_DAY, start="2023-07-01 09:30", end="2023-07-01 11:30", slots=None, outside_reason="七一那天园区才开门"
    )
    assert tiny.problems_of() == []


# looks_like_no_other


def test_looks_like_no_other_finds_same_unit_start_and_venue(tiny: Folder) -> None:
    twin = tiny.add_like(EVENT, "2023-06-08-twin", title="启动仪式")
    assert tiny.problems_of() == [tiny.finding(twin, "2023-06-08 14:00", "possible-duplicate")]
    assert [problem.severity for problem in tiny.problems()] == ["warning"]


def test_looks_like_no_other_compares_over_collections(tiny: Folder) -> None:
    tiny.edit(
        LECTURE,
        reporting_unit="fbzdjz",
        start="2023-06-08 14:00",
        end="2023-06-08 15:00",
        registration=None,
        results="{held: true}",
    )
    assert tiny.problems_of() == [tiny.finding(LECTURE, "2023-06-08 14:00", "possible-duplicate")]


@pytest.mark.parametrize(
    ("field", "value"),
    [("start", "2023-06-08 14:30"), ("reporting_unit", "sub-fangsong"), ("venue", None)],
)
def test_looks_like_no_other_takes_records_that_differ_in_one_thing(
    tiny: Folder, field: str, value: str | None
) -> None:
    tiny.add_like(EVENT, "2023-06-08-twin", agenda=None, **{field: value})
    assert tiny.problems_of() == []


def test_looks_like_no_other_leaves_withdrawn_records_alone(tiny: Folder) -> None:
    tiny.add_like(EVENT, "2023-06-08-twin", status="withdrawn", status_reason="录重了")
    assert tiny.problems_of() == []


# registration_closes_before_the_end


def test_registration_closes_before_the_end_finds_a_late_close(tiny: Folder) -> None:
    tiny.edit(LECTURE, registration="{required: true, closes: 2023-06-14 15:01}")
    assert tiny.problems_of() == [tiny.finding(LECTURE, "2023-06-14 15:01", "registration-closes-late")]


def test_registration_closes_before_the_end_takes_the_end_itself(tiny: Folder) -> None:
    tiny.edit(LECTURE, registration="{required: true, closes: 2023-06-14T15:00}")
    assert tiny.problems_of() == []


def test_registration_closes_before_the_end_finds_a_window_written_backwards(tiny: Folder) -> None:
    tiny.edit(LECTURE, registration="{required: true, opens: 2023-06-13 17:01, closes: 2023-06-13 17:00}")
    assert tiny.problems_of() == [tiny.finding(LECTURE, "2023-06-13 17:01", "registration-window")]


def test_registration_closes_before_the_end_takes_an_open_end(tiny: Folder) -> None:
    tiny.edit(LECTURE, registration="{required: true, opens: 2023-06-10 09:00}")
    assert tiny.problems_of() == []


def test_registration_closes_before_the_end_takes_the_morning_of_an_all_day_record(tiny: Folder) -> None:
    tiny.edit(
        LECTURE,
        start="2023-06-14 00:00",
        end=None,
        all_day="true",
        registration="{required: true, closes: 2023-06-14 10:00}",
    )
    assert tiny.problems_of() == []


# move_raises_the_revision

MOVED = "[{start: 2023-06-07 14:00}]"


def test_move_raises_the_revision_finds_a_move_that_was_not_counted(tiny: Folder) -> None:
    tiny.edit(EVENT, rescheduled_from=MOVED, revision="0")
    assert tiny.problems_of() == [tiny.finding(EVENT, "revision: ¦0", "revision-not-raised")]


def test_move_raises_the_revision_finds_it_without_a_revision_line(tiny: Folder) -> None:
    tiny.edit(EVENT, rescheduled_from=MOVED)
    assert tiny.problems_of() == [tiny.finding(EVENT, "rescheduled_from: ¦", "revision-not-raised")]
    [problem] = tiny.problems()
    assert (problem.hint, problem.suggestion) == ("加一行 revision: 1。", "")


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_move_raises_the_revision_counts_postponing_and_cancelling(tiny: Folder, status: str) -> None:
    tiny.edit(LECTURE, status=status, status_reason="讲师生病", rescheduled_from=MOVED, revision="1")
    assert tiny.problems_of() == [tiny.finding(LECTURE, "revision: ¦1", "revision-not-raised")]
    tiny.edit(LECTURE, revision="2")
    assert tiny.problems_of() == []


# change_says_when_it_was_made


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_change_says_when_it_was_made_finds_a_state_without_a_moment(tiny: Folder, status: str) -> None:
    tiny.edit(LECTURE, status=status, status_reason="讲师生病", revision="1", updated=None)
    assert tiny.problems_of() == [tiny.finding(LECTURE, f"status: ¦{status}", "change-undated")]
    tiny.edit(LECTURE, status_since="2023-06-11 09:00")
    assert tiny.problems_of() == []


def test_change_says_when_it_was_made_finds_a_move_and_a_group_without_a_moment(tiny: Folder) -> None:
    slots = (
        "[{start: 2023-06-16 09:30, end: 2023-06-16 10:00},"
        " {start: 2023-06-16 10:00, end: 2023-06-16 10:30, state: 取消},"
        " {start: 2023-06-16 10:30, end: 2023-06-16 11:30}]"
    )
    tiny.edit(OPEN_DAY, rescheduled_from="[{start: 2023-06-15 09:30}]", slots=slots, revision="2", updated=None)
    assert tiny.problems_of() == [
        tiny.finding(OPEN_DAY, "取消", "change-undated"),
        tiny.finding(OPEN_DAY, "2023-06-15 09:30", "change-undated"),
    ]
    tiny.edit(OPEN_DAY, updated="2023-06-10 09:00")
    assert tiny.problems_of() == []


# moves_stand_in_the_order_they_were_told


def test_moves_stand_in_the_order_they_were_told_finds_the_earlier_below(tiny: Folder) -> None:
    moved = """
  - {{start: 2023-06-12 14:00, told: 2023-06-08 15:00}}
  - {{start: 2023-06-13 14:00, told: {}}}"""
    tiny.edit(LECTURE, rescheduled_from=moved.format("2023-06-08 14:59"), revision="2")
    assert tiny.problems_of() == [tiny.finding(LECTURE, "2023-06-08 14:59", "moves-order")]
    tiny.edit(LECTURE, rescheduled_from=moved.format("2023-06-08 15:00"))
    assert tiny.problems_of() == []


def test_move_raises_the_revision_for_a_session_that_is_off(tiny: Folder) -> None:
    off = "state: 取消, state_since: 2023-06-05 09:00"
    tiny.edit(EVENT, end=None, sessions=f"[{{start: 2023-06-08 14:00}}, {{start: 2023-06-09 14:00, {off}}}]")
    assert tiny.problems_of() == [tiny.finding(EVENT, "start: ¦2023-06-08 14:00\nvenue", "revision-not-raised")]
    tiny.edit(EVENT, revision="1")
    assert tiny.problems_of() == []


# agenda_lies_inside_the_event

AGENDA = """
  - {time: "13:30", title: 签到}
  - {time: "14:00", title: 致辞}
  - {time: 14:20-15:00, title: 宣讲}
  - {time: 会后, title: 参观}"""


@pytest.mark.parametrize(
    ("time", "found"),
    [
        ('"25:99"', [("agenda-time", "")]),
        ('"9:70"', [("agenda-time", "")]),
        ('"１４：３０"', [("agenda-time", '- {time: "14:30", title: 致辞}')]),
        ('"14：30 至 15：00"', [("agenda-time", '- {time: "14:30 至 15:00", title: 致辞}')]),
        ("会后", []),
        ("上午", []),
        ('"24:00"', []),
        ('"下午：自由活动"', []),
        ('"14：30（签到后）"', [("agenda-time", '- {time: "14:30（签到后）", title: 致辞}')]),
    ],
)
def test_agenda_times_exist_or_are_named(tiny: Folder, time: str, found: list[tuple[str, str]]) -> None:
    tiny.edit(EVENT, agenda=f"\n  - {{time: {time}, title: 致辞}}")
    assert [(code, better) for code, _, better in _agenda(tiny)] == found


def _agenda(tiny: Folder) -> list[tuple[str, str, str]]:
    return [(one.code, one.line_text.strip(), one.suggestion.strip()) for one in tiny.problems()]


def test_agenda_lies_inside_the_event_leaves_alone_what_fits(tiny: Folder) -> None:
    tiny.edit(EVENT, agenda=AGENDA)
    assert _agenda(tiny) == []
    tiny.edit(EVENT, agenda=AGENDA.replace("14:20", "10:20"), all_day="true")
    assert _agenda(tiny) == []


@pytest.mark.parametrize(
    ("old", "new", "better"),
    [
        ("14:20-15:00", "14:20-16:01", ""),
        ("14:20-15:00", "02:20-03:00", "14:20-15:00"),
        ('"14:00"', '"13:59"', ""),
        ("会后", '"16:01"', ""),
    ],
)
def test_agenda_lies_inside_the_event_finds_the_point_that_does_not(
    tiny: Folder, old: str, new: str, better: str
) -> None:
    tiny.edit(EVENT, agenda=AGENDA.replace(old, new))

    found = list(tiny.problems())

    line = next(one.strip() for one in AGENDA.replace(old, new).split("\n") if new in one)
    assert [(one.code, one.severity, one.line_text.strip()) for one in found] == [("agenda-outside", "warning", line)]
    assert found[0].suggestion.strip() == (line.replace(new, better) if better else "")


def test_agenda_lies_inside_the_event_moves_all_with_an_event_that_moved(tiny: Folder) -> None:
    moved = "\n  - {start: 2023-06-08 14:00, told: 2023-06-07 09:00}"
    start, end = "2023-06-09 09:30", "2023-06-09 11:00"
    tiny.edit(EVENT, agenda=AGENDA, start=start, end=end, rescheduled_from=moved, revision="1", results=None)

    assert _agenda(tiny) == [
        ("agenda-outside", '- {time: "13:30", title: 签到}', '- {time: "09:00", title: 签到}'),
        ("agenda-outside", '- {time: "14:00", title: 致辞}', '- {time: "09:30", title: 致辞}'),
        ("agenda-outside", "- {time: 14:20-15:00, title: 宣讲}", "- {time: 09:50-10:30, title: 宣讲}"),
    ]


def test_agenda_lies_inside_the_event_moves_the_only_point_to_the_start(tiny: Folder) -> None:
    tiny.edit(EVENT, start="2023-06-08 09:00", end="2023-06-08 11:00")

    assert [better for _, _, better in _agenda(tiny)] == ['- {time: "09:00", title: 致辞, people: [speaker-a]}']


def test_agenda_lies_inside_the_event_moves_all_to_the_start_of_one_that_does_not_say_so(tiny: Folder) -> None:
    tiny.edit(EVENT, agenda=AGENDA, start="2023-06-08 15:00", end="2023-06-08 17:00")

    assert [better for _, _, better in _agenda(tiny)] == [
        '- {time: "14:30", title: 签到}',
        '- {time: "15:00", title: 致辞}',
        "- {time: 15:20-16:00, title: 宣讲}",
    ]
