"""A web server in a thread that does what a real one does with a static site."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from campaign import headers


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder under a path, with the site's own page for what is not found."""

    def __init__(self, *arguments: object, under: str, **options: object) -> None:
        self.under = under
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.under):
            return str(Path(self.directory) / "outside the site")
        return super().translate_path("/" + path.removeprefix(self.under))

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Say what the recommended servers say, so that every test runs under the strict policy."""
        own = headers.ADMIN if self.path.removeprefix(self.under).startswith("admin/") else {}
        for name, value in (headers.ALWAYS | own).items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, *_: object) -> None:
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A browser that closes a page lets go of its connections: nothing is wrong."""


@contextlib.contextmanager
def serving(folder: Path, under: str = "/") -> Iterator[str]:
    """Yield the address at which ``folder`` is served below the path ``under``."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, directory=str(folder), under=under))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{under}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
