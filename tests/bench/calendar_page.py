"""Weigh the calendar of 1,000 generated events, and time its filters in Chromium.

Half of a generated workload has a time, so 2,000 records give 1,000 events within one month,
the hardest case: everything stands on one page. Timings are printed, never asserted.
"""

from __future__ import annotations

import argparse
import gzip
import os
import statistics
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page, Response, sync_playwright

from bench.content import NOW, pieces
from bench.generate import ROOT, SEED
from bench.records import write_data

#: gz bytes of FullCalendar 6 with its month, list and locale bundles, before any event
FULL_CALENDAR = 181
_KIB = 1024
_FILTERS = ("badge", "town", "audience")
_ROUNDS = 10
#: milliseconds from the choice of a filter to a page that is laid out anew, and to the next frame
_TIMED = """([name, value]) => new Promise((done) => {
  const field = document.querySelector(`[data-calendar-filter] select[name=${name}]`);
  field.value = value;
  const start = performance.now();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  document.body.getBoundingClientRect();
  const laidOut = performance.now() - start;
  requestAnimationFrame(() => setTimeout(() => done([laidOut, performance.now() - start])));
})"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def gz(content: bytes) -> int:
    """Return how many bytes a server would send."""
    return len(gzip.compress(content, 9, mtime=0))


def build(folder: Path, events: int) -> Path:
    """Write the data of ``events`` events and return the preview built from it."""
    write_data(folder / "data", pieces(events * 2, SEED))
    out = folder / "site"
    command = [sys.executable, "-m", "campaign", "build", "--data", str(folder / "data"), "--out", str(out)]
    at = ["--at", f"{NOW:%Y-%m-%dT%H:%M}"]
    done = subprocess.run([*command, *at], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return out


def weigh(page: Page, address: str) -> dict[str, tuple[int, int]]:
    """Open the calendar and return file → (bytes, gz bytes) of everything the first load asks for."""
    found: dict[str, tuple[int, int]] = {}
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    for answer in answers:
        body = answer.body()
        found[answer.url.partition("calendar/")[2] or answer.url] = (len(body), gz(body))
    return found


def filtered(page: Page) -> list[tuple[float, float]]:
    """Choose every filter's first and second choice, again and again; return the timings."""
    timings = []
    for _ in range(_ROUNDS):
        for name in _FILTERS:
            field = page.locator(f"[data-calendar-filter] select[name={name}]")
            values = [one.get_attribute("value") or "" for one in field.locator("option").all()]
            timings += [tuple(page.evaluate(_TIMED, [name, value])) for value in (*values[1:3], "")]
    return timings


def main() -> int:
    """Build, weigh, time, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fuwuyue-calendar-") as folder:
        site = build(Path(folder), options.events)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 390, "height": 844})
            files = weigh(page, f"http://127.0.0.1:{server.server_port}/calendar/")
            timings = filtered(page)
            browser.close()
        server.shutdown()
        months = {path.parent.name: gz(path.read_bytes()) for path in sorted(site.glob("calendar/*/index.html"))}
    report(options.events, files, months, timings)
    return 0


def report(
    events: int, files: dict[str, tuple[int, int]], months: dict[str, int], timings: list[tuple[float, float]]
) -> None:
    """Print the figures beside their bounds."""
    total = sum(compressed for _, compressed in files.values()) / _KIB
    sys.stdout.write(f"first load of the calendar with {events} events in one month, {len(files)} files\n")
    for name, (plain, compressed) in sorted(files.items(), key=lambda one: -one[1][1]):
        sys.stdout.write(
            f"  {compressed / _KIB:7.1f} KiB gz  {plain / _KIB:8.1f} KiB  {name.rpartition('/')[2] or 'page'}\n"
        )
    sys.stdout.write(
        f"  {total:7.1f} KiB gz together (bound 60; FullCalendar {FULL_CALENDAR} before its first event)\n"
    )
    for name, size in months.items():
        sys.stdout.write(f"  {size / _KIB:7.1f} KiB gz  calendar/{name}/\n")
    laid_out, framed = (sorted(one[place] for one in timings) for place in (0, 1))
    for label, found in (("laid out anew", laid_out), ("next frame", framed)):
        worst = found[int(len(found) * 0.95)]
        median = statistics.median(found)
        sys.stdout.write(f"  filter → {label}: median {median:.1f} ms, 95 % {worst:.1f} ms (bound 50)\n")


if __name__ == "__main__":
    sys.exit(main())
