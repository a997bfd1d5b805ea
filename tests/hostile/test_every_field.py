"""Markup in every field that takes text: nothing of it comes alive in any output, nothing of it is lost on the way.

Source: SECURITY R3, R4, R8; OWASP, stored cross-site scripting.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import html5lib
import pytest
from tests.hostile.marking import AT, MARK, Field, Marked
from tests.site.sample import build, copy_sample

#: what no page shows, and why
HIDDEN = {
    ("adjustments", "by"): "bureau only",
    ("adjustments", "reason"): "bureau only",
    ("campaign", "region"): "JSON-LD",
    ("campaign", "suggestions"): "offered while one searches",
    ("campaign", "same_words.others"): "folded, for a search that finds nothing",
    ("campaign", "same_words.word"): "folded, for a search that finds nothing",
    ("laws", "nickname"): "another word to search for",
    ("laws", "renumbered.words"): "open data",
    ("units", "consent.by"): "bureau only",
    ("units", "short"): "open data",
    ("worklog", "evidence_ref"): "bureau only",
}
#: where it stands, by where the bureau keeps it
_SHOWN_ELSEWHERE = {
    "JSON-LD": "json-ld",
    "offered while one searches": "search",
    "another word to search for": "search",
}
_RICH = ("body", "items.plan")
_SVG = "{http://www.w3.org/2000/svg}"


@dataclass
class Outputs:
    """Where each number stands, as text: ``html``, ``search``, ``ics``, ``json-ld``, ``csv``, ``json`` …"""

    fields: dict[Field, set[int]]
    found: dict[str, set[int]]
    alive: list[str]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    """Return what the marked campaign's site says."""
    project = copy_sample(tmp_path_factory.mktemp("marked"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project.root)
        fields = Marked(project.data).fields()
    site = build(project, project.root / "out", "--at", f"{AT:%Y-%m-%dT%H:%M}")
    outputs = Outputs(fields, defaultdict(set), [])
    for path in site.rglob("*"):
        if path.is_file():
            _read(path, path.relative_to(site).as_posix(), outputs)
    return outputs


def _read(path: Path, name: str, outputs: Outputs) -> None:
    kind = path.suffix.removeprefix(".")
    if kind == "html":
        _read_page(path.read_text(encoding="utf-8"), name, outputs)
    elif texts := _texts(kind, path):
        place = "search" if name.startswith("assets/search/") else kind
        outputs.found[place] |= {int(number) for text in texts for number in MARK.findall(text)}


def _read_page(text: str, name: str, outputs: Outputs) -> None:
    for element in html5lib.parse(text).iter():
        if not isinstance(element.tag, str):
            continue
        svg = element.tag.startswith(_SVG)
        if any(key.startswith("on") or (key == "x" and not svg) for key in element.attrib):
            outputs.alive.append(f"{name}: {element.tag} {element.attrib}")
        script = element.tag.endswith("}script")
        place = "json-ld" if script else "html"
        inside = (
            [json.dumps(json.loads(element.text or ""), ensure_ascii=False).replace('\\"', '"')]
            if script and (element.attrib.get("type") == "application/ld+json")
            else [element.text or "", *element.attrib.values()]
        )
        outputs.found[place] |= {int(number) for part in inside for number in MARK.findall(part)}
        outputs.found["html"] |= {int(number) for number in MARK.findall(element.tail or "")}


def _texts(kind: str, path: Path) -> list[str]:
    """Return the texts of a file as who reads the format gets them."""
    if kind in {"json", "geojson", "webmanifest"}:
        return list(_strings(json.loads(path.read_text(encoding="utf-8"))))
    if kind in {"ics", "vcf"}:
        whole = re.sub("\r\n[ \t]", "", path.read_bytes().decode())
        return [re.sub(r"\\([;,\\])", r"\1", whole)]
    if kind == "csv":
        rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))
        return [cell for row in rows for cell in row]
    if kind in {"atom", "xml", "svg"}:
        tree = ET.parse(path)  # noqa: S314 the site's own output
        parts = [part for one in tree.iter() for part in (one.text, one.tail, *one.attrib.values()) if part]
        return [*parts, *map(html.unescape, parts)]
    return []


def _strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, (dict, list)):
        for child in [*node, *node.values()] if isinstance(node, dict) else node:
            yield from _strings(child)


def test_markup_in_a_record_never_comes_alive(outputs: Outputs) -> None:
    assert outputs.alive == []


def test_every_field_that_takes_text_is_shown_or_kept_for_a_reason(outputs: Outputs) -> None:
    plain = {field: numbers for field, numbers in outputs.fields.items() if field[1] not in _RICH}
    lost = {field for field, numbers in plain.items() if not numbers & outputs.found["html"]}

    assert len(plain) > 170
    assert {field for field in lost if not field[1].endswith("review.by")} == set(HIDDEN)


def test_what_the_bureau_keeps_is_in_no_output(outputs: Outputs) -> None:
    kept = {field for field, why in HIDDEN.items() if why == "bureau only"}
    kept |= {field for field in outputs.fields if field[1].endswith("review.by")}
    everywhere = set[int]().union(*outputs.found.values())

    assert {field for field in kept if outputs.fields[field] & everywhere} == set()
    for field, why in HIDDEN.items():
        if why in _SHOWN_ELSEWHERE:
            assert outputs.fields[field] <= outputs.found[_SHOWN_ELSEWHERE[why]], field


@pytest.mark.parametrize("place", ["html", "search", "ics", "json-ld", "csv", "json"])
def test_titles_and_summaries_arrive_whole_in_every_output(outputs: Outputs, place: str) -> None:
    for collection in ("events", "lectures", "open_days"):
        on_line = outputs.fields[collection, "title"] & outputs.found["html"]

        assert len(on_line) > 10
        assert on_line <= outputs.found[place], (collection, sorted(on_line - outputs.found[place])[:3])
