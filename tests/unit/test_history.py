"""The programme's changes: every kind, in words, in order, and nothing that nobody can know yet."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.conftest import NOW, Folder

from campaign.history import Change, changes, moves

EVENT = "events/2023-06-08-launch.yml"
LECTURE = "lectures/2023-06-14-grading.yml"
OPEN_DAY = "open_days/2023-06-16-station.yml"
SLOTS = """
  - {{start: 2023-06-16 09:30, end: 2023-06-16 10:30, state: 取消{}}}
  - {{start: 2023-06-16 10:30, end: 2023-06-16 11:30}}"""


def _told(tiny: Folder, now: datetime = NOW) -> list[tuple[datetime, str, str, str]]:
    """Return moment, kind, place and words of everything but what the tiny campaign tells anyway."""
    return [
        (one.moment, one.kind, f"{one.record.id}/{one.key}", one.text)
        for one in changes(tiny.shown(now))
        if (one.record.id, one.kind) != ("2023-06-08-launch", "新增")
    ]


def _moves(tiny: Folder) -> list[Change]:
    shown = tiny.shown()
    return [one for record in shown.scheduled() for one in moves(shown, record)]


# additions


def test_changes_of_the_tiny_campaign_are_its_one_dated_announcement(tiny: Folder) -> None:
    [one] = changes(tiny.shown())

    assert (one.moment, one.kind, one.key, one.text, one.reason) == (
        datetime(2023, 6, 1), "新增", "added", "6月8日（周四）14:00", "",
    )  # fmt: skip


def test_changes_count_as_added_when_it_went_on_line(tiny: Folder) -> None:
    tiny.edit(LECTURE, publish_from="2023-06-10 08:00", review="{secrecy: pass, checked: 2023-06-02}")

    assert _told(tiny) == [(datetime(2023, 6, 10, 8), "新增", "2023-06-14-grading/added", "6月14日（周三）14:00")]


@pytest.mark.parametrize(
    "fields",
    [
        {"review": "{secrecy: pass}"},
        {"review": "{secrecy: pass, checked: 2023-06-14}"},
        {
            "review": "{secrecy: pass, checked: 2023-06-10}",
            "registration": "{required: true, opens: 2023-06-09 09:00, closes: 2023-06-13 17:00}",
        },
    ],
    ids=["no date", "reviewed on the day itself", "reviewed after the registration opened"],
)
def test_changes_list_nothing_as_new_without_an_honest_date(tiny: Folder, fields: dict[str, str]) -> None:
    tiny.edit(LECTURE, **fields)

    assert _told(tiny, datetime(2023, 6, 30)) == []


def test_changes_take_a_review_after_a_move_for_a_repeated_one(tiny: Folder) -> None:
    tiny.edit(
        LECTURE,
        review="{secrecy: pass, checked: 2023-06-10}",
        rescheduled_from="[{start: 2023-06-13 14:00, told: 2023-06-09 15:00}]",
        revision="1",
    )

    assert [kind for _, kind, _, _ in _told(tiny)] == ["改期"]


def test_changes_announce_a_moved_record_with_the_time_it_had_then(tiny: Folder) -> None:
    tiny.edit(
        LECTURE,
        review="{secrecy: pass, checked: 2023-06-02}",
        rescheduled_from="[{start: 2023-06-13 14:00, told: 2023-06-09 15:00}]",
        revision="1",
    )

    assert _told(tiny)[-1][3] == "6月13日（周二）14:00"


# moves


def test_moves_go_from_each_time_to_the_next(tiny: Folder) -> None:
    tiny.edit(
        LECTURE,
        rescheduled_from="""
  - {start: 2023-06-12 14:00, told: 2023-06-06 09:00, reason: 讲师生病}
  - {start: 2023-06-13 10:00, told: 2023-06-09 15:00}""",
        revision="2",
    )

    assert [(one.key, one.kind, one.moment, one.text, one.reason) for one in _moves(tiny)] == [
        (
            "moved-2", "改期", datetime(2023, 6, 9, 15), "原定 6月13日（周二）10:00，改到 6月14日（周三）14:00", "",
        ),
        (
            "moved-1", "改期", datetime(2023, 6, 6, 9), "原定 6月12日（周一）14:00，改到 6月13日（周二）10:00", "讲师生病",
        ),
    ]  # fmt: skip


def test_moves_tell_another_place_at_the_same_time(tiny: Folder) -> None:
    tiny.write(
        "venues.yml", tiny.read("venues.yml") + "- {id: old, name: 老会场, address: 示例路 3 号, town: 泗泾镇}\n"
    )
    tiny.edit(LECTURE, rescheduled_from="[{start: 2023-06-14 14:00, venue: old}]", revision="1")

    [one] = _moves(tiny)

    assert (one.kind, one.text) == ("换地点", "时间不变，仍是 6月14日（周三）14:00；地点从老会场改到示例会议中心")


def test_moves_tell_time_and_place_where_both_changed(tiny: Folder) -> None:
    tiny.write(
        "venues.yml", tiny.read("venues.yml") + "- {id: old, name: 老会场, address: 示例路 3 号, town: 泗泾镇}\n"
    )
    tiny.edit(
        OPEN_DAY,
        rescheduled_from="""
  - {start: 2023-06-15 09:30, venue: old, told: 2023-06-06 09:00}
  - {start: 2023-06-15 10:30, told: 2023-06-07 09:00}""",
        revision="2",
    )

    last, first = _moves(tiny)

    assert (last.kind, last.text) == ("改期", "原定 6月15日（周四）10:30，改到 6月16日（周五）09:30")
    assert (first.kind, first.text) == (
        "改期", "原定 6月15日（周四）09:30，改到 6月15日（周四）10:30；地点从老会场改到示例服务站",
    )  # fmt: skip


def test_moves_without_a_time_of_their_own_were_told_when_the_record_was_changed_last(tiny: Folder) -> None:
    tiny.edit(LECTURE, rescheduled_from="[{start: 2023-06-13 14:00}]", revision="1", updated="2023-06-10 11:00")

    assert [one.moment for one in _moves(tiny)] == [datetime(2023, 6, 10, 11)]


# states


@pytest.mark.parametrize(
    ("status", "kind", "text"),
    [
        ("cancelled", "取消", "原定 6月14日（周三）14:00，现在取消"),
        ("postponed", "延期", "原定 6月14日（周三）14:00，延期举行，时间另定"),
    ],
)
def test_changes_tell_a_state_with_its_reason(tiny: Folder, status: str, kind: str, text: str) -> None:
    tiny.edit(LECTURE, status=status, status_reason="台风", revision="1", status_since="2023-06-11 17:30")

    one = changes(tiny.shown())[0]

    assert (one.moment, one.kind, one.key, one.text, one.reason) == (
        datetime(2023, 6, 11, 17, 30), kind, status, text, "台风",
    )  # fmt: skip


def test_changes_date_a_state_by_the_last_change_of_the_record(tiny: Folder) -> None:
    tiny.edit(LECTURE, status="cancelled", status_reason="台风", revision="1", updated="2023-06-11 08:00")

    assert [moment for moment, *_ in _told(tiny)] == [datetime(2023, 6, 11, 8)]


def test_changes_tell_a_cancelled_group_and_that_the_others_stay(tiny: Folder) -> None:
    tiny.edit(OPEN_DAY, slots=SLOTS.format(", state_since: 2023-06-11 09:00"), revision="1")

    assert _told(tiny) == [
        (
            datetime(2023, 6, 11, 9), "部分取消", "2023-06-16-station/slot-1",
            "6月16日（周五）09:30–10:30 这一批取消，其他批次照常",
        )
    ]  # fmt: skip


def test_changes_tell_a_cancelled_open_day_once(tiny: Folder) -> None:
    tiny.edit(OPEN_DAY, slots=SLOTS.format(""), status="cancelled", status_reason="停电", revision="2")

    assert [kind for _, kind, _, _ in _told(tiny)] == ["取消"]


# order and limits


def test_changes_stand_newest_first_and_equal_moments_in_the_order_of_the_programme(tiny: Folder) -> None:
    moved = "[{start: 2023-06-13 14:00, told: 2023-06-09 15:00}]"
    tiny.add_like(LECTURE, "aaa", start="2023-06-20 14:00", end=None, rescheduled_from=moved, revision="1")
    tiny.edit(
        LECTURE,
        rescheduled_from=moved,
        revision="2",
        status="cancelled",
        status_reason="台风",
        status_since="2023-06-09 15:00",
    )
    tiny.edit(OPEN_DAY, slots=SLOTS.format(", state_since: 2023-06-09 15:01"), revision="1")

    assert [place for _, _, place, _ in _told(tiny)] == [
        "2023-06-16-station/slot-1",
        "2023-06-14-grading/cancelled",
        "2023-06-14-grading/moved-1",
        "aaa/moved-1",
    ]


def test_changes_leave_out_what_is_not_told_yet(tiny: Folder) -> None:
    tiny.edit(LECTURE, status="cancelled", status_reason="台风", revision="1", status_since="2023-06-11 17:30")

    assert _told(tiny, datetime(2023, 6, 11, 17, 29)) == []
    assert [kind for _, kind, _, _ in _told(tiny, datetime(2023, 6, 11, 17, 30))] == ["取消"]


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "withdrawn", "status_since": "2023-06-10 09:00"},
        {"status": "draft"},
        {"publish_from": "2023-06-13 09:00"},
    ],
    ids=["withdrawn", "draft", "not on line yet"],
)
def test_changes_say_nothing_of_hidden_records(tiny: Folder, fields: dict[str, str]) -> None:
    moved = "[{start: 2023-06-13 14:00, told: 2023-06-09 15:00}]"
    tiny.edit(LECTURE, rescheduled_from=moved, revision="1", status_reason="录错了", **fields)

    assert _told(tiny) == []


def test_changes_before_the_record_was_on_line_are_told_with_it(tiny: Folder) -> None:
    tiny.edit(
        LECTURE,
        publish_from="2023-06-10 08:00",
        rescheduled_from="[{start: 2023-06-13 14:00, told: 2023-06-09 15:00}]",
        revision="1",
    )

    assert [(moment, kind) for moment, kind, _, _ in _told(tiny)] == [
        (datetime(2023, 6, 10, 8), "改期"),
        (datetime(2023, 6, 10, 8), "新增"),
    ]
