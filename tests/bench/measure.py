"""One command in a fresh process: wall, CPU and memory; one folder: what was written."""

from __future__ import annotations

import gzip
import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from bench.content import COLLECTIONS

_SAMPLE = 200


class CommandError(Exception):
    """Raised, with the end of its output, when a measured command fails."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds, seconds of user and system with children, MiB at the peak."""

    wall: float
    cpu: float
    peak: float

    def less(self, other: Cost) -> Cost:
        """Return the cost without what ``other`` took; memory stays."""
        return Cost(max(self.wall - other.wall, 0.0), max(self.cpu - other.cpu, 0.0), self.peak)


@dataclass(frozen=True, slots=True)
class Output:
    """What lies in a folder: all files, and record pages with their median bytes, raw and compressed."""

    files: int
    bytes: int
    pages: int
    page_raw: int
    page_gz: int


def run(command: Sequence[str], cwd: Path, extra: Mapping[str, str]) -> Cost:
    """Run ``command`` to its end and return what it took; raises CommandError.

    The peak includes what this process had at the fork, so keep this process small.
    """
    with tempfile.TemporaryFile() as log:
        started = time.perf_counter()
        child = subprocess.Popen(command, cwd=cwd, env={**os.environ, **extra}, stdout=log, stderr=log)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            log.seek(0)
            tail = log.read().decode(errors="replace")[-2000:]
            raise CommandError(f"{' '.join(command)}: exit code {child.returncode}\n{tail}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the medians."""
    rows = [asdict(cost) for cost in costs]
    return Cost(**{name: median(row[name] for row in rows) for name in rows[0]})


def output(folder: Path) -> Output:
    """Return what lies in ``folder``."""
    files = size = 0
    for place, _, names in os.walk(folder):
        files += len(names)
        size += sum((Path(place) / name).stat().st_size for name in names)
    pages = [page for name in COLLECTIONS for page in (folder / name).glob("??-*/index.html")]
    some = [page.read_bytes() for page in pages[:: max(1, len(pages) // _SAMPLE)]]
    raw = int(median(map(len, some))) if some else 0
    packed = int(median(len(gzip.compress(page, 9)) for page in some)) if some else 0
    return Output(files, size, len(pages), raw, packed)


def differing(one: Path, other: Path) -> list[str]:
    """Return the files that are not the same in both folders."""
    names = {path.relative_to(root) for root in (one, other) for path in root.rglob("*") if path.is_file()}
    return sorted(str(name) for name in names if _bytes(one / name) != _bytes(other / name))


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
