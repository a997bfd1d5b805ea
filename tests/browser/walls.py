"""What the tests of screens share: a server that fails on command, and the way a wall is opened and asked."""

from __future__ import annotations

import contextlib
import json
import queue
import threading
import zlib
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SCREENS = {
    "plaza-strip": (1920, 640),
    "plaza-wall": (3840, 2160),
    "pillar": (640, 1280),
    "hall": (1920, 1080),
    "g60-touch": (1080, 1920),
    "g60-portrait": (1080, 1920),
}
MORNING = "2023-06-12T09:30:00+08:00"


def sum_of(text: str) -> int:
    """Return what the pointer says of a pack's text, so that a wall knows it when it is whole."""
    return zlib.crc32(text.encode("utf-16-le"))


def publish(site: Path, pack: dict[str, Any]) -> None:
    """Publish a pack of ``plaza-strip``: the pointer names it and its sum."""
    folder, text = site / "kiosk", json.dumps(pack)
    (folder / f"pack.plaza-strip.{pack['hash']}.json").write_text(text, encoding="utf-8")
    pointer = json.loads((folder / "latest.json").read_bytes())
    pointer["screens"]["plaza-strip"], pointer["sums"]["plaza-strip"] = pack["hash"], sum_of(text)
    (folder / "latest.json").write_text(json.dumps(pointer), encoding="utf-8")


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, flaky: Flaky, **options: Any) -> None:
        self.flaky = flaky
        super().__init__(*arguments, **options)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        """Tell the simulated time, as the wall's own clock has it."""
        return super().date_time_string(timestamp or self.flaky.moment)

    def end_headers(self) -> None:
        """Add what a cache in between adds."""
        if self.flaky.age:
            self.send_header("Age", str(self.flaky.age))
        super().end_headers()

    def do_GET(self) -> None:
        """Answer with the file, or with what is wrong today."""
        self.flaky.asked.put(self.path)
        if self.flaky.hung:
            self.flaky.hung.wait(120)
            return
        if self.flaky.moved and self.path.split("?")[0].endswith(self.flaky.moved):
            self.send_response(302)
            self.send_header("Location", "/portal.js")
            self.end_headers()
            return
        if self.flaky.answer is None:
            super().do_GET()
            return
        status, body = self.flaky.answer
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Flaky:
    """A web server of ``folder`` that can be killed, started again at the same address, and made to talk nonsense."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answer: tuple[int, bytes] | None = None
        self.moved = ""
        self.age = 0
        self.hung: threading.Event | None = None
        self.asked: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.moment = datetime.fromisoformat(MORNING).timestamp()
        self.port = 0
        self._server: ThreadingHTTPServer | None = None
        self.start()

    @property
    def address(self) -> str:
        """The root's address."""
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        """Listen, at the port of before."""
        handler = partial(_Handler, directory=str(self.folder), flaky=self)
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self._server.daemon_threads = True
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def kill(self) -> None:
        """Refuse every connection."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


@contextlib.contextmanager
def wall(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """Yield the page at ``address`` with a clock that only the test moves; no script of it may fail."""
    context = browser.new_context(**{"viewport": {"width": 1920, "height": 640}, **options})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.clock.install(time=MORNING)
    page.goto(address)
    yield page
    context.close()
    assert wrong == [] or "planted" in wrong[0], wrong  # what follows a planted error is its consequence


def controlled(page: Page) -> None:
    """Wait until the service worker serves the page, and knows that its player is good."""
    page.evaluate(
        """() => new Promise((done) => navigator.serviceWorker.controller ? done()
          : navigator.serviceWorker.addEventListener('controllerchange', () => done()))"""
    )
    page.clock.run_for(120_000)
    fetched(page)


def fetched(page: Page) -> None:
    """Wait until the wall has the whole pack instead of its page's seed."""
    page.clock.run_for(5_000)
    page.wait_for_function("Kiosk.kept('pack') && !Kiosk.polling")


def poll(page: Page) -> None:
    """Ask the server now, and wait until the answer is judged."""
    page.wait_for_function("!Kiosk.polling")
    page.evaluate("Kiosk.poll()")
    page.wait_for_function("!Kiosk.polling")


def on_glass(page: Page) -> str:
    """Return the text on the glass."""
    return str(page.locator(".slide.on .text").inner_text())
