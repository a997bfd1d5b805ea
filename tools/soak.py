"""Play a screen for days in minutes, and tell whether it would fill the box: heap, nodes and listeners by the hour.

A content change every two hours keeps it honest; ``--leak`` plants a leak that must be found.
Usage: tools/soak.py [folder of a built site] [hours] [--leak]
"""

from __future__ import annotations

import json
import os
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Route, sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession

HOUR = 3600_000
#: after so many hours everything has been shown once and the record of what was played is full
WARM = 12
MOST_HEAP, MOST_NODES, MOST_LISTENERS = 5 * 1024, 10, 2
LEAK = """setInterval(() => { (window.lost = window.lost || []).push(document.createElement('div'), new Array(500).fill(1)); }, 5000)"""


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


def _play(root: str, pack: dict[str, Any], hours: int, *, leak: bool) -> list[tuple[int, int, int]]:
    state = dict(pack)
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_context(viewport={"width": 960, "height": 320}, service_workers="block").new_page()
        page.clock.install(time=pack["built_at"] / 1000)

        def pointer(route: Route) -> None:
            route.fulfill(json={"fmt": pack["fmt"], "shell": "x", "screens": {"plaza-strip": state["hash"]}})

        page.route("**/latest.json*", pointer)
        page.route("**/pack.*", lambda route: route.fulfill(json=state))
        page.goto(root + "kiosk/plaza-strip.html")
        if leak:
            page.evaluate(LEAK)
        session = page.context.new_cdp_session(page)
        rows = []
        for hour in range(hours):
            page.clock.run_for(HOUR)
            if hour % 2:
                state["hash"] = f"soak{hour}"
            rows.append(_measure(session))
            heap, nodes, listeners = rows[-1]
            print(f"{hour + 1:>4} h  heap {heap / 1e6:.2f} MB  nodes {nodes}  listeners {listeners}", flush=True)  # noqa: T201 a tool's output
        browser.close()
    return rows


def main() -> int:
    """Soak, judge, and return 1 where something grows."""
    given = [one for one in sys.argv[1:] if one != "--leak"]
    site, hours = Path(given[0] if given else "preview"), int(given[1]) if given[1:] else 168
    name = json.loads((site / "kiosk/latest.json").read_bytes())["screens"]["plaza-strip"]
    pack = json.loads((site / f"kiosk/pack.plaza-strip.{name}.json").read_bytes())
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    rows = _play(f"http://127.0.0.1:{server.server_port}/", pack, hours, leak="--leak" in sys.argv)[WARM:]
    server.shutdown()
    slope = _slope(rows)
    nodes, listeners = (_grown([row[column] for row in rows]) for column in (1, 2))
    print(f"heap {slope / 1024:+.1f} KiB/h, nodes {nodes:+}, listeners {listeners:+}")  # noqa: T201 a tool's output
    return int(slope > MOST_HEAP or nodes > MOST_NODES or listeners > MOST_LISTENERS)


if __name__ == "__main__":
    sys.exit(main())
