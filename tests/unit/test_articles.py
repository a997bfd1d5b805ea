"""Article numbers: as data and addresses write them, and as statutes do."""

from __future__ import annotations

import pytest

from campaign.articles import article_name, article_number, article_order, articles_name, counted, spelled


@pytest.mark.parametrize(
    ("number", "text"),
    [
        *((1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (100, "一百"), (101, "一百零一")),
        *((110, "一百一十"), (123, "一百二十三"), (219, "二百一十九"), (501, "五百零一"), (1001, "一千零一")),
        *((1010, "一千零一十"), (1260, "一千二百六十")),
    ],
)
def test_spelled_and_counted_are_inverse(number: int, text: str) -> None:
    assert spelled(number) == text
    assert counted(text) == number


def test_counted_knows_every_number_that_spelled_writes() -> None:
    assert [n for n in range(1, 2000) if counted(spelled(n)) != n] == []


@pytest.mark.parametrize(
    ("name", "no"),
    [
        *(("第十条", "10"), ("第二百一十九条之一", "219-1"), ("第 10 条", "10"), ("第１０条", "10")),
        *(("十条", ""), ("第甲条", ""), ("第十条之一款", ""), ("第零条", "")),
    ],
)
def test_article_number_of_what_people_write(name: str, no: str) -> None:
    assert article_number(name) == no


def test_article_name_and_order() -> None:
    assert [article_name(no) for no in sorted(["220", "219-1", "219", "22"], key=article_order)] == [
        "第二十二条",
        "第二百一十九条",
        "第二百一十九条之一",
        "第二百二十条",
    ]


@pytest.mark.parametrize(
    ("numbers", "name"),
    [
        (["1", "3", "4", "5", "6", "8", "9"], "第一条、第三条至第六条、第八条、第九条"),
        (["219", "219-1", "220"], "第二百一十九条、第二百一十九条之一、第二百二十条"),
        ([], ""),
    ],
)
def test_articles_in_a_row_are_named_by_their_ends(numbers: list[str], name: str) -> None:
    assert articles_name(numbers) == name
