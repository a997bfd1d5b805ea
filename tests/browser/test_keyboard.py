"""Everything by keyboard, and always visibly."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import OpenPage
from tests.browser.pages import PAGES, TYPES

#: what has the focus, how that is shown, and whether enough of it is in sight (WCAG 2.2 SC 2.4.11);
#: a radio may show it on its label, a mark of a map by a thick edge
_FOCUSED = """() => {
  const focused = document.activeElement;
  const label = focused.matches("[type=radio]") ? focused.nextElementSibling : null;
  const shown = label && !focused.getBoundingClientRect().width ? label : focused;
  const outlined = (one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
  };
  const edge = focused instanceof SVGElement && focused.querySelector("rect, circle, path:not(.c-pin__lead)");
  const seen = (from, to, length) => Math.min(to, length) - Math.max(from, 0) >= Math.min(12, to - from);
  const box = shown.getBoundingClientRect();
  return {
    name: focused.getAttribute("aria-label") ?? focused.innerText.trim(),
    outline: [focused, shown, label].some((one) => one && outlined(one)) || (edge && parseFloat(getComputedStyle(edge).strokeWidth) >= 4) || false,
    inSight: box.width > 0 && seen(box.top, box.bottom, innerHeight) && seen(box.left, box.right, innerWidth),
  };
}"""


#: how many stops a walk with the Tab key has; of radios that belong together one
_STOPS = """() => {
  const groups = new Set();
  return [...document.querySelectorAll("a[href], button, input, select, summary, textarea, [tabindex='0']")].filter((one) => {
    if (one.disabled || one.tabIndex < 0 || !one.checkVisibility({ visibilityProperty: true })) return false;
    if (one.type !== "radio") return true;
    if (groups.has(one.name)) return false;
    groups.add(one.name);
    return true;
  }).length;
}"""
#: stops after which a long page has shown what it does
_WALK = 90


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
    assert len(names) == 9
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


#: what moves although the reader asked for stillness
_MOVING = """() => [...document.querySelectorAll("*")].filter((one) => {
  const { transitionDuration, animationName } = getComputedStyle(one);
  return animationName !== "none" || transitionDuration.split(", ").some((time) => parseFloat(time) > 0);
}).map((one) => one.className)"""


@pytest.mark.parametrize("name", TYPES)
def test_every_stop_of_a_page_is_reached_once_and_shows_the_focus_in_forced_colours_too(
    open_page: OpenPage, preview: str, name: str
) -> None:
    page = open_page(preview, PAGES[name], forced_colors="active", reduced_motion="reduce")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(_MOVING) == []
    stops = page.evaluate(_STOPS)
    found = [tab(page) for _ in range(min(stops, _WALK))]
    assert [one["name"] for one in found if not (one["outline"] and one["inSight"])] == []
    assert page.evaluate("document.activeElement !== document.body")
    if stops <= _WALK:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body"), "the walk does not end"


def test_reader_can_filter_and_open_a_card_by_keyboard(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "events/")
    page.get_by_label("找一找").focus()
    page.keyboard.type("启动仪式")
    expect(page.locator(".c-card:visible")).to_have_count(1)
    while "启动仪式" not in tab(page)["name"]:
        continue
    page.keyboard.press("Enter")
    expect(page).to_have_url(preview + "events/2023-06-08-launch/")
