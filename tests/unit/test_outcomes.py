"""Sums of what came of the events: every way to take them apart adds up to the same."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.conftest import REPO, Folder

from campaign import outcomes
from campaign.charts import Bar, bars
from campaign.loading import load
from campaign.site import Shown
from campaign.views.home import figures
from campaign.views.results import press

EVENT = "events/2023-06-08-launch.yml"


@pytest.fixture(scope="module")
def month() -> Shown:
    after = datetime(2023, 7, 15, 9, 30)
    return load(REPO / "data", after).shown_at(after)


def test_every_breakdown_adds_up_to_the_home_pages_figures(month: Shown) -> None:
    total = [value for _, value, _ in figures(month)[:4]]
    for groups in (outcomes.by_unit(month), outcomes.by_week(month), outcomes.by_item(month), outcomes.by_town(month)):
        sums = [[one.held, one.enterprises, one.people, one.materials] for one in groups]
        assert [sum(column) for column in zip(*sums, strict=True)] == total
    assert total == [61, 1913, 7431, 4401]


def test_weeks_are_named_by_their_days_within_the_campaign(month: Shown) -> None:
    weeks = [one.label for one in outcomes.by_week(month)]
    assert weeks == ["6/1–6/4", "6/5–6/11", "6/12–6/18", "6/19–6/25", "6/26–6/30"]


def test_place_decides_the_sub_district_and_the_internet_stands_apart(tiny: Folder) -> None:
    def towns() -> list[tuple[str, int]]:
        return [(one.label, one.held) for one in outcomes.by_town(tiny.shown())]

    assert towns() == [("方松街道", 1)]
    tiny.edit(EVENT, venue=None, mode="线上")
    assert towns() == [("线上", 1)]
    tiny.edit(EVENT, mode="线下")
    assert towns() == [("未注明地点", 1)]
    tiny.edit(EVENT, role="参加", stat_row="none")
    assert towns() == []


def test_record_without_an_item_is_not_lost(tiny: Folder) -> None:
    tiny.edit(EVENT, item=None)
    assert [(one.label, one.held) for one in outcomes.by_item(tiny.shown())] == [
        ("1. 启动活动", 0), ("2. 公益宣讲", 0), ("其他", 1),
    ]  # fmt: skip


def test_press_of_days_to_come_is_not_told(tiny: Folder) -> None:
    tiny.write("outlets.yml", "- {id: paper, name: 示例报, level: 市}\n")
    for day in (12, 13):
        text = f"id: n{day}\ntitle: 报道\noutlet: paper\ndate: 2023-06-{day}\nreporting_unit: fbzdjz\n"
        tiny.write(f"media/n{day}.yml", text)
    assert [(one.id, outlet, level) for one, outlet, level in press(tiny.shown())] == [("n12", "示例报", "市")]


def test_chart_says_in_words_what_it_draws_and_escapes_names() -> None:
    drawn = str(bars("k", "各单位<人次>", "人次", [Bar("甲<乙", 1200), Bar("丙", 0)]))
    assert '<title id="k-t">各单位&lt;人次&gt;</title><desc id="k-d">甲&lt;乙 1,200 人次；丙 0 人次。</desc>' in drawn
    assert 'role="img" aria-labelledby="k-t k-d"' in drawn
    widths = [part.partition('"')[0] for part in drawn.split('c-chart__bar" x="146" y="')[1:]]
    assert len(widths) == 2
    assert drawn.count('width="0.0"') == 1
