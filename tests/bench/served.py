"""How many requests a published site answers with nginx as ``deploy/nginx.conf`` sets it up, asked by wrk.

Usage: python -m bench.served (``make bench-served``). Source: github.com/wg/wrk; SECURITY R10.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from bench.generate import ROOT
from bench.publishing import say
from bench.quality import keep

_PORT = 18080
_SECONDS, _CONNECTIONS = 5, 64
#: what is asked for → its address
_ASKED = {
    "home page": "/",
    "list of events": "/events/",
    "a record": "/events/2023-06-08-launch/",
    "calendar of all": "/feeds/all.ics",
    "a page that is not there": "/nothing-here/",
}
_FIGURES = re.compile(r"99%\s+(\S+).*?(\d+) requests in.*?Requests/sec:\s+([\d.]+)", re.DOTALL)


def _tool(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    if found is None:
        raise FileNotFoundError(f"{name} is missing: apt-get install nginx-light wrk")
    return found


def _nginx(folder: Path, site: Path) -> subprocess.Popen[bytes]:
    """Start one worker on our own configuration, with only port and folder changed; returns when it answers."""
    ours = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    ours = ours.replace("listen 8080;", f"listen 127.0.0.1:{_PORT};").replace("/srv/fuwuyue/site", str(site))
    main = f"user root;\nworker_processes 1;\ndaemon off;\npid {folder}/pid;\nerror_log {folder}/errors;\n"
    (folder / "nginx.conf").write_text(f"{main}events {{}}\nhttp {{ access_log off;\n{ours}}}\n", encoding="utf-8")
    process = subprocess.Popen([_tool("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf")])
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{_PORT}/").close()
        except OSError:
            time.sleep(0.05)
        else:
            return process
    process.kill()
    raise RuntimeError((folder / "errors").read_text(encoding="utf-8"))


def _bytes_of(path: str) -> int:
    """Return how many bytes the answer has, packed with gzip."""
    request = urllib.request.Request(f"http://127.0.0.1:{_PORT}{path}", headers={"Accept-Encoding": "gzip"})
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310 our own server
            return len(answer.read())
    except urllib.error.HTTPError as answer:
        return len(answer.read())


def _row(name: str, path: str) -> str:
    command = [_tool("wrk"), "-t1", f"-c{_CONNECTIONS}", f"-d{_SECONDS}s", "--latency", "-H", "Accept-Encoding: gzip"]
    said = subprocess.run(
        [*command, f"http://127.0.0.1:{_PORT}{path}"], capture_output=True, text=True, check=True
    ).stdout
    found = _FIGURES.search(said)
    if found is None:
        raise ValueError(said)
    return f"| {name} | {_bytes_of(path):,} | {float(found[3]):,.0f} | {found[1]} |"


def main() -> int:
    """Publish the sample, ask for each kind of page, print and keep the figures."""
    with tempfile.TemporaryDirectory(prefix="served-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        site = folder / "site"
        subprocess.run(
            [sys.executable, "-m", "campaign", "build", "--out", str(site)], check=True, stdout=subprocess.DEVNULL
        )
        server = _nginx(folder, site)
        try:
            rows = [_row(*one) for one in _ASKED.items()]
        finally:
            server.terminate()
            server.wait()
    version = subprocess.run([_tool("nginx"), "-v"], capture_output=True, text=True, check=True).stderr
    head = ["| what is asked for | bytes, gzip | answers/s | 99 % within |", "|---|---:|---:|---:|"]
    text = "\n".join([*head, *rows])
    say(text)
    tools = (
        f"{version.partition(': ')[2].strip()}, one worker, wrk with {_CONNECTIONS} connections for {_SECONDS} s each"
    )
    keep("served", text, tools=tools)
    return 0


if __name__ == "__main__":
    sys.exit(main())
