"""Characters, encodings and mistakes of writing: named where they are, mended, and nothing else touched."""

from __future__ import annotations

import pytest

from campaign.problems import Problems
from campaign.source import read_bytes

GOOD = """title: 商业秘密保护：公益宣讲
summary: 时间：下午两点半；地点：三楼
note: 'it''s A&B <产学研> 100% #1'
url: https://www.songjiang.gov.cn/a?b=1#c
topics: [竞业限制, "甲，乙", {a: b}]
body: |
  G60：科创走廊
  date：2023
  \t制表
  - 项
  key:value
  "没有结束
  [甲，乙
  　　首行缩进 #3
long: 第一行
  接着：第二行
  - 还是第二行
quoted: "一
  二：三
  四"
agenda:
- time: 09:30
  title: 开场 # 说明
-   - 甲
    - 乙
empty:
last: C# 与 -1 和 *星* 与 ！
"""


def found(text: str | bytes) -> list[tuple[str, int, int]]:
    problems = Problems()
    read_bytes(text.encode() if isinstance(text, str) else text, "x.yml", problems)
    return [(problem.code, problem.where.line, problem.where.col) for problem in problems]


def mended(text: str) -> list[str]:
    problems = Problems()
    read_bytes(text.encode(), "x.yml", problems)
    return [problem.suggestion for problem in problems]


def data(text: str) -> object:
    document = read_bytes(text.encode(), "x.yml", Problems())
    return document.data if document else None


def test_good_text_is_left_alone() -> None:
    assert found(GOOD) == []


def test_good_text_is_left_alone_when_a_mistake_makes_every_line_looked_at() -> None:
    assert found(GOOD + "wrong：x\n") == [("fullwidth-colon", 28, 6)]


@pytest.mark.parametrize(
    ("text", "code", "col", "better"),
    [
        ("date：2023", "fullwidth-colon", 5, "date: 2023"),
        ("date： 2023", "fullwidth-colon", 5, "date: 2023"),
        ("date﹕2023", "fullwidth-colon", 5, "date: 2023"),
        ("date:2023", "missing-space", 1, "date: 2023"),
        ("date:　2023", "fullwidth-space", 6, "date: 2023"),
        ("date　: 2023", "fullwidth-space", 5, "date: 2023"),
        ("date:\t2023", "tab", 6, "date: 2023"),
        ("date 2023", "missing-colon", 5, "date: 2023"),
        ("date = 2023", "missing-colon", 5, "date: 2023"),
        ("\tdate: 2023", "tab", 1, "date: 2023"),
        ("　date: 2023", "fullwidth-space", 1, "date: 2023"),
        (" date: 2023", "bad-indent", 2, "date: 2023"),
        ("date: “宣讲: 一”", "colon-in-value", 10, 'date: "“宣讲: 一”"'),
        ("date: 通知:", "colon-in-value", 9, 'date: "通知:"'),
        ('date: "2023', "unclosed-quote", 7, 'date: "2023"'),
        ('date: "2023”', "unclosed-quote", 7, 'date: "2023"'),
        ("date: 'it's'", "quote-inside", 7, 'date: "it\'s"'),
        ('date: "甲"乙"', "quote-inside", 7, "date: '甲\"乙'"),
        ("date: *重要* 通知", "reserved-start", 7, 'date: "*重要* 通知"'),
        ("date: & 活动", "reserved-start", 7, 'date: "& 活动"'),
        ("date: !重要", "reserved-start", 7, 'date: "!重要"'),
        ("date: @某", "reserved-start", 7, 'date: "@某"'),
        ("date: %50 # 注", "reserved-start", 7, 'date: "%50" # 注'),
        ("date: `x`", "reserved-start", 7, 'date: "`x`"'),
        ("date: > 5万", "reserved-start", 7, 'date: "> 5万"'),
        ("date: - 甲", "reserved-start", 7, 'date: "- 甲"'),
        ("date: [通知] 甲", "reserved-start", 7, 'date: "[通知] 甲"'),
        ("date: {{ x }}", "wrong-type", 7, 'date: "{{ x }}"'),
        ("date: [甲，乙]", "fullwidth-comma", 9, "date: [甲, 乙]"),
        ("date: [甲, 乙］", "fullwidth-bracket", 7, "date: [甲, 乙]"),
        ("date: [甲, 乙", "unclosed-bracket", 7, "date: [甲, 乙]"),
        ("date: {a：1}", "fullwidth-colon", 9, "date: {a: 1}"),
        ("date: {a:1}", "missing-space", 9, "date: {a: 1}"),
        ('date: "C:\\Users"', "bad-escape", 10, 'date: "C:\\\\Users"'),
        ('date: "\\ud800"', "bad-escape", 8, 'date: "\\\\ud800"'),
        ('date: "x\\0y"', "control-char", 9, 'date: "x  y"'),
        ('date: "x\\ty"', "control-char", 9, 'date: "x  y"'),
        ("date: 第 #3 场", "hash-in-value", 9, 'date: "第 #3 场"'),
    ],
)
def test_mistake_in_a_field_is_named_and_mended(text: str, code: str, col: int, better: str) -> None:
    whole = f"id: a\n{text}\nlast: z\n"
    assert found(whole) == [(code, 2, col)]
    assert mended(whole) == [better]
    assert set(data(whole) or ()) == {"id", "date", "last"}


@pytest.mark.parametrize(
    ("text", "code", "col", "better"),
    [
        ("－ id: b", "fullwidth-dash", 1, "- id: b"),
        ("—　id: b", "fullwidth-dash", 1, "- id: b"),
        ("• id: b", "fullwidth-dash", 1, "- id: b"),
        ("-id: b", "missing-space", 1, "- id: b"),
        ("-　id: b", "fullwidth-space", 2, "- id: b"),
        (" - id: b", "bad-indent", 2, "- id: b"),
    ],
)
def test_mistake_at_a_dash_is_named_and_mended(text: str, code: str, col: int, better: str) -> None:
    whole = f"- id: a\n{text}\n  title: 甲\n"
    assert found(whole) == [(code, 2, col)]
    assert mended(whole) == [better]
    assert data(whole) == [{"id": "a"}, {"id": "b", "title": "甲"}]


def test_record_in_wide_braces_is_mended_with_what_is_in_it() -> None:
    whole = "- id: a\n- ｛id：b， tags: ［甲， 乙，］，none： ［］， title： 丙｝\n"
    assert found(whole) == [("fullwidth-bracket", 2, 3)]
    assert mended(whole) == ["- {id: b, tags: [甲, 乙], none: [], title: 丙}"]
    assert data(whole) == [{"id": "a"}, {"id": "b", "tags": ["甲", "乙"], "none": [], "title": "丙"}]


def test_every_mistake_of_a_file_is_found_in_one_run() -> None:
    text = "id：a\ntitle: 'it's'\n\tdate: 1\nurl:x\nplace: [甲\nid: b\n"
    assert found(text) == [
        ("fullwidth-colon", 1, 3),
        ("quote-inside", 2, 8),
        ("tab", 3, 1),
        ("missing-space", 4, 1),
        ("unclosed-bracket", 5, 8),
        ("duplicate-key", 6, 1),
    ]


def test_text_of_a_block_that_is_not_moved_in_is_mended() -> None:
    text = "body: |\n　　第一段\n第二段\n\t第三段\nlast: z\n"
    assert found(text) == [("fullwidth-space", 2, 1), ("bad-indent", 3, 1), ("tab", 4, 1)]
    assert data(text) == {"body": "　　第一段\n第二段\n第三段\n", "last": "z"}


def test_second_line_of_a_text_without_indent_is_joined() -> None:
    text = "title: 商业秘密\n公益宣讲\nlast: z\n"
    assert found(text) == [("bad-indent", 2, 1)]
    assert data(text) == {"title": "商业秘密 公益宣讲", "last": "z"}


def test_mistake_made_everywhere_stops_the_scan() -> None:
    codes = [code for code, _, _ in found("id: a\n" + "date：1\n" * 5000)]
    assert codes.count("fullwidth-colon") == 20
    assert codes.count("too-many") == 1


@pytest.mark.parametrize(
    ("char", "code"),
    [
        ("\x00", "control-char"), ("\x07", "control-char"), ("\x1b", "control-char"), ("\x7f", "control-char"),
        ("\x85", "control-char"), ("\x9b", "control-char"), ("\u2028", "control-char"), ("\ufffe", "control-char"),
        ("\u200b", "invisible-char"), ("\u200d", "invisible-char"), ("\u2060", "invisible-char"), ("\ufeff", "invisible-char"),
        ("\xad", "invisible-char"), ("\u202e", "bidi-control"), ("\u2066", "bidi-control"), ("\u200f", "bidi-control"),
        ("\ufffd", "lost-char"),
    ],
)  # fmt: skip
def test_forbidden_character_is_named_with_its_number(char: str, code: str) -> None:
    text = f"id: a\ntitle: 甲{char}乙\n# 注{char}\n"
    assert found(text) == [(code, 2, 9), (code, 3, 4)]
    problems = Problems()
    read_bytes(text.encode(), "x.yml", problems)
    assert all(f"U+{ord(char):04X}" in problem.hint for problem in problems)
    assert code == "lost-char" or char not in problems.text()


@pytest.mark.parametrize("text", ["title: 👩‍💻 ☺️", "title: 葛\U000e0100", "title: 甲　乙", "title: 甲\xa0"])
def test_character_that_belongs_to_text_is_accepted(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["id: a\ntitle:\xa0甲", "id: a\n\xa0\xa0title: 甲", "id: a\ntitle\xa0: 甲"])
def test_odd_space_where_yaml_needs_one_is_an_error(text: str) -> None:
    problems = Problems()
    read_bytes(text.encode(), "x.yml", problems)
    assert ("invisible-char", "error") in [(problem.code, problem.severity) for problem in problems]


def test_odd_space_inside_a_value_is_a_warning() -> None:
    problems = Problems()
    read_bytes("title: 甲\xa0乙\n".encode(), "x.yml", problems)
    assert [(p.code, p.severity, p.suggestion) for p in problems] == [("invisible-char", "warning", "title: 甲 乙")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_and_line_end_of_any_editor_give_the_same_tree(encoding: str, end: str) -> None:
    problems = Problems()
    document = read_bytes("title: 公益\nbody: |\n  一\n  二\n".replace("\n", end).encode(encoding), "x.yml", problems)
    assert document is not None
    assert (document.data, problems.found) == ({"title": "公益", "body": "一\n二\n"}, [])


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("id: a\ntitle: 公益宣讲\n".encode("gbk"), (2, 8)),
        ("id: a\ntitle: caf\xe9\n".encode("latin-1"), (2, 11)),
        ("id: a\ntitle: 公益\n".encode("utf-16-le"), (1, 1)),
        (b"id: a\ntitle: \xed\xa0\x80\n", (2, 8)),
    ],
)
def test_other_encoding_is_named_and_read_on(raw: bytes, place: tuple[int, int]) -> None:
    problems = Problems()
    document = read_bytes(raw, "x.yml", problems)
    assert [(p.code, p.where.line, p.where.col) for p in problems] == [("not-utf8", *place)]
    assert all("UTF-8" in problem.hint for problem in problems)
    assert document is not None
    assert set(document.data) == {"id", "title"}


def test_stray_carriage_return_is_a_control_character() -> None:
    assert found("title: 甲\r乙\n") == [("control-char", 1, 9)]
