"""Findings about a record: which, where, in which words, with which line instead."""

from __future__ import annotations

import json
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from campaign.forge import github
from campaign.likeness import nearest
from campaign.models.errors import validate, without_empty
from campaign.models.fields import Context, Count, Day, Id, Line, Ref, Text
from campaign.models.soft import soft_problems
from campaign.problems import MOST_ALIKE, Problem, Problems, Where, printable
from campaign.source import Entry, entry_of_file, read_bytes


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Line = Field(title="名称")
    note: Line | None = Field(None, title="备注")


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Id = Field(title="编号")
    title: Line = Field(title="标题")
    date: Day | None = Field(None, title="日期")
    summary: Text | None = Field(None, max_length=10, title="摘要")
    kind: Literal["宣讲", "培训"] | None = Field(None, title="类型")
    orgs: tuple[Ref("orgs"), ...] = Field((), title="单位")  # type: ignore[valid-type]
    people: Count | None = Field(None, ge=1, title="人次")
    item: int | None = Field(None, le=10, title="事项")
    parts: tuple[Part, ...] = Field((), title="部分", max_length=2)
    until: Line | None = Field(None, alias="for", title="面向")


def entry_of(text: str) -> Entry:
    document = read_bytes(text.encode(), "x.yml", Problems())
    assert document is not None
    entry = entry_of_file(document, Problems())
    assert entry is not None
    return entry


def problems_in(text: str) -> list[Problem]:
    problems = Problems()
    validate(entry_of(text), Model, Context(), problems)
    return list(problems)


def places(text: str) -> list[tuple[str, int, int, str]]:
    return [(problem.code, problem.where.line, problem.where.col, problem.field) for problem in problems_in(text)]


def test_good_record_is_returned() -> None:
    problems = Problems()
    record = validate(entry_of("id: a\ntitle: 甲\npeople: 12\nfor: 公众\n"), Model, Context(), problems)
    assert problems.found == []
    assert record is not None
    assert (record.people, record.until) == (12, "公众")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id: a\ntitle: 甲\ndate: 2023/6/7\n", [("date-format", 3, 7, "date")]),
        ("id: A\ntitle: 甲\n", [("id-format", 1, 5, "id")]),
        ("title: 甲\n", [("missing-field", 1, 1, "id")]),
        ("id: a\ntitle:\n", [("empty-value", 2, 7, "title")]),
        ('id: a\ntitle: "　"\n', [("empty-value", 2, 8, "title")]),
        ("id: a\ntitle: {b: c}\n", [("wrong-type", 2, 8, "title")]),
        ("id: a\ntitle: |\n  一\n  二\n", [("line-break", 2, 8, "title")]),
        ("id: a\ntitle: 甲\nsummary: 一二三四五六七八九十一\n", [("too-long", 3, 10, "summary")]),
        ("id: a\ntitle: 甲\nkind: 宣教\n", [("unknown-choice", 3, 7, "kind")]),
        ("id: a\ntitle: 甲\norgs: b\n", [("wrong-type", 3, 7, "orgs")]),
        ("id: a\ntitle: 甲\norgs: [b, C]\n", [("id-format", 3, 11, "orgs")]),
        ("id: a\ntitle: 甲\norgs:\n  -\n", [("empty-value", 4, 4, "orgs")]),
        ("id: a\ntitle: 甲\npeople: 0\n", [("out-of-range", 3, 9, "people")]),
        ("id: a\ntitle: 甲\npeople: １２\n", [("number-format", 3, 9, "people")]),
        ("id: a\ntitle: 甲\nitem: 第3\n", [("number-format", 3, 7, "item")]),
        ("id: a\ntitle: 甲\nparts: [{name: b}, {note: c}]\n", [("missing-field", 3, 20, "name")]),
        ("id: a\ntitle: 甲\nparts: [x]\n", [("wrong-type", 3, 9, "parts")]),
        ("id: a\ntitle: 甲\nfor: [x]\n", [("wrong-type", 3, 6, "for")]),
        ("id: a\ntitle: 甲\nparts: [{name: b}, {name: c}, {name: d}]\n", [("too-long", 3, 8, "parts")]),
    ],
)
def test_error_of_pydantic_becomes_a_finding_in_its_place(text: str, expected: list[tuple[str, int, int, str]]) -> None:
    assert places(text) == expected


def test_message_names_the_field_by_its_chinese_title() -> None:
    [problem] = problems_in("id: a\ntitle: 甲\nparts:\n- name: b\n- name:\n")
    assert problem.message == "“名称（name）”是必填的，现在是空的。"
    [problem] = problems_in("id: a\ntitle: 甲\norgs: [b, C]\n")
    assert problem.message == "“单位（orgs）”第 2 项：“C”不能作编号。"


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("id: a\ntitle: 甲\nkind: 宣传讲\n", "kind: 宣讲"),
        ("id: a\ntitle: 甲\norgs: b、c\n", "orgs: [b, c]"),
        ("id: a\ntitle: [通知]\n", 'title: "[通知]"'),
        ("id: a\ntitle: 甲\npeople: 1,200人次 # 约\n", "people: 1200 # 约"),
        ("id: a\ntitel: 甲\n", "title: 甲"),
        ("id: a\n标题: 甲\n", "title: 甲"),
        ("id: a\n“title”: 甲\n", "title: 甲"),
        ("id: a\nＴＩＴＬＥ: 甲\n", "title: 甲"),
    ],
)
def test_finding_shows_the_line_as_it_should_be(text: str, better: str) -> None:
    assert [problem.suggestion for problem in problems_in(text)] == [better]


def test_misspelt_required_field_is_one_finding_that_says_what_is_missing() -> None:
    [problem] = problems_in("id: a\n标题: 甲\n")
    assert (problem.code, problem.where) == ("unknown-key", Where("x.yml", 2, 1))
    assert problem.message == "没有“标题”这个字段。因此缺少必填的“标题（title）”。"


def test_unknown_field_like_no_other_lists_the_known_ones() -> None:
    [problem] = problems_in("id: a\ntitle: 甲\nxyz: 1\n")
    assert (problem.code, problem.suggestion) == ("unknown-key", "")
    assert problem.hint.startswith("还可以写的字段有：摘要（summary）、日期（date）、类型（kind）、")


def test_record_with_endless_mistakes_lists_the_first_forty() -> None:
    codes = [problem.code for problem in problems_in("id: a\ntitle: 甲\n" + "".join(f"q{i}: 1\n" for i in range(400)))]
    assert (codes.count("unknown-key"), codes.count("too-many")) == (40, 1)


def test_known_field_left_empty_is_dropped_and_unknown_one_is_kept() -> None:
    data = {"id": "a", "summary": "", "date": " 　", "xyz": "", "parts": [{"name": "b", "note": ""}]}
    assert without_empty(data, Model) == {"id": "a", "xyz": "", "parts": [{"name": "b"}]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("contact: 张三 13800138000\n", [("privacy", 1, 10)]),
        ("contact: 138-0013-8000\n", [("privacy", 1, 10)]),
        ("contact: １３８００１３８０００\n", [("privacy", 1, 10)]),
        ("a: {b: [x, 310227199001011234]}\n", [("privacy", 1, 12)]),
        ("contact: 联系zhang@qq.com\n", [("privacy", 1, 10)]),
        ("contact: a@vip.163.com 或 13800138000\n", [("privacy", 1, 10), ("privacy", 1, 10)]),
        ("body: |\n  第一行\n  见 http://a.cn/x 。\n", [("url-insecure", 3, 5)]),
        ("contact: 021-57810000、x@songjiang.gov.cn、https://a.cn、订单 202306071234567890\n", []),
        ("contact: 尾号 5013800138000\n", []),
    ],
)
def test_private_contact_or_open_link_is_a_warning(text: str, expected: list[tuple[str, int, int]]) -> None:
    found = soft_problems(entry_of(text))
    assert [(problem.code, problem.where.line, problem.where.col) for problem in found] == expected
    assert {problem.severity for problem in found} <= {"warning"}


def test_open_link_is_shown_with_https() -> None:
    [problem] = soft_problems(entry_of("url: http://a.cn/x # 官网\n"))
    assert problem.suggestion == "url: https://a.cn/x # 官网"


def test_text_lists_findings_by_place_and_counts_them() -> None:
    problems = Problems()
    problems.add(Problem("b", Where("x.yml", 2, 3), "二", severity="warning", line_text="甲: 乙", suggestion="甲: 丙"))
    problems.add(Problem("a", Where("x.yml", 1, 1), "一", hint="改"))
    problems.add(Problem("a", Where("x.yml", 1, 1), "一", hint="改"))
    assert problems.text() == (
        "x.yml:1:1 错误〔a〕一\n    改法：改\n\n"
        "x.yml:2:3 提醒〔b〕二\n    原文 │ 甲: 乙\n         │    ↑\n    改成 │ 甲: 丙\n\n"
        "共 1 处错误、1 处提醒。"
    )


def test_text_for_a_terminal_shows_controls_by_number_and_cuts_long_lines() -> None:
    assert printable("a\x1b[31m\u202e\u200bb　c") == "a<U+001B>[31m<U+202E><U+200B>b　c"
    assert printable("x" * 200) == "x" * 160 + "…（共 200 字）"


def test_workflow_command_keeps_to_one_line() -> None:
    problems = Problems([Problem("a", Where("a,b:c.yml", 1, 2), "100%\n二")])
    assert github(problems) == "::error file=a%2Cb%3Ac.yml,line=1,col=2,title=a::100%25<U+000A>二"


def test_code_quality_report_has_one_entry_per_finding() -> None:
    problems = Problems(
        [Problem("a", Where("x.yml", 1, 2), "一"), Problem("b", Where("x.yml", 3), "二", severity="warning")]
    )
    report = json.loads(problems.gitlab())
    assert [(entry["check_name"], entry["severity"], entry["location"]["positions"]["begin"]) for entry in report] == [
        ("a", "major", {"line": 1, "column": 2}),
        ("b", "minor", {"line": 3, "column": 1}),
    ]
    assert len({entry["fingerprint"] for entry in report}) == 2


def test_nearest_name_is_found_or_nothing() -> None:
    assert nearest("titel", ["title", "date"]) == "title"
    assert nearest("标", ["date"]) == ""


def test_of_a_kind_in_one_file_the_first_are_shown_and_how_many_there_are() -> None:
    problems = Problems()
    for number in range(MOST_ALIKE + 51, 0, -1):
        problems.add(Problem("unknown-word", Where("data/a.yml", 1, number), f"“{number}”", line_text="topics: []"))
        problems.add(Problem("odd", Where("data/a.yml", 2, number), f"“{number}”", severity="warning"))
    for number in range(1, MOST_ALIKE + 1):
        problems.add(Problem("unknown-word", Where("data/b.yml", 1, number), f"“{number}”"))
    shown = list(problems)
    assert [len(problems.errors), len(problems.warnings), len(shown)] == [401, 201, 602]
    assert [one.where.col for one in shown if one.where.file == "data/a.yml"] == [*range(1, MOST_ALIKE + 2)] * 2
    for number in range(MOST_ALIKE + 1, 0, -1):
        problems.add(Problem("privacy", Where("data/c.yml", number), "“139…”", severity="warning"))
    problems.add(Problem("privacy", Where("data/c.yml", 999), "“139…”"))
    assert str(problems.errors[-1].where) == "data/c.yml:999:1"  # however many warnings of its kind stand before it
    last = problems.errors[MOST_ALIKE]
    assert (last.code, str(last.where), last.line_text) == ("too-many", "data/a.yml:1:201", "")
    assert last.message == "这样的问题（unknown-word）这个文件里一共 251 处，从这里起不再列出。"
    assert [one.code for one in problems.warnings].count("too-many") == 2
