"""What a phone's home screen and a chat app show of the site."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path
from typing import Any

from tests.site.reading import Site


def size(path: Path) -> tuple[int, int]:
    """Return width and height as the PNG's header says. Source: PNG 11.2.1 IHDR."""
    width, height = struct.unpack(">II", path.read_bytes()[16:24])
    return width, height


def test_manifest_names_the_campaign_and_icons_that_are_there(site: Site, campaign: dict[str, Any]) -> None:
    said = json.loads((site.folder / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert (said["name"], said["short_name"], said["start_url"]) == (campaign["title"], campaign["short"], "./")
    icons = {one["sizes"]: size(site.folder / one["src"]) for one in said["icons"]}
    assert icons == {"192x192": (192, 192), "512x512": (512, 512)}


def test_every_page_shows_its_own_picture_or_the_square_one_when_it_is_shared(
    site: Site, campaign: dict[str, Any]
) -> None:
    pages = {url: site.folder / url / "index.html" for url in site.pages if not url.endswith(".html")}
    found = {
        url: re.findall(r'<meta property="og:image" content="([^"]*)">', path.read_text("utf-8"))
        for url, path in pages.items()
    }
    own = {url for url in pages if (site.folder / url / "share.png").is_file()}
    assert len(pages) > 100
    for url, pictures in found.items():
        name = f"{url}share.png" if url in own else "assets/img/share.png"
        assert pictures == [campaign["site_url"] + name], url
    assert size(site.folder / "assets/img/share.png") == (600, 600)
