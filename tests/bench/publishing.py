"""What a published site suffers from killed builds, a full disk, two builds at once: figures, and 1 where it was harmed.

Usage: python -m bench.publishing (``make bench-publish``). Source: SECURITY R6.
"""

from __future__ import annotations

import hashlib
import itertools
import random
import re
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

from bench.generate import ROOT
from bench.quality import keep

KILLS, ANSWERS = 10, 1000
_NUMBERS = itertools.count(1)
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


def _changed(data: Path) -> str:
    """Change one line of the data, so that no build finds that there is nothing to do; return the new words."""
    words = f"第 {next(_NUMBERS)} 次改动"
    path = data / "campaign.yml"
    text = re.sub(r"(?m)^theme: .*$", f"theme: {words}", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    return words


def _build(data: Path, out: Path) -> subprocess.Popen[bytes]:
    asked = [sys.executable, "-m", "campaign", "build", "--data", str(data), "--out", str(out)]
    return subprocess.Popen(asked, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def killed(data: Path, out: Path, whole: float) -> tuple[int, int]:
    """Kill builds at random instants; return how many had published by then, and how often the site was not one whole release.

    A release is whole when it is byte for byte the one before, or passes the audit and says the new words.
    """
    done, harmed, chance = 0, 0, random.Random(2023)  # noqa: S311 no secret
    for _ in range(KILLS):
        before, words = _state(out), _changed(data)
        process = _build(data, out)
        time.sleep(chance.uniform(0, whole))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if _state(out) != before:
            done += 1
            judged = subprocess.run(
                [sys.executable, "-m", "campaign", "audit", str(out)], check=False, stdout=subprocess.DEVNULL
            )
            harmed += judged.returncode != 0 or words not in (out / "index.html").read_text(encoding="utf-8")
    return done, harmed


def full_disk(data: Path, out: Path, folder: Path) -> tuple[int, bool]:
    """Build onto a file system with too little room for a second release; return the exit code and whether the published one stands."""
    small = folder / "small"
    small.mkdir()
    pages = sum(-(-path.stat().st_size // 4096) for path in out.rglob("*"))
    size = pages * 4096 * 5 // 4
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(small)], check=False).returncode:
        return -1, False
    try:
        shutil.copytree(out, small / "site")
        before = _state(small / "site")
        _changed(data)
        return _build(data, small / "site").wait(), _state(small / "site") == before
    finally:
        subprocess.run(["umount", str(small)], check=False)


def probed(data: Path, out: Path) -> tuple[int, int, list[int]]:
    """Ask for pages without pause while the site is published twice at once; return answers, bad ones, exit codes."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(out)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    _changed(data)
    builds = [_build(data, out), _build(data, out)]
    asked = bad = 0
    while asked < ANSWERS or any(one.poll() is None for one in builds):
        if all(one.poll() is not None for one in builds):
            _changed(data)
            builds.append(_build(data, out))
        for page in PAGES:
            asked += 1
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/{page}") as answer:
                    bad += b"</html>" not in answer.read()
            except OSError:
                bad += 1
    server.shutdown()
    return asked, bad, sorted(one.returncode for one in builds[:2])


def main() -> int:
    """Print what happened, keep it, and return 1 where readers would have noticed."""
    folder = Path(tempfile.mkdtemp(prefix="publishing-"))
    try:
        data, out = folder / "data", folder / "site"
        shutil.copytree(ROOT / "data", data)
        began = time.perf_counter()
        if _build(data, out).wait():
            say("the sample does not build")
            return 1
        whole = time.perf_counter() - began
        done, harmed = killed(data, out, whole)
        code, same = full_disk(data, out, folder)
        asked, bad, codes = probed(data, out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    disk = "no right to mount" if code < 0 else f"exit code {code}, published release kept: {'yes' if same else 'no'}"
    text = f"""- kill -9 at {KILLS} random instants of {whole:.1f} s: {done} had published by then, the site was no whole release {harmed} times
- a disk with room for one release and a quarter: {disk}
- two builds at once: exit codes {codes}, {"one gives way" if codes == [0, 1] else "not one of them gives way"}
- a prober: {asked:,} answers during builds, {bad} bad"""
    say(text)
    keep("publish", text)
    return int(harmed > 0 or not same or code <= 0 or bad > 0 or codes != [0, 1])


if __name__ == "__main__":
    sys.exit(main())
