"""Everything by keyboard, and always visibly."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import OpenPage

#: what has the focus, how that is shown, and whether it is in sight; a radio shows it on its label
_FOCUSED = """() => {
  const focused = document.activeElement;
  const shown = focused.matches("[type=radio]") ? focused.nextElementSibling : focused;
  const style = getComputedStyle(shown);
  const box = shown.getBoundingClientRect();
  return {
    name: focused.getAttribute("aria-label") ?? focused.innerText.trim(),
    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
    inSight: box.width > 0 && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth,
  };
}"""


def tab(page: Page) -> Any:
    """Press Tab and tell what has the focus then."""
    page.keyboard.press("Tab")
    return page.evaluate(_FOCUSED)


@pytest.mark.parametrize("path", ["", "events/", "items/7/", "help/", "calendar/"])
def test_skip_link_comes_first_is_seen_and_leads_to_the_text(open_page: OpenPage, preview: str, path: str) -> None:
    page = open_page(preview, path)
    link = page.get_by_role("link", name="跳到正文")
    expect(link).not_to_be_in_viewport()
    assert tab(page) == {"name": "跳到正文", "outline": True, "inSight": True}
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#main :focus")).to_have_count(1)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_header_is_reached_in_order_and_shows_the_focus(
    open_page: OpenPage, preview: str, width: int, scheme: str
) -> None:
    page = open_page(preview, "events/", viewport={"width": width, "height": 844}, color_scheme=scheme)
    names = page.locator(".c-header a").all_inner_texts()
    expected = ["跳到正文", *(name.strip() for name in names), "Aa\n阅读设置"]
    assert len(names) == 12
    found = [tab(page) for _ in expected]
    assert [one["name"] for one in found] == expected
    assert [one["name"] for one in found if not (one["outline"] and one["inSight"])] == []
    assert page.evaluate("scrollY") == 0


def test_notice_of_an_item_opens_and_closes_by_keyboard(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "items/7/")
    details = page.locator("details.c-quote")
    quoted = details.locator("blockquote")
    expect(quoted).to_be_hidden()
    details.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(quoted).to_be_visible()
    page.keyboard.press("Space")
    expect(quoted).to_be_hidden()


@pytest.mark.parametrize("path", ["events/", "items/7/", "units/g60-park/"])
def test_every_stop_of_a_page_shows_the_focus(open_page: OpenPage, preview: str, path: str) -> None:
    page = open_page(preview, path)
    stops = page.locator("a[href]:visible, button:visible, input:visible, select:visible, summary:visible").count()
    found = [tab(page) for _ in range(stops)]
    assert [one["name"] for one in found if not one["outline"]] == []
    assert len({one["name"] for one in found}) >= 15


def test_reader_can_filter_and_open_a_card_by_keyboard(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "events/")
    page.get_by_label("找一找").focus()
    page.keyboard.type("启动仪式")
    expect(page.locator(".c-card:visible")).to_have_count(1)
    while "启动仪式" not in tab(page)["name"]:
        continue
    page.keyboard.press("Enter")
    expect(page).to_have_url(preview + "events/2023-06-08-launch/")
