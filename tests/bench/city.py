"""What ``docs/dev/scale.md`` rests on: sixteen districts, a folder with too many files, a second origin; in memory.

Usage: python -m bench.city (``make bench-city``). Needs rsync for the second origin.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

from bench.generate import ROOT
from bench.measure import Cost, run
from bench.quality import keep

DISTRICTS, RECORDS, TOO_MANY = 16, 500, 100_000
_CAMPAIGN = ("-m", "campaign")
#: runs a command that has to end with 1
_REFUSED = "import subprocess, sys; sys.exit(subprocess.run(sys.argv[1:], check=False).returncode != 1)"


def _run(work: Path, folder: Path, *words: str) -> Cost:
    """Run a module in ``folder``; all share one cache."""
    paths = os.pathsep.join((str(ROOT / "hooks"), str(ROOT / "tests")))
    extra = {"PYTHONPATH": paths, "NO_MKDOCS_2_WARNING": "1", "XDG_CACHE_HOME": str(work / "cache")}
    return run([sys.executable, *words], folder, extra)


def _prepared(work: Path, number: int) -> Path:
    folder = work / f"project-{number}"
    asked = ("fuwuyue", str(folder), str(RECORDS), "--seed", str(number), "--project", str(ROOT))
    _run(work, ROOT, "-m", "bench.generate", *asked)
    return folder


def _changed(project: Path) -> None:
    path = project / "data/events/ev-00000.yml"
    path.write_text(
        re.sub(r"(?m)^(summary: .*)$", r"\1改", path.read_text(encoding="utf-8"), count=1), encoding="utf-8"
    )


def districts(work: Path) -> list[str]:
    """Publish all districts, one again after a change, and join what they say."""
    projects = [_prepared(work, number) for number in range(1, DISTRICTS + 1)]
    sites = [work / "city" / project.name for project in projects]
    pairs = zip(projects, sites, strict=True)
    costs = [_run(work, project, *_CAMPAIGN, "build", "--out", str(site)) for project, site in pairs]
    _changed(projects[6])
    again = _run(work, projects[6], *_CAMPAIGN, "build", "--out", str(sites[6]))
    files = [path for path in (work / "city").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    started = time.perf_counter()
    read = [(site / "api/v1" / name).read_bytes() for site in sites for name in ("events.json", "units.geojson")]
    joined = [one for content in map(json.loads, read) for one in content.get("features", content.get("items"))]
    seconds = time.perf_counter() - started
    one_by_one = f"{sum(cost.wall for cost in costs):.0f} s, at most {max(cost.peak for cost in costs):.0f} MiB"
    amount = f"{len(joined):,} of them from {sum(map(len, read)) / 1e6:.0f} MB"
    return [
        f"{DISTRICTS} districts with {RECORDS} records each, published one after the other: {one_by_one}",
        f"one of them again after a change: {again.wall:.1f} s",
        f"together {len(files):,} files, {size / 1e6:,.0f} MB, compressed copies included",
        f"events and stations of all read and joined: {amount} in {seconds:.2f} s",
    ]


def second_origin(work: Path) -> str:
    """Copy a site to a second folder, change a line, and copy again what is new."""
    project, site, mirror = work / "project-1", work / "city/project-1", work / "mirror"
    if shutil.which("rsync") is None:
        return "second origin: not measured, there is no rsync"
    copy = ["rsync", "-a", "--delete", "--delay-updates", f"{site}/", f"{mirror}/"]
    run(copy, work, {})
    before = {path.relative_to(mirror): path.stat().st_ino for path in mirror.rglob("*") if path.is_file()}
    _changed(project)
    time.sleep(60)  # a build stands for its minute
    _run(work, project, *_CAMPAIGN, "build", "--out", str(site))
    cost = run(copy, work, {})
    now = {path.relative_to(mirror): path.stat() for path in mirror.rglob("*") if path.is_file()}
    new = [status for path, status in now.items() if before.get(path) != status.st_ino]
    size = sum(status.st_size for status in new)
    return f"second origin after one changed line: {len(new):,} of {len(now):,} files sent, {size / 1e6:.0f} MB, {cost.wall:.1f} s"


def too_many(work: Path) -> str:
    """Ask ``check`` and ``build`` about a folder with too many files."""
    project = _prepared(work, DISTRICTS + 1)
    folder = project / "data/notices"
    folder.mkdir(exist_ok=True)
    for number in range(TOO_MANY):
        (folder / f"n-{number}.yml").touch()
    said = []
    for words in (("check",), ("build", "--out", str(work / "none"))):
        cost = _run(work, project, "-c", _REFUSED, sys.executable, *_CAMPAIGN, *words)
        said.append(f"`{words[0]}` says so after {cost.wall:.1f} s with {cost.peak:.0f} MiB")
    return f"a folder with {TOO_MANY:,} files: {', '.join(said)}"


def main() -> None:
    """Measure all and keep the figures."""
    memory = Path("/dev/shm")  # noqa: S108 tmpfs is the point; the folder within is ours alone
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        work = Path(name)
        lines = [*districts(work), second_origin(work), too_many(work)]
    text = "\n".join(f"- {line}" for line in lines)
    print(text)  # noqa: T201 a tool's output
    keep("city", text)


if __name__ == "__main__":
    main()
