"""Calendar files of the sample campaign, read by two parsers that share no code, and counted against the data."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import vobject
from icalendar import Calendar
from tests.conftest import REPO
from tests.site.reading import Site
from tests.site.test_jsonld import scheduled

from campaign.qr import for_screens

Said = tuple[str, ...]
_HOST = "fuwuyue.example"


def files(site: Site) -> dict[str, bytes]:
    """Return every calendar file by its address."""
    return {path.relative_to(site.folder).as_posix(): path.read_bytes() for path in sorted(site.folder.rglob("*.ics"))}


def moment(value: date) -> str:
    """Return a day, or a moment in UTC."""
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value.isoformat()


def by_icalendar(raw: bytes) -> list[Said]:
    """Return what Python's icalendar reads of each event."""
    return [
        (
            str(one["uid"]), moment(one["dtstart"].dt), moment(one["dtend"].dt), str(one["summary"]), str(one["status"]),
            str(one["sequence"]), str(one.get("location", "")), str(one["description"]),
        )
        for one in Calendar.from_ical(raw).walk("VEVENT")
    ]  # fmt: skip


def by_vobject(raw: bytes) -> list[Said]:
    """Return what vobject reads of each event."""
    events: list[Any] = getattr(vobject.readOne(raw.decode()), "vevent_list", [])
    return [
        (
            one.uid.value, moment(one.dtstart.value), moment(one.dtend.value), one.summary.value, one.status.value,
            one.sequence.value, one.location.value if hasattr(one, "location") else "", one.description.value,
        )
        for one in events
    ]  # fmt: skip


def uids(raw: bytes) -> list[str]:
    """Return the UIDs of a file as they are written."""
    lines = raw.decode().replace("\r\n ", "").split("\r\n")
    return [line.removeprefix("UID:") for line in lines if line.startswith("UID:")]


def expected(url: str, record: dict[str, Any]) -> list[str]:
    """Return the UIDs that a record of the data must have."""
    collection, key = url.rstrip("/").split("/")
    stem = f"{collection.replace('-', '_')}/{key}"
    sessions = record.get("sessions", [])
    return [f"{stem}/session-{no}@{_HOST}" for no in range(1, len(sessions) + 1)] or [f"{stem}@{_HOST}"]


def test_two_parsers_read_the_same_events(site: Site) -> None:
    found = files(site)
    assert len(found) >= 130
    assert [path for path, raw in found.items() if by_icalendar(raw) != by_vobject(raw)] == []


def test_every_event_says_what_when_and_in_which_state(site: Site) -> None:
    states = {"CONFIRMED", "TENTATIVE", "CANCELLED"}
    events = [one for raw in files(site).values() for one in by_icalendar(raw)]
    assert [one for one in events if not (one[1] < one[2] and one[3] and one[4] in states and one[5].isdigit())] == []
    assert {one[4] for one in events} == states


def test_whole_programme_holds_each_record_or_session_once(published: Site, records: dict[str, Any]) -> None:
    wanted = [uid for url, one in scheduled(records).items() for uid in expected(url, one)]
    found = files(published)
    assert sorted(uids(found["feeds/all.ics"])) == sorted(wanted)
    parts = [uid for name in ("events", "lectures", "open-days") for uid in uids(found[f"feeds/{name}.ics"])]
    assert sorted(parts) == sorted(wanted)


def test_each_record_has_a_file_of_its_own(published: Site, records: dict[str, Any]) -> None:
    wanted = {f"{url.rstrip('/')}.ics": expected(url, one) for url, one in scheduled(records).items()}
    own = {path: uids(raw) for path, raw in files(published).items() if path.count("/") == 1 and path[:6] != "feeds/"}
    assert own == wanted


def test_each_slot_has_a_file_of_its_own(published: Site, records: dict[str, Any]) -> None:
    wanted = {
        f"{url}slot-{no}.ics": slot["start"].replace(" ", "T")
        for url, one in scheduled(records).items()
        for no, slot in enumerate(one.get("slots", []), 1)
    }
    starts = {
        path: Calendar.from_ical(raw).walk("VEVENT")[0]["dtstart"].dt.strftime("%Y-%m-%dT%H:%M")
        for path, raw in files(published).items()
        if path.count("/") == 2
    }
    assert starts == wanted


def test_calendar_and_open_data_name_the_same_records(published: Site) -> None:
    document = json.loads((published.folder / "api" / "v1" / "calendar.json").read_text(encoding="utf-8"))
    named = {uid.partition("@")[0].partition("/session-")[0] for uid in uids(files(published)["feeds/all.ics"])}
    assert named == {item["uid"] for item in document["items"]}


def test_kinds_and_audiences_hold_the_records_that_say_so(published: Site, records: dict[str, Any]) -> None:
    found = files(published)
    for name, field, word in (
        ("kind-launch", "kind", "启动"), ("kind-enforcement", "kind", "联动执法"), ("audience-officer", "audience", "执法人员"),
    ):  # fmt: skip
        wanted = [
            uid for url, one in scheduled(records).items() if word in one.get(field, "") for uid in expected(url, one)
        ]
        assert (name, sorted(uids(found[f"feeds/{name}.ics"]))) == (name, sorted(wanted))


def test_every_calendar_has_a_code_that_is_drawn_for_its_public_address(site: Site) -> None:
    feeds = sorted(path.removesuffix(".ics") for path in files(site) if path.startswith("feeds/"))
    codes = {
        path.relative_to(site.folder).as_posix().removesuffix(".svg"): path for path in site.folder.glob("feeds/*.svg")
    }
    assert sorted(codes) == feeds
    for name, path in codes.items():
        assert path.read_bytes() == for_screens(f"https://{_HOST}/{name}.ics")


def test_every_calendar_is_named_on_the_page_about_them(site: Site) -> None:
    named = {path for path, _ in site.pages["subscribe/"].targets() if path.endswith(".ics")}
    assert named == {path for path in files(site) if path.startswith("feeds/")}


def test_every_record_s_page_links_its_own_file(published: Site, records: dict[str, Any]) -> None:
    missing = [
        url
        for url in scheduled(records)
        if f"{url.rstrip('/')}.ics" not in {path for path, _ in published.pages[url].targets()}
    ]
    assert missing == []


def test_golden_files_are_read_the_same_by_two_parsers() -> None:
    golden: list[Path] = sorted((REPO / "tests" / "golden" / "ics").glob("*.ics"))
    assert len(golden) >= 12
    assert [path.name for path in golden if by_icalendar(path.read_bytes()) != by_vobject(path.read_bytes())] == []
