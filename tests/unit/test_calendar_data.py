"""``api/v1/calendar.json``: what it says for display is what the site's own lists say."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from tests.conftest import NOW, Folder

from campaign.exports.open_data import open_data

_LAUNCH, _LECTURE = "events/2023-06-08-launch", "lectures/2023-06-14-grading"


def _display(tiny: Folder, key: str, now: datetime = NOW) -> dict[str, Any]:
    document = json.loads(dict(open_data(tiny.shown(now)))["api/v1/calendar.json"])
    found: dict[str, Any] = next(item for item in document["items"] if item["uid"] == key)["display"]
    return found


def test_display_of_a_plain_record(tiny: Folder) -> None:
    tiny.edit(f"{_LAUNCH}.yml", start="2023-06-08 09:30", end="2023-06-08 11:30")
    assert _display(tiny, _LAUNCH) == {
        "when": "6月8日（周四）09:30–11:30",
        "sessions": [],
        "status": "",
        "opening": "2023-06-08T09:30:00+08:00",
        "closing": "2023-06-08T11:30:00+08:00",
        "on_demand": False,
    }


def test_record_without_an_end_is_over_at_midnight(tiny: Folder) -> None:
    tiny.edit(f"{_LAUNCH}.yml", start="2023-06-08 09:30", end=None)
    display = _display(tiny, _LAUNCH)
    assert (display["when"], display["closing"]) == ("6月8日（周四）09:30", "2023-06-09T00:00:00+08:00")


def test_sessions_are_told_one_by_one_and_a_moved_record_says_so(tiny: Folder) -> None:
    tiny.edit(
        f"{_LAUNCH}.yml", start="2023-06-08 09:30", end=None, revision="1",
        sessions="[{start: 2023-06-08 09:30, end: 2023-06-08 10:30}, {start: 2023-06-09 14:00}]",
        rescheduled_from="[{start: 2023-06-07 09:30}]",
    )  # fmt: skip
    display = _display(tiny, _LAUNCH)
    assert display["sessions"] == ["6月8日（周四）09:30–10:30", "6月9日（周五）14:00"]
    assert (display["status"], display["closing"]) == ("已改期", "2023-06-09T14:00:00+08:00")


def test_what_stays_on_line_is_never_over(tiny: Folder) -> None:
    tiny.edit(f"{_LECTURE}.yml", format="录播", on_demand="true", venue=None)
    display = _display(tiny, _LECTURE)
    assert (display["on_demand"], display["closing"]) == (True, "9999-12-31T00:00:00+08:00")
