"""What a record's page says of registration, telephones and changes, without MkDocs around it."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from tests.conftest import NOW, REPO, Folder

from campaign.listing import listing
from campaign.render import Renderer

EVENT = "events/2023-06-08-launch.yml"
LECTURE = "lectures/2023-06-14-grading.yml"
DAY = "open_days/2023-06-16-station.yml"
PHONE = "021-57810000"
LINK = f'<a class="c-phone" href="tel:+862157810000">{PHONE}</a>'


def _page(tiny: Folder, name: str, now: datetime = NOW) -> str:
    shown = tiny.shown(now)
    collection, _, file = name.partition("/")
    record = shown.find(collection, file.removesuffix(".yml"))
    assert record is not None
    return Renderer(REPO / "overrides", shown).record(record)


def _words(html: str) -> str:
    """Return the text as it is read, without the spaces between elements."""
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", html))


def test_number_that_can_be_dialled_is_a_link_and_a_button(tiny: Folder) -> None:
    tiny.edit(DAY, registration=f"{{required: true, phone: {PHONE}}}")
    page = _page(tiny, DAY)
    assert f"报名电话 {LINK}" in page
    assert '<a class="c-button" href="tel:+862157810000" rel="noopener">打电话报名</a>' in page


def test_number_of_a_sample_is_plain_text(tiny: Folder) -> None:
    tiny.edit(DAY, registration=f"{{required: true, phone: {PHONE}}}", sample="true")
    page = _page(tiny, DAY)
    assert f'报名电话 <span class="c-nowrap">{PHONE}</span>' in page
    assert "tel:" not in page


def test_number_that_no_telephone_reaches_is_plain_text(tiny: Folder) -> None:
    tiny.edit(DAY, registration="{required: true, phone: 021-0000-0000（示例）}")
    assert "tel:" not in _page(tiny, DAY)


def test_link_to_register_goes_before_the_telephone(tiny: Folder) -> None:
    tiny.edit(DAY, registration=f'{{required: true, phone: {PHONE}, url: "https://signup.example/1"}}')
    assert re.findall(r'c-button" href="([^"]*)"', _page(tiny, DAY)) == ["https://signup.example/1"]


def test_day_without_registration_says_whom_to_ask(tiny: Folder) -> None:
    tiny.edit(DAY, contact=f"{{label: 街道所, phone: {PHONE}}}", verified_on="2023-06-01", meeting_point="南门")
    words = _words(_page(tiny, DAY))
    assert f"没有报名入口。想来看，请先问街道所，电话{PHONE}。09:30前到南门集合。" in words
    assert "报名没有报名入口，想参加请先问街道所" in words


def test_day_without_registration_and_contact_names_its_office(tiny: Folder) -> None:
    assert "想参加请先问方松街道市场监督管理所" in _words(_page(tiny, DAY))


def test_day_that_needs_no_registration_says_come(tiny: Folder) -> None:
    tiny.edit(DAY, registration="{required: false}", meeting_point="南门")
    words = _words(_page(tiny, DAY))
    assert "无需报名，直接来。09:30前到南门集合，分批时段见下表。" in words
    assert "没有报名入口" not in words


def test_lecture_on_line_without_registration_names_its_platform(tiny: Folder) -> None:
    tiny.edit(LECTURE, registration=None, format="直播", video="{platform: 云课堂}")
    assert "没有报名入口，到时间打开云课堂看" in _words(_page(tiny, LECTURE))


def test_page_of_what_is_over_asks_nobody_to_register(tiny: Folder) -> None:
    words = _words(_page(tiny, DAY, datetime(2023, 6, 17, 9)))
    assert [word for word in ("没有报名入口", "可参加") if word in words] == []
    assert words.count("已结束") == 3  # the day and its two groups


def test_moved_page_strikes_only_what_changed(tiny: Folder) -> None:
    tiny.edit(
        LECTURE, rescheduled_from="[{start: 2023-06-13 14:00, venue: hall, told: 2023-06-10 09:00}]", revision="1"
    )
    page = _page(tiny, LECTURE)
    assert "<del>6月13日（周二）14:00</del>" in page
    words = _words(page)
    assert (
        "时间有变原定6月13日（周二）14:006月10日09:00通知现在6月14日（周三）14:00–15:00，示例会议中心（地点不变）"
        in words
    )


@pytest.mark.parametrize(
    ("start", "headline", "label"),
    [("2023-06-13 14:00", "时间和地点有变", "已改期"), ("2023-06-14 14:00", "地点有变", "已换地点")],
)
def test_moved_page_tells_the_old_place(tiny: Folder, start: str, headline: str, label: str) -> None:
    old = tiny.read("venues.yml") + "- {id: old, name: 旧会场, address: 示例路 9 号, town: 方松街道}\n"
    tiny.write("venues.yml", old)
    tiny.edit(LECTURE, rescheduled_from=f"[{{start: {start}, venue: old}}]", revision="1")
    page = _page(tiny, LECTURE)
    assert f"<strong>{headline}</strong>" in page
    assert "，旧会场</del>" in page
    assert "地点不变" not in page
    shown = tiny.shown()
    cards = Renderer(REPO / "overrides", shown).page("listing.html", "../", **listing(shown, "lectures"))
    assert f'<span class="c-state c-state--moved">{label}</span>' in cards


@pytest.mark.parametrize(("status", "says"), [("cancelled", "已停止报名"), ("postponed", "暂停报名，已报名的请等通知")])
def test_page_of_what_is_called_off_takes_no_registration(tiny: Folder, status: str, says: str) -> None:
    tiny.edit(LECTURE, status=status, status_reason="讲师生病", revision="1")
    page = _page(tiny, LECTURE)
    assert says in page
    assert [word for word in ("去报名", "打电话报名", "加入日历") if word in page] == []
    assert "<del>原定 2023年6月14日（周三）14:00–15:00</del>" in page
