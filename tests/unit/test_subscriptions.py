"""Which calendars there are, at which addresses, and that an address once given stays."""

from __future__ import annotations

from typing import get_args

import pytest
from tests.conftest import Folder

from campaign.models.base import REGISTRY, Audience
from campaign.models.capabilities import Scheduled
from campaign.site import Shown
from campaign.subscriptions import AUDIENCE_SLUGS, KIND_SLUGS, Feed, feed, feeds, kinds, slug_of

EVENT = "events/2023-06-08-launch.yml"
OPEN_DAY = "open_days/2023-06-16-station.yml"


def _names(shown: Shown) -> set[str]:
    return {one.name for one in feeds(shown)}


def _ids(found: Feed | None) -> list[str]:
    assert found is not None
    return [record.id for record in found.records]


def test_every_choice_of_kind_has_a_slug_of_its_own() -> None:
    choices = {kind for model in REGISTRY.values() if issubclass(model, Scheduled) for kind in model.kinds()}
    assert choices == set(KIND_SLUGS)
    assert len(set(KIND_SLUGS.values())) == len(KIND_SLUGS)


def test_every_audience_has_a_slug_of_its_own() -> None:
    assert set(get_args(Audience)) == set(AUDIENCE_SLUGS)
    assert len(set(AUDIENCE_SLUGS.values())) == len(AUDIENCE_SLUGS)


def test_calendars_of_choices_are_there_even_while_empty(tiny: Folder) -> None:
    shown = tiny.shown()
    expected = {"all", "events", "lectures", "open-days", "town-fangsong", "town-sijing", "unit-station"}
    expected |= {f"kind-{slug}" for slug in KIND_SLUGS.values()}
    expected |= {f"audience-{slug}" for slug in AUDIENCE_SLUGS.values()}
    assert _names(shown) == expected
    assert _ids(feed(shown, "town-sijing")) == []


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("all", ["2023-06-08-launch", "2023-06-14-grading", "2023-06-16-station"]),
        ("lectures", ["2023-06-14-grading"]),
        ("kind-lecture-on-site", ["2023-06-14-grading"]),
        ("kind-launch", ["2023-06-08-launch"]),
        ("town-fangsong", ["2023-06-08-launch", "2023-06-14-grading", "2023-06-16-station"]),
        ("unit-station", ["2023-06-16-station"]),
    ],
)
def test_calendar_holds_its_records_in_order_of_time(tiny: Folder, name: str, ids: list[str]) -> None:
    assert _ids(feed(tiny.shown(), name)) == ids


def test_event_that_names_a_unit_is_in_the_unit_s_calendar(tiny: Folder) -> None:
    tiny.edit(EVENT, units="[station]", audience="[公众]")
    assert _ids(feed(tiny.shown(), "unit-station")) == ["2023-06-08-launch", "2023-06-16-station"]
    assert _ids(feed(tiny.shown(), "audience-public")) == ["2023-06-08-launch"]


def test_session_elsewhere_puts_the_record_into_that_town_s_calendar_too(tiny: Folder) -> None:
    tiny.write("venues.yml", tiny.read("venues.yml") + "- {id: park, name: 示例园区, address: 路 2 号, town: 泗泾镇}\n")
    tiny.edit(EVENT, end=None, sessions="\n  - {start: 2023-06-08 14:00}\n  - {start: 2023-06-09 14:00, venue: park}")
    shown = tiny.shown()
    assert _ids(feed(shown, "town-sijing")) == ["2023-06-08-launch"]
    assert "2023-06-08-launch" in _ids(feed(shown, "town-fangsong"))


def test_unit_keeps_its_calendar_when_its_only_record_is_withdrawn(tiny: Folder) -> None:
    tiny.edit(OPEN_DAY, status="withdrawn", status_reason="改为内部活动")
    assert _ids(feed(tiny.shown(), "unit-station")) == []


@pytest.mark.parametrize("fields", [{"status": "draft"}, {"publish_from": "2023-06-14 09:00"}])
def test_unit_has_no_calendar_while_its_only_record_is_still_secret(tiny: Folder, fields: dict[str, str]) -> None:
    tiny.edit(OPEN_DAY, **fields)
    assert feed(tiny.shown(), "unit-station") is None


def test_kind_that_the_table_lacks_gets_an_address_of_its_own(tiny: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(KIND_SLUGS, "启动")
    monkeypatch.delitem(KIND_SLUGS, "其他")
    assert slug_of("启动") == "qi-dong"
    assert slug_of("！") == slug_of("！") != slug_of("？")
    monkeypatch.setitem(KIND_SLUGS, "其他", "qi-dong")
    shown = tiny.shown()
    found = {one.name: one.title for one in feeds(shown) if one.name.startswith("kind-qi-dong")}
    assert sorted(found.values()) == sorted(["启动", "其他"])
    assert len(kinds(shown)) == len([one for one in feeds(shown) if one.group == "类型"])


def test_addresses_are_absolute_and_webcal_differs_only_in_its_scheme(tiny: Folder) -> None:
    found = feed(tiny.shown(), "all")
    assert found is not None
    assert found.url == "https://fuwuyue.example/2023/feeds/all.ics"
    assert found.webcal == "webcal://fuwuyue.example/2023/feeds/all.ics"
