"""``campaign serve``: the site at home, rebuilt and reloaded at every change.

MkDocs' own live-reload server does the serving; the building is ours, so a mistake
shows up in the browser as the message staff would get in the terminal.
"""

from __future__ import annotations

import html
import logging
import time

from campaign.building import Order, Say, build
from campaign.mkdocs_adapter import live_server
from campaign.problems import DataError
from campaign.publish import PublishError

_WATCHED = ("data", "docs", "overrides", "hooks", "mkdocs.yml")
_PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>数据有误</title>
<body style="font:16px/1.7 sans-serif;max-width:60em;margin:2em auto;padding:0 1em">
<h1>数据有误，网站没有更新</h1><p>改好下面的内容并保存，这个页面会自己刷新。</p>
<pre style="white-space:pre-wrap;background:#f6f3ec;padding:1em">{text}</pre></body></html>"""


class Workshop:
    """Builds on demand and remembers what went wrong last."""

    def __init__(self, order: Order, say: Say) -> None:
        self.order = order
        self.say = say
        self.error = ""

    def rebuild(self) -> None:
        """Build once; a mistake is printed and kept for the browser, never raised."""
        started = time.perf_counter()
        try:
            summary = build(self.order, lambda _text: None)
        except (DataError, PublishError) as error:
            self.error = str(error)
            self.say(self.error)
            return
        self.error = ""
        self.say(f"{summary.pages} 个页面，{time.perf_counter() - started:.1f} 秒。")

    def page_for_error(self, _code: int) -> bytes | None:
        """Return the page shown instead of a site that can't be built."""
        return _PAGE.format(text=html.escape(self.error)).encode() if self.error else None


def serve_site(order: Order, host: str, port: int, say: Say) -> int:
    """Serve until interrupted; returns the exit code."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    workshop = Workshop(order, say)
    workshop.rebuild()
    watched = {order.project / name for name in _WATCHED} | {order.data}
    server = live_server(workshop.rebuild, workshop.page_for_error, host, port, order.out, watched)
    try:
        say(f"请在浏览器打开 http://{host}:{port}/ ，按 Ctrl+C 结束。")
        server.serve()
    except OSError as error:
        say(f"不能使用端口 {port}：{error.strerror}。可能已有一个在运行，换一个：--port {port + 1}")
        return 1
    except KeyboardInterrupt:
        say("已结束。")
    finally:
        server.shutdown()
    return 0
