"""How long a changed line takes from the disk to the browser, with ``campaign serve``.

A script of the page notes the moment at which the new words stand there; both ends read the same computer's clock.
"""

from __future__ import annotations

import argparse
import math
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from bench.bench import say, workplace
from bench.generate import ROOT
from bench.page import keep_serve
from bench.records import snapshot
from bench.tools import Bench, at

_URL = "events/ev-00000/"
#: bounds of the design's SPEED, in seconds
TARGETS = {1000: 0.5, 5000: 1.5}
#: notes which change stands on the page, and since when
_WATCH = """const look = () => { const found = /（改 (\\d+)）/.exec(document.body ? document.body.textContent : '');
  if (found) { window.seen = Number(found[1]); window.seenAt = Date.now(); } else { requestAnimationFrame(look); } };
look();"""


@contextmanager
def serving(bench: Bench) -> Iterator[tuple[str, int]]:
    """Run the command; yields the address and the process's number once it is ready."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    command = [sys.executable, "-m", "campaign", "serve", "--port", str(port), "--at", at()]
    with subprocess.Popen(
        command, cwd=bench.folder, env={**os.environ, **bench.environment(), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
    ) as process:  # fmt: skip
        try:
            for line in process.stdout or ():
                if f":{port}/" in line:
                    break
            yield f"http://127.0.0.1:{port}/", process.pid
        finally:
            process.terminate()


def shown_after(page: Page, bench: Bench, number: int) -> float:
    """Change one line and return the seconds until the page shows it."""
    started = time.time()
    bench.change(number)
    page.wait_for_function("number => window.seen === number", arg=number, timeout=60_000, polling=5)
    return float(page.evaluate("window.seenAt")) / 1000 - started


def memory_of(process: int) -> float:
    """Return the peak of a running process in MiB. Source: proc(5), VmHWM."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def measured(folder: Path, total: int, runs: int, executable: str | None) -> dict[str, float]:
    """Return seconds of the runs and the peak memory with ``total`` records."""
    bench = Bench("fuwuyue", total, folder / f"serve-{total}", folder / "project")
    bench.prepare()
    say(f"serving {total} records")
    with serving(bench) as (address, process), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = browser.new_page()
        page.add_init_script(_WATCH)
        page.goto(address + _URL)
        times = [shown_after(page, bench, number) for number in range(1, runs + 1)]
        peak = memory_of(process)
        browser.close()
    return {
        "records": total,
        "median": median(times),
        "slowest": max(times),
        "target": TARGETS.get(total, math.inf),
        "peak": peak,
    }


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and write the block of the page of figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(TARGETS))
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args(arguments)
    with workplace() as folder:
        snapshot(ROOT, folder / "project")
        found = [measured(folder, total, options.runs, os.environ.get("CHROMIUM")) for total in options.sizes]
    keep_serve(found, f"{options.runs} changes each")
    for one in found:
        say(", ".join(f"{name} {value:.3f}" for name, value in one.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
