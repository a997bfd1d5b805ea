"""What holds on every type of page: own origin only, no error, nothing wider than the window."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from tests.browser.conftest import OpenPage
from tests.browser.pages import PAGES

#: a phone, the narrowest phone, a desk, and a desk zoomed to 400 % (WCAG 2.2 SC 1.4.10)
_SIZES: tuple[ViewportSize, ...] = (
    {"width": 390, "height": 844},
    {"width": 320, "height": 640},
    {"width": 1280, "height": 900},
    {"width": 320, "height": 256},
)
#: reading settings on both phones, put on the page as its inline script does
_MODES = ({"text": "large"}, {"text": "huge"}, {"layout": "plain"}, {"text": "huge", "layout": "plain"})
_WEAR = """mode => {
  for (const name of ["text", "layout"]) delete document.documentElement.dataset[name];
  Object.assign(document.documentElement.dataset, mode);
}"""
_TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"
#: texts that end outside the window, or outside a box that hides what is too wide for it and can't be scrolled
_CLIPPED = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    let scrolls = false; // or is there for screen readers only
    let cut = innerWidth;
    for (let up = element; up; up = up.parentElement) {
      const { overflowX, clipPath } = getComputedStyle(up);
      if (overflowX === "auto" || overflowX === "scroll" || clipPath === "inset(50%)") scrolls = true;
      if (overflowX === "hidden" || overflowX === "clip") cut = Math.min(cut, up.getBoundingClientRect().right);
    }
    if (!scrolls && (box.right > cut + 1 || box.left < -1)) found.push(node.data.trim().slice(0, 30));
  }
  return found;
}"""


def clipped(page: Page) -> list[str]:
    """Return the texts that can't be read to their end."""
    found: list[str] = page.evaluate(_CLIPPED)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_page_asks_only_its_own_server_and_reports_no_error(open_page: OpenPage, preview: str, name: str) -> None:
    answers: dict[str, int] = {}
    page = open_page(preview, PAGES[name], answers=answers)
    page.wait_for_load_state("networkidle")
    expect(page.locator("h1")).to_have_count(1)
    assert [url for url in answers if not url.startswith(preview)] == []
    expected = {preview + PAGES[name]: 404} if name == "lost" else {}
    assert {url: status for url, status in answers.items() if status != 200} == expected
    assert len(answers) >= 8


@pytest.mark.parametrize("name", PAGES)
def test_page_is_no_wider_than_its_window_and_cuts_no_text_off(open_page: OpenPage, preview: str, name: str) -> None:
    page = open_page(preview, PAGES[name])
    found = {}
    for size in _SIZES:
        page.set_viewport_size(size)
        found[f"{size['width']} x {size['height']}"] = (max(page.evaluate(_TOO_WIDE), 0), clipped(page))
    for size in _SIZES[:2]:
        page.set_viewport_size(size)
        for mode in _MODES:
            page.evaluate(_WEAR, mode)
            found[f"{size['width']} {mode}"] = (max(page.evaluate(_TOO_WIDE), 0), clipped(page))
    assert {size: wrong for size, wrong in found.items() if wrong != (0, [])} == {}


def test_clipped_text_and_wide_pages_are_noticed(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "help/", viewport={"width": 320, "height": 256})
    page.evaluate("""() => {
      const main = document.querySelector("#main");
      main.innerHTML += "<p class='cut'>" + "字".repeat(60) + "</p><p class='wide'>" + "宽".repeat(60) + "</p>";
      Object.assign(main.querySelector(".cut").style, { whiteSpace: "nowrap", overflow: "hidden" });
      Object.assign(main.querySelector(".wide").style, { whiteSpace: "nowrap" });
    }""")
    assert (page.evaluate(_TOO_WIDE) > 0, clipped(page)) == (True, ["字" * 30, "宽" * 30])
