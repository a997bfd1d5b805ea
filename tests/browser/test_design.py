"""Every example of the design guide, as the site shows it: axe in each reading setting, and no wider than its window."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import OpenPage
from tests.browser.test_axe import colours, settings, violations
from tests.conftest import Project
from tests.unit.test_tools import tool

_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def examples(open_page: OpenPage, preview: str, preview_folder: Path, sample: Project) -> Page:
    """Return the page of examples among the pages of the preview, on a phone."""
    shell = (preview_folder / "help" / "index.html").read_text(encoding="utf-8")
    body = tool("design").page(shell, sample.root / "data")
    page = open_page(preview, "help/", color_scheme="light", viewport={"width": 390, "height": 844})
    page.route("**/design/", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
    page.goto(preview + "design/")
    return page


def test_axe_finds_nothing_in_the_examples(examples: Page) -> None:
    assert examples.locator("#main > section").count() == len(tool("design").examples())
    found = {"phone": violations(examples), **settings(examples), **colours(examples)}
    examples.set_viewport_size({"width": 1280, "height": 900})
    found["desk"] = violations(examples)

    assert {where: wrong for where, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("text", ["", "large", "huge"])
def test_examples_fit_a_narrow_window(examples: Page, text: str) -> None:
    examples.set_viewport_size({"width": 320, "height": 640})
    examples.evaluate("text => { if (text) document.documentElement.dataset.text = text; }", text)

    assert examples.evaluate(_WIDE) == 0
