"""The share kit: every card complete, to be copied, and six to a sheet of paper."""

from __future__ import annotations

from playwright.sync_api import expect
from tests.browser.conftest import OpenPage
from tests.browser.test_doors import pages_of

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
    assert page.evaluate("navigator.clipboard.readText()") == f"商业秘密保护自测：{told} {address}"


def test_page_leads_to_its_card(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "explainers/how-much/")
    page.get_by_role("link", name="宣传卡片和二维码").click()
    expect(page).to_have_url(f"{preview}share/#explainers-how-much")
    expect(page.locator("#explainers-how-much .c-slip__points li")).to_have_count(3)
