"""axe finds nothing on one page of each type, on a phone and a desk, light and dark, in every reading setting."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize, expect
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
#: the rules that can answer otherwise when type grows: what is near, too small, or has to be scrolled
_SIZES = {
    "runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable", "color-contrast"]},
    "resultTypes": ["violations"],
}
#: reading setting and its value, and the rules to ask; without decoration other elements are seen, so all are
_READ = {"large": ("text", _SIZES), "huge": ("text", _SIZES), "plain": ("layout", _ALL)}
_PHONE: ViewportSize = {"width": 390, "height": 844}
#: scheme and contrast; the dark one comes last, because the desk is looked at next
_COLOURED = {"high": ("default", "high"), "high dark": ("slate", "high"), "dark": ("slate", "")}
_WEAR = """([scheme, contrast]) => {
  document.body.dataset.mdColorScheme = scheme;
  document.documentElement.dataset.contrast = contrast;
}"""
_SET = """([name, value]) => {
  if (value) document.documentElement.dataset[name] = value;
  else delete document.documentElement.dataset[name];
}"""
_RUN = """(rules) => axe.run(rules).then((said) => said.violations.flatMap((one) =>
  one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 120)}`)))"""


def violations(page: Page, rules: dict[str, Any] = _ALL) -> list[str]:
    """Return rule and element of everything that axe finds."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return list(page.evaluate(_RUN, rules))


def settings(page: Page) -> dict[str, list[str]]:
    """Return what axe finds in larger type and in the plain layout; the page is left as it was."""
    found = {}
    for value, (setting, rules) in _READ.items():
        page.evaluate(_SET, [setting, value])
        found[value] = violations(page, rules)
        page.evaluate(_SET, [setting, ""])
    return found


def colours(page: Page) -> dict[str, list[str]]:
    """Return what axe finds in other colours; the page stays dark."""
    found = {}
    for mode, (scheme, contrast) in _COLOURED.items():
        page.evaluate(_WEAR, [scheme, contrast])
        found[mode] = violations(page, _COLOURS)
    return found


@pytest.mark.parametrize("name", TYPES)
def test_axe_finds_nothing(open_page: OpenPage, preview: str, name: str) -> None:
    page = open_page(preview, PAGES[name], color_scheme="light", viewport=_PHONE)
    found = {"phone": violations(page), **settings(page), **colours(page)}
    page.set_viewport_size({"width": 1280, "height": 900})
    found["dark desk"] = violations(page, _COLOURS)
    page.evaluate(_WEAR, ["default", ""])
    found["desk"] = violations(page)
    assert {where: wrong for where, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(("scheme", "said"), [("light", "default"), ("dark", "slate")])
def test_scheme_of_the_system_is_followed(open_page: OpenPage, preview: str, scheme: str, said: str) -> None:
    page = open_page(preview, color_scheme=scheme)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", said)
    # boxes and rings that the browser draws follow too
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == ("dark" if scheme == "dark" else "normal")


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
