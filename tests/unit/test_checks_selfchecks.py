"""Self-checks: what the rules refuse, and what the browser is given to count with."""

from __future__ import annotations

import pytest
from tests.conftest import Folder

from campaign.models.selfchecks import SelfCheck

SHEET = "selfchecks/demo.yml"
_HEAD = """\
id: demo
title: 自测
minutes: 5
status: published
reporting_unit: fbzdjz
review: {secrecy: pass}
bands:
  - {from: 0, name: 低, says: 补。}
  - {from: 60, name: 高, says: 好。}
questions:
"""
_ROW = "  - {{id: q-{n}, q: 第{n}问？, dimension: {side}, weight: {weight}, why: 因为。, fix: 去做。}}\n"
_SIDES = [side for side in ("人防", "物防", "技防", "制度") for _ in range(5)]


def _sheet(sides: list[str] = _SIDES) -> str:
    rows = [_ROW.format(n=n, side=side, weight=1 + n % 3) for n, side in enumerate(sides)]
    return _HEAD + "".join(rows)


def test_five_questions_a_side_are_enough(tiny: Folder) -> None:
    tiny.write(SHEET, _sheet())
    assert tiny.problems_of() == []


def test_every_side_is_asked_enough_names_the_thin_side(tiny: Folder) -> None:
    tiny.write(SHEET, _sheet(_SIDES[1:]))
    found = tiny.problems()
    assert [(one.code, "“人防”只有 4 题" in one.message) for one in found] == [("check-few", True)]


@pytest.mark.parametrize(("old", "new", "at"), [("from: 0", "from: 10", "¦10"), ("from: 60", "from: 0", "")])
def test_bands_cover_the_scale_finds_the_band(tiny: Folder, old: str, new: str, at: str) -> None:
    tiny.write(SHEET, _sheet().replace(old, new))
    place = f"from: {at}" if at else "from: ¦0, name: 高"
    assert tiny.problems_of() == [tiny.finding(SHEET, place, "band-order")]


def test_ids_of_questions_are_unique_finds_the_second(tiny: Folder) -> None:
    tiny.write(SHEET, _sheet().replace("id: q-7,", "id: q-3,"))
    assert tiny.problems_of() == [tiny.finding(SHEET, "id: ¦q-3, q: 第7问", "check-twice")]


@pytest.mark.parametrize("weight", ["0", "4", "两"])
def test_weight_is_one_to_three(tiny: Folder, weight: str) -> None:
    tiny.write(
        SHEET,
        _sheet().replace(
            "weight: 2, why: 因为。, fix: 去做。}\n", f"weight: {weight}, why: 因为。, fix: 去做。}}\n", 1
        ),
    )
    assert [one.where.line for one in tiny.problems()] == [12]


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("lectures: [nobody]", "unknown-reference"),
        ("explainer: nobody", "unknown-reference"),
        ("articles: [law:nobody-2025#1]", "law-unknown"),
    ],
)
def test_references_are_resolved(tiny: Folder, field: str, code: str) -> None:
    tiny.write(SHEET, _sheet().replace("fix: 去做。}", f"fix: 去做。, {field}}}", 1))
    assert [(one.code, one.where.line) for one in tiny.problems()] == [(code, 11)]


def test_browser_counts_with_what_the_record_says(tiny: Folder) -> None:
    tiny.write(SHEET, _sheet().replace("fix: 去做。}", "fix: 去做。, effort: 今天就能做}", 1))
    sheet = tiny.shown().find("selfchecks", "demo")
    assert isinstance(sheet, SelfCheck)
    marking = sheet.marking
    assert {name: value for name, value in marking.items() if name != "questions"} == {
        "id": "demo",
        "answers": {"done": 100, "partly": 50, "not-yet": 0, "skip": None},
        "bands": [{"from": 0, "name": "低", "says": "补。"}, {"from": 60, "name": "高", "says": "好。"}],
        "efforts": ("今天就能做", "这个月能做", "要花些钱"),
    }
    questions = marking["questions"]
    assert isinstance(questions, list)
    assert questions[:2] == [
        {"id": "q-0", "dimension": "人防", "weight": 1, "effort": 0},
        {"id": "q-1", "dimension": "人防", "weight": 2, "effort": 1},
    ]
    assert [(side, full) for side, _, full in sheet.sides()] == [("人防", 9), ("物防", 10), ("技防", 11), ("制度", 9)]
