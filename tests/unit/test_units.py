"""Demonstration units: what leaves with their consent, the ways there, what is held there, the business card."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.conftest import REPO

from campaign.api import geojson
from campaign.exports import EXPORTS
from campaign.jsonld import json_ld
from campaign.models.units import Consent, Unit
from campaign.pages.doors import units
from campaign.render import Renderer
from campaign.unit_life import below, held_at, ways
from campaign.vcard import vcard

if TYPE_CHECKING:
    from tests.conftest import Folder

UNIT = "units/station.yml"
EVENT = "events/2023-06-08-launch.yml"


def _unit(tiny: Folder) -> Unit:
    (unit,) = tiny.shown().having(Unit)
    return unit


def _file(tiny: Folder, path: str) -> Any:
    return json.loads(dict(file for export in EXPORTS for file in export(tiny.shown()))[path])


@pytest.mark.parametrize(
    ("change", "known"),
    [
        ({"consent": "{map: true}"}, True),
        ({"consent": "{map: false}"}, False),
        ({}, False),
    ],
)
def test_point_leaves_only_with_consent(tiny: Folder, change: dict[str, str], *, known: bool) -> None:
    tiny.edit(UNIT, **change)
    features = _file(tiny, "api/v1/units.geojson")["features"]
    (item,) = _file(tiny, "api/v1/units.json")["items"]
    unit = _unit(tiny)
    found = (bool(features), "lat" in item["location"], bool(list(ways(unit))), b"GEO:" in vcard(tiny.shown(), unit))
    assert found == (known, known, known, known)


def test_hall_in_a_unit_that_refused_tells_no_point(tiny: Folder) -> None:
    tiny.replace("venues.yml", "name: 示例会议中心", "name: 示例会议中心\n  unit: station")
    found = []
    for consent in ("{map: true}", "{map: false}"):
        tiny.edit(UNIT, consent=consent)
        shown = tiny.shown()
        event = shown.find("events", "2023-06-08-launch")
        assert event is not None
        texts = {path: text for export in EXPORTS for path, text in export(shown)}
        found.append(("geo" in json_ld(shown, event)["location"], b"GEO:" in texts["events/2023-06-08-launch.ics"]))
    assert found == [(True, True), (False, False)]


def test_honour_counts_until_its_last_day(tiny: Folder) -> None:
    tiny.edit(
        UNIT, honours="[{level: 市, awarded: 2021-12-01, valid_until: 2023-06-12}, {level: 区, awarded: 2020-12-01}]"
    )
    unit = _unit(tiny)
    assert [unit.level_at(date(2023, 6, day)) for day in (12, 13)] == ["市", "区"]
    assert [unit.note_at(datetime(2023, 6, day)) for day in (12, 13)] == ["市级", "区级"]


@pytest.mark.parametrize(
    ("stage", "agreed", "named"),
    [("已获评", False, True), ("撤销", True, False), ("到期", True, False), ("复核中", False, True)],
)
def test_map_names_awards_that_hold(tiny: Folder, stage: str, *, agreed: bool, named: bool) -> None:
    consent = Consent.model_validate({"map": "true"}) if agreed else None
    assert _unit(tiny).model_copy(update={"stage": stage, "consent": consent}).mapped is named


def test_candidate_is_on_the_map_only_where_it_agreed(tiny: Folder) -> None:
    unit = _unit(tiny).model_copy(update={"stage": "拟创建", "honours": ()})
    said = [Consent.model_validate({"map": one}) for one in ("true", "false")]
    assert [unit.model_copy(update={"consent": one}).mapped for one in said] == [True, False]


def test_point_of_a_town_leaves_nowhere(tiny: Folder) -> None:
    tiny.edit(UNIT, consent="{map: true}")
    tiny.replace(UNIT, "datum: wgs84", "datum: wgs84, precision: 街镇")
    assert (_unit(tiny).spot, geojson.on_the_map(tiny.shown())) == (None, [])


def test_candidate_without_consent_is_hidden_even_where_no_rule_was_asked(tiny: Folder) -> None:
    unit = _unit(tiny)
    candidate = unit.model_copy(update={"stage": "拟创建", "honours": ()})
    agreed = candidate.model_copy(update={"consent": Consent.model_validate({"map": "false"})})
    now = tiny.shown().now
    assert (unit.hidden_at(now), candidate.hidden_at(now), agreed.hidden_at(now)) == ("", "没有同意公开", "")


def test_geojson_is_wgs84_with_longitude_first(tiny: Folder) -> None:
    tiny.edit(UNIT, consent="{map: true}")
    tiny.replace(UNIT, "datum: wgs84", "datum: gcj02")
    (feature,) = _file(tiny, "api/v1/units.geojson")["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [121.22558, 31.042112]}
    assert (feature["id"], feature["properties"]["level"]) == ("station", "区")


def test_ways_are_gcj02_in_the_order_of_each_map(tiny: Folder) -> None:
    tiny.edit(UNIT, consent="{map: true}")
    found = {name: urlsplit(address) for name, address in ways(_unit(tiny))}
    asked = {name: parse_qs(parts.query) for name, parts in found.items()}
    lat, lng = "31.037884", "121.234416"
    assert {name: parts.hostname for name, parts in found.items()} == {
        "高德": "uri.amap.com",
        "百度": "api.map.baidu.com",
        "腾讯": "apis.map.qq.com",
        "苹果": "maps.apple.com",
    }
    assert asked["高德"]["position"] == [f"{lng},{lat}"]
    assert (asked["百度"]["location"], asked["百度"]["coord_type"]) == ([f"{lat},{lng}"], ["gcj02"])
    assert asked["腾讯"]["marker"] == [f"coord:{lat},{lng};title:示例服务站;addr:示例路 2 号"]
    assert asked["苹果"]["ll"] == [f"{lat},{lng}"]


def test_what_is_held_in_a_hall_of_the_unit_is_held_there(tiny: Folder) -> None:
    shown = tiny.shown()
    assert [one.id for one in held_at(shown, _unit(tiny))] == ["2023-06-16-station"]
    tiny.replace("venues.yml", "name: 示例会议中心", "name: 示例会议中心\n  unit: station")
    assert [one.id for one in held_at(tiny.shown(), _unit(tiny))][:1] == ["2023-06-08-launch"]
    tiny.edit(EVENT, units="[station]")
    assert [one.id for one in held_at(tiny.shown(), _unit(tiny))].count("2023-06-08-launch") == 1


def test_units_below_are_those_that_name_it(tiny: Folder) -> None:
    tiny.add_like(UNIT, "above", type="示范区", name="上级")
    tiny.edit(UNIT, parent="above")
    shown = tiny.shown()
    above = shown.find("units", "above")
    assert isinstance(above, Unit)
    assert [one.id for one in below(shown, above)] == ["station"]


def test_card_is_read_by_another_reader(tiny: Folder) -> None:
    tiny.edit(UNIT, name="甲,乙;丙", contact="{label: 街道所, phone: 021-57810000}", verified_on="2023-06-01")
    tiny.edit(UNIT, hours='[{days: 周一至周五, open: "09:00", close: "17:00"}]')
    raw = vcard(tiny.shown(), _unit(tiny))
    lines = raw.replace(b"\r\n ", b"").decode().split("\r\n")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    assert lines[:2] + lines[-2:] == ["BEGIN:VCARD", "VERSION:3.0", "END:VCARD", ""]
    assert (r"FN:甲\,乙\;丙" in lines, "TEL;TYPE=WORK,VOICE:+862157810000" in lines) == (True, True)
    tiny.edit(UNIT, sample="true")
    told = vcard(tiny.shown(), _unit(tiny)).replace(b"\r\n ", b"").decode()
    assert ("TEL" in told, "请勿前往" in told, r"FN:甲\,乙\;丙（示例）" in told) == (False, True, True)


def test_page_says_the_week_and_each_honour_with_its_state(tiny: Folder) -> None:
    honours = "[{level: 区, awarded: 2021-12-01, valid_until: 2022-12-01}, {level: 市, awarded: 2022-12-01}]"
    tiny.edit(UNIT, honours=honours, hours='[{days: 周一、周三, open: "09:00", close: "17:00"}]')
    shown = tiny.shown()
    page = Renderer(REPO / "overrides", shown).record(_unit(tiny))
    assert 'data-week="1 09:00 17:00,3 09:00 17:00"' in page
    assert page.index("市级</span><div>") < page.index("区级</span><div>")
    assert ('">有效</span>' in page, ">已到期</span>" in page) == (True, True)


def test_poster_is_one_unlisted_page_for_each_unit(tiny: Folder) -> None:
    (page,) = units(tiny.shown())
    assert (page.url, page.listed, page.shell) == ("units/station/door/", False, "door/sheet")
