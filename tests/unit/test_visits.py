"""Groups of visitors: their words, the day's note, its places, and the sheet for the door."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.conftest import NOW, Folder

from campaign.card import card
from campaign.exports.qr import codes, qr_svg
from campaign.models.visits import Visitable
from campaign.pages.doors import open_days

DAY = "open_days/2023-06-16-station.yml"
BOTH = "capacity: 20"


def _day(tiny: Folder, now: datetime = NOW) -> Visitable:
    found = tiny.shown(now).find("open_days", "2023-06-16-station")
    assert isinstance(found, Visitable)
    return found


def _states(tiny: Folder, first: str, second: str) -> None:
    text = tiny.read(DAY).replace("10:30, capacity: 20", f"10:30, capacity: 20, state: {first}")
    tiny.write(DAY, text.replace("11:30, capacity: 20", f"11:30, capacity: 20, state: {second}"))
    tiny.edit(DAY, revision="2")


@pytest.mark.parametrize(
    ("states", "registration", "note"),
    [
        (("已满", "可预约"), "{required: true}", "可报名"),
        (("已满", "已满"), "{required: true}", "名额已满"),
        (("已满", "已满"), "{required: true, state: 开放}", "名额已满"),
        (("已满", "截止"), "{required: true}", "名额已满"),
        (("已满", "取消"), "{required: true}", "名额已满"),
        (("截止", "截止"), "{required: true}", "报名已截止"),
        (("取消", "取消"), "{required: true}", "各批已取消"),
        (("可预约", "可预约"), "{required: true, state: 已满}", "名额已满"),
        (("可预约", "可预约"), "{required: true, closes: 2023-06-12 09:30}", "报名已截止"),
        (("已满", "已满"), "{required: true, closes: 2023-06-12 09:30}", "报名已截止"),
        (("已满", "可预约"), "{required: false}", "无需报名"),
        (("已满", "已满"), "{required: false}", "名额已满"),
        (("可预约", "可预约"), "{required: true, opens: 2023-06-13 09:00}", "6月13日开始报名"),
    ],
)
def test_note_of_the_day_is_never_better_than_its_groups(
    tiny: Folder, states: tuple[str, str], registration: str, note: str
) -> None:
    _states(tiny, *states)
    tiny.edit(DAY, registration=registration)
    assert _day(tiny).note_at(NOW) == note


def test_note_of_a_day_without_groups_is_that_of_its_registration(tiny: Folder) -> None:
    tiny.edit(DAY, slots=None, registration="{required: true}")
    assert _day(tiny).note_at(NOW) == "可报名"


@pytest.mark.parametrize(
    ("registration", "word"),
    [
        (None, "可参加"),
        ("{required: false}", "直接来"),
        ("{required: true, state: 无需}", "直接来"),
        ("{required: true}", "可预约"),
        ("{required: true, opens: 2023-06-13 09:00}", "6月13日起可预约"),
    ],
)
def test_word_of_a_free_group_says_what_to_do(tiny: Folder, registration: str | None, word: str) -> None:
    tiny.edit(DAY, registration=registration)
    day = _day(tiny)
    assert day.slot_word_at(day.slots[0], NOW) == word


@pytest.mark.parametrize(("state", "word"), [("已满", "已满"), ("截止", "已截止"), ("取消", "取消")])
def test_word_of_a_group_that_is_not_free(tiny: Folder, state: str, word: str) -> None:
    _states(tiny, state, "可预约")
    day = _day(tiny)
    assert day.slot_word_at(day.slots[0], NOW) == word


def test_group_can_be_booked_until_registration_closes_or_it_begins(tiny: Folder) -> None:
    tiny.edit(DAY, registration="{required: true, closes: 2023-06-16 10:00}")
    day = _day(tiny)
    assert [day.slot_closes(slot) for slot in day.slots] == [datetime(2023, 6, 16, 9, 30), datetime(2023, 6, 16, 10)]


def test_places_are_those_of_the_registration_or_the_groups_sum(tiny: Folder) -> None:
    assert _day(tiny).places == 40
    _states(tiny, "可预约", "取消")
    assert _day(tiny).places == 20
    tiny.edit(DAY, registration="{required: true, capacity: 25}")
    assert _day(tiny).places == 25
    tiny.edit(DAY, registration=None, slots="[{start: 2023-06-16 09:30, end: 2023-06-16 10:30}]")
    assert _day(tiny).places is None


def test_route_takes_as_long_as_its_stops(tiny: Folder) -> None:
    tiny.edit(DAY, route="[{stop: 门厅, minutes: 10}, {stop: 展厅, minutes: 25}]")
    assert _day(tiny).route_minutes == 35
    tiny.edit(DAY, route="[{stop: 门厅, minutes: 10}, {stop: 展厅}]")
    assert _day(tiny).route_minutes is None


def test_rules_are_told_in_one_order_and_only_where_they_apply(tiny: Folder) -> None:
    tiny.edit(DAY, rules="{dress: 平底鞋, photo: 不拍, id_needed: true, nda: false}")
    rules = _day(tiny).rules
    assert rules is not None
    assert rules.told == [("拍照", "不拍"), ("证件", "请带身份证件"), ("着装", "平底鞋")]


def test_card_of_a_cancelled_day_invites_nobody(tiny: Folder) -> None:
    tiny.edit(DAY, registration="{required: true}", status="cancelled", status_reason="停电", revision="1")
    shown = tiny.shown()
    found = card(shown, _day(tiny))
    assert (found.note, found.when, found.status_label) == ("", "原定6月16日（周五）09:30–11:30", "取消")


def test_doors_are_one_unlisted_page_each(tiny: Folder) -> None:
    tiny.add_like(DAY, "again", reporting_unit="fbzdjz")
    found = list(open_days(tiny.shown()))
    assert [(page.url, page.shell, page.listed, page.title) for page in found] == [
        (
            "open-days/2023-06-16-station/door/",
            "door/sheet",
            False,
            "走进示例服务站（2023-06-16-station）门口张贴单",
        ),
        ("open-days/again/door/", "door/sheet", False, "走进示例服务站（again）门口张贴单"),
    ]


def test_type_of_the_sheet_shrinks_with_what_it_must_hold(tiny: Folder) -> None:
    sizes = []
    for stops in (0, 15, 25):
        tiny.edit(DAY, route="[" + ", ".join(["{stop: 一站}"] * stops) + "]")
        sizes += [page.context["size"] for page in open_days(tiny.shown())]
    assert sizes == ["roomy", "dense", "tight"]


def test_qr_code_leads_to_the_page_of_a_cancelled_day_as_well(tiny: Folder) -> None:
    before = list(codes(tiny.shown()))
    tiny.edit(DAY, status="cancelled", status_reason="停电", revision="1")
    assert list(codes(tiny.shown())) == before
    root, paths = "https://fuwuyue.example/2023/", ("open-days/2023-06-16-station/", "units/station/")
    assert before == [(f"{path}qr.svg", qr_svg(root + path)) for path in paths]
