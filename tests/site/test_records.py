"""Record pages against the files they come from."""

from __future__ import annotations

import gzip
import json
from statistics import median
from typing import Any

import pytest
from tests.site.reading import Site

_KIB = 1024
#: pages that carry the text of the articles they rest on
_LEGAL = ("explainers/", "cases/")
#: pages that are the law itself weigh what it weighs
_STATUTES = "laws/"
_HIDDEN = frozenset({"draft", "withdrawn"})

Records = dict[str, dict[str, Any]]


def test_records_have_a_page_each_and_hidden_ones_none(published: Site, records: Records) -> None:
    folders = {url.split("/")[0] for url in records}
    pages = {url for url in published.pages if url.split("/")[0] in folders and url.count("/") == 2}
    assert pages == {url for url, one in records.items() if one["status"] not in _HIDDEN}


def test_hidden_records_are_in_no_file(site: Site, records: Records) -> None:
    hidden = {url: one for url, one in records.items() if one["status"] in _HIDDEN}
    assert {one["status"] for one in hidden.values()} == _HIDDEN
    words = [word.encode() for url, one in hidden.items() for word in (one["title"], url.split("/")[1])]
    words += [json.dumps(one["title"])[1:-1].encode() for one in hidden.values()]
    files = [path for path in site.folder.rglob("*") if path.is_file()]
    texts = {
        path: gzip.decompress(raw) if path.suffix == ".gz" else raw for path in files for raw in [path.read_bytes()]
    }
    assert [(path.name, word) for path, text in texts.items() for word in words if word in text] == []


def test_records_not_yet_on_line_are_in_no_file_of_the_preview(preview: Site, records: Records) -> None:
    later = [one["title"].encode() for one in records.values() if one.get("publish_from", "") > "2023-06-12 09:30"]
    assert len(later) >= 1
    texts = [path.read_bytes() for path in preview.folder.rglob("*") if path.is_file()]
    assert [title for title in later for text in texts if title in text] == []


def sizes(site: Site, records: Records) -> dict[str, tuple[int, int]]:
    """Return the bytes of every record page, raw and gzipped."""
    found = {}
    for url in records:
        path = site.folder / url / "index.html"
        if path.is_file():
            raw = path.read_bytes()
            found[url] = (len(raw), len(gzip.compress(raw, 9, mtime=0)))
    return found


def test_record_pages_weigh_at_most_20_kib(site: Site, records: Records) -> None:
    weights = {url: raw for url, (raw, _) in sizes(site, records).items() if not url.startswith(_STATUTES)}
    assert {url: raw for url, raw in weights.items() if raw > (20 if not url.startswith(_LEGAL) else 32) * _KIB} == {}


def test_record_pages_travel_in_5_and_a_half_kib(site: Site, records: Records, record_property: Any) -> None:
    zipped = {url: size for url, (_, size) in sizes(site, records).items() if not url.startswith(_STATUTES)}
    record_property("gzipped", f"median {median(zipped.values()):.0f}, largest {max(zipped.values())} bytes")
    # a page's own text varies; a station that many records point at may carry a fifth more in cards
    assert median(zipped.values()) <= 5.5 * _KIB
    assert {
        url: size for url, size in zipped.items() if size > (6.6 if not url.startswith(_LEGAL) else 9.3) * _KIB
    } == {}


@pytest.mark.parametrize("name", ["events", "lectures", "open_days", "units", "notices"])
def test_open_data_counts_the_same_records_as_the_pages(published: Site, records: Records, name: str) -> None:
    document = json.loads((published.folder / "api" / "v1" / f"{name}.json").read_text(encoding="utf-8"))
    folder = name.replace("_", "-")
    expected = sorted(
        url for url, one in records.items() if url.startswith(f"{folder}/") and one["status"] not in _HIDDEN
    )
    assert sorted(f"{folder}/{item['id']}/" for item in document["items"]) == expected
    assert document["total"] == len(expected)
