"""The rules about the campaign, its items, and coordinates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Folder

CAMPAIGN = "campaign.yml"
EVENT = "events/2023-06-08-launch.yml"
UNIT = "units/station.yml"


# campaign_ends_after_it_starts


def test_campaign_ends_after_it_starts_finds_an_earlier_end(tiny: Folder) -> None:
    tiny.replace(CAMPAIGN, "end: 2023-06-30", "end: 2023-05-30")
    found = tiny.problems_of()
    assert [one for one in found if one[3] == "end-before-start"] == [
        tiny.finding(CAMPAIGN, "2023-05-30", "end-before-start")
    ]


def test_campaign_ends_after_it_starts_takes_one_day(tiny: Folder) -> None:
    tiny.replace(CAMPAIGN, "end: 2023-06-30", "end: 2023-06-01")
    assert [one for one in tiny.problems_of() if one[3] == "end-before-start"] == []


# items_are_numbered_once


def test_items_are_numbered_once_finds_both_places(tiny: Folder) -> None:
    tiny.replace(CAMPAIGN, "no: 2", "no: 1")
    tiny.edit("notices/2023-06-01-guide.yml", item=None)
    for name in ("lectures/2023-06-14-grading.yml", "open_days/2023-06-16-station.yml", UNIT):
        tiny.edit(name, item=None)
    assert tiny.problems_of() == [
        tiny.finding(CAMPAIGN, "1, title: 组织参加", "item-twice"),
        tiny.finding(CAMPAIGN, "1, title: 举办", "item-twice"),
    ]


# item_exists_in_the_notice


def test_item_exists_in_the_notice_finds_a_number_that_is_not_there(tiny: Folder) -> None:
    tiny.edit(EVENT, item="3")
    assert tiny.problems_of() == [tiny.finding(EVENT, "item: ¦3", "unknown-item")]
    assert [problem.hint for problem in tiny.problems()] == ["可用的编号：1、2。"]


def test_item_exists_in_the_notice_takes_a_record_without_item(tiny: Folder) -> None:
    tiny.edit(EVENT, item=None)
    assert tiny.problems_of() == []


# nothing_made_up_remains_on_the_real_site


def test_nothing_made_up_remains_on_the_real_site_finds_a_sample(tiny: Folder) -> None:
    tiny.edit(EVENT, sample="true")
    assert tiny.problems_of() == []
    tiny.replace(CAMPAIGN, "sample_data: true", "sample_data: false")
    assert tiny.problems_of() == [tiny.finding(EVENT, "sample: ¦true", "sample-left")]
    tiny.edit(EVENT, sample="false")
    assert tiny.problems_of() == []


# point_names_its_datum


@pytest.mark.parametrize(
    ("given", "first", "missing"),
    [
        ("lat: 31.03\n  lng: 121.22\n", "31.03", "datum"),
        ("lat: 31.03\n", "31.03", "lng、datum"),
        ("lng: 121.22\n", "121.22", "lat、datum"),
        ("datum: gcj02\n", "gcj02", "lat、lng"),
    ],
)
def test_point_names_its_datum_finds_half_a_point_of_a_venue(
    tiny: Folder, given: str, first: str, missing: str
) -> None:
    tiny.replace("venues.yml", "lat: 31.03\n  lng: 121.22\n  datum: wgs84\n", given)
    assert tiny.problems_of() == [tiny.finding("venues.yml", first, "datum-missing")]
    assert [problem.message for problem in tiny.problems()] == [f"坐标不完整，缺 {missing}。"]


def test_point_names_its_datum_finds_half_a_point_of_a_unit(tiny: Folder) -> None:
    tiny.replace(UNIT, ", datum: wgs84", "")
    assert tiny.problems_of() == [tiny.finding(UNIT, "31.04", "datum-missing")]


def test_point_names_its_datum_takes_a_place_without_point(tiny: Folder) -> None:
    tiny.replace("venues.yml", "  lat: 31.03\n  lng: 121.22\n  datum: wgs84\n", "")
    tiny.replace(UNIT, ", lat: 31.04, lng: 121.23, datum: wgs84", "")
    assert tiny.problems_of() == []


def test_edit_url_is_a_forge_or_is_told_with_how_to_find_it(tiny: Folder) -> None:
    tiny.edit("campaign.yml", edit_url="https://github.com/example/fuwuyue/edit/main/data/")
    assert tiny.problems_of() == []

    tiny.edit("campaign.yml", edit_url="https://github.com/example/fuwuyue/")

    assert tiny.problems_of() == [tiny.finding("campaign.yml", "¦https://github.com/example", "edit-url-shape")]
    assert "删去文件名" in list(tiny.problems())[0].hint  # noqa: RUF015 a list says more when it fails


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({}, "没有写代码仓库的地址"),
        ({"edit_url": "https://gitee.com/bureau/fwy/edit/master/data/"}, "不认识 Gitee"),
        ({"edit_url": "https://github.com/bureau/fwy/edit/main/data/"}, "没有登录服务"),
        ({"edit_url": "https://gitlab.com/bureau/fwy/-/edit/main/data/"}, "没有应用编号"),
    ],
)
def test_form_editor_knows_its_forge_or_says_what_it_lacks(tiny: Folder, fields: dict[str, str], lacks: str) -> None:
    tiny.edit("campaign.yml", **fields)
    assert tiny.problems_of() == []
    tiny.edit("campaign.yml", admin="true")

    assert [(one.code, lacks in one.message) for one in tiny.problems()] == [("admin-forge", True)]


def test_form_editor_knows_its_forge_with_all_it_needs(tiny: Folder) -> None:
    tiny.edit(
        "campaign.yml",
        admin="true",
        edit_url="https://github.com/bureau/fwy/edit/main/data/",
        admin_login="https://login.example.cn/",
    )
    assert tiny.problems_of() == []
