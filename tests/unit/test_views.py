"""Lists and figures: the order, the pages, and what is counted."""

from __future__ import annotations

import json
from datetime import date, datetime
from itertools import islice
from typing import Any

from tests.conftest import Folder

from campaign.exports import EXPORTS
from campaign.listing import PAGE_SIZE, listing, listings
from campaign.site import Shown
from campaign.stations import stations
from campaign.views import VIEWS
from campaign.views.home import figures, fortnight, kinds, upset

EVENT = "events/2023-06-08-launch.yml"
UNIT = "units/station.yml"
LECTURE = "lectures/2023-06-14-grading.yml"
NOW = datetime(2023, 6, 12, 9, 30)


def _sums(shown: Shown) -> dict[str, int]:
    return {label: value for label, value, _ in figures(shown)}


def test_figures_add_up_what_is_over(tiny: Folder) -> None:
    assert _sums(tiny.shown()) == {"已举办": 1, "参与企业": 20, "参与人数": 45, "发放材料": 100, "示范单位": 1}


def test_fortnight_counts_what_takes_place_each_day(tiny: Folder) -> None:
    tiny.add_like(EVENT, "two-days", start="2023-06-13 09:00", end="2023-06-14 17:00", results=None)
    tiny.add_like(
        EVENT,
        "off",
        start="2023-06-13 09:00",
        end="2023-06-13 10:00",
        results=None,
        status="cancelled",
        status_reason="下雨",
        revision="1",
    )

    days = fortnight(tiny.shown())

    assert [sheet.day for sheet, _, _ in days] == [date(2023, 6, 12 + ahead) for ahead in range(14)]
    assert [(sheet.day.day, count) for sheet, _, count in days if count] == [(13, 1), (14, 2), (16, 1)]
    assert [url for _, url, _ in days][:3] == ["", *(f"calendar/2023-w24/#d2023-06-{day}" for day in (13, 14))]


def test_fortnight_without_a_programme_is_empty(tiny: Folder) -> None:
    assert fortnight(tiny.shown(datetime(2023, 9, 1))) == []


def test_kinds_count_what_has_its_title_areas_first(tiny: Folder) -> None:
    tiny.add_like(UNIT, "a-point", type="示范点")
    tiny.add_like(UNIT, "b-point", type="示范点", stage="复核中")
    tiny.add_like(
        UNIT, "applying", type="示范点", stage="拟创建", honours=None, lookback_due=None, consent="{map: true}"
    )
    shown = tiny.shown()

    assert kinds(stations(shown)) == [("示范站", "station", 1), ("示范点", "point", 2)]
    assert _sums(shown)["示范单位"] == 3


def test_figures_leave_out_what_is_not_over_yet(tiny: Folder) -> None:
    assert _sums(tiny.shown(datetime(2023, 6, 8, 15)))["已举办"] == 0


def test_figures_never_count_joining(tiny: Folder) -> None:
    tiny.edit(EVENT, role="参加", stat_row="none")

    assert _sums(tiny.shown())["已举办"] == 0


def test_figures_count_a_joint_event_once(tiny: Folder) -> None:
    tiny.edit(EVENT, co_hosts="[sub-fangsong]")

    assert (_sums(tiny.shown())["已举办"], _sums(tiny.shown())["参与企业"]) == (1, 20)


def test_listing_gives_the_coming_first_then_the_past_latest_first(tiny: Folder) -> None:
    tiny.add_like(EVENT, "past-early", start="2023-06-02 14:00", end="2023-06-02 16:00")
    tiny.add_like(EVENT, "coming-late", start="2023-06-28 14:00", end="2023-06-28 16:00", results=None)
    tiny.add_like(EVENT, "coming-soon", start="2023-06-13 14:00", end="2023-06-13 16:00", results=None)

    groups = dict(listing(tiny.shown(), "events")["groups"])

    assert [one.record.id for one in groups["coming"]] == ["coming-soon", "coming-late"]
    assert [one.record.id for one in groups["past"]] == ["2023-06-08-launch", "past-early"]


def test_listing_is_cut_into_pages_without_losing_a_record(tiny: Folder) -> None:
    for number in range(PAGE_SIZE):
        tiny.add_like(
            EVENT,
            f"more-{number:02}",
            start=f"2023-06-20 {8 + number // 60:02}:{number % 60:02}",
            end=None,
            results=None,
        )
    shown = tiny.shown()

    first, second = islice(listings(shown, "events"), 2)

    assert (first["pages"], len(first["cards"]), len(second["cards"])) == (2, PAGE_SIZE, 1)
    assert [[one for _, cards in page["groups"] for one in cards] for page in (first, second)] == [
        first["cards"],
        second["cards"],
    ]
    ids = [one.record.id for one in first["cards"] + second["cards"]]
    assert len(set(ids)) == PAGE_SIZE + 1


def test_open_data_keeps_reviews_back_and_results_until_they_are_told(tiny: Folder) -> None:
    def item(now: datetime) -> dict[str, object]:
        files = dict(file for export in EXPORTS for file in export(tiny.shown(now)))
        document = json.loads(files["api/v1/events.json"])
        assert document["total"] == len(document["items"]) == 1
        return dict(document["items"][0])

    before, after = item(datetime(2023, 6, 8, 15)), item(NOW)

    assert ("review" in before, "review" in after) == (False, False)
    assert ("results" in before, "results" in after) == (False, True)


def test_home_tells_what_upset_plans_within_a_week(tiny: Folder) -> None:
    tiny.edit(LECTURE, status="cancelled", status_reason="台风", revision="1", status_since="2023-06-11 17:30")

    assert [one.kind for one in upset(tiny.shown(datetime(2023, 6, 18, 17, 29)))] == ["取消"]
    assert upset(tiny.shown(datetime(2023, 6, 18, 17, 30))) == []


def _home(shown: Shown) -> dict[str, Any]:
    return dict(VIEWS["home"].context(shown, {}))


def test_home_leaves_out_what_is_cancelled(tiny: Folder) -> None:
    reason = {"status_reason": "台风", "status_since": "2023-06-08 07:00", "revision": "1"}
    tiny.add_like(EVENT, "off", status="cancelled", results=None, **reason)
    tiny.edit(LECTURE, status="cancelled", **reason)
    tiny.add_like(LECTURE, "stays", on_demand="true", format="录播", venue=None, registration=None, results=None)
    tiny.edit("lectures/stays.yml", status="cancelled", **reason)

    before, after = _home(tiny.shown(datetime(2023, 6, 8, 8))), _home(tiny.shown(datetime(2023, 7, 15)))

    assert [one.record.id for one in before["soon"]] == ["2023-06-08-launch", "2023-06-16-station"]
    assert [one.record.id for one in after["lately"]] == ["2023-06-16-station", "2023-06-08-launch"]
    assert after["recordings"] == []


def test_home_keeps_recordings_until_their_contents_expire(tiny: Folder) -> None:
    tiny.edit(LECTURE, on_demand="true", format="录播", content_valid_until="2023-12-31", venue=None, registration=None)

    kept, gone = _home(tiny.shown(datetime(2023, 12, 31, 23))), _home(tiny.shown(datetime(2024, 1, 1)))

    assert [one.record.id for one in kept["recordings"]] == ["2023-06-14-grading"]
    assert gone["recordings"] == []


def test_home_leads_to_the_replays_of_what_is_over_newest_first(tiny: Folder) -> None:
    for key, day in (("first", "09"), ("second", "10")):
        tiny.add_like(
            EVENT,
            key,
            start=f"2023-06-{day} 14:00",
            end=f"2023-06-{day} 16:00",
            results=f'{{held: true, people: 1, replay: "https://replay.example/{key}"}}',
        )

    found = _home(tiny.shown(datetime(2023, 6, 10, 16)))["replays"]

    assert [address for _, address in found] == ["https://replay.example/second", "https://replay.example/first"]
    assert _home(tiny.shown(datetime(2023, 6, 9, 15)))["replays"] == []


def test_home_shows_valid_notices_before_expired_ones(tiny: Folder) -> None:
    notice = "notices/2023-06-01-guide.yml"
    for day in range(2, 7):
        tiny.add_like(notice, f"new-{day}", issued=f"2023-06-0{day}", valid_until="2023-06-07")

    shown = tiny.shown(datetime(2023, 6, 12))

    assert [one.record.id for one in _home(shown)["notices"]] == ["2023-06-01-guide", "new-6", "new-5", "new-4"]


def test_changes_are_grouped_by_day_and_additions_stand_apart(tiny: Folder) -> None:
    tiny.edit(LECTURE, status="cancelled", status_reason="台风", revision="1", status_since="2023-06-10 07:00")
    for number in (2, 1):
        new = f"new-{number}"
        tiny.add_like(
            EVENT,
            new,
            start=f"2023-06-2{number} 14:00",
            end=None,
            results=None,
            publish_from=f"2023-06-10 0{9 - number}:00",
        )

    days = VIEWS["changes"].context(tiny.shown(), {})["days"]

    assert [(str(day.day), [one.kind for one in day.upset], [one.record.id for one in day.added]) for day in days] == [
        ("2023-06-10", ["取消"], ["new-1", "new-2"]),
        ("2023-06-01", [], ["2023-06-08-launch"]),
    ]
