"""What every list says about a record: its state to the minute, its place, its one note."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.conftest import Folder

from campaign.card import Card, card

EVENT = "events/2023-06-08-launch.yml"
OPEN_DAY = "open_days/2023-06-16-station.yml"
LECTURE = "lectures/2023-06-14-grading.yml"


def _card(tiny: Folder, name: str, now: str) -> Card:
    shown = tiny.shown(datetime.fromisoformat(now))
    collection, _, file = name.partition("/")
    record = shown.find(collection, file.removesuffix(".yml"))
    assert record is not None
    return card(shown, record)


@pytest.mark.parametrize(
    ("now", "phase"),
    [
        ("2023-06-08 13:59", "upcoming"),
        ("2023-06-08 14:00", "ongoing"),
        ("2023-06-08 15:59", "ongoing"),
        ("2023-06-08 16:00", "past"),
    ],
)
def test_phase_turns_at_the_minute(tiny: Folder, now: str, phase: str) -> None:
    assert _card(tiny, EVENT, now).phase == phase


@pytest.mark.parametrize(
    ("now", "phase"), [("2023-06-07 23:59", "upcoming"), ("2023-06-08 00:00", "ongoing"), ("2023-06-09 00:00", "past")]
)
def test_phase_of_a_whole_day_turns_at_midnight(tiny: Folder, now: str, phase: str) -> None:
    tiny.edit(EVENT, start="2023-06-08 00:00", end=None, all_day="true")

    assert _card(tiny, EVENT, now).phase == phase


def test_phase_without_an_end_lasts_the_day(tiny: Folder) -> None:
    tiny.edit(EVENT, end=None)

    assert [_card(tiny, EVENT, now).phase for now in ("2023-06-08 23:59", "2023-06-09 00:00")] == ["ongoing", "past"]


def test_phase_of_several_sessions_ends_with_the_last(tiny: Folder) -> None:
    tiny.edit(EVENT, sessions="[{start: 2023-06-08 14:00}, {start: 2023-06-10 14:00, end: 2023-06-10 15:00}]")

    assert [_card(tiny, EVENT, now).phase for now in ("2023-06-10 14:59", "2023-06-10 15:00")] == ["ongoing", "past"]
    assert _card(tiny, EVENT, "2023-06-10 14:59").when == "6月8日起，共 2 场"


def test_recorded_lecture_stays_until_its_contents_expire(tiny: Folder) -> None:
    tiny.edit(LECTURE, format="录播", on_demand="true", end=None, content_valid_until="2023-12-31", registration=None)

    phases = [_card(tiny, LECTURE, now).phase for now in ("2023-06-14 13:59", "2023-12-31 23:59", "2024-01-01 00:00")]
    assert phases == ["upcoming", "ongoing", "past"]


@pytest.mark.parametrize(
    ("registration", "note"),
    [
        ("{required: false}", "无需报名"),
        ("{required: true, state: 已满}", "名额已满"),
        ("{required: true, opens: 2023-06-13 09:00, closes: 2023-06-13 17:00}", "6月13日开始报名"),
        ("{required: true, closes: 2023-06-13 17:00}", "可报名"),
        ("{required: true, closes: 2023-06-12 09:30}", "报名已截止"),
        ("{required: true, state: 开放, closes: 2023-06-12 09:31}", "可报名"),
        ("{required: true, state: 开放, closes: 2023-06-12 09:30}", "报名已截止"),
    ],
)
def test_note_tells_the_state_of_registration(tiny: Folder, registration: str, note: str) -> None:
    tiny.edit(LECTURE, registration=registration)

    assert _card(tiny, LECTURE, "2023-06-12 09:30").note == note


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ({"status": "cancelled", "status_reason": "讲师生病", "revision": "1"}, "取消"),
        ({"status": "postponed", "status_reason": "讲师生病", "revision": "1"}, "延期"),
        ({"rescheduled_from": "[{start: 2023-06-13 14:00}]", "revision": "1"}, "已改期"),
        ({}, ""),
    ],
)
def test_status_label_tells_what_changed(tiny: Folder, changes: dict[str, str], label: str) -> None:
    tiny.edit(LECTURE, **changes)

    assert _card(tiny, LECTURE, "2023-06-12 09:30").status_label == label


def test_place_of_an_open_day_is_its_unit(tiny: Folder) -> None:
    found = _card(tiny, "open_days/2023-06-16-station.yml", "2023-06-12 09:30")
    unit = _card(tiny, "units/station.yml", "2023-06-12 09:30")

    assert (found.place, found.town) == (unit.title, unit.town)


def test_card_says_that_a_part_is_off(tiny: Folder) -> None:
    tiny.replace(OPEN_DAY, "11:30, capacity: 20", "11:30, capacity: 20, state: 取消, state_since: 2023-06-11 09:00")
    tiny.edit(OPEN_DAY, revision="1")
    shown = tiny.shown()
    (record,) = shown.public("open_days")
    assert (card(shown, record).status_label, record.called_off) == ("部分取消", "")
