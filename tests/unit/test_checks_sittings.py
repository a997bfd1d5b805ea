"""The rules about sessions: what each finds, where, and what it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Folder

EVENT = "events/2023-06-08-launch.yml"
OFF = "state: 取消, state_since: 2023-06-05 09:00"
FIRST, SECOND = "start: 2023-06-08 14:00, end: 2023-06-08 15:00", "start: 2023-06-09 14:00, end: 2023-06-09 15:00"


def _sessions(tiny: Folder, *sessions: str, **changed: str | None) -> None:
    changed = {"start": "2023-06-08 14:00", "end": "2023-06-09 15:00", "revision": "1", **changed}
    tiny.edit(EVENT, sessions="[{" + "}, {".join(sessions) + "}]", results=None, **changed)


# some_session_is_held


def test_some_session_is_held_finds_what_nobody_holds(tiny: Folder) -> None:
    _sessions(tiny, f"{FIRST}, {OFF}", f"{SECOND}, {OFF}", revision="3")
    assert tiny.problems_of() == [tiny.finding(EVENT, "status: ¦published", "no-session-left")]
    tiny.edit(EVENT, status="cancelled", status_reason="台风", status_since="2023-06-05 09:00")
    assert tiny.problems_of() == []


def test_some_session_is_held_takes_one(tiny: Folder) -> None:
    _sessions(tiny, FIRST, f"start: 2023-06-09 10:00, {OFF}", SECOND)
    assert tiny.problems_of() == []


# some_group_is_led


def test_some_group_is_led_reminds_of_what_nobody_leads(tiny: Folder) -> None:
    day = "open_days/2023-06-16-station.yml"
    tiny.write(day, tiny.read(day).replace("capacity: 20}", f"capacity: 20, {OFF}}}"))
    tiny.edit(day, revision="2")
    assert tiny.problems_of() == [tiny.finding(day, "status: ¦published", "no-group-left")]


# day_follows_its_sessions


@pytest.mark.parametrize(
    ("sessions", "line", "right"),
    [
        ((f"{FIRST}, {OFF}", SECOND), "start: ¦2023-06-08 14:00\nend", "写成 start: 2023-06-09 14:00，"),
        ((FIRST, f"{SECOND}, {OFF}"), "end: ¦2023-06-09 15:00\n", "写成 end: 2023-06-08 15:00；"),
    ],
)
def test_day_follows_its_sessions_reminds_of_days_on_which_nothing_is_held(
    tiny: Folder, sessions: tuple[str, ...], line: str, right: str
) -> None:
    _sessions(tiny, *sessions)
    assert tiny.problems_of() == [tiny.finding(EVENT, line, "day-outlasts-sessions")]
    assert next(iter(tiny.problems())).hint.startswith(right)


def test_day_follows_its_sessions_leaves_other_things_on_that_day_alone(tiny: Folder) -> None:
    _sessions(tiny, f"{FIRST}, {OFF}", SECOND, start="2023-06-08 13:00", end="2023-06-09 17:00")
    assert tiny.problems_of() == []


def test_day_follows_its_sessions_leaves_whole_days_alone(tiny: Folder) -> None:
    _sessions(tiny, f"start: 2023-06-28 00:00, {OFF}", "start: 2023-06-29 00:00", start="2023-06-28 00:00", end="2023-06-29 00:00",
              all_day="true")  # fmt: skip
    assert tiny.problems_of() == []


def test_what_has_no_end_is_over_with_the_last_session_that_is_held(tiny: Folder) -> None:
    _sessions(tiny, FIRST, f"{SECOND}, {OFF}", end=None)
    assert f"{tiny.loaded().get('events', '2023-06-08-launch').closing}" == "2023-06-08 15:00:00"
