"""Markers and record links in prose: every mistake with its file, line and column."""

from __future__ import annotations

import pytest
from tests.conftest import REPO, Folder, Project
from tests.statutes import EXPLAINER, add_laws

from campaign.prose import check_drawings, check_prose


def _found(tiny: Folder, text: str) -> list[tuple[int, int, str, str]]:
    docs = tiny.root.parent / "docs"
    docs.mkdir()
    (docs / "page.md").write_text(text, encoding="utf-8")
    problems = check_prose(docs, tiny.root, tiny.shown())
    return [(problem.where.line, problem.where.col, problem.code, problem.severity) for problem in problems]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# 页\n\n<!-- view: cards collection=events limit=3 -->\n", []),
        ("[启动](record:events/2023-06-08-launch)\n", []),
        ("```\n<!-- view: nothing -->\n[x](record:events/none)\n```\n", []),
        ("<!-- 说明：这里以后放图 -->\n", []),
        ("文字 <!-- view: agenda -->\n", [(1, 4, "marker-format", "error")]),
        ("<!--view: agenda-->\n", [(1, 1, "marker-format", "error")]),
        ("\n\n<!-- view: agend -->\n", [(3, 1, "unknown-view", "error")]),
        ("<!-- view: cards colection=events -->\n", [(1, 1, "unknown-option", "error")]),
        ("<!-- view: cards collection=event -->\n", [(1, 1, "option-value", "error")]),
        ("<!-- view: cards limit=三 -->\n", [(1, 1, "option-value", "error")]),
        ("看[启动](record:events/2023-06-08-lunch)\n", [(1, 14, "record-link", "error")]),
        ("[x](record:event/2023-06-08-launch)\n", [(1, 12, "record-link", "error")]),
        ("[x](record:events)\n", [(1, 12, "record-link", "error")]),
    ],
)
def test_check_prose_of_a_page(tiny: Folder, text: str, found: list[tuple[int, int, str, str]]) -> None:
    assert _found(tiny, text) == found


def test_check_prose_suggests_the_nearest_record(tiny: Folder) -> None:
    docs = tiny.root.parent / "docs"
    docs.mkdir()
    (docs / "page.md").write_text("[x](record:events/2023-06-08-lunch)\n", encoding="utf-8")

    (problem,) = check_prose(docs, tiny.root, tiny.shown())

    assert problem.suggestion == "[x](record:events/2023-06-08-launch)"


def test_check_prose_warns_of_a_link_to_a_hidden_record(tiny: Folder) -> None:
    tiny.edit("events/2023-06-08-launch.yml", status="draft")
    tiny.edit("lectures/2023-06-14-grading.yml", body=None)

    assert _found(tiny, "[x](record:events/2023-06-08-launch)\n") == [(1, 12, "record-hidden", "warning")]


def test_check_prose_finds_a_wrong_link_in_a_record_at_its_line(tiny: Folder) -> None:
    name = "lectures/2023-06-14-grading.yml"
    tiny.replace(name, "record:events/2023-06-08-launch", "record:events/gone")

    (problem,) = check_prose(tiny.root / "none", tiny.root, tiny.shown())

    assert (problem.where.file, problem.where.line, problem.where.col, problem.code) == tiny.finding(
        name, "events/gone", "record-link"
    )


def test_check_prose_does_not_take_a_hidden_record_of_another_kind_for_the_one_meant(tiny: Folder) -> None:
    tiny.edit("units/station.yml", status="draft")
    tiny.edit("open_days/2023-06-16-station.yml", status="draft")

    assert _found(tiny, "[x](record:events/station)\n") == [(1, 12, "record-link", "error")]


@pytest.mark.parametrize("text", ['[x](record:events/none "题")\n', "[x][1]\n\n[1]: record:events/none\n"])
def test_check_prose_finds_wrong_links_in_the_other_forms_of_markdown(tiny: Folder, text: str) -> None:
    assert [code for _, _, code, _ in _found(tiny, text)] == ["record-link"]


@pytest.mark.parametrize(("name", "close"), [("finess", "fines"), ("zzz", "")])
def test_drawing_that_is_not_there_is_told_with_the_one_that_was_meant(tiny: Folder, name: str, close: str) -> None:
    add_laws(tiny)
    tiny.edit(EXPLAINER, diagram=name)
    (problem,) = check_drawings(REPO / "overrides", tiny.shown())
    found = (problem.where.file, problem.where.line, problem.where.col, problem.code)
    assert found == tiny.finding(EXPLAINER, f"diagram: ¦{name}", "unknown-diagram")
    assert problem.suggestion == (f"diagram: {close}" if close else "")
    assert (f"是不是“{close}”？" if close else "fines、measures") in problem.hint
    tiny.edit(EXPLAINER, diagram="fines")
    assert list(check_drawings(REPO / "overrides", tiny.shown())) == []


def test_build_and_check_refuse_a_drawing_that_is_not_there(project: Project) -> None:
    add_laws(project.data)
    project.data.edit(EXPLAINER, diagram="finess")
    for command in ("check", "build"):
        done = project.run(command)
        assert done.returncode == 1
        assert "错误〔unknown-diagram〕没有叫“finess”的图解。" in done.stdout
