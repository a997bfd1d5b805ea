"""``sitemap.xml`` and ``robots.txt``.

Source: sitemaps.org protocol 0.9; at most 50,000 addresses a file.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape


def sitemap(site_url: str, urls: Iterable[str]) -> bytes:
    """Return the sitemap of the relative addresses ``urls``, in their order."""
    entries = "".join(f"<url><loc>{escape(site_url + url)}</loc></url>\n" for url in urls)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{entries}</urlset>\n".encode()


def robots(site_url: str, *, preview: bool) -> bytes:
    """Return robots.txt; a preview asks not to be indexed at all."""
    rule = "Disallow: /" if preview else "Allow: /"
    return f"User-agent: *\n{rule}\nSitemap: {site_url}sitemap.xml\n".encode()
