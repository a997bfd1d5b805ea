"""Demonstration units in the hand and on the door: open or not, what is over, the directory's filters, one sheet of A4."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import OpenPage
from tests.browser.pages import PAGES
from tests.browser.test_doors import pages_of
from tests.conftest import REPO

ROW = "[data-row]"
IDS = sorted(path.stem for path in (REPO / "data" / "units").glob("*.yml"))


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("2023-06-12T08:59:00+08:00", "现在不开放，今天 09:00 开门"),
        ("2023-06-12T09:00:00+08:00", "现在开放，到 17:00"),
        ("2023-06-12T17:00:00+08:00", "现在不开放，明天 09:00 开门"),
        ("2023-06-16T17:00:00+08:00", "现在不开放，6月19日（周一） 09:00 开门"),
        ("2023-06-22T10:00:00+08:00", "现在不开放"),  # a closed day; what holds on the rest of the holiday nobody wrote
        ("2023-09-28T16:59:00+08:00", "现在开放，到 17:00"),
        ("2023-09-28T17:00:00+08:00", "现在不开放，明天是节假日，来前请先打电话"),
        ("2023-09-29T10:00:00+08:00", "今天是节假日，来前请先打电话"),
        ("2023-10-06T20:00:00+08:00", "今天是节假日，来前请先打电话"),
    ],
)
def test_unit_says_whether_it_is_open(open_page: OpenPage, published: str, clock: str, said: str) -> None:
    page = open_page(published, PAGES["unit"], clock=clock, timezone_id="America/New_York")
    expect(page.locator("[data-week]")).to_have_text(said)


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("2023-06-16T17:00:00+08:00", "现在不开放，明天 09:30 开门"),
        ("2023-06-17T09:30:00+08:00", "现在开放，到 11:30"),
        ("2023-06-17T11:30:00+08:00", "现在不开放，6月19日（周一） 09:00 开门"),
    ],
)
def test_unit_opens_on_an_exceptional_saturday(open_page: OpenPage, published: str, clock: str, said: str) -> None:
    page = open_page(published, "units/guangfulin-station/", clock=clock)
    expect(page.locator("[data-week]")).to_have_text(said)
    page = open_page(published, "map/", clock=clock)
    expect(page.locator(ROW, has_text="示例大学技术转移服务站").locator("[data-week]")).to_have_text(said)


def test_what_is_over_moves_by_itself_and_stays_read_without_scripts(open_page: OpenPage, published: str) -> None:
    title = "走进示例智造产业园"
    for clock, group in (("2023-06-16T08:00:00+08:00", "coming"), ("2023-06-17T08:00:00+08:00", "past")):
        page = open_page(published, PAGES["unit"], clock=clock)
        expect(page.locator(f'[data-group="{group}"]').get_by_role("link", name=title)).to_be_visible()
    plain = open_page(published, PAGES["unit"], java_script_enabled=False)
    expect(plain.locator("[data-group]").get_by_role("link", name=title)).to_be_visible()
    expect(plain.get_by_role("link", name=re.compile("^高德"))).to_be_visible()


def test_directory_is_filtered_by_its_address(open_page: OpenPage, published: str) -> None:
    page = open_page(published, "units/?level=市&services=培训")
    cards = page.locator(".c-card:visible")
    levels = cards.locator(".c-card__note").all_inner_texts()
    assert (len(levels) >= 1, set(levels)) == (True, {"市级"})
    page.locator("select[name=services]").select_option("受理转办")
    expect(page).to_have_url(re.compile("services=%E5%8F%97"))


@pytest.mark.parametrize("key", ["g60-park", "dongjing-station", "pastry-shop"])
def test_poster_is_one_page_of_a4(open_page: OpenPage, preview: str, key: str) -> None:
    assert key in IDS
    page = open_page(preview, f"units/{key}/door/")
    assert (pages_of(page), pages_of(page, backgrounds=True)) == (1, 1)
    expect(page.locator(".c-sheet__sample")).to_have_text("示例")
    code = page.get_by_role("img", name="二维码，扫开是")
    assert code.evaluate("one => [one.complete, one.naturalWidth > 0]") == [True, True]


def test_poster_fills_its_sheet_and_is_black_on_white_whatever_the_screen(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, PAGES["poster"], color_scheme="dark")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.emulate_media(media="print")
    poster = page.locator(".c-poster")
    assert poster.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(255, 255, 255)"
    assert poster.evaluate("one => getComputedStyle(one).color") == "rgb(28, 36, 48)"
    sheet, foot = poster.bounding_box(), poster.locator(".c-sheet__foot").bounding_box()
    assert sheet
    assert foot
    millimetre = 96 / 25.4
    assert 265 * millimetre < sheet["height"] < 273 * millimetre
    assert sheet["y"] + sheet["height"] - foot["y"] - foot["height"] < 5 * millimetre


def test_poster_of_a_crowded_unit_is_still_one_page(open_page: OpenPage, crowded: str) -> None:
    page = open_page(crowded, PAGES["poster"])
    expect(page.locator(".c-poster .c-honours__one")).to_have_count(8)
    assert pages_of(page) == 1
