"""Compare searches on the same pages: what they find, what they fetch, how long it takes.

The table is printed, written to ``docs/dev/quality.md`` and judged against the bounds of our own search: 1 is returned
where one is missed.

Truth is a plain scan of the pages' text. A query is asked in a fresh browser (bytes, and milliseconds with an
empty cache), then once more (milliseconds when warm). Servers compress; bytes are those on the wire, the
search's own code included.
"""

from __future__ import annotations

import argparse
import gzip
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from playwright.sync_api import Browser, Page, sync_playwright

from bench.content import NOW, pieces
from bench.generate import ROOT, SEED
from bench.quality import keep
from bench.records import write_data
from bench.search import engines, truth
from bench.search.report import Figures, Pages, Report
from campaign.search.files import files
from campaign.search.postings import Index
from campaign.search.postings import Page as Entered
from campaign.search.terms import counted

_QUERIES = Path(__file__).with_name("queries.txt")
_KIB = 1024
_ENGINES = ("own", "pagefind", "material")


class _Server(SimpleHTTPRequestHandler):
    """Sends text compressed, as real servers do."""

    protocol_version = "HTTP/1.1"
    sent: ClassVar[list[int]] = []  # workers fetch too, which a browser's page doesn't tell

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        raw = path.read_bytes()
        packed = path.suffix in {".html", ".js", ".json", ".css", ".svg"}
        content = gzip.compress(raw, 6, mtime=0) if packed else raw
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(content)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.sent.append(len(content))
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Server, directory=str(folder)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def _measure(
    browser: Browser, name: str, root: str, start: str, queries: list[str]
) -> Iterator[tuple[str, list[str], float, float, float, float]]:
    """Yield query, ids, milliseconds cold and warm, KiB, and milliseconds from the last key in our dialog, warm."""
    if name == "material":  # its index is loaded once, whatever is asked
        with _opened(browser, name, root + start) as (page, sizes):
            page.wait_for_function("window.searchReady", timeout=300_000)
            for query in queries:
                yield query, *_asked(page, name, query, root), sum(sizes) / _KIB, 0.0
        return
    for query in queries:
        with _opened(browser, name, root + start) as (page, sizes):
            before = sum(sizes)
            until: list[int] = []
            page.expose_function("finished", partial(_note, until, sizes))
            figures = _asked(page, name, query, root)
            typed = page.evaluate(engines.TYPE, [query, root]) if name == "own" else 0.0
            yield query, *figures, (until[0] - before) / _KIB, typed


def _note(until: list[int], sizes: list[int]) -> None:
    """Note the bytes so far."""
    until.append(sum(sizes))


@contextmanager
def _opened(browser: Browser, name: str, address: str) -> Iterator[tuple[Page, list[int]]]:
    """Yield a page in a fresh context, and the growing sizes of its answers."""
    page = browser.new_context().new_page()
    if name == "material":
        page.add_init_script(engines.LISTEN)
    sizes = _Server.sent
    sizes.clear()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    yield page, sizes
    page.context.close()


def _asked(page: Page, name: str, query: str, root: str) -> tuple[list[str], float, float]:
    """Return the ids that are found, and the milliseconds of the first and of a second time."""
    first = page.evaluate(engines.ASK[name], [query, root])
    again = page.evaluate(engines.ASK[name], [query, root])
    return first["ids"], first["ms"], again["ms"]


def compare(
    browser: Browser, site: Path, work: Path, queries: list[str], names: list[str]
) -> Iterator[Figures | Pages]:
    """Yield what the pages of one site are, then what each engine does with them."""
    pages = engines.sources(site)
    texts = truth.read(site, [page.url for page in pages])
    titles = {page.url: page.title for page in pages}
    size = sum(map(len, texts.values())) // len(pages)
    yield Pages(len(pages), size, len(queries), _pages_a_second(pages))
    for name in names:
        ids = {}
        folder, start = site, "help/" if (site / "help").is_dir() else ""
        if name == "pagefind":
            folder, start = work / name, pages[0].url
            ids = engines.pagefind(folder, pages)
        elif name == "material":
            folder, start = work / name / "site", ""
            engines.material(work / name, pages)
        figures = Figures(name)
        with _serving(folder) as root:
            for query, raw, *costs in _measure(browser, name, root, start, queries):
                wanted = truth.expected(query, texts) | truth.named(query, titles)
                figures.note(query, {ids.get(one, one) for one in raw}, wanted, costs)
        yield figures


def _pages_a_second(pages: list[engines.Source]) -> float:
    """Return how many of the pages our own index takes in within a second of one core."""
    counted(["先装载"], [0])  # NumPy takes as long whatever there is to count
    started = time.process_time()
    index = Index()
    for page in pages:
        index.add(Entered(page.url, page.title, "网页"), page.body)
    for _ in files(index, []):
        pass
    return len(pages) / (time.process_time() - started)


def _built(data: Path | None, out: Path) -> Path:
    command = [sys.executable, "-m", "campaign", "build", "--out", str(out), "--at", f"{NOW:%Y-%m-%dT%H:%M}"]
    done = subprocess.run(
        [*command, *(["--data", str(data)] if data else [])], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return out


def main(arguments: list[str] | None = None) -> int:
    """Print a table for the site's own pages and one for generated ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--queries", type=Path, default=_QUERIES)
    parser.add_argument("--dense", type=int, default=1000, help="generated records; 0 for none")
    parser.add_argument("--engines", nargs="+", choices=_ENGINES, default=list(_ENGINES))
    parser.add_argument("--site", type=Path, help="a finished site to take instead of building the sample's")
    options = parser.parse_args(arguments)
    queries = [line.strip() for line in options.queries.read_text(encoding="utf-8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        work = Path(name)
        sites = [options.site or _built(None, work / "b")]
        if options.dense:
            write_data(work / "data", pieces(options.dense, SEED))
            sites.append(_built(work / "data", work / "k"))
        report = Report(browser.version, options.queries.name)
        for number, site in enumerate(sites):
            for one in compare(browser, site, work / f"work{number}", queries, options.engines):
                for line in report.add(one):
                    sys.stdout.write(line + "\n")
                    sys.stdout.flush()
        browser.close()
    if set(options.engines) == set(_ENGINES) and options.queries == _QUERIES and options.dense:
        keep("search", report.table(), tools=report.tools)
    return 0 if report.kept else 1


if __name__ == "__main__":
    sys.exit(main())
