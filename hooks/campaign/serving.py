"""``campaign serve``: the site at home, rebuilt and reloaded at every change.

When only data changed, pages of records are made from them the moment somebody asks; everything else waits for the
whole build, which runs in a process of its own meanwhile. So nobody is ever shown what is no longer so, and a
mistake shows up in the browser as the message staff would get in the terminal.
"""

from __future__ import annotations

import html
import logging
import os
import socket
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from campaign.building import FAILURES, Order, Say, build, told
from campaign.console import reason
from campaign.live import Live
from campaign.mkdocs_adapter import Server
from campaign.plan import Plan
from campaign.planning import Places
from campaign.reading import Memory
from campaign.watching import Watcher
from campaign.whole_build import WholeBuild

_WATCHED = ("data", "docs", "overrides", "hooks", "mkdocs.yml")
#: what no record has a part in
_CONSTANT, _CONSTANT_KINDS = ("assets/css/", "assets/js/", "assets/img/"), frozenset({".css", ".js", ".svg", ".png"})
_AGAIN = b'<head><meta http-equiv="refresh" content="2">'
_PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<title>数据有误</title><body style="font:16px/1.7 sans-serif;max-width:60em;margin:2em auto;padding:0 1em">
<h1>数据有误，网站没有更新</h1><p>改好下面的内容并保存，这个页面会自己刷新。</p>
<pre style="white-space:pre-wrap;background:#f3f0e6;padding:1em">{text}</pre></body></html>"""


class Workshop:
    """Builds on demand, points the server at the result, and remembers what went wrong last."""

    def __init__(self, order: Order, host: str, port: int, say: Say) -> None:
        self.order = replace(order, kind="serve")
        self.say = say
        self.error = ""
        self.memory: Memory = {}
        self.live: Live | None = None
        self.newer: dict[str, Callable[[], bytes]] | None = None  # pages that the files of the site don't have yet
        self.whole = WholeBuild(self.order)
        self._changed: set[str] = set()
        self._lock = threading.RLock()
        self._settled = threading.Event()
        self._settled.set()
        self.server = Server(self.rebuild, host, port, order.out)
        self.server.error_handler = self.page_for_error
        self.server.mistakes = self.mistakes
        self.server.newer = self.page
        self.server.ready = lambda: say(f"请在浏览器打开 http://{host}:{port}/ ，按 Ctrl+C 结束。")
        watched = [order.project / name for name in _WATCHED] + [order.data]
        self.watcher = Watcher(dict.fromkeys(path.absolute() for path in watched), self.noticed)

    def noticed(self, paths: set[str]) -> None:
        """Have the site rebuilt because of ``paths``."""
        with self._lock:
            self._changed |= paths
        self.server.wake()

    def rebuild(self) -> None:
        """Build once; a mistake is printed and shown in the browser, never raised."""
        with self._lock:
            changed, self._changed = self._changed, set()
            self.whole.stop()
            try:
                if not self._from_data(changed):
                    self._everything()
            except FAILURES as error:
                self._failed(told(error, self.order.out))
            except Exception:  # noqa: BLE001 whoever asked for a page must not wait for ever
                traceback.print_exc()
                self._failed("程序出错了，不是数据的问题。请把终端里的这段英文发给维护的人。")

    def _from_data(self, changed: set[str]) -> bool:
        """Take in what changed in the data; False when more than that is called for."""
        data = f"{self.order.data.absolute()}{os.sep}"
        if self.live is None or not all(path.startswith(data) and path.endswith(".yml") for path in changed):
            return False
        started = time.perf_counter()
        pages = self.live.pages()
        if pages is None:
            return False
        self._settled.clear()
        self._show(pages)
        self.whole.start(self._built)
        self.say(f"已读入改动，{time.perf_counter() - started:.1f} 秒；其余页面正在生成。")
        return True

    def _everything(self) -> None:
        self.live = None
        summary = build(self.order, lambda _text: None, self._keep, self.memory)
        self._show(None)
        self._settled.set()
        self.say(f"{summary.pages} 个页面，{summary.seconds:.1f} 秒。")

    def _keep(self, plan: Plan) -> None:
        order = self.order
        places = Places(order.data, order.project / "docs", order.project / "overrides", order.at)
        self.live = Live(places, plan, self.memory)

    def _show(self, pages: dict[str, Callable[[], bytes]] | None) -> None:
        self.error = ""
        self.newer = pages

    def _failed(self, error: str) -> None:
        self.error = error
        self.say(error)
        self.newer = None
        self._settled.set()

    def _built(self, code: int, said: str) -> None:
        """Take over what the whole build made, or what it found wrong."""
        with self._lock:
            if self._changed or self.newer is None:
                return  # a newer one is on its way
            if code:
                self._failed(said)
                self.server.reload()
                return
            self._show(None)
            self._settled.set()
            self.say("其余页面也已生成。")

    def mistakes(self) -> bytes | None:
        """Return what every address shows while something is wrong."""
        return _PAGE.format(text=html.escape(self.error)).encode() if self.error else None

    def page(self, path: str) -> bytes | None:
        """Return a page that is newer than its file; waits where the file itself is no longer right."""
        pages = self.newer
        if pages is not None:
            made = pages.get(path.removesuffix("index.html"))
            if made is not None:
                return made()
            if not (path.startswith(_CONSTANT) and Path(path).suffix in _CONSTANT_KINDS):
                self._settled.wait()
        return None

    def page_for_error(self, _code: int) -> bytes | None:
        """Return the site's own page for what is not found, which asks again by itself: it may be there in a moment."""
        lost = self.order.out / "404.html"
        return lost.read_bytes().replace(b"<head>", _AGAIN, 1) if lost.is_file() else None


def serve_site(order: Order, host: str, port: int, say: Say) -> int:
    """Serve until interrupted; returns the exit code."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    try:
        socket.create_server((host, port)).close()  # before the long work, not after it
    except OSError as error:
        return _taken(port, error, say)
    workshop = Workshop(order, host, port, say)
    workshop.rebuild()
    workshop.watcher.start()
    try:
        workshop.server.serve()  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
    except OSError as error:
        return _taken(port, error, say)
    except KeyboardInterrupt:
        say("已结束。")
    finally:
        workshop.watcher.stop()
        workshop.whole.stop()
        workshop.server.shutdown()
    return 0


def _taken(port: int, error: OSError, say: Say) -> int:
    say(f"不能使用端口 {port}：{reason(error)}。可能已有一个在运行，换一个：--port {port + 1}")
    return 1
