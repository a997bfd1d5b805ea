"""Weigh the map of 25, 100 and 1,000 stations: the whole page, its drawing, scripts and sheets, in gz bytes.

The sample campaign's stations are copied to as many as asked for, a little beside the first ones.
"""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.generate import ROOT
from bench.map_files import MORE, SCRIPTS, SHARED, SHEETS
from bench.units import write_units

AT = "2023-06-12T09:30"
_KIB = 1024
_SVG = re.compile(r'<svg class="c-map__picture".*?</svg>', re.DOTALL)
_PINS = re.compile(r'<a class="c-pin.*?</a>|<text class="c-map__(?:town|name).*?</text>', re.DOTALL)


def gz(text: str) -> int:
    """Return how many bytes a server would send."""
    return len(gzip.compress(text.encode(), 9, mtime=0))


def page(folder: Path, count: int) -> str:
    """Return the map page of a campaign with ``count`` units, built in ``folder``."""
    shutil.copytree(ROOT / "data", folder / "data")
    write_units(folder / "data" / "units", count)
    command = [sys.executable, "-m", "campaign", "build", "--data", str(folder / "data"), "--out", str(folder / "site")]
    done = subprocess.run([*command, "--at", AT], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return (folder / "site" / "map" / "index.html").read_text(encoding="utf-8")


def main() -> None:
    """Print a line for each number of stations, then scripts and sheets."""
    say = sys.stdout.write
    say("stations   page gz   base SVG   pins+labels   pins drawn   rows\n")
    for count in (25, 100, 1000):
        with tempfile.TemporaryDirectory() as folder:
            html = page(Path(folder), count)
        svg = "".join(_SVG.findall(html))
        base = _PINS.sub("", svg)
        marks = svg.count('class="c-pin ')
        say(f"{count:8} {gz(html):9} {gz(base):10} {gz(svg) - gz(base):13} {marks:12} {html.count('data-row='):6}\n")
    assets = ROOT / "overrides" / "assets"
    own, shared, more = (
        sum(gz((assets / "js" / name).read_text(encoding="utf-8")) for name in names)
        for names in (SCRIPTS, SHARED, MORE)
    )
    sheet = sum(gz((assets / "css" / name).read_text(encoding="utf-8")) for name in SHEETS)
    say(f"as served: scripts {own} (at most {4 * _KIB}) and {shared} shared with other pages ({', '.join(SHARED)}), ")
    say(f"{own + shared} together; {more} more where sub-districts open; sheets {sheet} (at most {2 * _KIB})\n")


if __name__ == "__main__":
    main()
