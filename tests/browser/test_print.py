"""On paper: no chrome, and dark text even without the backgrounds that printers leave out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import OpenPage
from tests.browser.pages import PAGES
from tests.browser.test_doors import pages_of

#: texts whose colour can't be read on white paper, unless their own background is printed with them;
#: what is hidden from screen readers is decoration, and may be as pale as it likes
_PALE = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const linear = (one) => ((one /= 255) <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const pale = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const style = getComputedStyle(element);
    if (style.printColorAdjust === "exact" || element.closest("[aria-hidden=true]")) continue;
    const contrast = 1.05 / (luminance(numbers(style.color)) + 0.05);
    if (contrast < 4.5) pale.set(element.className || element.localName, style.color);
  }
  return [...pale].map(([name, colour]) => `${name}: ${colour}`);
}"""


def on_paper(page: Page) -> Page:
    """Show the page as it would be printed."""
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("name", ["home", "events", "event", "item"])
def test_print_leaves_out_navigation_and_controls(open_page: OpenPage, preview: str, name: str) -> None:
    page = on_paper(open_page(preview, PAGES[name]))
    left = [
        part
        for part in (
            ".c-skip",
            ".c-nav",
            ".c-header__tools",
            ".c-filter",
            ".c-tabs",
            ".c-steps",
            ".c-trail",
            ".c-footer__ways",
        )
        if page.locator(part).first.is_visible()
    ]
    assert left == []
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["home", "calendar", "event", "open-day", "door", "unit", "item", "about", "report"])
def test_print_has_dark_text_on_white_paper(open_page: OpenPage, preview: str, name: str, scheme: str) -> None:
    page = on_paper(open_page(preview, PAGES[name], color_scheme=scheme))
    assert sorted(page.evaluate(_PALE)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_print_fills_no_page_with_colour(open_page: OpenPage, preview: str, scheme: str) -> None:
    page = on_paper(open_page(preview, PAGES["event"], color_scheme=scheme))
    white = {"rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"}
    colours = {
        part: page.locator(part).first.evaluate("one => getComputedStyle(one).backgroundColor")
        for part in ("html", "body", ".md-container", ".c-header", ".c-card", ".c-facts", ".c-footer")
    }
    assert {part: colour for part, colour in colours.items() if colour not in white} == {}


def test_print_shows_what_is_folded_on_screen(open_page: OpenPage, preview: str) -> None:
    page = on_paper(open_page(preview, PAGES["item"]))
    assert page.locator("details.c-quote blockquote p").first.evaluate("one => one.checkVisibility()") is True


@pytest.mark.parametrize(
    ("name", "sheets"),
    [("home", 3), ("map", 2), ("g60", 1), ("unit", 3), ("partner", 2), ("event", 2), ("open-day", 2), ("notice", 2)],
)
def test_print_takes_few_sheets_and_keeps_one_left_edge(
    open_page: OpenPage, preview: str, name: str, sheets: int
) -> None:
    page = open_page(preview, PAGES[name])
    assert pages_of(page) == sheets
    on_paper(page).set_viewport_size({"width": 695, "height": 1000})  # A4 between its margins
    lefts = page.evaluate(
        """() => [".c-brand", "#main", ".c-footer__about"].map((one) => {
          const box = document.querySelector(one).getBoundingClientRect();
          return Math.round(box.left);
        })"""
    )
    assert len(set(lefts)) == 1, lefts
