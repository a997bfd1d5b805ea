"""The results: charts that can be read on a telephone, heard, and printed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import OpenPage
from tests.browser.pages import PAGES

#: the smallest type of the drawings, in CSS pixels
_SMALLEST = """() => Math.min(...[...document.querySelectorAll(".c-chart text")].map((text) =>
  parseFloat(getComputedStyle(text).fontSize) * text.getCTM().a))"""
#: drawn texts that stick out of their drawing, or run into the bar beside them
_CROSSED = """() => [...document.querySelectorAll(".c-chart")].flatMap((chart) => {
  const frame = chart.getBoundingClientRect();
  const tracks = [...chart.querySelectorAll(".c-chart__track")].map((one) => one.getBoundingClientRect().left);
  return [...chart.querySelectorAll("text")].filter((text) => {
    const box = text.getBoundingClientRect();
    const label = text.classList.contains("c-chart__label");
    return box.left < frame.left - 1 || box.right > frame.right + 1 || (label && box.right > tracks[0]);
  }).map((text) => text.textContent);
})"""
_DARKEST = """() => [...document.querySelectorAll(".c-chart__bar")].map((bar) => getComputedStyle(bar).fill)"""


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_charts_are_read_and_heard_at_every_width(open_page: OpenPage, preview: str, width: int) -> None:
    page = open_page(preview, PAGES["results"], viewport={"width": width, "height": 844})
    for name in ("每周参与人次", "各项安排举办的场次", "各单位参与人次", "各街镇参与人次"):
        expect(page.get_by_role("img", name=name)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(_CROSSED) == []
    assert page.evaluate(_SMALLEST) >= {320: 10, 390: 12.5, 1280: 16}[width]
    first = page.locator("#by-week ~ .c-results__pair")
    chart, table = first.locator("figure").bounding_box(), first.locator("table").bounding_box()
    assert chart is not None
    assert table is not None
    assert (table["x"] > chart["x"] + chart["width"]) == (width == 1280)


def test_charts_have_their_ink_in_the_dark_and_on_paper(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, PAGES["results"], color_scheme="dark")
    assert set(page.evaluate(_DARKEST)) == {"rgb(169, 200, 242)"}
    page.emulate_media(media="print")
    assert set(page.evaluate(_DARKEST)) == {"rgb(23, 52, 90)"}
    expect(page.locator(".c-results__ways")).to_be_hidden()
