"""What the sample says is true on whatever day it is read: before, during and after the month."""

from __future__ import annotations

import re
from typing import Any

#: true on one day only; what somebody said, in quotation marks, may say it
_ONE_DAY = re.compile(
    "今晚|今天|今日|明天|明日|昨天|昨日|刚刚|下周|上周|已经办完|已经开始|已经结束|已经截止|已经约满|问得最多|领走最多"
)
_QUOTED = re.compile("“[^”]*”")


def one_day(texts: dict[str, str]) -> dict[str, list[str]]:
    """Return the places that say something true on one day only."""
    found = {place: _ONE_DAY.findall(_QUOTED.sub("", text)) for place, text in texts.items()}
    return {place: words for place, words in found.items() if words}


def test_words_of_one_day_are_found_unless_somebody_says_them() -> None:
    assert one_day({"a": "今晚七点，已经办完", "b": "“今天签有优惠”", "c": "6 月 12 日晚七点"}) == {
        "a": ["今晚", "已经办完"]
    }


def test_dated_records_say_nothing_that_is_true_on_one_day_only(records: dict[str, dict[str, Any]]) -> None:
    dated = {url: record for url, record in records.items() if "start" in record}
    assert len(dated) >= 40
    texts = {f"{url} {name}": record.get(name, "") for url, record in dated.items() for name in ("summary", "body")}
    assert one_day(texts) == {}


def test_plans_of_the_items_hold_in_every_phase(campaign: dict[str, Any]) -> None:
    texts = {f"{item['no']} {name}": item[name] for item in campaign["items"] for name in ("plain", "plan")}
    assert len(texts) == 20
    assert one_day(texts) == {}
