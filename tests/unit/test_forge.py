"""GitHub's ten annotations of a step, and its summary with everything."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import Project

from campaign import forge
from campaign.problems import Problem, Problems, Where

EVENT = "events/2023-06-08-launch.yml"


def _many(files: int, each: int) -> Problems:
    return Problems(
        [Problem("a", Where(f"f{file:02}.yml", line + 1), f"错{line}") for file in range(files) for line in range(each)]
    )


def test_up_to_ten_findings_are_told_each_on_its_line() -> None:
    rows = forge.github(_many(2, 5)).splitlines()

    assert len(rows) == 10
    assert rows[0] == "::error file=f00.yml,line=1,col=1,title=a::错0"


def test_more_than_ten_are_told_file_by_file() -> None:
    rows = forge.github(_many(2, 6)).splitlines()

    assert [row.partition("::这个文件共 6 处：%0A第 1 行：错0%0A")[0] for row in rows] == [
        "::error file=f00.yml,line=1,col=1,title=a",
        "::error file=f01.yml,line=1,col=1,title=a",
    ]


def test_more_than_ten_files_end_with_the_number_of_what_is_left() -> None:
    rows = forge.github(_many(13, 2)).splitlines()

    assert len(rows) == forge.SHOWN
    assert rows[-1].startswith("::error file=f09.yml,line=1,")
    assert rows[-1].endswith("::另外 4 个文件还有 8 处，全部见检查摘要（Summary）。")


def test_summary_has_everything_and_none_of_it_means_anything() -> None:
    problems = _many(3, 5)
    problems.add(Problem("b", Where("x.yml"), "</pre><script>@all\n::set-output name=a::b"))

    told = forge.summary(problems)

    assert told.count("错误〔a〕") == 15
    assert "<script>" not in told
    assert "\n::set-output" not in told
    assert told.startswith("## ❌")


def test_check_adds_the_whole_list_to_the_step_summary(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    project.data.replace(EVENT, "start: 2023", "start：2023")

    assert project.run("check", "--format", "github").returncode == 1

    assert "改成 │ start: 2023-06-08 14:00" in page.read_text(encoding="utf-8")


def test_name_of_a_file_is_no_command() -> None:
    problems = Problems([Problem("odd", Where("data/a\r\n##[error]b,c:d%.yml", 2, 3), "一\n二")])
    assert (
        forge.github(problems)
        == "::error file=data/a%0D%0A##[error]b%2Cc%3Ad%25.yml,line=2,col=3,title=odd::一<U+000A>二"
    )
