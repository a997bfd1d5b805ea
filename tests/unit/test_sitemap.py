"""``sitemap.xml`` and ``robots.txt``."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from campaign.sitemap import robots, sitemap

_LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def test_sitemap_lists_every_address_once_in_order_and_escaped() -> None:
    tree = ET.fromstring(sitemap("https://site.example/a&b/", ["", "events/", "events/x/"]))  # noqa: S314 our own
    assert [one.text for one in tree.iter(_LOC)] == [
        "https://site.example/a&b/",
        "https://site.example/a&b/events/",
        "https://site.example/a&b/events/x/",
    ]


def test_sitemap_declares_utf8() -> None:
    assert sitemap("https://site.example/", []).startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')


def test_robots_lets_a_published_site_be_read_and_a_preview_not() -> None:
    head, tail = "User-agent: *\n", "Sitemap: https://site.example/sitemap.xml\n"
    assert robots("https://site.example/", preview=False).decode() == f"{head}Allow: /\n{tail}"
    assert robots("https://site.example/", preview=True).decode() == f"{head}Disallow: /\n{tail}"
