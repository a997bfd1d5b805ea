"""Every public page leads to the file it is made of at the forge; without ``edit_url`` no page does."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from tests.conftest import REPO, Project
from tests.site.reading import Page, Site
from tests.site.sample import FORGE


def _ways(page: Page) -> list[str]:
    return [unquote(link.removeprefix(FORGE)) for link in page.links if link.startswith(FORGE)]


def _is_there(root: Path, way: str) -> bool:
    verb, _, path = way.partition("/main/")
    if way.startswith("issues/new?template="):
        return (REPO / ".github/ISSUE_TEMPLATE" / way.partition("=")[2]).is_file()
    return {"edit": (root / path).is_file(), "tree": (root / path).is_dir(), "new": (root / path).is_dir()}[verb]


def test_every_public_page_leads_to_files_that_are_there(sample: Project, changed: Site) -> None:
    public = {url: page for url, page in changed.named().items() if not url.startswith(("manual/", "staff/"))}
    ways = {url: _ways(page) for url, page in public.items()}

    assert len(ways) > 200
    assert [url for url, found in ways.items() if not found] == []
    assert [(url, way) for url, found in ways.items() for way in found if not _is_there(sample.root, way)] == []


def test_pages_for_staff_only_and_screens_have_no_such_link(changed: Site) -> None:
    others = {url: page for url, page in changed.pages.items() if url.startswith(("manual/", "staff/filing/", "404"))}

    assert [url for url, page in (others | changed.walls).items() if _ways(page)] == []


def test_record_page_leads_to_its_own_file(sample: Project, changed: Site) -> None:
    for name in ("events", "lectures", "open_days", "units", "notices", "laws", "explainers", "cases", "desks"):
        for path in sorted((sample.root / "data" / name).glob("*.yml")):
            url = f"{name.replace('_', '-')}/{path.stem}/"
            if url in changed.pages:
                assert _ways(changed.pages[url]) == [f"edit/main/data/{name}/{path.name}"]
    terms = [url for url in changed.pages if re.fullmatch(r"terms/[^/]+/", url) and "page-" not in url]
    assert {tuple(_ways(changed.pages[url])) for url in terms} == {("edit/main/data/terms.yml",)}


@pytest.mark.parametrize(
    ("url", "first", "more"),
    [
        ("", "edit/main/data/campaign.yml", "tree/main/data/events"),
        ("calendar/", "tree/main/data/events", "tree/main/data/open_days"),
        ("calendar/2023-w24/", "tree/main/data/events", "tree/main/data/lectures"),
        ("map/", "edit/main/docs/map.md", "tree/main/data/units"),
        ("results/", "edit/main/docs/results.md", "tree/main/data/worklog"),
        ("search/", "tree/main/data", ""),
        ("help/", "edit/main/docs/help.md", ""),
        ("about/", "edit/main/data/pages/about.md", "edit/main/data/campaign.yml"),
        ("items/7/", "edit/main/data/campaign.yml", ""),
        ("law-changes/aucl-2025/", "edit/main/data/laws/aucl-2025.yml", ""),
        ("open-days/2023-06-16-g60-park/door/", "edit/main/data/open_days/2023-06-16-g60-park.yml", ""),
    ],
)
def test_page_of_several_files_leads_to_the_most_useful_ones(changed: Site, url: str, first: str, more: str) -> None:
    ways = _ways(changed.pages[url])

    assert ways[0] == first
    assert (more in ways) if more else len(ways) == 1
    assert len(ways) < 8


@pytest.mark.parametrize(
    ("url", "ways"),
    [
        ("events/", ["tree/main/data/events", "issues/new?template=1-new-event.yml", "new/main/data/events"]),
        ("notices/", ["tree/main/data/notices", "issues/new?template=2-new-notice.yml", "new/main/data/notices"]),
        ("units/", ["tree/main/data/units", "new/main/data/units"]),
        ("terms/", ["edit/main/data/terms.yml", "edit/main/data/terms.yml"]),
    ],
)
def test_list_page_says_how_to_add_one(changed: Site, url: str, ways: list[str]) -> None:
    page = changed.pages[url]

    assert _ways(page) == ways
    assert f"../manual/{url}" in page.links


def test_nothing_of_it_without_an_address_of_the_forge(preview: Site) -> None:
    told = [
        url
        for url in preview.named()
        if not url.startswith("manual/")
        if "在线编辑" in (text := (preview.folder / url / "index.html").read_text(encoding="utf-8"))
        or "同事要加" in text
    ]

    assert told == []
