"""The site as a folder of another site: everything is found below its path."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import OpenPage
from tests.browser.pages import PAGES
from tests.browser.serving import serving


@pytest.fixture(scope="module")
def below(preview_folder: Path) -> Iterator[str]:
    """Return the address of the preview below a path."""
    with serving(preview_folder, "/fwy/sub/") as address:
        yield address


@pytest.mark.parametrize("name", ["home", "events", "event", "prose"])
def test_links_and_assets_are_found_below_a_path(open_page: OpenPage, below: str, name: str) -> None:
    answers: dict[str, int] = {}
    page = open_page(below, PAGES[name], answers=answers)
    named = page.locator("a[href]").evaluate_all("links => links.map(one => one.getAttribute('href'))")
    targets = {
        urldefrag(urljoin(page.url, one)).url for one in named if "://" not in one and not one.startswith("tel:")
    }
    found = {url: page.request.get(url).status for url in sorted(targets)}
    assert [url for url in [*answers, *found] if not url.startswith(below)] == []
    assert {url: status for url, status in {**answers, **found}.items() if status != 200} == {}
    assert (len(answers) >= 8, len(found) >= 12) == (True, True)


def test_scripts_run_below_a_path(open_page: OpenPage, below: str) -> None:
    page = open_page(below, "events/")
    page.get_by_label("找一找").fill("没有这样的东西")
    expect(page.locator("[data-none]")).to_be_visible()
    assert page.url.startswith(below + "events/?q=")


def test_reader_walks_from_home_to_a_record_and_back_below_a_path(open_page: OpenPage, below: str) -> None:
    page = open_page(below)
    page.get_by_role("link", name="活动", exact=True).click()
    page.get_by_role("link", name="松江区“服务月”启动仪式").click()
    expect(page).to_have_url(below + "events/2023-06-08-launch/")
    page.get_by_label("当前位置").get_by_role("link", name="首页").click()
    expect(page).to_have_url(below)


def test_server_answers_404_outside_the_path(open_page: OpenPage, below: str) -> None:
    outside = below.replace("/fwy/sub/", "/")
    assert open_page(below).request.get(outside).status == 404
