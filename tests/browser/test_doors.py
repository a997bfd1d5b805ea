"""Open days in the hand and on the door: groups at the reader's moment, and one sheet of A4."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import OpenPage
from tests.browser.pages import PAGES
from tests.conftest import REPO

IDS = sorted(path.stem for path in (REPO / "data" / "open_days").glob("*.yml"))


def pages_of(page: Page, *, backgrounds: bool = False) -> int:
    """Return how many sheets of paper come out of the printer."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True, print_background=backgrounds)))


@pytest.mark.parametrize("key", IDS)
def test_door_sheet_is_one_page_of_a4(open_page: OpenPage, preview: str, key: str) -> None:
    page = open_page(preview, f"open-days/{key}/door/")
    assert (pages_of(page), pages_of(page, backgrounds=True)) == (1, 1)


def test_door_sheet_of_a_crowded_day_is_still_one_page(open_page: OpenPage, crowded: str) -> None:
    page = open_page(crowded, PAGES["door"])
    expect(page.locator(".c-slots tbody tr")).to_have_count(14)
    assert pages_of(page) == 1


def test_other_pages_may_take_more_paper(open_page: OpenPage, preview: str) -> None:
    assert pages_of(open_page(preview, PAGES["open-day"])) > 1


def test_door_sheet_has_no_chrome_on_paper(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, PAGES["door"])
    page.emulate_media(media="print")
    chrome = (".c-header", ".c-nav", ".c-banner", ".c-trail", ".c-footer", ".c-door__tools")
    assert [part for part in chrome if page.locator(part).first.is_visible()] == []
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".c-sheet__sample")).to_have_text("示例")


def test_door_sheet_has_a_code_that_is_drawn(open_page: OpenPage, preview: str) -> None:
    code = open_page(preview, PAGES["door"]).get_by_role("img", name="二维码，扫开是")
    assert code.evaluate("one => [one.complete, one.naturalWidth > 0]") == [True, True]


def test_button_prints_the_sheet(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, PAGES["door"])
    page.evaluate("() => { window.print = () => { document.title = 'printed'; }; }")
    page.get_by_role("button", name="打印这一页").click()
    expect(page).to_have_title("printed")


def test_button_is_hidden_without_scripts(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, PAGES["door"], java_script_enabled=False)
    expect(page.locator("[data-print]")).to_be_hidden()
    expect(page.locator(".c-sheet__code img")).to_be_visible()


def words(page: Page) -> list[str]:
    """Return the state of each group, from top to bottom."""
    return page.locator(".c-slots td:nth-of-type(2)").all_inner_texts()


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2023-06-12T09:30:00+08:00", ["已满", "可预约", "可预约", "取消"]),
        ("2023-06-15T17:00:00+08:00", ["已满", "报名已截止", "报名已截止", "取消"]),
        ("2023-06-16T09:30:00+08:00", ["进行中", "报名已截止", "报名已截止", "取消"]),
        ("2023-06-16T11:30:00+08:00", ["已结束", "已结束", "报名已截止", "取消"]),
        ("2023-07-01T09:30:00+08:00", ["已结束", "已结束", "已结束", "取消"]),
    ],
)
def test_groups_say_what_holds_at_the_readers_moment(
    open_page: OpenPage, published: str, moment: str, said: list[str]
) -> None:
    page = open_page(published, PAGES["open-day"], clock=moment, timezone_id="America/New_York")
    assert words(page) == said


def test_groups_say_what_held_when_the_site_was_built_without_scripts(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, PAGES["open-day"], java_script_enabled=False)
    assert words(page) == ["已满", "可预约", "可预约", "取消"]


def test_free_group_is_seen_without_scrolling_on_a_phone(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, PAGES["open-day"], viewport={"width": 390, "height": 844})
    free, facts = page.locator(".c-slots__row--free").first.bounding_box(), page.locator(".c-facts").bounding_box()
    assert free is not None
    assert facts is not None
    assert (free["y"] + free["height"] < 844, free["y"] < facts["y"]) == (True, True)


def test_day_without_registration_says_so_and_whom_to_ask(open_page: OpenPage, crowded: str) -> None:
    page = open_page(crowded, PAGES["open-day"], viewport={"width": 390, "height": 844})
    expect(page.locator(".c-join")).to_contain_text("没有报名入口。想来看，请先问反不正当竞争科（示例）")
    expect(page.locator(".c-facts")).to_contain_text("没有报名入口，想参加请先问反不正当竞争科（示例）")
    expect(page.locator(".c-facts a[href^='tel:']")).to_have_count(0)
