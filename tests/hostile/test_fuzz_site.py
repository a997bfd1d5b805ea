"""Mutilated or odd data are published whole or not at all, and what is published says what was written, everywhere.

``make fuzz`` tries a hundredth as many as of the files alone, because each is a whole build; CI a few. Source: SECURITY R1, R6, R8.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from datetime import datetime
from pathlib import Path

import html5lib
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from tests.conftest import Project, copy_project, tree_of
from tests.hostile.test_fuzz import EDITS, FILES, PIECES, edited

from campaign.building import FAILURES, Order, build
from campaign.models.events import Event

_EVENT = "events/2023-06-08-launch.yml"
_AT = "2023-06-01T09:30"
#: what people write, and what nobody should
_WORDS = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(st.characters(codec="utf-8"), max_size=8), st.just("商业秘密")),
    min_size=1, max_size=4,
).map("".join)  # fmt: skip
_SETTINGS = settings(
    max_examples=max(6, int(os.environ.get("FUZZ", "0")) // 100),
    deadline=None,
    database=None,
    derandomize="FUZZ" not in os.environ,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return a campaign whose site is built."""
    project = copy_project(tmp_path / "project")
    monkeypatch.chdir(project.root)
    assert _built(project)
    return project


def _built(project: Project) -> bool:
    try:
        build(Order(project.root, project.data.root, project.root / "site", _AT), lambda _text: None)
    except FAILURES:
        return False
    return True


@_SETTINGS
@example(name=_EVENT, edits=[(0, 40, "")])
@given(name=st.sampled_from(FILES), edits=EDITS)
def test_mutilated_campaign_is_published_whole_or_not_at_all(
    project: Project, name: str, edits: list[tuple[int, int, str]]
) -> None:
    before, good = tree_of(project.root / "site"), project.data.read(name)
    (project.data.root / name).write_bytes(edited(good, edits).encode("utf-8", "surrogatepass"))
    try:
        built = _built(project)
    finally:
        project.data.write(name, good)
    after = tree_of(project.root / "site")
    assert after == before if not built else after.keys() >= {"index.html", "events/index.html", "api/v1/index.json"}
    assert [path.name for path in project.root.glob(".site.*") if path.name not in {".site.lock", ".site.made"}] == []


@_SETTINGS
@example(title='<b x="1">&amp;甲\'乙', summary="=1+1,；\\n;\\ </script>")
@given(title=_WORDS, summary=_WORDS)
def test_what_is_published_says_what_was_written_in_every_output(project: Project, title: str, summary: str) -> None:
    good = project.data.read(_EVENT)
    written = {"title": title, "summary": summary}
    lines = [
        f"{key}: {json.dumps(written[key], ensure_ascii=False)}" if key in written else line
        for line in good.splitlines()
        for key in [line.partition(":")[0]]
    ]
    (project.data.root / _EVENT).write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    try:
        assume(_built(project))
        event = project.data.loaded(datetime.fromisoformat(_AT)).get("events", "2023-06-08-launch")
    finally:
        project.data.write(_EVENT, good)
    assert isinstance(event, Event)
    said = _said(project.root / "site", event)
    assert said == dict.fromkeys(said, (event.title, event.summary or ""))
    assert len(said) == 6


def _said(site: Path, event: Event) -> dict[str, tuple[str | None, str | None]]:
    """Return title and summary of an event as each output tells them to who reads its format."""
    page = html5lib.parse((site / event.url / "index.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    linked = [json.loads(one.text) for one in page.iter("script") if one.get("type") == "application/ld+json"]
    own = next(one for one in linked if one["@type"] == "Event")
    shown = next((one for one in page.iter("p") if one.get("class") == "c-title__lead"), None)
    summary = event.summary or ""
    rows = csv.DictReader(io.StringIO((site / "api/v1/events.csv").read_text(encoding="utf-8-sig")))
    row = next(row for row in rows if row["id"] == event.id)
    data = json.loads((site / "api/v1/events.json").read_text(encoding="utf-8"))["items"]
    item = next(one for one in data if one["id"] == event.id)
    calendar = re.sub("\r\n[ \t]", "", (site / f"{event.url.rstrip('/')}.ics").read_bytes().decode())
    tables = [json.loads(one.read_text(encoding="utf-8")) for one in site.glob("assets/search/*/t*.json")]
    entry = next(row for table in tables for one in table for row in one[:1] if row[1:2] == [event.url])
    return {
        "search": (entry[2], summary),
        "page": ("".join(next(page.iter("h1")).itertext()), "".join(shown.itertext()) if shown is not None else ""),
        "json-ld": (own["name"], own.get("description", "")),
        "csv": (_cell(row["title"]), _cell(row["summary"])),
        "json": (item["title"], item.get("summary") or ""),
        "ics": (_line(calendar, "SUMMARY"), summary if summary in _line(calendar, "DESCRIPTION") else None),
    }


def _cell(text: str) -> str:
    """Return a cell without the sign that keeps a spreadsheet from reckoning with it."""
    return text[1:] if re.match(r"'[=+\-@\t\r]", text) else text


def _line(calendar: str, name: str) -> str:
    found = re.search(rf"^{name}[^:]*:(.*)$", calendar, re.MULTILINE)
    text = found[1].rstrip("\r") if found else ""
    return re.sub(r"\\([;,\\nN])", lambda sign: "\n" if sign[1] in "nN" else sign[1], text)
