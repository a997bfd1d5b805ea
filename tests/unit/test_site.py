"""What the public sees of a site at a moment, and who points at whom."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from campaign.models.base import Published
from campaign.models.capabilities import Counted, Placed
from campaign.site import Shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.conftest import Folder

EVENT = "events/2023-06-08-launch.yml"
LECTURE = "lectures/2023-06-14-grading.yml"
OPEN_DAY = "open_days/2023-06-16-station.yml"
UNIT = "units/station.yml"
MINUTE = timedelta(minutes=1)


def keys(records: Iterable[Published]) -> list[str]:
    return [f"{record.collection}/{record.id}" for record in records]


def hidden(shown: Shown) -> list[tuple[str, str]]:
    return [(one.record.id, one.reason) for one in shown.hidden]


@pytest.mark.parametrize(("status", "reason"), [("draft", "草稿"), ("withdrawn", "撤下")])
def test_shown_leaves_out_drafts_and_withdrawn_records(tiny: Folder, status: str, reason: str) -> None:
    tiny.edit(LECTURE, status=status, status_reason="再核对一遍")
    shown = tiny.shown()
    assert keys(shown.public("lectures")) == []
    assert hidden(shown) == [("2023-06-14-grading", reason)]
    assert shown.find("lectures", "2023-06-14-grading") is None
    assert shown.site.get("lectures", "2023-06-14-grading") is not None


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_shown_keeps_what_was_postponed_or_cancelled(tiny: Folder, status: str) -> None:
    tiny.edit(LECTURE, status=status, status_reason="讲师生病", revision="1")
    shown = tiny.shown()
    assert keys(shown.public("lectures")) == ["lectures/2023-06-14-grading"]
    assert hidden(shown) == []


def test_shown_opens_the_publish_window_at_its_minute(tiny: Folder) -> None:
    tiny.edit(LECTURE, publish_from="2023-06-10 09:00")
    opens = datetime(2023, 6, 10, 9)
    assert hidden(tiny.shown(opens - MINUTE)) == [("2023-06-14-grading", "2023-06-10 09:00 上线")]
    assert hidden(tiny.shown(opens)) == []


def test_shown_closes_the_publish_window_at_its_minute(tiny: Folder) -> None:
    tiny.edit(LECTURE, publish_until="2023-06-20 18:00")
    closes = datetime(2023, 6, 20, 18)
    assert hidden(tiny.shown(closes - MINUTE)) == []
    assert hidden(tiny.shown(closes)) == [("2023-06-14-grading", "2023-06-20 18:00 已下线")]


def test_shown_counts_every_record_once_shown_or_hidden(tiny: Folder) -> None:
    tiny.add_like(EVENT, "2023-06-09-draft", status="draft", start="2023-06-09 14:00", end=None)
    shown = tiny.shown()
    in_data = sum(len(list(shown.site.all(name))) for name in Shown.collections())
    assert len(shown.everything()) + len(shown.hidden) == in_data == 6


def test_scheduled_gives_records_of_all_collections_by_time(tiny: Folder) -> None:
    tiny.edit(OPEN_DAY, start="2023-06-08 13:59", end="2023-06-08 15:00", slots=None)
    shown = tiny.shown()
    assert keys(shown.scheduled()) == [
        "open_days/2023-06-16-station",
        "events/2023-06-08-launch",
        "lectures/2023-06-14-grading",
    ]
    assert keys(shown.having(Placed)) == ["events/2023-06-08-launch", "lectures/2023-06-14-grading"]
    assert len(shown.having(Counted)) == 3


def test_public_sorts_events_of_one_minute_by_id(tiny: Folder) -> None:
    tiny.add_like(EVENT, "2023-06-08-a", venue=None)
    assert keys(tiny.shown().public("events")) == ["events/2023-06-08-a", "events/2023-06-08-launch"]


def test_public_sorts_notices_pinned_first_then_newest(tiny: Folder) -> None:
    guide = "notices/2023-06-01-guide.yml"
    tiny.add_like(guide, "2023-06-05-new", issued="2023-06-05", title="新公告")
    tiny.add_like(guide, "2023-05-20-pinned", issued="2023-05-20", title="置顶公告", pinned="true")
    ids = [record.id for record in tiny.shown().public("notices")]
    assert ids == ["2023-05-20-pinned", "2023-06-05-new", "2023-06-01-guide"]


def test_public_sorts_units_by_honour_then_kind(tiny: Folder) -> None:
    tiny.add_like(UNIT, "area", type="示范区", name="丙")
    tiny.add_like(UNIT, "point", type="示范点", name="甲")
    tiny.add_like(UNIT, "city", type="示范点", name="丁", honours="[{level: 市, awarded: 2022-12-01}]")
    assert [record.id for record in tiny.shown().public("units")] == ["city", "area", "station", "point"]


def test_citing_gives_the_visible_records_that_point_at_one(tiny: Folder) -> None:
    tiny.add_like(OPEN_DAY, "2023-06-17-draft", status="draft", start="2023-06-17 09:30", end=None, slots=None)
    shown = tiny.shown()
    unit = shown.site.get("units", "station")
    person = shown.site.get("people", "speaker-a")
    assert unit is not None
    assert person is not None
    assert keys(shown.citing(unit)) == ["open_days/2023-06-16-station"]
    assert sorted(keys(shown.citing(person))) == ["events/2023-06-08-launch", "lectures/2023-06-14-grading"]


def test_citing_gives_nothing_for_a_record_nobody_names(tiny: Folder) -> None:
    shown = tiny.shown()
    [event] = shown.public("events")
    assert shown.citing(event) == []


def test_of_item_gives_the_visible_records_of_an_item(tiny: Folder) -> None:
    tiny.edit(UNIT, item=None)
    tiny.edit(LECTURE, status="draft")
    shown = tiny.shown()
    assert keys(shown.of_item(1)) == ["events/2023-06-08-launch"]
    assert sorted(keys(shown.of_item(2))) == ["notices/2023-06-01-guide", "open_days/2023-06-16-station"]
    assert shown.of_item(9) == []


def test_words_gives_one_scheme_in_the_order_of_the_file(tiny: Folder) -> None:
    assert [word.name for word in tiny.loaded().words("街镇")] == ["方松街道", "泗泾镇"]


def test_where_names_the_file_of_a_record(tiny: Folder) -> None:
    site = tiny.loaded()
    venue = site.get("venues", "hall")
    assert venue is not None
    assert str(site.where(venue)).startswith("data/venues.yml:1:")


def test_record_cannot_be_changed(tiny: Folder) -> None:
    [event] = tiny.shown().public("events")
    with pytest.raises(ValidationError):
        event.summary = "别的"
    with pytest.raises(FrozenInstanceError):
        tiny.loaded().campaign = None  # type: ignore[misc, assignment]


def test_collections_are_the_ones_with_pages() -> None:
    names = set(Shown.collections())
    assert {"events", "lectures", "open_days", "units", "notices"} <= names
    assert names & {"campaign", "orgs", "people", "venues", "vocab"} == set()
