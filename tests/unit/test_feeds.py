"""Both forms of both feeds: what the standards require, the same entries, names that stay."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tests.conftest import NOW, Folder

from campaign.exports import EXPORTS
from campaign.feeds import NEWEST
from campaign.site import Shown

EVENT = "events/2023-06-08-launch.yml"
LECTURE = "lectures/2023-06-14-grading.yml"
NOTICE = "notices/2023-06-01-guide.yml"
_ATOM = "{http://www.w3.org/2005/Atom}"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00")
_TAG = re.compile(r"tag:fuwuyue\.example,2023:fwy-2023/[!-~]+")
ROOT = "https://fuwuyue.example/2023/"


def _files(shown: Shown) -> dict[str, bytes]:
    return dict(file for export in EXPORTS for file in export(shown))


def _atom(tiny: Folder, name: str, now: datetime = NOW) -> ET.Element:
    return ET.fromstring(_files(tiny.shown(now))[f"feeds/{name}.atom"])  # noqa: S314 our own output


def _json(tiny: Folder, name: str, now: datetime = NOW) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_files(tiny.shown(now))[f"feeds/{name}.json"])
    return found


def _text(element: ET.Element, name: str) -> str:
    [child] = element.findall(_ATOM + name)
    return child.text or ""


def _cancel(tiny: Folder, **fields: str) -> None:
    tiny.edit(
        LECTURE, status="cancelled", status_reason="台风", revision="1", status_since="2023-06-11 17:30", **fields
    )


@pytest.mark.parametrize("name", ["news", "changes"])
def test_atom_has_what_rfc_4287_requires(tiny: Folder, name: str) -> None:
    _cancel(tiny)
    feed = _atom(tiny, name)
    entries = feed.findall(_ATOM + "entry")

    assert (feed.tag, len(entries)) == (_ATOM + "feed", {"news": 1, "changes": 2}[name])
    for element in (feed, *entries):
        assert _TAG.fullmatch(_text(element, "id"))
        assert _text(element, "title")
        assert _MOMENT.fullmatch(_text(element, "updated"))
        assert _text(element.findall(_ATOM + "author")[0], "name")
        assert len(element.findall(f"{_ATOM}link[@rel='alternate']")) == 1
    assert feed.findall(f"{_ATOM}link[@rel='self']")[0].get("href") == f"{ROOT}feeds/{name}.atom"
    assert _text(feed, "updated") == max(_text(entry, "updated") for entry in entries)
    assert len({_text(element, "id") for element in (feed, *entries)}) == len(entries) + 1


@pytest.mark.parametrize("name", ["news", "changes"])
def test_json_feed_has_what_version_1_1_requires(tiny: Folder, name: str) -> None:
    feed = _json(tiny, name)

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["feed_url"], feed["language"]) == (f"{ROOT}feeds/{name}.json", "zh-CN")
    assert feed["title"]
    for item in feed["items"]:
        assert {"id", "url", "title", "content_text", "date_published", "date_modified"} <= set(item)


@pytest.mark.parametrize("name", ["news", "changes"])
def test_both_forms_say_the_same(tiny: Folder, name: str) -> None:
    _cancel(tiny)
    entries = [
        (
            _text(entry, "id"), _text(entry, "title"), _text(entry, "summary"), _text(entry, "published"),
            _text(entry, "updated"), entry.findall(_ATOM + "link")[0].get("href"),
            [one.get("term") for one in entry.findall(_ATOM + "category")],
        )
        for entry in _atom(tiny, name).findall(_ATOM + "entry")
    ]  # fmt: skip
    keys = ("id", "title", "content_text", "date_published", "date_modified", "url", "tags")

    assert entries == [tuple(item[key] for key in keys) for item in _json(tiny, name)["items"]]


def test_changes_feed_tells_the_cancellation_in_words(tiny: Folder) -> None:
    _cancel(tiny)
    first = _json(tiny, "changes")["items"][0]

    assert (first["title"], first["content_text"]) == (
        "取消：一小时看懂定密分级", "原定 6月14日（周三）14:00，现在取消。原因：台风。",
    )  # fmt: skip
    assert first["url"] == f"{ROOT}lectures/2023-06-14-grading/"
    assert first["date_modified"] == "2023-06-11T17:30:00+08:00"


def test_news_are_the_dated_records_that_are_no_programme_newest_first(tiny: Folder) -> None:
    tiny.add_like(NOTICE, "2023-06-09-later", issued="2023-06-09", pinned=None)
    tiny.edit(NOTICE, pinned="true", updated="2023-06-10 08:00")

    items = _json(tiny, "news")["items"]

    assert [(item["id"].rpartition("/")[2], item["date_published"], item["date_modified"]) for item in items] == [
        ("2023-06-09-later", "2023-06-09T00:00:00+08:00", "2023-06-09T00:00:00+08:00"),
        ("2023-06-01-guide", "2023-06-01T00:00:00+08:00", "2023-06-10T08:00:00+08:00"),
    ]


def test_marks_of_xml_in_a_title_arrive_as_written(tiny: Folder) -> None:
    title = "“A&B” 与 'C'：]]> &amp;"
    tiny.edit(NOTICE, title=json.dumps(title, ensure_ascii=False))

    [entry] = _atom(tiny, "news").findall(_ATOM + "entry")

    assert _text(entry, "title") == title
    assert _json(tiny, "news")["items"][0]["title"] == title


def test_ids_stay_when_titles_and_the_path_of_the_site_change(tiny: Folder) -> None:
    _cancel(tiny)
    before = [item["id"] for name in ("news", "changes") for item in _json(tiny, name)["items"]]
    tiny.edit(LECTURE, title="定密分级入门")
    tiny.edit(NOTICE, title="新指南")
    tiny.edit("campaign.yml", site_url="https://fuwuyue.example/other/", title="另一个名字")

    assert [item["id"] for name in ("news", "changes") for item in _json(tiny, name)["items"]] == before


def test_feeds_are_the_same_whenever_they_are_built(tiny: Folder) -> None:
    _cancel(tiny)

    def feeds(now: datetime) -> dict[str, bytes]:
        return {path: content for path, content in _files(tiny.shown(now)).items() if path.startswith("feeds/")}

    assert feeds(NOW) == feeds(datetime(2023, 6, 13, 8))


def test_an_empty_feed_is_as_old_as_the_notice(tiny: Folder) -> None:
    tiny.edit(NOTICE, status="draft")

    assert _text(_atom(tiny, "news"), "updated") == "2023-05-25T00:00:00+08:00"


def test_many_additions_push_no_cancellation_out(tiny: Folder) -> None:
    _cancel(tiny, review="{secrecy: pass}")
    tiny.edit(LECTURE, status_since="2023-06-02 08:00")
    for number in range(NEWEST + 5):
        tiny.add_like(
            EVENT, f"more-{number:03}", start="2023-06-20 14:00", end=None, results=None, venue=None,
            publish_from=f"2023-06-03 {8 + number // 60:02}:{number % 60:02}",
        )  # fmt: skip

    kinds = [item["tags"][0] for item in _json(tiny, "changes")["items"]]

    assert (kinds.count("新增"), kinds.count("取消")) == (NEWEST, 1)
