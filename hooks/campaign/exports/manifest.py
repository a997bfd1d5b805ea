"""The web app manifest: what the site is called on a home screen. Source: W3C Web Application Manifest."""

from __future__ import annotations

import json
from collections.abc import Iterator

from campaign.exports import export
from campaign.site import Shown

_SIZES = (192, 512)


@export
def manifest(shown: Shown) -> Iterator[tuple[str, bytes]]:
    """Yield ``manifest.webmanifest``; its addresses are relative, so that it holds under any path."""
    campaign = shown.campaign
    content = {
        "name": campaign.title,
        "short_name": campaign.short,
        "lang": "zh-CN",
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "theme_color": "#17345a",
        "background_color": "#fbfaf5",
        "icons": [
            {"src": f"assets/img/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"} for size in _SIZES
        ],
    }
    yield "manifest.webmanifest", json.dumps(content, ensure_ascii=False, indent=1).encode()
