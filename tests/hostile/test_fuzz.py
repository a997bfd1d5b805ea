"""Mutilated YAML never brings the program down: it becomes pages, or is told in Chinese with a place in a file that is there.

``make fuzz`` tries 100,000 inputs (FUZZ=…), CI a few. Source: SECURITY R1, R2; Hypothesis.
"""

from __future__ import annotations

import os
import re
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.conftest import REPO, TINY, Folder

from campaign.exports.calendars import record_files, subscribed
from campaign.exports.open_data import open_data
from campaign.jsonld import json_ld
from campaign.render import Renderer
from campaign.site import Shown

FILES = sorted(path.relative_to(TINY / "data").as_posix() for path in (TINY / "data").rglob("*.yml"))
PIECES = (
    "：", "，", "　", "\t", "\r", "\n", "\n\n", "  ", "- ", "? ", "---\n", "...\n", "&a ", "*a", "<<: ", "!!python/object ",
    "[", "]", "{", "}", '"', "'", "|", ">", "%", "@", "`", "#", "\u200b", "\u202e", "\ufeff", "\u0085", "\u2028", "\x00",
    "null", "yes", "0x1f", "1e9", "2023-06-31", "24:60", "../../etc/passwd", "javascript:alert(1)", "<script>", "&lt;",
    "=cmd()", "\r\nBEGIN:VEVENT", "\U0001f512", "e\u0301", "９", "〔", "“", "”", "<<<<<<< HEAD\n", "a" * 300, "[" * 200,
)  # fmt: skip
#: where (in thousandths of the text), how many characters go, what comes in their place
EDITS = st.lists(
    st.tuples(st.integers(0, 1000), st.integers(0, 40), st.one_of(st.sampled_from(PIECES), st.text(max_size=8))),
    min_size=1,
    max_size=6,
)


def edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    for place, gone, piece in edits:
        at = len(text) * place // 1000
        text = text[:at] + piece + text[at + gone :]
    return text


def _pages(shown: Shown) -> dict[str, str]:
    """Return what the site says of each record: its page, and what calendars, tables and search engines get."""
    renderer = Renderer(REPO / "overrides", shown)
    said = {record.url: renderer.record(record) + str(json_ld(shown, record)) for record in shown.everything()}
    for export in (record_files, subscribed, open_data):
        for path, content in export(shown):
            assert content, path
    return said


@settings(
    max_examples=int(os.environ.get("FUZZ", "80")),
    deadline=timedelta(seconds=5),
    database=None,
    derandomize="FUZZ" not in os.environ,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example(name="people.yml", edits=[(0, 40, ""), (0, 40, ""), (0, 40, "\u3000")])  # nothing but a wide space
@example(name="orgs.yml", edits=[(109, 0, "[")])  # a list for a name
@given(name=st.sampled_from(FILES), edits=EDITS)
def test_mutilated_file_is_read_or_told(tiny: Folder, name: str, edits: list[tuple[int, int, str]]) -> None:
    path = tiny.root / name
    whole = path.read_bytes()
    try:
        path.write_bytes(edited(whole.decode(), edits).encode("utf-8", "surrogatepass"))
        problems = tiny.problems()
        told = problems.text()
        pages = {} if problems.errors else _pages(tiny.shown())
    finally:
        path.write_bytes(whole)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069]", told)
    for problem in problems:
        assert re.search(r"[\u4e00-\u9fff]", problem.message), problem
        assert Path(problem.where.file).is_file() or Path(problem.where.file).is_dir(), problem
        assert problem.where.line >= 0
    assert all("</header>" in page for page in pages.values())
