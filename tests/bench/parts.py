"""What a cold build spends its time on: the share of each part, by Python's own profiler."""

from __future__ import annotations

import os
import pstats
import sys

from bench.measure import run
from bench.tools import Bench, at

#: part → file and name of the functions that do it; none of them calls another
_PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    "imports": (("<frozen importlib._bootstrap>", "_find_and_load"),),
    "reading and checking the data": (("planning.py", "planned"),),
    "MkDocs: lists, prose, shells": (("build.py", "_build_page"),),
    "MkDocs: Markdown and views": (("build.py", "_populate_page"),),
    "record pages: templates": (("weaving.py", "record_page"),),
    "months, days, manual: templates": (("weaving.py", "_other_page"),),
    "files written": (("writing.py", "write"),),
    "fragments kept for the next build": (("kept.py", "save"),),
    "the last site deleted": (("shutil.py", "rmtree"),),
    "search index": (("postings.py", "add"), ("files.py", "files")),
    "share pictures": (("poster.py", "_draw"),),
    "codes for paper": (("qr.py", "for_paper"),),
    "calendar files": (("calendars.py", "record_files"),),
    "calendar feeds": (("calendars.py", "subscribed"),),
    "open data": (("open_data.py", "open_data"),),
    "screens": (("kiosk.py", "files"),),
    "links and tags judged": (("plan.py", "judge"),),
    "the finished folder judged": (("plan.py", "audit"),),
    "what went in and came out, hashed": (("made.py", "tree"),),
}


def parts(bench: Bench) -> dict[str, float]:
    """Return part → its share of a build, in one process on one processor; what is left is ``the rest``."""
    file = bench.folder / ".profile"
    words = [
        sys.executable,
        "-m",
        "cProfile",
        "-o",
        str(file),
        "-m",
        "campaign",
        "build",
        "--at",
        at(),
        "--out",
        str(bench.out),
    ]
    processors = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(processors)})  # children keep it, and do everything themselves
    try:
        run(words, bench.folder, bench.environment())
    finally:
        os.sched_setaffinity(0, processors)
    return _shares(pstats.Stats(str(file)))


def _shares(stats: pstats.Stats) -> dict[str, float]:
    found = {}
    rows: dict[tuple[str, int, str], tuple[int, int, float, float, object]] = stats.stats  # type: ignore[attr-defined]  # its stub lacks it
    total: float = stats.total_tt  # type: ignore[attr-defined]  # as above
    for part, functions in _PARTS.items():
        times = [row[3] for (path, _, name), row in rows.items() if (path.rpartition("/")[2], name) in functions]
        if times:
            found[part] = round(sum(times) / total, 3)
    found["the rest"] = round(1 - sum(found.values()), 3)
    return dict(sorted(found.items(), key=lambda one: -one[1]))
