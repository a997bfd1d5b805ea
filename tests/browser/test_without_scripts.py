"""Without JavaScript every list, date and table is complete."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import OpenPage
from tests.browser.pages import LISTS, PAGES


def cards(page: Page) -> list[str]:
    """Return the text of every card that is to be seen."""
    return page.locator("#main .c-card:visible").all_inner_texts()


def dates(page: Page) -> list[str | None]:
    """Return the dates that are to be seen, as machines read them."""
    return [one.get_attribute("datetime") for one in page.locator("#main time:visible").all()]


@pytest.mark.parametrize("name", LISTS)
def test_cards_are_the_same_with_and_without_scripts(open_page: OpenPage, preview: str, name: str) -> None:
    plain = open_page(preview, PAGES[name], java_script_enabled=False)
    lively = open_page(preview, PAGES[name])
    assert cards(plain) == cards(lively)
    assert len(cards(plain)) >= 1


@pytest.mark.parametrize("name", ["calendar", "events", "event", "open-day", "about", "manual"])
def test_dates_and_tables_are_the_same_with_and_without_scripts(open_page: OpenPage, preview: str, name: str) -> None:
    plain = open_page(preview, PAGES[name], java_script_enabled=False)
    lively = open_page(preview, PAGES[name])
    assert dates(plain) == dates(lively)
    assert plain.locator("tr:visible").count() == lively.locator("tr").count()


def test_home_shows_its_next_six_without_scripts(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, java_script_enabled=False)
    expect(page.locator("[data-soon] .c-card:visible")).to_have_count(6)
    expect(page.locator(".c-hero__now:visible")).to_have_text("正在进行，还有 19 天")


def test_list_counts_its_records_and_hides_controls_that_need_scripts(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "events/", java_script_enabled=False)
    count = page.locator(".c-tabs [aria-current=page] .c-tabs__count").inner_text()
    expect(page.locator(".c-card:visible")).to_have_count(int(count))
    expect(page.locator("[data-filter]")).to_be_hidden()
    expect(page.locator("[data-none]")).to_be_hidden()
