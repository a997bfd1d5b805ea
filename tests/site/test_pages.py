"""What every page owes to readers, search engines and assistive technology."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from tests.site.reading import Site

#: what the head of every page says
WANTED = (
    "description", "og:title", "og:description", "og:url", "og:site_name", "og:type", "og:locale", "SiteName", "SiteDomain",
)  # fmt: skip
_FOREIGN_IN_CSS = re.compile(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^)\"'; ]*")


def test_titles_are_unique(site: Site) -> None:
    assert [title for title, count in Counter(page.title for page in site.pages.values()).items() if count > 1] == []
    assert [url for url, page in site.pages.items() if not page.title.strip()] == []


def test_language_is_chinese_of_china(site: Site) -> None:
    assert Counter(page.lang for page in site.pages.values()) == {"zh-CN": len(site.pages)}


def test_headings_begin_with_the_only_h1_and_skip_no_level(site: Site) -> None:
    wrong = {
        url: page.headings
        for url, page in site.pages.items()
        if page.headings[:1] != [1]
        or page.headings.count(1) != 1
        or any(after > before + 1 for before, after in pairwise(page.headings))
    }
    assert wrong == {}


def test_head_describes_every_page(site: Site) -> None:
    missing = {
        url: lost
        for url, page in site.named().items()
        if (lost := [key for key in WANTED if not page.meta.get(key, "").strip()])
    }
    assert missing == {}


def test_canonical_is_the_pages_public_address(site: Site, campaign: dict[str, str]) -> None:
    expected = {url: campaign["site_url"] + url for url in site.named()}
    assert {url: page.canonical for url, page in site.named().items()} == expected
    assert {url: page.meta["og:url"] for url, page in site.named().items()} == expected


def test_picture_of_a_page_is_its_own_where_it_has_one(site: Site, campaign: dict[str, str]) -> None:
    root = campaign["site_url"]
    own = {url: f"{url}share.png" for url in site.named() if (site.folder / url / "share.png").is_file()}
    assert len(own) >= 15
    expected = {url: root + own.get(url, "assets/img/share.png") for url in site.named()}
    assert {url: page.meta["og:image"] for url, page in site.named().items()} == expected


def test_lost_page_has_no_address_of_its_own(site: Site) -> None:
    assert site.pages["404.html"].canonical == ""
    assert "og:url" not in site.pages["404.html"].meta


def test_pages_fetch_nothing_from_elsewhere(site: Site) -> None:
    foreign = [
        f"{url}: {address}"
        for url, page in site.pages.items()
        for address in page.fetched
        if re.match(r"(?:[a-z][a-z0-9+.-]*:|//)", address, re.IGNORECASE)
    ]
    assert foreign == []


def test_style_sheets_fetch_nothing_from_elsewhere(site: Site) -> None:
    sheets = sorted(site.folder.rglob("*.css"))
    assert len(sheets) >= 8
    found = {path.name: _FOREIGN_IN_CSS.findall(path.read_text(encoding="utf-8")) for path in sheets}
    assert {name: addresses for name, addresses in found.items() if addresses} == {}


def test_ids_are_unique_within_a_page(site: Site) -> None:
    twice = {url: [one for one, count in Counter(page.ids).items() if count > 1] for url, page in site.pages.items()}
    assert {url: ids for url, ids in twice.items() if ids} == {}
