"""What search engines read of a record: schema.org, complete and true about changes."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

import pytest
from tests.conftest import NOW, REPO, Folder

from campaign.jsonld import json_ld, site_json_ld
from campaign.render import Renderer

EVENT = "events/2023-06-08-launch.yml"
LECTURE = "lectures/2023-06-14-grading.yml"
DAY = "open_days/2023-06-16-station.yml"
UNIT = "units/station.yml"
ROOT = "https://fuwuyue.example/2023/"
SCHEMA = "https://schema.org/"
CAMPAIGN = {"@type": "Event", "@id": f"{ROOT}#campaign", "name": "示例区“服务月”"}
OFFICE = {"@type": "GovernmentOrganization", "name": "示例区市场监督管理局反不正当竞争科"}
BRANCH = {"@type": "GovernmentOrganization", "name": "方松街道市场监督管理所"}


def _address(street: str) -> dict[str, str]:
    return {
        "@type": "PostalAddress",
        "streetAddress": street,
        "addressLocality": "方松街道",
        "addressRegion": "示例区",
        "addressCountry": "CN",
    }


HALL = {
    "@type": "Place",
    "name": "示例会议中心",
    "address": _address("示例路 1 号"),
    "geo": {"@type": "GeoCoordinates", "latitude": 31.03, "longitude": 121.22},
}
STATION = {
    "@type": "Place",
    "@id": f"{ROOT}units/station/",
    "name": "示例服务站",
    "address": _address("示例路 2 号"),
}
LAUNCH = {
    "@context": "https://schema.org",
    "@type": "Event",
    "@id": f"{ROOT}events/2023-06-08-launch/",
    "name": "服务月启动仪式",
    "url": f"{ROOT}events/2023-06-08-launch/",
    "description": "把全月安排一次讲清楚。",
    "startDate": "2023-06-08T14:00+08:00",
    "endDate": "2023-06-08T16:00+08:00",
    "eventStatus": f"{SCHEMA}EventScheduled",
    "eventAttendanceMode": f"{SCHEMA}OfflineEventAttendanceMode",
    "organizer": OFFICE,
    "isAccessibleForFree": True,
    "inLanguage": "zh-CN",
    "superEvent": CAMPAIGN,
    "location": HALL,
    "performer": {"@type": "Person", "name": "示例讲师甲", "jobTitle": "执业律师"},
}


def _json_ld(tiny: Folder, name: str, now: datetime = NOW) -> dict[str, Any]:
    shown = tiny.shown(now)
    collection, _, file = name.partition("/")
    record = shown.find(collection, file.removesuffix(".yml"))
    assert record is not None
    return json_ld(shown, record)


def _without(found: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in found.items() if name not in names}


def test_json_ld_of_an_event_says_what_when_where_and_who(tiny: Folder) -> None:
    assert _json_ld(tiny, EVENT) == LAUNCH


def test_json_ld_of_an_event_without_end_and_place_leaves_them_out(tiny: Folder) -> None:
    tiny.edit(EVENT, end=None, venue=None, summary=None)
    assert _json_ld(tiny, EVENT) == _without(LAUNCH, "endDate", "location", "description")


def test_json_ld_of_whole_days_names_days(tiny: Folder) -> None:
    tiny.edit(EVENT, start="2023-06-08 00:00", end="2023-06-10 00:00", all_day="true")
    assert _json_ld(tiny, EVENT) == LAUNCH | {"startDate": "2023-06-08", "endDate": "2023-06-10"}


def test_json_ld_of_an_event_on_line_is_at_its_platform_or_its_page(tiny: Folder) -> None:
    online = {"eventAttendanceMode": f"{SCHEMA}OnlineEventAttendanceMode"}
    tiny.edit(EVENT, mode="线上", online="{platform: 直播间, url: https://live.example/1}")
    room = {"@type": "VirtualLocation", "name": "直播间", "url": "https://live.example/1"}
    assert _json_ld(tiny, EVENT) == LAUNCH | online | {"location": room}
    tiny.edit(EVENT, online=None)
    assert _json_ld(tiny, EVENT)["location"] == {"@type": "VirtualLocation", "url": LAUNCH["url"]}


def test_json_ld_of_a_mixed_event_has_both_places(tiny: Folder) -> None:
    tiny.edit(EVENT, mode="混合", online="{platform: 直播间, url: https://live.example/1}")
    room = {"@type": "VirtualLocation", "name": "直播间", "url": "https://live.example/1"}
    mixed = {"eventAttendanceMode": f"{SCHEMA}MixedEventAttendanceMode", "location": [HALL, room]}
    assert _json_ld(tiny, EVENT) == LAUNCH | mixed


def test_json_ld_gives_a_point_of_another_datum_in_wgs84(tiny: Folder) -> None:
    tiny.replace("venues.yml", "datum: wgs84", "datum: gcj02")
    moved = {"@type": "GeoCoordinates", "latitude": 31.032107, "longitude": 121.21557}
    assert _json_ld(tiny, EVENT)["location"] == HALL | {"geo": moved}


def test_json_ld_of_sessions_are_sub_events_with_their_own_place(tiny: Folder) -> None:
    tiny.edit(
        EVENT,
        sessions="""
  - {start: 2023-06-08 14:00, end: 2023-06-08 15:00}
  - {start: 2023-06-09 14:00, label: 下半场, venue: hall}""",
    )
    sittings = [
        {
            "@type": "Event",
            "name": "服务月启动仪式（第 1 场）",
            "startDate": "2023-06-08T14:00+08:00",
            "endDate": "2023-06-08T15:00+08:00",
        },
        {
            "@type": "Event",
            "name": "服务月启动仪式（下半场）",
            "startDate": "2023-06-09T14:00+08:00",
            "location": HALL,
        },
    ]
    assert _json_ld(tiny, EVENT) == LAUNCH | {"subEvent": sittings}


def test_json_ld_names_pictures_and_audience_and_each_speaker_once(tiny: Folder) -> None:
    tiny.write("images/a.jpg", "a picture")
    tiny.edit(
        EVENT,
        images="[{file: images/a.jpg, alt: 会场, consent: 同意}]",
        agenda='[{time: "14:00", title: 致辞, people: [speaker-a]}, {time: "15:00", title: 再讲, people: [speaker-a]}]',
        audience="[企业, 园区]",
        sample="true",
    )
    assert _json_ld(tiny, EVENT) == LAUNCH | {
        "image": [f"{ROOT}images/a.jpg"],
        "audience": {"@type": "Audience", "audienceType": "企业、园区"},
        "disambiguatingDescription": "示例",
    }


@pytest.mark.parametrize(
    ("registration", "availability"),
    [
        ("", "InStock"),
        (", state: 已满", "SoldOut"),
        (", state: 截止", "SoldOut"),
        (", opens: 2023-06-13 09:00", "PreOrder"),
    ],
)
def test_json_ld_offers_a_free_place_where_one_registers(tiny: Folder, registration: str, availability: str) -> None:
    tiny.edit(LECTURE, registration="{required: true, capacity: 80, closes: 2023-06-13 17:00" + registration + "}")
    found = _json_ld(tiny, LECTURE)
    opens = {"validFrom": "2023-06-13T09:00+08:00"} if "opens" in registration else {}
    assert found["maximumAttendeeCapacity"] == 80
    assert found["offers"] == {
        "@type": "Offer",
        "price": 0,
        "priceCurrency": "CNY",
        "url": found["url"],
        "availability": SCHEMA + availability,
        "validThrough": "2023-06-13T17:00+08:00",
        **opens,
    }


def test_json_ld_offers_nothing_where_nobody_registers_or_comes(tiny: Folder) -> None:
    tiny.edit(LECTURE, registration="{required: false}")
    assert "offers" not in _json_ld(tiny, LECTURE)
    tiny.edit(LECTURE, registration="{required: true}", status="cancelled", status_reason="讲师生病", revision="1")
    assert "offers" not in _json_ld(tiny, LECTURE)


def test_json_ld_of_an_open_day_is_at_its_unit_with_a_sub_event_per_group(tiny: Folder) -> None:
    tiny.replace(DAY, "11:30, capacity: 20", "11:30, capacity: 20, state: 取消")
    tiny.edit(DAY, revision="1")
    name = "走进示例服务站"
    times = ("2023-06-16T09:30+08:00", "2023-06-16T10:30+08:00", "2023-06-16T11:30+08:00")
    group = {"@type": "Event", "maximumAttendeeCapacity": 20}
    assert _json_ld(tiny, DAY) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"{ROOT}open-days/2023-06-16-station/",
        "name": name,
        "url": f"{ROOT}open-days/2023-06-16-station/",
        "startDate": times[0],
        "endDate": times[2],
        "eventStatus": f"{SCHEMA}EventScheduled",
        "eventAttendanceMode": f"{SCHEMA}OfflineEventAttendanceMode",
        "organizer": BRANCH,
        "isAccessibleForFree": True,
        "inLanguage": "zh-CN",
        "superEvent": CAMPAIGN,
        "location": STATION,
        "maximumAttendeeCapacity": 20,
        "subEvent": [
            {**group, "name": f"{name}（第 1 批）", "startDate": times[0], "endDate": times[1]},
            {
                **group,
                "name": f"{name}（第 2 批）",
                "startDate": times[1],
                "endDate": times[2],
                "eventStatus": f"{SCHEMA}EventCancelled",
            },
        ],
    }


@pytest.mark.parametrize(
    ("status", "said"),
    [("cancelled", "EventCancelled"), ("postponed", "EventPostponed"), ("published", "EventScheduled")],
)
def test_json_ld_says_the_status(tiny: Folder, status: str, said: str) -> None:
    tiny.edit(LECTURE, status=status, status_reason="讲师生病", revision="1")
    assert _json_ld(tiny, LECTURE)["eventStatus"] == f"https://schema.org/{said}"


def test_json_ld_of_a_moved_event_names_the_date_that_was_given_up(tiny: Folder) -> None:
    tiny.edit(EVENT, rescheduled_from="[{start: 2023-06-05 14:00, venue: hall}]", revision="1")
    moved = {"eventStatus": f"{SCHEMA}EventRescheduled", "previousStartDate": "2023-06-05T14:00+08:00"}
    assert _json_ld(tiny, EVENT) == LAUNCH | moved


def test_json_ld_of_an_event_moved_twice_names_both_dates_latest_first(tiny: Folder) -> None:
    tiny.edit(LECTURE, rescheduled_from="[{start: 2023-06-10 14:00}, {start: 2023-06-12 14:00}]", revision="2")
    found = _json_ld(tiny, LECTURE)
    assert found["previousStartDate"] == ["2023-06-12T14:00+08:00", "2023-06-10T14:00+08:00"]
    assert found["startDate"] == "2023-06-14T14:00+08:00"


def test_json_ld_of_an_event_that_changed_only_its_place_is_still_scheduled(tiny: Folder) -> None:
    tiny.edit(EVENT, rescheduled_from="[{start: 2023-06-08 14:00, venue: hall}]", revision="1")
    assert _json_ld(tiny, EVENT) == LAUNCH


def test_json_ld_of_a_postponed_event_says_that_its_own_date_is_given_up(tiny: Folder) -> None:
    tiny.edit(EVENT, status="postponed", status_reason="台风", revision="1", results=None)
    gone = {"eventStatus": f"{SCHEMA}EventPostponed", "previousStartDate": "2023-06-08T14:00+08:00"}
    assert _json_ld(tiny, EVENT) == LAUNCH | gone


def test_json_ld_of_a_cancelled_event_keeps_its_date_and_cancels_its_groups(tiny: Folder) -> None:
    tiny.edit(DAY, status="cancelled", status_reason="停电", revision="1")
    found = _json_ld(tiny, DAY)
    assert (found["startDate"], found["eventStatus"]) == ("2023-06-16T09:30+08:00", f"{SCHEMA}EventCancelled")
    assert [one["eventStatus"] for one in found["subEvent"]] == [f"{SCHEMA}EventCancelled"] * 2


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
        (LECTURE, {"format": "图文"}, "Online"),
    ],
)
def test_json_ld_says_how_one_attends(tiny: Folder, name: str, fields: dict[str, str], mode: str) -> None:
    tiny.edit(name, **fields)
    assert _json_ld(tiny, name)["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"


def test_json_ld_of_a_unit_is_a_place_with_hours(tiny: Folder) -> None:
    tiny.edit(
        UNIT,
        hours='[{days: 周一至周三, open: "09:00", close: "17:00"}]',
        closed_days="[2023-06-22]",
        visit="{accepts: true}",
        consent="{map: true}",
        contact="{label: 街道所, phone: 021-57810000}",
        verified_on="2023-06-01",
    )
    assert _json_ld(tiny, UNIT) == {
        "@context": "https://schema.org",
        "@type": "Place",
        "@id": f"{ROOT}units/station/",
        "name": "示例服务站",
        "url": f"{ROOT}units/station/",
        "address": _address("示例路 2 号"),
        "geo": {"@type": "GeoCoordinates", "latitude": 31.04, "longitude": 121.23},
        "telephone": "+862157810000",
        "publicAccess": True,
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": ["Monday", "Tuesday", "Wednesday"],
                "opens": "09:00",
                "closes": "17:00",
            }
        ],
        "specialOpeningHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "validFrom": "2023-06-22",
                "validThrough": "2023-06-22",
                "opens": "00:00",
                "closes": "00:00",
            }
        ],
    }


def test_json_ld_of_a_unit_hides_its_point_without_consent_or_a_known_door(tiny: Folder) -> None:
    tiny.edit(UNIT, consent="{map: false}")
    assert "geo" not in _json_ld(tiny, UNIT)
    tiny.edit(UNIT, consent="{map: true}")
    assert "geo" in _json_ld(tiny, UNIT)
    tiny.replace(UNIT, "datum: wgs84", "datum: wgs84, precision: 街镇")
    assert "geo" not in _json_ld(tiny, UNIT)


def test_json_ld_gives_no_number_of_a_sample(tiny: Folder) -> None:
    tiny.edit(UNIT, contact="{label: 街道所, phone: 021-57810000}", verified_on="2023-06-01", sample="true")
    assert "telephone" not in _json_ld(tiny, UNIT)


def test_json_ld_of_a_notice_says_when_it_was_issued_and_by_whom(tiny: Folder) -> None:
    found = _json_ld(tiny, "notices/2023-06-01-guide.yml")
    assert found == {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": f"{ROOT}notices/2023-06-01-guide/",
        "name": "示范单位申报指南",
        "url": f"{ROOT}notices/2023-06-01-guide/",
        "inLanguage": "zh-CN",
        "publisher": OFFICE,
        "datePublished": "2023-06-01",
    }


def test_json_ld_of_the_organiser_has_its_address_and_number(tiny: Folder) -> None:
    known = "url: https://scjgj.example/, public_phone: 021-57810000"
    tiny.write("orgs.yml", tiny.read("orgs.yml").rstrip() + f"\n  {known.replace(', ', chr(10) + '  ')}\n")
    reached = {"url": "https://scjgj.example/", "telephone": "+862157810000"}
    assert _json_ld(tiny, DAY)["organizer"] == BRANCH | reached


def test_site_json_ld_is_the_host_and_the_campaign(tiny: Folder) -> None:
    assert site_json_ld(tiny.shown()) == {
        "@context": "https://schema.org",
        "@graph": [
            {"@id": f"{ROOT}#organiser", "@type": "GovernmentOrganization", "name": "示例区市场监督管理局"},
            {
                **CAMPAIGN,
                "description": "商业秘密保护进企业",
                "url": ROOT,
                "startDate": "2023-06-01",
                "endDate": "2023-06-30",
                "eventStatus": f"{SCHEMA}EventScheduled",
                "eventAttendanceMode": f"{SCHEMA}MixedEventAttendanceMode",
                "location": [
                    {
                        "@type": "Place",
                        "name": "示例区",
                        "address": {"@type": "PostalAddress", "addressRegion": "示例区", "addressCountry": "CN"},
                    },
                    {"@type": "VirtualLocation", "url": ROOT},
                ],
                "organizer": {"@id": f"{ROOT}#organiser"},
                "isAccessibleForFree": True,
                "inLanguage": "zh-CN",
            },
        ],
    }


def test_json_ld_on_the_page_survives_a_title_that_ends_scripts(tiny: Folder) -> None:
    title = "</script><script>alert('1')</script>"
    tiny.edit(EVENT, title=f'"{title}"')
    shown = tiny.shown()
    [record] = shown.public("events")
    head = Renderer(REPO / "overrides", shown).page("parts/head.html", "../../", record=record)
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", head, re.DOTALL)
    assert [attributes for attributes, _ in scripts] == [' type="application/ld+json"']
    assert json.loads(scripts[0][1])["name"] == title
