"""Calendar files to the byte: golden files, folds, escapes, and what no text of a record can do to them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component
from icalendar.parser import Contentline
from pydantic import BaseModel
from tests.conftest import NOW, REPO, Folder

from campaign import ical
from campaign.content_lines import escaped, line
from campaign.exports.calendars import record_files, subscribed
from campaign.models.base import Record
from campaign.models.capabilities import Scheduled
from campaign.site import Shown, Site

GOLDEN = REPO / "tests" / "golden" / "ics"
EVENT = "events/2023-06-08-launch.yml"
OPEN_DAY = "open_days/2023-06-16-station.yml"
_LONG = "商业秘密保护进企业、进园区、进楼宇，" * 6
_PAYLOAD = "甲\r\nATTACH:evil\nEND:VEVENT\rX-EVIL:1\x0b\x85\u2028\x00乙\\Nn;,:\"'"


def _plain(tiny: Folder) -> None:
    tiny.edit(
        EVENT, registration="{required: true, url: 'https://signup.example/1', closes: 2023-06-07 17:00, capacity: 60}"
    )
    tiny.edit(EVENT, audience="[企业, 公众]", bring="营业执照", sample="true")


def _all_day(tiny: Folder) -> None:
    tiny.edit(EVENT, start="2023-06-08 00:00", end=None, all_day="true")


def _multi_day(tiny: Folder) -> None:
    tiny.edit(EVENT, start="2023-06-08 00:00", end="2023-06-10 00:00", all_day="true")


def _multi_session(tiny: Folder) -> None:
    tiny.write(
        "venues.yml", tiny.read("venues.yml") + "- {id: park, name: 示例园区, address: 园区路 2 号, town: 泗泾镇}\n"
    )
    tiny.edit(
        EVENT,
        end="2023-06-09 16:00",
        sessions="\n  - {start: 2023-06-08 14:00, end: 2023-06-08 16:00, label: 第一讲}"
        "\n  - {start: 2023-06-09 14:00, venue: park}",
    )


def _cancelled(tiny: Folder) -> None:
    tiny.edit(
        EVENT, status="cancelled", status_reason="雷雨大风", status_since="2023-06-07 17:00", revision="1", results=None,
        registration="{required: true, closes: 2023-06-07 12:00, walk_in: true}",
    )  # fmt: skip


def _postponed(tiny: Folder) -> None:
    tiny.edit(EVENT, status="postponed", status_reason="空调检修", revision="1", results=None)


def _moved(tiny: Folder) -> None:
    tiny.edit(EVENT, rescheduled_from="\n  - {start: 2023-06-06 09:00, venue: hall}", revision="1")


def _long(tiny: Folder) -> None:
    tiny.edit(EVENT, title="长" * 60, summary=_LONG[:120], bring="👩‍💻" + _LONG)


def _specials(tiny: Folder) -> None:
    tiny.edit(EVENT, title="'“引号”\"双\",逗号;分号\\New\\\\N：冒号'", summary='"第一行\\n第二行,\\\\n不是换行;"')
    tiny.replace("orgs.yml", "name: 示例区市场监督管理局反不正当竞争科", "name: '甲\"乙\",丙;丁:戊'")


def _no_end(tiny: Folder) -> None:
    tiny.edit(EVENT, end=None)


CASES: dict[str, Callable[[Folder], None]] = {
    "plain": _plain, "all-day": _all_day, "multi-day": _multi_day, "multi-session": _multi_session,
    "cancelled": _cancelled, "postponed": _postponed, "moved": _moved, "long-chinese-text": _long,
    "quotes-commas-newlines": _specials, "no-end": _no_end,
}  # fmt: skip


def _record(shown: Shown, name: str = EVENT) -> Scheduled:
    collection, _, file = name.partition("/")
    return cast("Scheduled", shown.find(collection, file.removesuffix(".yml")))


def _file(tiny: Folder, name: str = EVENT) -> bytes:
    shown = tiny.shown()
    return ical.record_file(shown, _record(shown, name))


def _events(raw: bytes) -> list[Component]:
    return list(Calendar.from_ical(raw).walk("VEVENT"))


def _exported(shown: Shown) -> dict[str, bytes]:
    return {path: raw for export in (record_files, subscribed) for path, raw in export(shown) if path.endswith(".ics")}


def _golden(name: str, raw: bytes) -> bytes:
    path = GOLDEN / f"{name}.ics"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(raw)
    return path.read_bytes()


@pytest.mark.parametrize("case", CASES)
def test_file_of_a_record_reads_as_expected(tiny: Folder, case: str) -> None:
    CASES[case](tiny)
    raw = _file(tiny)
    assert raw == _golden(case, raw)


def test_file_of_a_slot_reads_as_expected(tiny: Folder) -> None:
    tiny.replace(OPEN_DAY, "end: 2023-06-16 10:30, capacity: 20}", "end: 2023-06-16 10:30, capacity: 20, state: 取消}")
    tiny.edit(OPEN_DAY, revision="1")
    shown = tiny.shown()
    files = dict(ical.slot_files(shown, _record(shown, OPEN_DAY)))
    assert list(files) == [f"open-days/2023-06-16-station/slot-{number}.ics" for number in (1, 2)]
    for number, raw in enumerate(files.values(), 1):
        assert raw == _golden(f"slot-{number}", raw)


def test_feed_reads_as_expected(tiny: Folder) -> None:
    raw = _exported(tiny.shown())["feeds/town-fangsong.ics"]
    assert raw == _golden("feed", raw)


@pytest.mark.parametrize("case", CASES)
def test_physical_lines_end_with_crlf_and_hold_75_octets_of_whole_characters(tiny: Folder, case: str) -> None:
    CASES[case](tiny)
    raw = _file(tiny)
    lines = raw.removesuffix(b"\r\n").split(b"\r\n")
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line] == []
    assert b"".join(line.decode().encode() + b"\r\n" for line in lines) == raw


@given(st.text(st.sampled_from('aé服\U0001f600\\;,:^"n '), min_size=60, max_size=240))
def test_lines_are_folded_as_the_library_folds_them(text: str) -> None:
    whole = Contentline(f"SUMMARY:{escaped(text)}").to_ical()
    assert line("SUMMARY", escaped(text)) == whole + b"\r\n"


def test_special_characters_come_back_as_they_were(tiny: Folder) -> None:
    _specials(tiny)
    event = _events(_file(tiny))[0]
    assert str(event["summary"]) == '“引号”"双",逗号;分号\\New\\\\N：冒号'
    assert str(event["description"]).split("\n")[:2] == ["第一行", "第二行,\\n不是换行;"]
    assert event["organizer"].params["CN"] == '甲"乙",丙;丁:戊'


def test_whole_days_have_an_exclusive_end(tiny: Folder) -> None:
    _multi_day(tiny)
    event = _events(_file(tiny))[0]
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2023, 6, 8), date(2023, 6, 11))
    assert [alarm["trigger"].to_ical() for alarm in event.walk("VALARM")] == [b"-PT6H"]


def test_record_without_end_takes_one_hour_and_says_so(tiny: Folder) -> None:
    _no_end(tiny)
    event = _events(_file(tiny))[0]
    assert (event["dtend"].dt - event["dtstart"].dt).total_seconds() == 3600
    assert "结束时间没有公布，日历里先占一小时。" in str(event["description"]).split("\n")


def test_recording_is_an_entry_at_the_moment_it_goes_on_line(tiny: Folder) -> None:
    name = "lectures/2023-06-14-grading.yml"
    tiny.edit(name, format="录播", on_demand="true", end=None, venue=None, registration=None, stat_row="none")
    tiny.edit(name, video="{platform: 云课堂, url: 'https://video.example/1'}")
    event = _events(_file(tiny, name))[0]
    assert event["dtstart"].dt.replace(tzinfo=None) == datetime(2023, 6, 14, 14, 0)
    assert (str(event["location"]), str(event["transp"])) == ("线上：云课堂", "TRANSPARENT")
    assert "14:00 上线，之后随时可看。" in str(event["description"])


def test_time_of_change_falls_back_from_update_to_review_to_start(tiny: Folder) -> None:
    def stamps() -> tuple[bytes, bytes]:
        event = _events(_file(tiny))[0]
        return event["dtstamp"].to_ical(), event["last-modified"].to_ical()

    found = [stamps()]
    tiny.edit(EVENT, updated=None, publish_from="2023-06-02 10:00")
    found.append(stamps())
    tiny.edit(EVENT, publish_from=None)
    found.append(stamps())
    tiny.edit(EVENT, review="{secrecy: pass}")
    found.append(stamps())
    expected = [b"20230609T010000Z", b"20230602T020000Z", b"20230531T160000Z", b"20230608T060000Z"]
    assert found == [(stamp, stamp) for stamp in expected]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "31.03;121.22"),
        ({"datum: wgs84": "datum: gcj02"}, "31.032107;121.21557"),
        ({"  lat: 31.03\n  lng: 121.22\n  datum: wgs84\n": ""}, ""),
    ],
)
def test_point_is_said_in_wgs84(tiny: Folder, change: dict[str, str], said: str) -> None:
    for old, new in change.items():
        tiny.replace("venues.yml", old, new)
    event = _events(_file(tiny))[0]
    assert (event["geo"].to_ical() if "geo" in event else "") == said


def test_point_of_a_unit_is_said_only_with_its_consent(tiny: Folder) -> None:
    before = _events(_file(tiny, OPEN_DAY))[0]
    tiny.edit("units/station.yml", consent="{map: true}")
    assert ("geo" in before, "geo" in _events(_file(tiny, OPEN_DAY))[0]) == (False, True)


def test_alarms_and_busy_time_stand_only_in_the_record_s_own_file(tiny: Folder) -> None:
    exported = _exported(tiny.shown())
    own, feed = exported["events/2023-06-08-launch.ics"], exported["feeds/events.ics"]
    assert re.findall(rb"TRIGGER:(.*)\r\n", own) == [b"-P1D", b"-PT2H"]
    assert (own.count(b"TRANSP:OPAQUE"), feed.count(b"TRANSP:TRANSPARENT")) == (1, 1)
    assert (own.count(b"TRANSP:"), feed.count(b"TRANSP:"), feed.count(b"VALARM")) == (1, 1, 0)


def test_cancelled_record_rings_no_alarm(tiny: Folder) -> None:
    _cancelled(tiny)
    assert b"VALARM" not in _file(tiny)


def test_files_say_nothing_of_the_moment_of_the_build(tiny: Folder) -> None:
    assert _exported(tiny.shown(NOW)) == _exported(tiny.shown(datetime(2024, 1, 2, 3, 4)))


def test_cancelling_keeps_uid_raises_sequence_and_stays_in_every_feed(tiny: Folder) -> None:
    uid = b"UID:events/2023-06-08-launch@fuwuyue.example\r\n"
    tiny.edit(EVENT, audience="[企业]")
    tiny.replace(EVENT, "stat_row: 1\n", "stat_row: 1\nunits: [station]\n")
    before = _exported(tiny.shown())
    _cancelled(tiny)
    after = _exported(tiny.shown())
    holding = sorted(path for path, raw in before.items() if uid in raw)
    assert holding == [
        "events/2023-06-08-launch.ics",
        *(f"feeds/{name}.ics" for name in (
            "all", "audience-company", "events", "kind-launch", "town-fangsong", "unit-station"
        )),
    ]  # fmt: skip
    assert sorted(path for path, raw in after.items() if uid in raw) == holding
    for path in holding:
        event = next(one for one in _events(after[path]) if one["uid"] == "events/2023-06-08-launch@fuwuyue.example")
        said = (event["status"], event["sequence"], event["summary"], str(event["description"]).split("\n")[0])
        assert said == ("CANCELLED", 1, "【取消】服务月启动仪式", "【取消】雷雨大风")


#: feeds that a poisoned word leaves
_BY_WORD = ("feeds/kind-", "feeds/audience-", "feeds/town-")
#: fields whose values are references, chosen words of the rules, or checked addresses
_KEPT = {
    "id",
    "venue",
    "unit",
    "units",
    "lectures",
    "speakers",
    "reporting_unit",
    "co_hosts",
    "people",
    "parent",
    "org",
}
_KEPT |= {
    "status",
    "state",
    "mode",
    "format",
    "datum",
    "url",
    "file",
    "town",
    "area",
    "scheme",
    "site_url",
    "level",
    "type",
}


def _poisoned(value: Any, seen: list[str], name: str = "") -> Any:
    """Return ``value`` with the payload for every text in it; ``seen`` gets the names of their fields."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return value.model_copy(update={key: _poisoned(getattr(value, key), seen, key) for key in fields})
    if isinstance(value, tuple) and name not in _KEPT:
        return tuple(_poisoned(one, seen, name) for one in value)
    if isinstance(value, str) and name not in _KEPT:
        seen.append(name)
        return _PAYLOAD
    return value


def test_no_text_of_a_record_can_add_a_line(tiny: Folder) -> None:
    _multi_session(tiny)
    tiny.edit(EVENT, audience="[企业]", bring="证", online="{platform: 直播}", mode="混合", status="postponed")
    tiny.edit(EVENT, status_reason="修", revision="2", rescheduled_from="\n  - {start: 2023-06-01 09:00}", results=None)
    tiny.edit(EVENT, registration="{required: true, phone: 021-0000-0000}")
    tiny.edit(OPEN_DAY, meeting_point="南门", rules="{id_needed: true, nda: true}")
    site, seen = tiny.loaded(), list[str]()
    records: dict[str, dict[str, Record]] = {
        name: {key: _poisoned(record, seen) for key, record in group.items()} for name, group in site.records.items()
    }
    poisoned = replace(site, records=records, campaign=_poisoned(site.campaign, seen))
    assert {"title", "summary", "status_reason", "label", "phone", "platform", "bring", "meeting_point", "name"} <= set(
        seen
    )
    assert {"address", "topics", "audience", "kind", "short", "district"} <= set(seen)

    plain, hurt = (_shape(one) for one in (site, poisoned))
    assert hurt == plain


def _shape(site: Site) -> dict[str, list[str]]:
    """Return the property names of every file, in order, after unfolding."""
    shape = {}
    for path, raw in _exported(site.shown_at(NOW)).items():
        assert re.findall(rb"\r(?!\n)|(?<!\r)\n|[\x00-\x08\x0b\x0c\x0e-\x1f]", raw) == []
        if not path.startswith(_BY_WORD):
            lines = raw.decode().replace("\r\n ", "").split("\r\n")
            shape[path] = [re.split("[;:]", line)[0] for line in lines]
    return shape


def test_session_that_is_off_is_cancelled_alone_and_keeps_its_uid(tiny: Folder) -> None:
    two = "{start: 2023-06-08 14:00, end: 2023-06-08 16:00}, {start: 2023-06-15 14:00, end: 2023-06-15 16:00"
    tiny.edit(EVENT, end=None, sessions=f"[{two}}}]")
    before = _own_events(tiny)
    tiny.edit(EVENT, sessions=f"[{two}, state: 取消, state_since: 2023-06-11 09:00}}]", revision="1")
    after = _own_events(tiny)
    assert [one["uid"] for one in after] == [one["uid"] for one in before]
    assert [str(one["status"]) for one in after] == ["CONFIRMED", "CANCELLED"]
    assert {(one["sequence"], one["last-modified"].dt.isoformat()) for one in after} == {
        (1, "2023-06-11T01:00:00+00:00")
    }


def _own_events(tiny: Folder) -> list[Any]:
    shown = tiny.shown()
    return list(Calendar.from_ical(ical.record_file(shown, _record(shown, EVENT))).walk("VEVENT"))


def test_place_that_changed_is_told_with_its_reason_and_not_as_a_new_date(tiny: Folder) -> None:
    tiny.write(
        "venues.yml", tiny.read("venues.yml") + "- {id: old, name: 旧会场, address: 示例路 9 号, town: 方松街道}\n"
    )
    note = "[{start: 2023-06-08 14:00, venue: old, told: 2023-06-05 09:00, reason: 漏水}]"
    tiny.edit(EVENT, rescheduled_from=note, revision="1")
    (event,) = _own_events(tiny)
    told = str(event["description"]).splitlines()[0]
    assert told == "【已换地点】时间不变，仍是 6月8日（周四）14:00；地点从旧会场改到示例会议中心。原因：漏水"
