"""A preview can't be mistaken for the site, nor the site for a preview."""

from __future__ import annotations

from collections import Counter

from tests.site.reading import Site


def test_preview_says_so_on_every_page(preview: Site) -> None:
    said = Counter(
        (page.meta.get("robots", ""), page.campaign["data-at"], "c-banner--preview" in page.classes)
        for page in preview.pages.values()
    )
    assert said == {("noindex", "2023-06-12T09:30+08:00", True): len(preview.pages)}


def test_preview_asks_robots_to_stay_away(preview: Site) -> None:
    lines = (preview.folder / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["User-agent: *", "Disallow: /"]


def test_published_site_has_nothing_of_a_preview(published: Site) -> None:
    said = Counter(
        (page.campaign.get("data-at", ""), "c-banner--preview" in page.classes) for page in published.pages.values()
    )
    assert said == {("", False): len(published.pages)}


def test_published_site_keeps_only_what_is_for_staff_from_search(published: Site) -> None:
    kept = [url for url, page in published.pages.items() if "noindex" in page.meta.get("robots", "")]
    assert kept == [url for url in published.pages if published.for_staff(url)]


def test_published_site_welcomes_robots(published: Site) -> None:
    lines = (published.folder / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["User-agent: *", "Allow: /"]


def test_published_site_holds_no_preview_moment_in_any_file(published: Site) -> None:
    files = [path for path in published.folder.rglob("*") if path.is_file() and b"data-at" in path.read_bytes()]
    assert files == []


def test_campaign_dates_stand_on_every_page(site: Site, campaign: dict[str, str]) -> None:
    said = Counter((page.campaign["data-start"], page.campaign["data-end"]) for page in site.pages.values())
    assert said == {(campaign["start"], campaign["end"]): len(site.pages)}
