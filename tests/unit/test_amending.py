"""Changing one value of a file by program, and nothing else of it."""

from __future__ import annotations

from typing import Any

import pytest

from campaign.amending import amended, appended, mapping
from campaign.problems import Problems
from campaign.source import Entry, read_bytes

FILE = """\
# 头上的注释
id: a
title: 旧名  # 名称后面的注释

# 时间
start: 2023-06-08 14:00
results:
  held: true # 办了
  # 人数
  people: 20
review: {secrecy: pass, by: 办公室}
body: |
  正文
"""


def _entry(text: str, *path: int) -> Entry:
    problems = Problems()
    document = read_bytes(text.encode(), "x.yml", problems)
    assert document is not None
    assert not problems
    return Entry(document, path, {})


def _read(text: str) -> Any:
    return _entry(text).document.data


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("start",), "2023-06-09 09:00", "start: 2023-06-08 14:00\n", "start: 2023-06-09 09:00\n"),
        (("title",), "新名", "title: 旧名  # 名称后面的注释\n", "title: 新名\n"),
        (("results", "people"), "45", "  people: 20\n", "  people: 45\n"),
        (("results", "materials"), "9", "  people: 20\n", "  people: 20\n  materials: 9\n"),
        (("review", "by"), "法规科", "by: 办公室}", "by: 法规科}"),
        (("revision",), "1", "body: |\n", "revision: 1\nbody: |\n"),
        (("body",), "一\n\n二: 三", "body: |\n  正文\n", "body: |-\n  一\n\n  二: 三\n"),
        (("moved",), [{"start": "2023-06-01 09:00"}], "body: |", "moved:\n  - {start: 2023-06-01 09:00}\nbody: |"),
    ],
)
def test_only_the_value_changes(path: tuple[str, ...], value: Any, old: str, new: str) -> None:
    assert amended(_entry(FILE), {path: value}) == FILE.replace(old, new)


def test_record_of_a_list_is_changed_where_it_stands() -> None:
    listed = "- id: a\n  title: 甲\n# 第二条\n- id: b\n  title: 乙\n"

    assert amended(_entry(listed, 0), {("title",): "丙", ("x",): "1"}) == (
        "- id: a\n  title: 丙\n  x: 1\n# 第二条\n- id: b\n  title: 乙\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "a: b", "a # b", "- a", "'", '"', "\\n", "{a: b}", "[a]", "!!python/object/apply:os.system [ls]", "&a *a",
        "a\nstatus: published", "a\n---\nb", "|\n  x", "null", "2023-06-08 14:00", "：，（", "${{ secrets.X }}",
        "'\"\\", "a: \"b' \\", "% @ `", "a\n\n\n  b\n c", "### x", "，", "a：b",
    ],
)  # fmt: skip
def test_whatever_a_text_is_it_stays_a_text(text: str) -> None:
    lines = "\n".join(line.rstrip() for line in text.split("\n"))

    assert _read(mapping({"id": "a", "title": text, "z": "1"})) == {"id": "a", "title": lines, "z": "1"}
    assert _read(mapping({"a": [{"x": text.replace("\n", " ")}]})) == {"a": [{"x": text.replace("\n", " ")}]}


def test_list_gets_its_new_record_at_the_end() -> None:
    assert _read(appended("- id: a", mapping({"id": "b", "body": "一\n\n二"}))) == [
        {"id": "a"},
        {"id": "b", "body": "一\n\n二"},
    ]
