"""A server that hands out the ``.gz`` beside each file and the headers that ``deploy/`` names."""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from campaign import headers


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        f".{suffix}": kind for suffix, kind in headers.TYPES.items()
    }

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Send a file, packed where it lies packed beside itself."""
        plain = Path(self.translate_path(self.path))
        plain = plain / "index.html" if plain.is_dir() else plain
        packed = plain.with_name(f"{plain.name}.gz")
        if not plain.is_file():
            self.send_error(404)
            return
        body = (packed if packed.is_file() else plain).read_bytes()
        path = self.path.partition("?")[0]
        kept = next(value for pattern, value in headers.CACHE if re.search(pattern, path))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(plain)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", kept)
        if packed.is_file():
            self.send_header("Content-Encoding", "gzip")
        for name, value in headers.ALWAYS.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextlib.contextmanager
def sending(folder: Path) -> Iterator[str]:
    """Yield the address at which the published ``folder`` is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
