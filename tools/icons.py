"""Draw the PNG icons from their SVG: ``make icons``. Phones and chat apps take no SVG."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).parents[1] / "overrides" / "assets" / "img"
#: file → drawing and width in pixels
ICONS = {
    "icon-192.png": ("favicon.svg", 192),
    "icon-512.png": ("favicon.svg", 512),
    "apple-touch-icon.png": ("favicon.svg", 180),
    "share.png": ("share.svg", 600),
}


def main() -> None:
    """Draw every icon as a square on no background."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        for name, (drawing, width) in ICONS.items():
            page = browser.new_page(viewport={"width": width, "height": width})
            svg = (IMAGES / drawing).read_text(encoding="utf-8")
            page.set_content(f"<style>html,body{{margin:0}}svg{{display:block;width:100vw}}</style>{svg}")
            page.screenshot(path=IMAGES / name, omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
