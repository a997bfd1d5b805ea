"""Subscribing: copying an address, what is hidden or said on a device where a way fails, and all of it without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import OpenPage

_ADDRESS = "https://fuwuyue.example/feeds/all.ics"
_ANDROID = "Mozilla/5.0 (Linux; Android 12; ELS-AN00) AppleWebKit/537.36 Chrome/99.0 Mobile Safari/537.36"
_WECHAT = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.38"
)
_HINT = "微信里存不了日历：请点右上角“…”，选“在浏览器打开”，再点这里的按钮。"


def first(part: str) -> str:
    """Return the selector of a part of the whole programme's box."""
    return f".c-subscribe-first {part}"


def test_copy_puts_the_address_on_the_clipboard_and_says_so(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "subscribe/", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制地址 全部日程").click()
    expect(page.locator(first("[role=status]"))).to_have_text("已复制，到日历里粘贴。")
    assert page.evaluate("navigator.clipboard.readText()") == _ADDRESS


def test_copy_selects_the_address_where_copying_is_refused(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "subscribe/")
    page.evaluate("""() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
      document.execCommand = () => false;
    }""")
    page.get_by_role("button", name="复制地址 全部日程").click()
    expect(page.locator(first("[role=status]"))).to_contain_text("地址已经选中")
    assert page.evaluate("getSelection().toString().trim()") == _ADDRESS


def test_copy_is_reached_and_used_by_keyboard(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "subscribe/", permissions=["clipboard-read", "clipboard-write"])
    page.locator(first("a[type='text/calendar']")).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(first("[role=status]"))).to_have_text("已复制，到日历里粘贴。")


@pytest.mark.parametrize(("agent", "shown"), [(_ANDROID, False), (None, True)])
def test_webcal_is_offered_only_where_it_works(
    open_page: OpenPage, preview: str, agent: str | None, *, shown: bool
) -> None:
    page = open_page(preview, "subscribe/", user_agent=agent) if agent else open_page(preview, "subscribe/")
    link = page.locator(first("[data-webcal]"))
    assert link.get_attribute("href") == "webcal://fuwuyue.example/feeds/all.ics"
    expect(link).to_be_visible(visible=shown)
    expect(page.locator(first("a[type='text/calendar']"))).to_be_visible()


@pytest.mark.parametrize("path", ["subscribe/", "events/2023-06-16-yexie-forum/"])
@pytest.mark.parametrize(("agent", "shown"), [(_WECHAT, True), (_ANDROID, False)])
def test_hint_is_given_inside_wechat_only(
    open_page: OpenPage, preview: str, path: str, agent: str, *, shown: bool
) -> None:
    page = open_page(preview, path, user_agent=agent)
    hint = page.locator("[data-wechat]").first
    expect(hint).to_have_text(_HINT)
    expect(hint).to_be_visible(visible=shown)


@pytest.mark.parametrize("path", ["events/", "units/g60-park/"])
def test_box_on_a_page_opens_and_offers_that_page_s_calendar(open_page: OpenPage, preview: str, path: str) -> None:
    page = open_page(preview, path)
    page.locator("details.c-subscribe > summary").click()
    name = {"events/": "events", "units/g60-park/": "unit-g60-park"}[path]
    expect(page.locator(".c-subscribe [data-address]")).to_have_text(f"https://fuwuyue.example/feeds/{name}.ics")
    response = page.request.get(page.locator(".c-subscribe a[type='text/calendar']").evaluate("one => one.href"))
    assert (response.status, response.body()[:15]) == (200, b"BEGIN:VCALENDAR")


def test_record_s_page_links_its_own_file(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "events/2023-06-15-maogang-fair/")
    link = page.get_by_role("link", name="更新日历里的这一条")
    assert b"STATUS:CANCELLED" in page.request.get(link.evaluate("one => one.href")).body()


def test_everything_useful_is_there_without_scripts(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "subscribe/", java_script_enabled=False)
    expect(page.locator(first("[data-webcal]"))).to_be_visible()
    expect(page.locator(first("a[type='text/calendar']"))).to_be_visible()
    expect(page.locator(first("[data-address]"))).to_have_text(_ADDRESS)
    expect(page.locator(first("[data-copy]"))).to_be_hidden()
    page.locator(first(".c-ways__code summary")).click()
    expect(page.locator(first("img"))).to_be_visible()
    row = page.locator(".c-subscribe-list details", has_text="方松街道")
    row.locator("summary").first.click()
    expect(row.locator("a[type='text/calendar']")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_buttons_are_large_enough_and_nothing_is_cut_off(open_page: OpenPage, preview: str, width: int) -> None:
    page = open_page(preview, "subscribe/", viewport={"width": width, "height": 844})
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    small = page.locator(".c-ways .c-button:visible, #main summary:visible").evaluate_all(
        "all => all.filter(one => one.getBoundingClientRect().height < 44).map(one => one.textContent)"
    )
    assert small == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
