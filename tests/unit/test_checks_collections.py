"""The rules about cases, desks and quizzes."""

from __future__ import annotations

import pytest
from tests.conftest import Folder
from tests.statutes import add_laws

CASE = "cases/one.yml"
DESK = "desks/one.yml"
LECTURE = "lectures/2023-06-14-grading.yml"
_COMMON = "status: published\nreporting_unit: fbzdjz\nreview: {secrecy: pass}\n"
_CASE = (
    "id: one\ntitle: 一案\npublished_on: 2026-06-01\npublisher: 科\nroute: 行政\nindustry: 机械\nsecret: 技术信息\n"
    "act: 披露使用\nfacts: 2026年1月，甲拷走图纸。\nmeasures: 有门禁。\ndecision: 责令停止。\nlesson: [早停账号]\n"
    "articles: [law:demo-2025#3]\nanonymised: true\nsample: true\n"
)
_DESK = (
    'id: one\nname: 窗口\nvenue: hall\ndoes: [咨询]\nhours:\n  - {days: [周一, 周二], open: "09:00", close: "11:00"}\n'
)


def test_case_names_nobody_finds_real_names_unless_it_is_a_draft(tiny: Folder) -> None:
    add_laws(tiny)
    tiny.write(CASE, _CASE + _COMMON)
    assert tiny.problems_of() == []
    tiny.edit(CASE, anonymised="false")
    assert tiny.problems_of() == [tiny.finding(CASE, "anonymised: ¦false", "case-not-anonymised")]
    tiny.edit(CASE, status="draft")
    assert tiny.problems_of() == []


def test_real_case_passed_the_legal_review_unless_it_is_made_up(tiny: Folder) -> None:
    add_laws(tiny)
    tiny.write(CASE, _CASE + _COMMON)
    tiny.edit(CASE, sample=None)
    assert tiny.problems_of() == [tiny.finding(CASE, "review: ¦{secrecy", "case-legal-review")]
    tiny.edit(CASE, review="{secrecy: pass, legal: pass}")
    assert tiny.problems_of() == []


def test_publishing_waits_for_the_legal_review_of_any_record(tiny: Folder) -> None:
    for pending in (LECTURE, "notices/2023-06-01-guide.yml"):
        before = tiny.read(pending)
        tiny.edit(pending, review="{secrecy: pass, legal: pending}")
        assert tiny.problems_of() == [tiny.finding(pending, "legal: ¦pending", "legal-review")]
        tiny.edit(pending, review="{secrecy: pass, legal: pass}")
        assert tiny.problems_of() == []
        tiny.write(pending, before)


@pytest.mark.parametrize(
    ("facts", "articles", "at", "code"),
    [
        ("甲拷走图纸。", "[law:demo-2025#3]", "facts: ¦甲", "case-undated"),
        ("2023年，甲拷走图纸。", "[law:demo-2025#3]", "articles: [¦law", "case-law-version"),
        ("2025年9月，甲拷走图纸。", "[law:demo-2025#3]", "articles: [¦law", "case-law-version"),
        ("2025年，甲拷走图纸。", "[law:demo-2025#3]", "", ""),
        ("2025年9月，甲拷走图纸，2025年11月还在用。", "[law:demo-2025#3]", "", ""),
        ("2025年9月，甲拷走图纸。", "[law:demo-2019#2]", "", ""),
        ("2025年11月，甲拷走图纸。", "[law:demo-2019#2]", "articles: [¦law", "case-law-version"),
        ("2026年7月，甲拷走图纸。", "[law:demo-2025#3]", "published_on: ¦2026", "case-dates"),
        ("2026年1月拷走，2026年7月还在用。", "[law:demo-2025#3]", "published_on: ¦2026", "case-dates"),
    ],
)
def test_case_tells_when_it_happened_and_rests_on_the_law_of_that_time(
    tiny: Folder, facts: str, articles: str, at: str, code: str
) -> None:
    add_laws(tiny)
    tiny.write(CASE, _CASE + _COMMON)
    tiny.edit(CASE, facts=facts, articles=articles)
    assert tiny.problems_of() == ([tiny.finding(CASE, at, code)] if code else [])


def test_desk_opens_before_it_closes_finds_the_closing_time(tiny: Folder) -> None:
    tiny.write(DESK, _DESK + _COMMON)
    assert tiny.problems_of() == []
    tiny.replace(DESK, '"11:00"', '"08:00"')
    assert tiny.problems_of() == [tiny.finding(DESK, 'close: ¦"08:00"', "desk-hours")]


def test_desk_that_takes_reports_says_how_finds_what_is_missing(tiny: Folder) -> None:
    tiny.write(DESK, (_DESK + _COMMON).replace("[咨询]", "[咨询, 接收举报材料]"))
    assert tiny.problems_of() == [tiny.finding(DESK, "does: ¦[", "desk-report-missing")]
    tiny.edit(DESK, report="{accepts: [举报材料], after: [登记]}")
    assert tiny.problems_of() == []


@pytest.mark.parametrize(
    ("quiz", "found"),
    [
        ("[{q: 问, options: [甲, 乙], answer: 甲, why: 因为}]", []),
        ("[{q: 问, options: [甲, 乙], answer: 丙, why: 因为}]", [("answer: ¦丙", "quiz-answer")]),
        ("[{q: 问, options: [甲, 甲], answer: 甲, why: 因为}]", [("options: ¦[甲, 甲]", "quiz-options")]),
    ],
)
def test_quiz_has_its_answer_among_the_options_finds_the_place(
    tiny: Folder, quiz: str, found: list[tuple[str, str]]
) -> None:
    tiny.edit(LECTURE, quiz=quiz)
    assert tiny.problems_of() == [tiny.finding(LECTURE, at, code) for at, code in found]
