"""One mistake gives one finding, with the line as it was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Folder

EVENT = "events/2023-06-08-launch.yml"


@pytest.mark.parametrize("rest", ["enterprises: 60\n  people: 118\n  materials: 3", "enterprises: 60\npeople: 118"])
def test_load_says_once_that_lines_moved_out_of_their_part(tiny: Folder, rest: str) -> None:
    tiny.replace(
        EVENT, "results: {held: true, enterprises: 20, people: 45, materials: 100}", f"results:\n  held: true\n{rest}"
    )
    [problem] = tiny.problems()
    assert (problem.code, problem.suggestion) == ("misplaced-key", "  enterprises: 60")


def test_load_says_once_that_a_word_left_the_vocabulary(tiny: Folder) -> None:
    tiny.replace("vocab.yml", "name: 定密分级", "name: 保密")
    [problem] = tiny.problems()
    assert (problem.code, problem.where.file) == ("unknown-word", f"data/{EVENT}")
    assert problem.message == "“定密分级”不在“主题”词表里。另有 1 处也写了它：data/people.yml:5:12。"


def test_load_reads_on_behind_a_marker_between_fields(tiny: Folder) -> None:
    tiny.replace(EVENT, "item: 1", "---\nitem: 1")
    assert tiny.problems_of() == [tiny.finding(EVENT, "¦---", "multiple-documents")]


def test_load_lists_only_the_nearest_fields_after_an_unknown_one(tiny: Folder) -> None:
    tiny.edit(EVENT, zzzz="1")
    [problem] = tiny.problems()
    assert problem.hint.count("（") == 6
    assert len(problem.hint) < 160


@pytest.mark.parametrize(
    ("field", "written", "right"),
    [
        ("status", "草稿", "draft"), ("status", "已取消", "cancelled"), ("review", "{secrecy: 通过}", "{secrecy: pass}"),
        ("end", "6月31日 16:00", "2023-06-30 16:00"), ("end", "下午4点半", "2023-06-08 16:30"),
        ("end", "2023-06-08", "2023-06-08 16:00"), ("verified_on", "5月20日", "2023-05-20"),
    ],
)  # fmt: skip
def test_load_proposes_what_was_meant(tiny: Folder, field: str, written: str, right: str) -> None:
    tiny.edit(EVENT, **{field: written})
    assert [problem.suggestion for problem in tiny.problems()] == [f"{field}: {right}"]


@pytest.mark.parametrize(
    ("name", "fields", "said", "better"),
    [
        (EVENT, {"end": "6月31日"}, "2023 年 6 月只有 30 天。", "end: 2023-06-30 16:00"),
        (EVENT, {"end": "2023-06-31"}, "2023 年 6 月只有 30 天。", "end: 2023-06-30 16:00"),
        (EVENT, {"start": "2023-06-08 23:00", "end": "2023年6月31日"}, "2023 年 6 月只有 30 天。", "end: 2023-06-30 23:59"),
        (EVENT, {"start": "２ 月 30 号", "end": None}, "2023 年 2 月只有 28 天。", "start: 2023-02-28 14:00"),
        ("notices/2023-06-01-guide.yml", {"issued": "6月31日"}, "2023 年 6 月只有 30 天。", "issued: 2023-06-30"),
        ("units/station.yml", {"closed_days": "[2023-06-22, 6月31日]"}, "6 月只有 30 天。", ""),  # no year to be told from
    ],
)  # fmt: skip
def test_load_says_how_long_the_month_is(
    tiny: Folder, name: str, fields: dict[str, str | None], said: str, better: str
) -> None:
    tiny.edit(name, **fields)
    [problem] = tiny.problems()
    assert (problem.code, problem.message.rpartition("：")[2], problem.suggestion) == ("date-impossible", said, better)


def test_load_calls_no_clock_a_day(tiny: Folder) -> None:
    tiny.edit(EVENT, verified_on="下午2点")
    assert [problem.suggestion for problem in tiny.problems()] == [""]


def test_missing_id_is_the_name_of_the_file(tiny: Folder) -> None:
    tiny.edit(EVENT, id=None)
    assert [one.hint for one in tiny.problems()] == ["加一行“id: 2023-06-08-launch”，和文件名相同。"]
