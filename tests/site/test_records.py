"""Record pages against the files they come from."""

from __future__ import annotations

import gzip
import json
import re
from statistics import median
from typing import Any

import pytest
from tests.site.reading import Site

_KIB = 1024
#: KiB that an article of law or a question may add to the page that carries it, raw and gzipped
_CARRIED = (1.75, 0.25)
_CARRIES = re.compile(rb'<details class="c-article|<fieldset class="c-ask"|<\w+ [^>]*id="a\d+"')
#: KiB that the way to a station may add: small map, navigation, the year's holidays, what is held there
_STATION = (8, 2)
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


def sizes(site: Site, records: Records) -> dict[str, tuple[int, int, int]]:
    """Return the bytes of every record page, raw and gzipped, and how many articles and questions it carries."""
    found = {}
    for url in records:
        path = site.folder / url / "index.html"
        if path.is_file():
            raw = path.read_bytes()
            carried = len(_CARRIES.findall(raw))
            found[url] = (len(raw), len(gzip.compress(raw, 9, mtime=0)), carried)
    return found


def too_heavy(weights: dict[str, tuple[int, int, int]], which: int, bound: float) -> dict[str, int]:
    """Return pages over ``bound`` KiB and what they carry; ``which`` is 0 for raw and 1 for gzipped bytes."""
    found = {}
    for url, one in weights.items():
        more = _CARRIED[which] * one[2] + (_STATION[which] if url.startswith("units/") else 0)
        if one[which] > (bound + more) * _KIB:
            found[url] = one[which]
    return found


def test_record_pages_weigh_at_most_20_kib_and_what_they_carry(site: Site, records: Records) -> None:
    weights = sizes(site, records)
    assert too_heavy(weights, 0, 20) == {}
    assert weights["events/2023-06-08-launch/"][2] == 0


def test_record_pages_travel_in_5_and_a_half_kib(site: Site, records: Records, record_property: Any) -> None:
    weights = sizes(site, records)
    middle = median(zipped for _, zipped, _ in weights.values())
    record_property("gzipped", f"median {middle:.0f}")
    # a page's own text varies
    assert middle <= 5.5 * _KIB
    assert too_heavy(weights, 1, 6.6) == {}


@pytest.mark.parametrize("name", ["events", "lectures", "open_days", "units", "notices"])
def test_open_data_counts_the_same_records_as_the_pages(published: Site, records: Records, name: str) -> None:
    document = json.loads((published.folder / "api" / "v1" / f"{name}.json").read_text(encoding="utf-8"))
    folder = name.replace("_", "-")
    expected = sorted(
        url for url, one in records.items() if url.startswith(f"{folder}/") and one["status"] not in _HIDDEN
    )
    assert sorted(f"{folder}/{item['id']}/" for item in document["items"]) == expected
    assert document["total"] == len(expected)
