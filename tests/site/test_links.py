"""Every address leads somewhere, and every page can be reached."""

from __future__ import annotations

import gzip
import re

from tests.site.reading import Page, Site


def broken(site: Site) -> list[str]:
    """Return ``page → path#fragment`` for everything that is named and is not there."""
    found = []
    for url, page in site.pages.items():
        for path, fragment in sorted(page.targets()):
            place = site.folder / path
            if place.is_dir():
                place /= "index.html"
            if not place.is_file():
                found.append(f"{url} → {path}")
                continue
            target = site.pages.get(place.relative_to(site.folder).as_posix().removesuffix("index.html"))
            if fragment and target is not None and fragment not in target.ids:
                found.append(f"{url} → {path}#{fragment}")
    return found


def addresses_in_sitemap(text: str, site_url: str) -> list[str]:
    """Return the addresses of a sitemap relative to ``site_url``."""
    return [address.removeprefix(site_url) for address in re.findall(r"<loc>([^<]*)</loc>", text)]


def reached_from_home(site: Site) -> set[str]:
    """Return the pages found by following links from the home page."""
    reached, waiting = {""}, [""]
    while waiting:
        for path, _ in site.pages[waiting.pop()].targets():
            if path in site.pages and path not in reached:
                reached.add(path)
                waiting.append(path)
    return reached


def public(site: Site) -> list[str]:
    """Return the pages for everybody; the manual and sheets to print lie beside them, for staff."""
    return [url for url in site.named() if not site.for_staff(url)]


def test_links_all_resolve(site: Site) -> None:
    assert broken(site) == []


def test_links_are_noticed_when_page_or_place_is_missing(published: Site) -> None:
    page = Page(
        "why/", '<a href="../gone/">1</a><a href="#nowhere">2</a><img src="../no.jpg"><a href="../about/">3</a>'
    )
    pages = {**published.pages, "why/": page}
    found = [one for one in broken(Site("", published.folder, pages)) if one.startswith("why/ ")]
    assert found == ["why/ → gone/", "why/ → no.jpg", "why/ → why/#nowhere"]


def test_sitemap_names_every_page_for_the_public_once(site: Site, campaign: dict[str, str]) -> None:
    text = (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert sorted(addresses_in_sitemap(text, campaign["site_url"])) == sorted(public(site))


def test_sitemap_compressed_beside_it_says_the_same(published: Site) -> None:
    beside = published.folder / "sitemap.xml.gz"
    said = gzip.decompress(beside.read_bytes()) if beside.exists() else None
    assert said in (None, (published.folder / "sitemap.xml").read_bytes())


def test_pages_of_sitemap_are_all_reached_from_home(site: Site) -> None:
    assert sorted(url for url in reached_from_home(site) if not site.for_staff(url)) == sorted(public(site))


def test_lost_page_exists_and_links_from_any_depth(site: Site) -> None:
    page = site.pages["404.html"]
    assert page.title.startswith("找不到这个页面")
    assert [address for address in [*page.links, *page.fetched] if not address.startswith(("/", "#", "tel:"))] == []


def test_lost_page_finds_its_way_when_site_lies_under_a_path(sub_path_site: Site) -> None:
    page = sub_path_site.pages["404.html"]
    outside = [one for one in [*page.links, *page.fetched] if not one.startswith(("/fwy/sub/", "#", "tel:"))]
    assert outside == []


def test_addresses_are_relative_on_every_other_page(site: Site) -> None:
    absolute = [
        f"{url}: {address}"
        for url, page in site.named().items()
        for address in [*page.links, *page.fetched]
        if address.startswith("/")
    ]
    assert absolute == []
