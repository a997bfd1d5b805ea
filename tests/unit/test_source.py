"""Text to tree: what is refused, where values stand, what may be left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.builder import MOST_FIELDS, MOST_ITEMS
from campaign.document import Document
from campaign.problems import Problems, Where
from campaign.source import entries_of_list, entry_of_file, read, read_bytes


def parsed(text: str) -> tuple[Document, list[tuple[str, int, int]]]:
    problems = Problems()
    document = read_bytes(text.encode(), "x.yml", problems)
    assert document is not None
    return document, places(problems)


def refused(raw: str | bytes) -> list[tuple[str, int, int]]:
    problems = Problems()
    assert read_bytes(raw.encode() if isinstance(raw, str) else raw, "x.yml", problems) is None
    return places(problems)


def places(problems: Problems) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.where.line, problem.where.col) for problem in problems]


def test_scalars_stay_text_as_written() -> None:
    text = "a: 09:30\nb: 021\nc: no\nd: 1_000\ne: .inf\nf: 2023-06-07\ng: null\nh: ~\ni:\nj: 0x1F\n"
    document, found = parsed(text)
    assert found == []
    assert list(document.data.values()) == [
        "09:30",
        "021",
        "no",
        "1_000",
        ".inf",
        "2023-06-07",
        "null",
        "~",
        "",
        "0x1F",
    ]


def test_places_of_keys_and_values_count_characters_from_one() -> None:
    document, _ = parsed("标题: 甲\nlist:\n  - x: 一\n    y: 二\nflow: {a: [1, 22]}\n")
    assert document.where(("标题",), key=True) == Where("x.yml", 1, 1)
    assert document.where(("标题",)) == Where("x.yml", 1, 5)
    assert document.where(("list", 0, "y")) == Where("x.yml", 4, 8)
    assert document.where(("flow", "a", 1)) == Where("x.yml", 5, 15)


def test_place_of_something_absent_is_its_nearest_parent() -> None:
    document, _ = parsed("a:\n  b: 1\n")
    assert document.where(("a", "c", 3)) == Where("x.yml", 2, 3)
    assert document.where(("z",)) == Where("x.yml", 1, 1)


def test_place_in_a_mended_line_is_the_one_people_see() -> None:
    document, found = parsed("id: a\n\t\ttitle: 甲\n")
    assert found == [("tab", 2, 1)]
    assert document.where(("title",)) == Where("x.yml", 2, 10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2\n", [("duplicate-key", 2, 1)]),
        ("a: &x 1\nb: *x\n", [("anchor-alias", 1, 4), ("anchor-alias", 2, 4)]),
        ("a: !!str 1\n", [("yaml-tag", 1, 4)]),
        ("<<: {b: 1}\n", [("unsupported-yaml", 1, 1)]),
        ("a: 1\n---\nb: 2\n", [("multiple-documents", 2, 1)]),
        ("a: 1\n...\nb: 2\n", [("multiple-documents", 2, 1)]),
        ("%YAML 1.1\n---\na: 1\n", [("unsupported-yaml", 1, 1)]),
    ],
)
def test_yaml_beyond_fields_and_lists_is_named(text: str, expected: list[tuple[str, int, int]]) -> None:
    document, found = parsed(text)
    assert found == expected
    assert isinstance(document.data, dict)


def test_front_and_end_markers_of_one_document_are_accepted() -> None:
    document, found = parsed("# 说明\n---\na: 1\n...\n# 完\n")
    assert (document.data, found) == ({"a": "1"}, [])


@pytest.mark.parametrize("text", ["a: " + "[" * 50_000, "a: " + "{" * 50_000, "- " * 50_000 + "x", "? " * 50_000 + "x"])
def test_nesting_without_end_is_too_deep(text: str) -> None:
    assert [code for code, _, _ in refused(text)] == ["too-deep"]


def test_twelve_levels_are_not_too_deep() -> None:
    assert parsed("a: " + "[" * 11 + "]" * 11)[1] == []
    assert refused("a: " + "[" * 12 + "]" * 12) == [("too-deep", 1, 15)]


def test_list_of_a_million_values_is_too_long() -> None:
    assert [code for code, _, _ in refused("a: [" + "x," * 1_000_000 + "]")] == ["too-long"]


@pytest.mark.parametrize("field", ["k{}: 1, ", "k: 1, "], ids=["others", "the same"])
def test_fields_of_records_are_counted_together(field: str) -> None:
    record = "- {" + "".join(map(field.format, range(450))) + "}\n"
    codes = {one[0] for one in refused(record * 1150)}
    assert codes - {"duplicate-key"} == {"too-long"}


@pytest.mark.parametrize(
    ("most", "before", "row", "line"),
    [
        (MOST_ITEMS, "a: 1\nb:\n", "  - {}\n", 2003),
        (MOST_ITEMS, "- id: a\n  b:\n", "  - {}\n", 2003),
        (MOST_FIELDS, "", "k{0}: {0}\n", 501),
    ],
    ids=["a list", "a list in a list of records", "fields"],
)
def test_what_nobody_writes_by_hand_is_too_long(most: int, before: str, row: str, line: int) -> None:
    rows = [row.format(number) for number in range(most + 1)]
    assert parsed(before + "".join(rows[:-1]))[1] == []
    assert [one[:2] for one in refused(before + "".join(rows))] == [("too-long", line)]


def test_one_field_again_and_again_is_too_long() -> None:
    codes = [one[0] for one in refused("a: 1\n" * 1_600_000)]
    assert codes == ["duplicate-key"] * 20 + ["too-long"]


def test_list_of_records_may_be_longer() -> None:
    document, found = parsed("- id: a\n" * (MOST_ITEMS + 1))
    assert (len(document.data), found) == (MOST_ITEMS + 1, [])


def test_file_over_the_limit_is_not_parsed() -> None:
    assert refused(b"#" * (8 * 1024 * 1024 + 1)) == [("file-too-large", 1, 1)]


def test_key_over_libyamls_limit_is_an_unknown_field() -> None:
    document, found = parsed(f"a: 1\n{'k' * 1400}: 2\nb: 3\n")
    assert found == [("unknown-key", 2, 1)]
    assert document.data == {"a": "1", "b": "3"}


def test_record_that_cannot_be_mended_does_not_hide_the_others() -> None:
    problems = Problems()
    document = read_bytes(b'- id: a\n- id: "x\n    y" z\n- id: b\n  id: c\n', "x.yml", problems)
    assert document is not None
    assert document.data == [{"id": "a"}, {"id": "b"}]
    assert places(problems) == [("bad-indent", 3, 8), ("duplicate-key", 5, 3)]


@pytest.mark.parametrize("text", ["", "\n\n", "# 暂无\n", "---\n"])
def test_file_without_content_has_no_records_in_a_list(text: str) -> None:
    problems = Problems()
    assert entries_of_list(parsed(text)[0], problems) == []
    assert places(problems) == [] or text == "---\n"


def test_file_without_content_is_an_error_for_one_record() -> None:
    problems = Problems()
    assert entry_of_file(parsed("# 暂无\n")[0], problems) is None
    assert places(problems) == [("empty-file", 1, 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("活动列表\n", [("not-a-list", 1, 1)]),
        ("id: a\n", [("not-a-list", 1, 1)]),
        ("- id: a\n- 甲\n- [x]\n", [("wrong-type", 2, 3), ("wrong-type", 3, 3)]),
    ],
)
def test_list_file_with_anything_else_names_it(text: str, expected: list[tuple[str, int, int]]) -> None:
    problems = Problems()
    entries_of_list(parsed(text)[0], problems)
    assert places(problems) == expected


@pytest.mark.parametrize("text", ["甲\n", "- id: a\n"])
def test_record_file_without_fields_is_not_a_mapping(text: str) -> None:
    problems = Problems()
    assert entry_of_file(parsed(text)[0], problems) is None
    assert places(problems) == [("not-a-mapping", 1, 1)]


def test_problem_of_an_entry_carries_line_field_and_mended_line() -> None:
    document, _ = parsed("- id: a\n- id: b\n  date: 2023/6/7 # 待核\n")
    problem = entries_of_list(document, Problems())[1].problem("date-format", ("date",), "不对", value="2023-06-07")
    assert (problem.where, problem.field) == (Where("x.yml", 3, 9), "date")
    assert problem.line_text == "  date: 2023/6/7 # 待核"
    assert problem.suggestion == "  date: 2023-06-07 # 待核"


@pytest.mark.parametrize(
    ("text", "path", "value", "expected"),
    [
        ('t: "x"\n', ("t",), "y", 't: "y"'),
        ("t: {a: x, b: y}\n", ("t", "a"), "z", "t: {a: z, b: y}"),
        ("t: [x, y]\n", ("t", 1), "z", "t: [x, z]"),
        ("t:\n", ("t",), "z", "t: z"),
        ("t: x\n", ("t",), "a: b", 't: "a: b"'),
        ("t: x\n", ("t",), '"好"', "t: '\"好\"'"),
    ],
)
def test_suggestion_is_the_line_with_the_value_replaced(
    text: str, path: tuple[str | int, ...], value: str, expected: str
) -> None:
    assert parsed(text)[0].problem("x", path, "", value=value).suggestion == expected


def test_suggestion_for_a_key_leaves_the_value() -> None:
    assert parsed("标题: 甲\n")[0].problem("x", ("标题",), "", value="title", key=True).suggestion == "title: 甲"


def test_link_and_folder_and_missing_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "real.yml").write_text("a: 1\n", "utf-8")
    (tmp_path / "link.yml").symlink_to(tmp_path / "real.yml")
    (tmp_path / "folder.yml").mkdir()
    problems = Problems()
    assert [read(tmp_path / name, name, problems) for name in ("link.yml", "folder.yml", "none.yml")] == [None] * 3
    assert [(problem.where.file, problem.code) for problem in problems] == [
        ("folder.yml", "unreadable"),
        ("link.yml", "symlink"),
        ("none.yml", "unreadable"),
    ]
    assert read(tmp_path / "real.yml", "real.yml", problems) is not None
