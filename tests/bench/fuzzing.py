"""Mutilate YAML as often as asked for and keep the figures.

Usage: python -m bench.fuzzing [how often] (``make fuzz``).
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time

from bench.generate import ROOT
from bench.quality import keep

_MOST_MIB = 512  # R2, of the process that tries them all


def main() -> int:
    """Run the test, keep what came out, return pytest's exit code."""
    count = sys.argv[1] if len(sys.argv) > 1 else "100000"
    began = time.perf_counter()
    command = [sys.executable, "-m", "pytest", "-q", "tests/hostile/test_fuzz.py", "tests/hostile/test_fuzz_site.py"]
    code = subprocess.run(command, cwd=ROOT, env={**os.environ, "FUZZ": count}, check=False).returncode
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    keep(
        "fuzz",
        f"{int(count):,} inputs, {'none' if not code else 'at least one'} failed, {seconds:,.0f} s,"
        f" {peak:,} MiB at the peak (at most {_MOST_MIB}).",
        tools="Hypothesis",
    )
    return code or int(peak > _MOST_MIB)


if __name__ == "__main__":
    sys.exit(main())
