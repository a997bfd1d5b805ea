"""Every JSON-LD block of the sample site: complete for its type, and true to the files."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.site.reading import Site

Records = dict[str, dict[str, Any]]
_HIDDEN = frozenset({"draft", "withdrawn"})
_EVENT = {
    "name",
    "startDate",
    "eventStatus",
    "eventAttendanceMode",
    "location",
    "organizer",
    "isAccessibleForFree",
    "inLanguage",
}
#: type → what every object of it must have, wherever it stands; a reference has its address, a sitting belongs to a whole
_REQUIRED = {
    "Event": _EVENT,
    "EducationEvent": _EVENT,
    "Place": {"name", "address"},
    "PostalAddress": {"addressRegion", "addressCountry"},
    "VirtualLocation": {"url"},
    "GeoCoordinates": {"latitude", "longitude"},
    "GovernmentOrganization": {"name"},
    "Offer": {"price", "priceCurrency", "url", "availability"},
    "Person": {"name"},
    "Audience": {"audienceType"},
    "OpeningHoursSpecification": {"opens", "closes"},
    "Article": {"name", "url", "publisher", "inLanguage"},
    "DefinedTerm": {"name", "url", "description", "inLanguage"},
    "GovernmentOffice": {"name", "url", "address"},
    "DigitalDocument": {"name", "url", "publisher", "inLanguage"},
    "Quiz": {"name", "url", "publisher", "inLanguage"},
    "WebPage": {"name", "url", "publisher", "inLanguage"},
    "CreativeWork": {"name", "url", "publisher", "datePublished", "inLanguage"},
}
#: parts and references say the rest at the object they belong to
_PARTS = {"containedInPlace": {"@id", "name"}, "subEvent": {"name", "startDate"}, "superEvent": {"@id", "name"}}


def blocks(site: Site) -> dict[str, dict[str, Any]]:
    """Return the one JSON-LD document of each page that has any."""
    found = {}
    for url, page in site.pages.items():
        assert len(page.json_ld) <= 1, url
        if page.json_ld:
            found[url] = json.loads(page.json_ld[0])
    return found


def missing(value: Any, key: str = "") -> list[str]:
    """Return ``type: property`` of what an object, or one inside it, lacks."""
    if isinstance(value, list):
        return [one for inner in value for one in missing(inner, key)]
    if not isinstance(value, dict):
        return []
    kind = value.get("@type")
    needed = _PARTS.get(key) or _REQUIRED[kind] if kind else {"@id", "@graph"} & set(value)
    found = [f"{kind}: {name}" for name in sorted(needed - set(value))]
    return found + [one for name, inner in value.items() for one in missing(inner, name)]


def scheduled(records: Records) -> Records:
    return {url: one for url, one in records.items() if "start" in one and one["status"] not in _HIDDEN}


def called(one: dict[str, Any]) -> str:
    """Return what a record is called: a law by its short name and its version."""
    if "family" in one:
        return f"{one['short']}（{one['version']}）" if "version" in one else str(one["short"])
    return str(one.get("title") or one["name"])


def written(one: dict[str, Any], field: str) -> str:
    return one[field][:10] if one.get("all_day") == "true" else one[field].replace(" ", "T") + "+08:00"


def test_json_ld_is_complete_for_its_type_on_every_page(site: Site) -> None:
    nowhere = {"events/2023-06-13-joint-enforcement/"}  # the file names no place, so nothing can be said of it
    found = {url: missing(block) for url, block in blocks(site).items()}
    assert {url: one for url, one in found.items() if one} == {url: ["Event: location"] for url in nowhere}


@pytest.mark.parametrize("name", ["startDate", "organizer"])
def test_json_ld_that_lacks_something_is_noticed(published: Site, name: str) -> None:
    block = blocks(published)["events/2023-06-08-launch/"]
    assert missing({key: value for key, value in block.items() if key != name}) == [f"Event: {name}"]


def test_json_ld_begins_and_ends_when_the_file_says(published: Site, records: Records) -> None:
    said = {
        url: (one.get("startDate"), one.get("endDate"))
        for url, one in blocks(published).items()
        if url in scheduled(records)
    }
    assert said == {
        url: (written(one, "start"), written(one, "end") if "end" in one else None)
        for url, one in scheduled(records).items()
    }


def test_json_ld_stands_on_every_record_page_and_the_home_page(published: Site, records: Records) -> None:
    shown = {url for url, one in records.items() if one["status"] not in _HIDDEN}
    assert set(blocks(published)) == {"", *shown}


def test_json_ld_names_the_record_as_the_page_does(published: Site, records: Records) -> None:
    names = {url: one["name"] for url, one in blocks(published).items() if url}
    assert names == {url: called(records[url]) for url in names}


def test_json_ld_of_every_event_belongs_to_the_campaign_of_the_home_page(published: Site, records: Records) -> None:
    _, campaign = blocks(published)[""]["@graph"]
    above = {one["superEvent"]["@id"] for url, one in blocks(published).items() if url in scheduled(records)}
    assert above == {campaign["@id"]}


def test_json_ld_of_the_sample_holds_no_telephone(site: Site) -> None:
    assert [url for url, one in blocks(site).items() if "telephone" in json.dumps(one)] == []
