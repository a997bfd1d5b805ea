"""``campaign serve``: the site at home, rebuilt and reloaded at every change.

MkDocs' own live-reload server does the serving; the building is ours, so a mistake
shows up in the browser as the message staff would get in the terminal.
"""

from __future__ import annotations

import html
import logging
import os

from campaign.building import Order, Say, build
from campaign.mkdocs_adapter import live_server
from campaign.problems import DataError
from campaign.publish import PublishError

_WATCHED = ("data", "docs", "overrides", "hooks", "mkdocs.yml")
_AGAIN = b'<head><meta http-equiv="refresh" content="2">'
_PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<title>数据有误</title><body style="font:16px/1.7 sans-serif;max-width:60em;margin:2em auto;padding:0 1em">
<h1>数据有误，网站没有更新</h1><p>改好下面的内容并保存，这个页面会自己刷新。</p>
<pre style="white-space:pre-wrap;background:#f3f0e6;padding:1em">{text}</pre></body></html>"""


class Workshop:
    """Builds on demand, points the server at the result, and remembers what went wrong last."""

    def __init__(self, order: Order, host: str, port: int, say: Say) -> None:
        self.order = order
        self.say = say
        self.error = ""
        watched = [order.project / name for name in _WATCHED] + [order.data]
        self.server = live_server(
            self.rebuild,
            self.page_for_error,
            lambda: say(f"请在浏览器打开 http://{host}:{port}/ ，按 Ctrl+C 结束。"),
            host,
            port,
            order.out,
            watched,
        )

    def rebuild(self) -> None:
        """Build once; a mistake is printed and shown in the browser, never raised."""
        try:
            summary = build(self.order, lambda _text: None)
        except (DataError, PublishError) as error:
            self.error = str(error)
            self.say(self.error)
            self.server.root = os.devnull  # nothing is found there, so every address shows the problems
            return
        self.error = ""
        self.server.root = str(self.order.out)
        self.say(f"{summary.pages} 个页面，{summary.seconds:.1f} 秒。")

    def page_for_error(self, _code: int) -> bytes | None:
        """Return the page shown for what is not found: the problems, or the site's own 404.

        Both ask again by themselves: whoever asked while a mistake was being mended gets
        the 404 page, because the server looks for the file before the new site is there.
        """
        if self.error:
            return _PAGE.format(text=html.escape(self.error)).encode()
        lost = self.order.out / "404.html"
        return lost.read_bytes().replace(b"<head>", _AGAIN, 1) if lost.is_file() else None


def serve_site(order: Order, host: str, port: int, say: Say) -> int:
    """Serve until interrupted; returns the exit code."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    workshop = Workshop(order, host, port, say)
    workshop.rebuild()
    try:
        workshop.server.serve()  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
    except OSError as error:
        say(f"不能使用端口 {port}：{error.strerror}。可能已有一个在运行，换一个：--port {port + 1}")
        return 1
    except KeyboardInterrupt:
        say("已结束。")
    finally:
        workshop.server.shutdown()
    return 0
