"""On a phone the page begins early, what is tapped is large enough, and nothing is too small for old eyes."""

from __future__ import annotations

import pytest
from tests.browser.conftest import OpenPage
from tests.browser.pages import PAGES, TYPES

_PHONE = {"width": 390, "height": 844}
_SMALLEST = 13  # CSS pixels
_SIZES = """() => {
  const found = {};
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const owner = texts.currentNode.parentElement;
    const text = texts.currentNode.textContent.trim();
    if (!text || owner.closest("script, style, noscript, [hidden]") || !owner.getClientRects().length) continue;
    const size = parseFloat(getComputedStyle(owner).fontSize);
    if (size < %s) found[`${owner.localName}.${owner.className}`] = size;
  }
  return found;
}"""


@pytest.mark.parametrize("name", TYPES)
def test_page_begins_early_and_no_text_is_smaller_than_thirteen_pixels(
    open_page: OpenPage, published: str, name: str
) -> None:
    page = open_page(published, PAGES[name], viewport=_PHONE)
    height = page.locator(".c-header").evaluate("header => header.getBoundingClientRect().height")
    banner = page.locator(".c-banner").evaluate("banner => banner.getBoundingClientRect().height")
    assert height <= 190
    assert banner <= 32
    small = {"390": page.evaluate(_SIZES % _SMALLEST)}
    page.set_viewport_size({"width": 1280, "height": 900})
    assert small | {"1280": page.evaluate(_SIZES % _SMALLEST)} == {"390": {}, "1280": {}}


def test_links_of_the_header_are_large_enough_to_tap(open_page: OpenPage, published: str) -> None:
    page = open_page(published, viewport=_PHONE)
    targets = (
        page.locator(".c-header")
        .locator("a, button")
        .evaluate_all(
            "all => all.map(one => [one.textContent.trim(), one.getBoundingClientRect()]).map(([t, r]) => [t, r.width, r.height])"
        )
    )
    assert len(targets) >= 10
    assert [one for one in targets if one[1] < 44 or one[2] < 44] == []


@pytest.mark.parametrize("path", ["events/2023-06-08-launch/", "open-days/2023-06-16-g60-park/", "units/g60-park/"])
def test_headline_of_a_record_has_the_whole_width(open_page: OpenPage, published: str, path: str) -> None:
    page = open_page(published, path, viewport=_PHONE)
    box = page.locator(".c-record h1").bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (20, 350)
