"""Pictures of every page type at phone and desk width, light, dark, in large type, and of the map on an upright screen.

Usage: tools/screenshots.py [folder of a built site] [folder for the pictures] [names of pages …]
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # the list of page types is the tests'
from tests.browser.pages import PAGES  # noqa: E402

#: a page beside those of the tests: the examples of the design guide
DESIGN = {"design": "design/"}
#: name → colour scheme of the system, and the type that the reader chose
MODES = {"light": ("light", ""), "dark": ("dark", ""), "large": ("light", "large"), "huge": ("light", "huge")}
#: what is opened on top of a page: name → how the button is named
OPENED = {"dialog": "搜索", "panel": "阅读设置"}
SIZES = {"390": (390, 844), "1280": (1280, 900)}
#: an upright screen in a hall, and what is looked at on it
SCREEN, ON_SCREEN = ("1080x1920", (1080, 1920)), ("map", "g60")


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


def wanted(only: set[str]) -> Iterator[tuple[str, str, tuple[int, int], bool]]:
    """Yield name, address, size and whether the whole page is taken, for all pictures or those of the pages in ``only``."""
    for name, path in (PAGES | DESIGN).items():
        if not only or name in only:
            yield from ((f"{name}-{size}", path, pixels, True) for size, pixels in SIZES.items())
            if name in ON_SCREEN:
                yield f"{name}-{SCREEN[0]}", path, SCREEN[1], False


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
        for mode, (scheme, text) in MODES.items():
            page = browser.new_page(color_scheme=scheme)
            page.add_init_script(
                f"localStorage.setItem('fuwuyue.reading', '{json.dumps({'text': text} if text else {})}')"
            )
            for name, path, (width, height), whole in wanted(only):
                page.set_viewport_size({"width": width, "height": height})
                page.goto(root + path)
                page.screenshot(path=out / f"{name}-{mode}.png", full_page=whole)
            for name, button in OPENED.items() if not only else ():
                page.set_viewport_size({"width": 390, "height": 844})
                page.goto(root)
                page.get_by_role("button", name=button).click()
                page.screenshot(path=out / f"{name}-390-{mode}.png")
            page.close()
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
