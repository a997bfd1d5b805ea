"""What search engines read of a record: schema.org, complete and true about changes."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from tests.conftest import REPO, Folder

from campaign.jsonld import json_ld
from campaign.render import Renderer

EVENT = "events/2023-06-08-launch.yml"
LECTURE = "lectures/2023-06-14-grading.yml"
HALL = {
    "@type": "Place",
    "name": "示例会议中心",
    "address": {
        "@type": "PostalAddress",
        "streetAddress": "示例路 1 号",
        "addressLocality": "方松街道",
        "addressCountry": "CN",
    },
}


def _json_ld(tiny: Folder, name: str) -> dict[str, Any]:
    shown = tiny.shown()
    collection, _, file = name.partition("/")
    record = shown.find(collection, file.removesuffix(".yml"))
    assert record is not None
    return json_ld(shown, record)


def test_json_ld_of_an_event_says_what_when_where_and_who(tiny: Folder) -> None:
    assert _json_ld(tiny, EVENT) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": "https://fuwuyue.example/2023/events/2023-06-08-launch/",
        "name": "服务月启动仪式",
        "url": "https://fuwuyue.example/2023/events/2023-06-08-launch/",
        "description": "把全月安排一次讲清楚。",
        "startDate": "2023-06-08T14:00+08:00",
        "endDate": "2023-06-08T16:00+08:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "organizer": {"@type": "GovernmentOrganization", "name": "示例区市场监督管理局反不正当竞争科"},
        "location": HALL,
    }


def test_json_ld_of_an_event_without_end_and_place_leaves_them_out(tiny: Folder) -> None:
    tiny.edit(EVENT, end=None, venue=None, summary=None)
    assert {"endDate", "location", "description"} & set(_json_ld(tiny, EVENT)) == set()


@pytest.mark.parametrize(
    ("status", "said"),
    [("cancelled", "EventCancelled"), ("postponed", "EventPostponed"), ("published", "EventScheduled")],
)
def test_json_ld_says_the_status(tiny: Folder, status: str, said: str) -> None:
    tiny.edit(LECTURE, status=status, status_reason="讲师生病", revision="1")
    assert _json_ld(tiny, LECTURE)["eventStatus"] == f"https://schema.org/{said}"


def test_json_ld_of_a_moved_event_names_the_date_that_was_given_up_last(tiny: Folder) -> None:
    tiny.edit(LECTURE, rescheduled_from="[{start: 2023-06-10 14:00}, {start: 2023-06-12 14:00}]", revision="2")
    found = _json_ld(tiny, LECTURE)
    assert found["eventStatus"] == "https://schema.org/EventRescheduled"
    assert (found["previousStartDate"], found["startDate"]) == ("2023-06-12T14:00+08:00", "2023-06-14T14:00+08:00")


def test_json_ld_of_a_moved_event_that_is_cancelled_says_cancelled(tiny: Folder) -> None:
    moved = "[{start: 2023-06-10 14:00}]"
    tiny.edit(LECTURE, rescheduled_from=moved, status="cancelled", status_reason="讲师生病", revision="2")
    assert _json_ld(tiny, LECTURE)["eventStatus"] == "https://schema.org/EventCancelled"


@pytest.mark.parametrize(
    ("name", "fields", "mode"),
    [
        (EVENT, {"mode": "线下"}, "Offline"),
        (EVENT, {"mode": "线上"}, "Online"),
        (EVENT, {"mode": "混合"}, "Mixed"),
        (LECTURE, {"format": "现场"}, "Offline"),
        (LECTURE, {"format": "直播"}, "Online"),
        (LECTURE, {"format": "录播"}, "Online"),
    ],
)
def test_json_ld_says_how_one_attends(tiny: Folder, name: str, fields: dict[str, str], mode: str) -> None:
    tiny.edit(name, **fields)
    assert _json_ld(tiny, name)["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"


def test_json_ld_of_an_open_day_is_at_its_unit(tiny: Folder) -> None:
    found = _json_ld(tiny, "open_days/2023-06-16-station.yml")
    assert (found["location"]["name"], found["location"]["address"]["streetAddress"]) == ("示例服务站", "示例路 2 号")


def test_json_ld_of_a_unit_is_a_place_with_its_address(tiny: Folder) -> None:
    found = _json_ld(tiny, "units/station.yml")
    assert (found["@type"], found["address"]["streetAddress"]) == ("Place", "示例路 2 号")


def test_json_ld_of_a_notice_says_when_it_was_issued_and_by_whom(tiny: Folder) -> None:
    found = _json_ld(tiny, "notices/2023-06-01-guide.yml")
    assert (found["@type"], found["datePublished"]) == ("CreativeWork", "2023-06-01")
    assert found["publisher"]["name"] == "示例区市场监督管理局反不正当竞争科"


def test_json_ld_on_the_page_survives_a_title_that_ends_scripts(tiny: Folder) -> None:
    title = "</script><script>alert('1')</script>"
    tiny.edit(EVENT, title=f'"{title}"')
    shown = tiny.shown()
    [record] = shown.public("events")
    head = Renderer(REPO / "overrides", shown).page("parts/head.html", "../../", record=record)
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", head, re.DOTALL)
    assert [attributes for attributes, _ in scripts] == [' type="application/ld+json"']
    assert json.loads(scripts[0][1])["name"] == title
