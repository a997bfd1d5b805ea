"""Play a screen for days in minutes, and tell whether it would fill the box: heap, nodes and listeners by the hour.

A content change every two hours keeps it honest; ``--leak`` plants a leak that must be found.
Usage: tools/soak.py [folder of a built site] [hours] [--leak]
"""

from __future__ import annotations

import json
import os
import sys
import threading
import zlib
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Route, sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

HOUR = 3600_000
#: after so many hours everything has been shown once
WARM = 12
MOST_HEAP, MOST_NODES, MOST_LISTENERS = 5 * 1024, 10, 2
#: the page's own time, which passes as fast as the player can look: every three seconds of it. The player's one
#: timer, its patience with letters, would hold many hours of packs for twenty real seconds.
CLOCK = """(() => {
  let at = %d;
  Date.now = () => at;
  window.setTimeout = () => 0;
  window.pass = (ms) => { for (const end = at + ms; at < end;) { at += 3000; Kiosk.tick(); } };
})()"""
LEAK = """(() => {
  const draw = Kiosk.draw, lost = window.lost = [];
  Kiosk.draw = (pack, item, now) => { lost.push(document.createElement('div'), new Array(500).fill(1)); draw(pack, item, now); };
})()"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _measure(session: CDPSession) -> tuple[int, int, int]:
    session.send("HeapProfiler.collectGarbage")
    counted = session.send("Memory.getDOMCounters")
    return int(session.send("Runtime.getHeapUsage")["usedSize"]), counted["nodes"], counted["jsEventListeners"]


def _slope(rows: list[tuple[int, int, int]]) -> float:
    """Return bytes of heap gained per hour, by least squares."""
    count = len(rows)
    middle, mean = (count - 1) / 2, sum(row[0] for row in rows) / count
    across = sum((hour - middle) ** 2 for hour in range(count))
    return sum((hour - middle) * (row[0] - mean) for hour, row in enumerate(rows)) / across


def _grown(counts: list[int]) -> int:
    """Return by how much the least count of the second half exceeds that of the first: slides and requests come and go."""
    half = len(counts) // 2
    return min(counts[half:]) - min(counts[:half])


def play(browser: Browser, site: Path, hours: int, *, leak: bool = False) -> list[tuple[int, int, int]]:
    """Return heap in bytes, nodes and listeners after each hour."""
    name = json.loads((site / "kiosk/latest.json").read_bytes())["screens"]["plaza-strip"]
    pack = json.loads((site / f"kiosk/pack.plaza-strip.{name}.json").read_bytes())
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_context(viewport={"width": 960, "height": 320}, service_workers="block").new_page()
    rows = _hours(page, f"http://127.0.0.1:{server.server_port}/", pack, hours, leak=leak)
    page.context.close()
    server.shutdown()
    server.server_close()
    return rows


def judged(rows: list[tuple[int, int, int]]) -> tuple[float, int, int]:
    """Return by how much the box fills after the first hours: bytes of heap an hour, nodes, listeners."""
    warm = rows[WARM:]
    return _slope(warm), _grown([row[1] for row in warm]), _grown([row[2] for row in warm])


def _hours(page: Page, root: str, pack: dict[str, Any], hours: int, *, leak: bool) -> list[tuple[int, int, int]]:
    state = dict(pack)
    page.add_init_script(CLOCK % pack["built_at"])

    def pointer(route: Route) -> None:
        sums = {"plaza-strip": zlib.crc32(json.dumps(state).encode("utf-16-le"))}
        screens = {"plaza-strip": state["hash"]}
        route.fulfill(json={"fmt": pack["fmt"], "shell": "x", "screens": screens, "sums": sums})

    page.route("**/latest.json*", pointer)
    page.route("**/pack.*", lambda route: route.fulfill(body=json.dumps(state)))
    page.goto(root + "kiosk/plaza-strip.html")
    if leak:
        page.evaluate(LEAK)
    session = page.context.new_cdp_session(page)
    rows = []
    for hour in range(hours):
        page.evaluate("(ms) => pass(ms)", HOUR)
        if hour % 2:
            state["hash"] = f"soak{hour}"
            page.wait_for_function("!Kiosk.polling")
            page.evaluate("Kiosk.poll()")
            page.wait_for_function("(hash) => Kiosk.pack.hash === hash", arg=state["hash"])
        rows.append(_measure(session))
        heap, nodes, listeners = rows[-1]
        print(f"{hour + 1:>4} h  heap {heap / 1e6:.2f} MB  nodes {nodes}  listeners {listeners}", flush=True)  # noqa: T201 a tool's output
    return rows


def main() -> int:
    """Soak, judge, and return 1 where something grows."""
    given = [one for one in sys.argv[1:] if one != "--leak"]
    site, hours = Path(given[0] if given else "preview"), int(given[1]) if given[1:] else 168
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        slope, nodes, listeners = judged(play(browser, site, hours, leak="--leak" in sys.argv))
        browser.close()
    print(f"heap {slope / 1024:+.1f} KiB/h, nodes {nodes:+}, listeners {listeners:+}")  # noqa: T201 a tool's output
    return int(slope > MOST_HEAP or nodes > MOST_NODES or listeners > MOST_LISTENERS)


if __name__ == "__main__":
    sys.exit(main())
