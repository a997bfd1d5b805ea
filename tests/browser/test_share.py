"""The share kit: every card complete, to be copied, and six to a sheet of paper."""

from __future__ import annotations

from playwright.sync_api import ViewportSize, expect
from tests.browser.conftest import OpenPage
from tests.browser.pages import until
from tests.browser.test_doors import pages_of

_PHONE: ViewportSize = {"width": 390, "height": 844}
_CUT_OFF = """() => [...document.querySelectorAll(".c-slip")]
  .filter((card) => card.scrollHeight > card.clientHeight + 1).map((card) => card.id)"""


def test_cards_are_printed_whole_and_six_to_a_sheet(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "share/", viewport={"width": 718, "height": 1000})
    cards = page.locator(".c-slip").count()
    assert pages_of(page) == -(-cards // 6)
    page.emulate_media(media="print")
    assert page.evaluate(_CUT_OFF) == []


def test_card_that_says_too_much_is_noticed(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "share/", viewport={"width": 718, "height": 1000})
    page.emulate_media(media="print")
    page.evaluate("document.querySelector('#explainers-how-much .c-slip__says').textContent += '字'.repeat(400)")
    assert page.evaluate(_CUT_OFF) == ["explainers-how-much"]


def test_text_to_pass_on_is_copied(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "share/", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制转发文字：商业秘密保护自测", exact=True).click()
    expect(page.locator("#selfchecks-four-sides [role=status]")).to_have_text("已复制。")
    told = page.locator("#selfchecks-four-sides .c-slip__says").inner_text()
    address = "https://fuwuyue.example/selfchecks/four-sides/"
    assert page.evaluate("navigator.clipboard.readText()") == f"商业秘密保护自测｜{told} {address}"


def test_page_leads_to_its_card(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "explainers/how-much/")
    page.get_by_role("link", name="宣传卡片和二维码").click()
    expect(page).to_have_url(f"{preview}share/#explainers-how-much")
    expect(page.locator("#explainers-how-much .c-slip__points li")).to_have_count(3)


def test_coming_event_is_sent_on_by_picture_and_by_words(open_page: OpenPage, preview: str) -> None:
    page = open_page(
        preview, "open-days/2023-06-16-g60-park/", permissions=["clipboard-read", "clipboard-write"], viewport=_PHONE
    )
    picture = page.locator(".c-share img")
    expect(picture).to_be_hidden()
    page.get_by_text("分享", exact=True).click()
    expect(picture).to_be_visible()
    until(page, "document.querySelector('.c-share img').naturalWidth === 750")
    page.get_by_role("button", name="复制转发文字").click()
    expect(page.locator(".c-share [role=status]")).to_have_text("已复制。")
    told = page.evaluate("navigator.clipboard.readText()")
    assert told == page.locator(".c-share__text").inner_text()
    assert told.endswith("，示例智造产业园（示例） https://fuwuyue.example/open-days/2023-06-16-g60-park/")


def test_past_event_is_sent_on_by_words_only(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "events/2023-06-08-launch/", java_script_enabled=False)
    page.get_by_text("分享", exact=True).click()
    expect(page.locator(".c-share img")).to_have_count(0)
    expect(page.locator(".c-share__text")).to_contain_text("https://fuwuyue.example/events/2023-06-08-launch/")
    expect(page.locator(".c-share button")).to_be_hidden()
