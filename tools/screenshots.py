"""Pictures of the main pages at phone and desk width, light and dark, to be looked at.

Usage: tools/screenshots.py [folder of a built site] [folder for the pictures]
"""

from __future__ import annotations

import os
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

PAGES = {
    "home": "",
    "calendar": "calendar/",
    "events": "events/",
    "event": "events/2023-06-08-launch/",
    "moved": "events/2023-06-16-yexie-forum/",
    "postponed": "events/2023-06-15-shihudang-tour/",
    "lecture": "lectures/2023-06-06-grading/",
    "open-day": "open-days/2023-06-16-g60-park/",
    "door": "open-days/2023-06-16-g60-park/door/",
    "units": "units/",
    "unit": "units/g60-park/",
    "notices": "notices/",
    "mine": "mine/",
    "item": "items/7/",
    "items": "items/",
    "about": "about/",
    "report": "report/",
    "manual": "manual/events/",
    "changes": "changes/",
    "data": "data/",
    "lost": "no-such-page/",
}
SIZES = {"390": (390, 844), "1280": (1280, 900)}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, *_: object) -> None:
        """Answer with the site's own 404 page, as a real server does."""
        page = Path(self.directory) / "404.html"
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())


def main() -> None:
    """Take all pictures."""
    site = sys.argv[1] if len(sys.argv) > 1 else "preview"
    out = Path(sys.argv[2] if len(sys.argv) > 2 else "build/screenshots")  # noqa: PLR2004 the second argument
    only = set(sys.argv[3:])
    out.mkdir(parents=True, exist_ok=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_port}/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        for size, (width, height) in SIZES.items():
            for scheme in ("light", "dark"):
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                for name, path in PAGES.items():
                    if only and name not in only:
                        continue
                    page.goto(root + path)
                    page.screenshot(path=out / f"{name}-{size}-{scheme}.png", full_page=True)
                page.close()
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
