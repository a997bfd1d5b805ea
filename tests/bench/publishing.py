"""What a published site suffers from killed builds, a full disk, two builds at once: figures, and 1 where it was harmed.

Usage: python -m bench.publishing (``make bench-publish``). Source: SECURITY R6.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from bench.quality import keep

KILLS = 10
PAGES = ("index.html", "events/index.html", "map/index.html")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)  # noqa: T201 a tool's output


def _state(folder: Path) -> str:
    """Return a digest of every name and byte."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            total.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return total.hexdigest()


def _build(out: Path) -> subprocess.Popen[bytes]:
    asked = [sys.executable, "-m", "campaign", "build", "--out", str(out)]
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1689384600"}  # the same data make the same bytes: any other byte is harm
    return subprocess.Popen(asked, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def killed(out: Path, whole: float) -> int:
    """Kill a build at random instants; return how often the published files were not what they were."""
    harmed, chance = 0, random.Random(2023)  # noqa: S311 no secret
    for _ in range(KILLS):
        before = _state(out)
        process = _build(out)
        time.sleep(chance.uniform(0, whole))
        process.send_signal(signal.SIGKILL)
        process.wait()
        harmed += _state(out) != before
    return harmed


def full_disk(folder: Path) -> tuple[int, bool]:
    """Build on a file system of 12 MB; return the exit code and whether the published file is what it was."""
    small = folder / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(small)], check=False).returncode:
        return -1, True
    try:
        (small / "site").mkdir()
        (small / "site/.fuwuyue-build").write_text("published\n")
        (small / "site/index.html").write_text("as it was")
        code = _build(small / "site").wait()
        return code, (small / "site/index.html").read_text() == "as it was"
    finally:
        subprocess.run(["umount", str(small)], check=False)


def probed(out: Path) -> tuple[int, int, list[int]]:
    """Ask for pages without pause while the site is published twice at once; return answers, bad ones, exit codes."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(out)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    builds = [_build(out), _build(out)]
    asked = bad = 0
    while any(one.poll() is None for one in builds):
        for page in PAGES:
            asked += 1
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/{page}") as answer:
                    bad += b"</html>" not in answer.read()
            except OSError:
                bad += 1
        time.sleep(0.01)
    server.shutdown()
    return asked, bad, sorted(one.returncode for one in builds)


def main() -> int:
    """Print what happened, keep it, and return 1 where readers would have noticed."""
    folder = Path(tempfile.mkdtemp(prefix="publishing-"))
    try:
        out = folder / "site"
        began = time.perf_counter()
        if _build(out).wait():
            say("the sample does not build")
            return 1
        whole = time.perf_counter() - began
        harmed = killed(out, whole)
        code, same = full_disk(folder)
        asked, bad, codes = probed(out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    disk = "no right to mount" if code < 0 else f"exit code {code}, published file kept: {'yes' if same else 'no'}"
    text = f"""- kill -9 at {KILLS} random instants of {whole:.1f} s: published files harmed {harmed} times
- full disk (12 MB): {disk}
- two builds at once: exit codes {codes}, one gives way
- a prober: {asked:,} answers during these builds, {bad} bad"""
    say(text)
    keep("publish", text)
    return int(harmed > 0 or not same or code == 0 or bad > 0)


if __name__ == "__main__":
    sys.exit(main())
