"""Dates and numerals as Chinese readers expect them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from campaign import zh

START = datetime(2023, 6, 8, 14)


def test_weekday_counts_from_monday() -> None:
    assert [zh.weekday(date(2023, 6, day)) for day in range(5, 12)] == [
        "周一",
        "周二",
        "周三",
        "周四",
        "周五",
        "周六",
        "周日",
    ]


def test_days_are_written_without_leading_zeros() -> None:
    assert zh.month_day(date(2023, 6, 8)) == "6月8日"
    assert zh.full_day(date(2023, 12, 31)) == "2023年12月31日"


@pytest.mark.parametrize(
    ("end", "options", "text"),
    [
        (None, {}, "6月8日（周四）14:00"),
        (None, {"all_day": True}, "6月8日（周四）全天"),
        (None, {"year": True}, "2023年6月8日（周四）14:00"),
        (datetime(2023, 6, 8, 16), {}, "6月8日（周四）14:00–16:00"),
        (datetime(2023, 6, 8, 16), {"all_day": True}, "6月8日（周四）全天"),
        (datetime(2023, 6, 8, 16, 5), {"year": True}, "2023年6月8日（周四）14:00–16:05"),
        (datetime(2023, 6, 9, 9, 5), {}, "6月8日（周四）14:00至6月9日（周五）09:05"),
        (datetime(2023, 6, 10), {"all_day": True}, "6月8日（周四）至6月10日（周六）"),
    ],
)
def test_span_says_both_ends(end: datetime | None, options: dict[str, bool], text: str) -> None:
    assert zh.span(START, end, **options) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"), (1, "一"), (9, "九"), (10, "十"), (11, "十一"), (19, "十九"), (20, "二十"), (21, "二十一"),
        (99, "九十九"), (100, "100"), (-1, "-1"),
    ],
)  # fmt: skip
def test_numeral_counts_as_a_notice_does(number: int, text: str) -> None:
    assert zh.numeral(number) == text


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("周一至周五", (0, 1, 2, 3, 4)),
        ("周三、周日", (2, 6)),
        ("星期二到星期四", (1, 2, 3)),
        ("周一、周三至周五", (0, 2, 3, 4)),
        ("周六和周日", (5, 6)),
        ("星期天", (6,)),
        ("每天", (0, 1, 2, 3, 4, 5, 6)),
        ("工作日", (0, 1, 2, 3, 4)),
        ("周一", (0,)),
        ("周五至周一", ()),
        ("每月第一个周三", ()),
        ("周一至周五（节假日除外）", ()),
    ],
)
def test_weekdays_are_read_or_left_alone(text: str, days: tuple[int, ...]) -> None:
    assert zh.weekdays(text) == days
