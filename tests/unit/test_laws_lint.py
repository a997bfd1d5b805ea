"""Old numbers, unpinned links and links that say one number and mean another: each with its place."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.conftest import REPO

from campaign.laws import Laws, laws_of
from campaign.laws_lint import citing_problems
from campaign.loading import load


@pytest.fixture(scope="module")
def laws() -> Laws:
    """Return the sample campaign's laws."""
    return laws_of(load(REPO / "data", datetime(2026, 6, 12)).records)


def _found(laws: Laws, text: str) -> list[tuple[int, int, str, str]]:
    found = citing_problems(text, "page.md", laws)
    return [(one.where.line, one.where.col, one.code, one.suggestion) for one in found]


@pytest.mark.parametrize(
    ("text", "at", "fixed"),
    [
        ("反不正当竞争法第九条", 8, "反不正当竞争法第十条"),
        ("《反不正当竞争法》第 15 条", 10, "《反不正当竞争法》第 19 条"),
        ("按反不正当竞争法第 21 条罚", 9, "按反不正当竞争法第 26 条罚"),
        ("中华人民共和国反不正当竞争法第三十条", 15, "中华人民共和国反不正当竞争法第三十七条"),
        ("反法第二十一条", 3, "反法第二十六条"),
        ("《反法》第九条", 5, "《反法》第十条"),
        ("反不正当竞争法（新法）第二十一条罚款", 12, "反不正当竞争法（新法）第二十六条罚款"),
        ("修订后的反不正当竞争法第二十一条", 12, "修订后的反不正当竞争法第二十六条"),
        ("2025年6月修订的反不正当竞争法第九条", 18, "2025年6月修订的反不正当竞争法第十条"),
        ("看《刑法》和《反不正当竞争法》，其中第九条", 19, "看《刑法》和《反不正当竞争法》，其中第十条"),
    ],
)
def test_old_number_is_refused_with_the_new_one(laws: Laws, text: str, at: int, fixed: str) -> None:
    assert _found(laws, f"第一行\n{text}。\n") == [(2, at, "law-old-number", f"{fixed}。")]


@pytest.mark.parametrize("text", ["反不正当竞争法第九、十七条", "反不正当竞争法第十七条", "反不正当竞争法第三十二条"])
def test_old_number_is_not_mended_where_something_else_may_be_meant(laws: Laws, text: str) -> None:
    assert _found(laws, text) == [(1, 8, "law-old-number", "")]


@pytest.mark.parametrize(
    ("text", "at", "new"),
    [
        ("[反不正当竞争法第十七条](law:aucl-2025#17)讲赔偿", 14, "aucl-2025#22"),
        ("举证责任看[第三十二条](law:aucl-2025#32)", 13, "aucl-2025#39"),
    ],
)
def test_link_to_the_new_article_under_the_old_ones_subject_is_refused(
    laws: Laws, text: str, at: int, new: str
) -> None:
    [problem] = citing_problems(f"先说别的，{text}，再说。", "page.md", laws)
    assert (problem.where.col, problem.code, problem.suggestion) == (at + 6, "law-subject", "")
    assert new in problem.hint


@pytest.mark.parametrize(
    "text", ["赔偿另算，[如实说](law:aucl-2025#17)。", "[能从轻](law:aucl-2025#32)", "[赔偿](law:aucl-2025#22)"]
)
def test_link_to_the_new_article_under_its_own_subject_passes(laws: Laws, text: str) -> None:
    assert _found(laws, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "反不正当竞争法第十条",
        "反法第十条",
        "违反法律第九条",
        "2019年反不正当竞争法第九条",
        "反不正当竞争法（2019年修正）第九条",
        "反不正当竞争法第九条（2019年）",
        "反不正当竞争法（2025年修订）第十七条",
        "修订前的反不正当竞争法第二十一条",
        "[反不正当竞争法第十七条](law:aucl-2025#17)",
        "反不正当竞争法和劳动合同法第九条",
        "反不正当竞争法管不了的，看《广告法》第九条",
        "反不正当竞争法管不了的，看广告法第九条",
        "第九条",
        "刑法第二百一十九条",
        "反不正当竞争法\n\n第九条",
    ],
)
def test_what_names_its_version_or_another_law_passes(laws: Laws, text: str) -> None:
    assert _found(laws, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[第十条](law:aucl#10)", (1, 7, "law-unpinned", "")),
        ("[第二条](law:aucl#2)", (1, 7, "law-unpinned", "[第二条](law:aucl-2025#2)")),
        ("见\n[x](law:aucl-2026#40)", (2, 5, "law-unknown", "[x](law:aucl-2025#40)")),
        ("[罚款](law:aucl#21)", (1, 6, "law-unpinned", "")),
        ("[x](law:aucl-2025#42)", (1, 5, "law-article", "")),
        ("[反不正当竞争法第二十一条](law:aucl-2025#21)罚款", (1, 16, "law-article", "")),
        ("[第九条](law:aucl-2025#10)", (1, 7, "law-text-number", "")),
    ],
)
def test_wrong_link_is_told_at_its_place(laws: Laws, text: str, found: tuple[int, int, str, str]) -> None:
    assert _found(laws, text) == [found]


def test_message_tells_old_and_new_number(laws: Laws) -> None:
    [problem] = citing_problems("反不正当竞争法第二十一条", "page.md", laws)
    assert problem.message == "反不正当竞争法第二十一条是修订前的条号，2025年修订后是第二十六条。"
    assert "law:aucl-2025#26" in problem.hint
