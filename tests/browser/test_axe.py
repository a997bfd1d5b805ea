"""axe finds nothing on one page of each type, on a phone and a desk, light and dark."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.browser.conftest import OpenPage
from tests.browser.pages import PAGES, TYPES

_ALL = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
#: the rules that can answer otherwise in another colour scheme; the others would only say the same twice
_COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
_SCHEMES = {"light": ("default", _ALL), "dark": ("slate", _COLOURS)}
_AXE = Axe()


def violations(page: Page, rules: dict[str, Any] = _ALL) -> list[str]:
    """Return rule and element of everything that axe finds."""
    response = _AXE.run(page, options=rules).response
    return [f"{one['id']}: {node['html'][:120]}" for one in response["violations"] for node in one["nodes"]]


@pytest.mark.parametrize("scheme", _SCHEMES)
@pytest.mark.parametrize("name", TYPES)
def test_axe_finds_nothing(open_page: OpenPage, preview: str, name: str, scheme: str) -> None:
    attribute, rules = _SCHEMES[scheme]
    page = open_page(preview, PAGES[name], color_scheme=scheme, viewport={"width": 390, "height": 844})
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", attribute)
    on_phone = violations(page, rules)
    page.set_viewport_size({"width": 1280, "height": 900})
    assert [*on_phone, *violations(page, rules)] == []


def test_axe_finds_a_picture_without_text_and_pale_text(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "help/")
    before = violations(page)
    page.evaluate("""() => {
      const main = document.querySelector("#main");
      main.innerHTML += '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p class="pale">这一段太淡</p>';
      main.querySelector(".pale").style.color = "#eee";
    }""")
    found = [one.split(":")[0] for one in violations(page) if one not in before]
    assert sorted(found) == ["color-contrast", "image-alt"]
