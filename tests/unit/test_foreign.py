"""The weekly question about other sites' addresses: real sockets on this machine, and what is noted and told."""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.conftest import Folder, Project, tree_of

from campaign.asking import Answer, Asker, public
from campaign.dead import cited
from campaign.doctor import examined
from campaign.linked import foreign

EVENT = "events/2023-06-08-launch.yml"


@dataclass
class Web:
    """Servers of this machine: one that answers, one of TLS that nobody trusts, one that says nothing, nonsense, none."""

    home: str
    tls: str
    silent: str
    nonsense: str
    nobody: str
    asked: list[str] = field(default_factory=list)


def _handler(web: list[Web]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            web[0].asked.append(f"{self.command} {self.path}")
            first = web[0].asked.count(f"GET {self.path}") < 2
            status = {
                "/ok": 200, "/": 200, "/moved": 301, "/loop": 302, "/away": 302, "/busy": 503, "/error": 500, "/no": 403,
                "/nohead": 405 if self.command == "HEAD" else 200, "/flaky": 500 if first else 200,
            }.get(self.path.partition("?")[0], 404)  # fmt: skip
            self.send_response(status)
            places = {"/moved": "/ok?a=1", "/loop": "/loop", "/away": "file:///etc/passwd"}
            if self.path in places:
                self.send_header("Location", places[self.path])
            if status == 503:
                self.send_header("Retry-After", "0")
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_HEAD = do_GET = _answer  # noqa: N815 the server looks for these names

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 its name in the base
            pass

    return Handler


def _serve(stack: ExitStack, handler: type[BaseHTTPRequestHandler], keys: Path | None = None) -> int:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients that hang up are the point
    if keys:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(keys / "cert.pem", keys / "key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    stack.callback(thread.join)
    stack.callback(server.server_close)
    stack.callback(server.shutdown)
    return int(server.server_address[1])


class _Nonsense(BaseHTTPRequestHandler):
    def handle(self) -> None:
        self.rfile.readline()
        self.wfile.write(b"hello\r\n\r\n")


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a certificate that signs itself."""
    folder = tmp_path_factory.mktemp("keys")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem",
         "-days", "2", "-subj", "/CN=127.0.0.1"], cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    return folder


@pytest.fixture
def web(keys: Path) -> Iterator[Web]:
    """Return servers that live as long as the test."""
    with ExitStack() as stack:
        holder: list[Web] = []
        silent = stack.enter_context(socket.create_server(("127.0.0.1", 0)))  # nobody ever accepts
        with socket.create_server(("127.0.0.1", 0)) as closed:
            nobody = closed.getsockname()[1]
        ports = (
            _serve(stack, _handler(holder)), _serve(stack, _handler(holder), keys), silent.getsockname()[1],
            _serve(stack, _Nonsense), nobody,
        )  # fmt: skip
        names = ("http", "https", "http", "http", "http")
        holder.append(Web(*(f"{name}://127.0.0.1:{port}" for name, port in zip(names, ports, strict=True))))
        yield holder[0]


def test_each_kind_of_answer_is_told_apart(web: Web) -> None:
    asker = Asker("test/1", seconds=0.6, pause=0.0, private=True)
    wanted = {
        web.home: ("ok", "打得开", 200, ""),
        f"{web.home}/ok": ("ok", "打得开", 200, ""),
        f"{web.home}/moved": ("ok", "搬家了，会自动跳过去", 200, f"{web.home}/ok?a=1"),
        f"{web.home}/nohead": ("ok", "打得开", 200, ""),
        f"{web.home}/flaky": ("ok", "打得开", 200, ""),
        f"{web.home}/没有": ("dead", "没有这一页（404）", 404, ""),
        f"{web.home}/loop": ("dead", "一直跳转，5 次也没有到头", 302, f"{web.home}/loop"),
        f"{web.home}/error": ("dead", "网站出错（500）", 500, ""),
        f"{web.home}/no": ("unsure", "网站不让程序查（403），请用浏览器看一眼", 403, ""),
        f"{web.home}/busy": ("unsure", "网站不让程序查（503），请用浏览器看一眼", 503, ""),
        f"{web.home}/away": ("unsure", "不是普通的网址", 0, ""),
        f"{web.silent}/": ("dead", "0.6 秒没有回应", 0, ""),
        f"{web.nobody}/": ("dead", "服务器拒绝连接", 0, ""),
        f"{web.nonsense}/": ("dead", "回应不是网页服务器的写法", 0, ""),
        f"{web.tls}/ok": ("dead", "证书不对，浏览器会拦住（self-signed certificate）", 0, ""),
        web.home.replace("http:", "https:"): ("dead", "连接中断（SSLError）", 0, ""),
    }

    answers = asker.all(wanted)

    assert {url: (one.state, one.said, one.status, one.moved) for url, one in answers.items()} == wanted
    assert [one for one in web.asked if one.endswith(" /ok")] == ["HEAD /ok"]
    assert "HEAD /%E6%B2%A1%E6%9C%89" in web.asked


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://[::1]/", "http://0x7f000001/", "http://2130706433/", "http://10.1.2.3/", "http://0/",
        "http://169.254.169.254/latest/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://localhost/",
    ],
)  # fmt: skip
def test_no_address_leads_into_a_network_of_our_own(url: str) -> None:
    assert Asker("test/1", seconds=0.5, pause=0.0).ask(url) == Answer(
        "unsure", "指向内网或本机的地址，不查", reached=False
    )


@pytest.mark.parametrize(
    "url", ["http://a@127.0.0.1/", "http://127.0.0.1:22/", "ftp://127.0.0.1/", "http://[/", "http:///x"]
)
def test_odd_address_is_not_asked(url: str) -> None:
    answer = Asker("test/1", seconds=0.5, pause=0.0).ask(url)

    assert (answer.status, answer.reached) == (0, False)


def test_public_addresses_are_those_of_everybody() -> None:
    assert [public(one) for one in ("1.1.1.1", "2606:4700::1", "224.0.0.1", "fe80::1", "2002:7f00:1::", "100.64.0.1")] == [
        True, True, False, False, False, False,
    ]  # fmt: skip


def test_addresses_are_found_where_they_end() -> None:
    lines = [
        "url: https://a.cn/x  # https://b.cn",
        "看[这里](https://a.cn/y)，或 https://a.cn/z(1)。",
        "  - {url: https://a.cn/q?a=1&b=2, name: x}",
        "http:// 没有",
    ]

    assert list(cited(lines)) == [
        (1, "https://a.cn/x"), (1, "https://b.cn"), (2, "https://a.cn/y"), (2, "https://a.cn/z(1)"), (3, "https://a.cn/q?a=1&b=2"),
    ]  # fmt: skip


def test_made_up_and_own_addresses_are_nobodys(tiny: Folder) -> None:
    site = tiny.loaded()

    urls = ("https://x.example/", "https://fuwuyue.example/2023/a", "http://localhost:1/", "https://www.gov.cn/a")
    assert [url for url in urls if foreign(site, url)] == ["https://www.gov.cn/a"]


def _only_page(project: Project, text: str) -> None:
    """Leave one page of prose, so that nobody outside this machine is asked."""
    shutil.rmtree(project.root / "docs")
    (project.root / "docs").mkdir()
    (project.root / "docs/about.md").write_text(text, encoding="utf-8")


def test_command_notes_what_it_found_and_the_doctor_tells_since_when(project: Project, web: Web) -> None:
    project.data.edit(EVENT, source=f"{{name: 甲, url: '{web.home}/gone'}}", summary=f"见 {web.home}/ok 。")
    _only_page(project, f"一\n\n[乙]({web.home}/gone)\n")
    line = 3
    words = ("links", "--private", "--pause", "0", "--seconds", "5")

    first, second = (project.run(*words, at=datetime(2023, 6, day, 9, 0)) for day in (12, 19))

    assert (first.returncode, second.returncode) == (0, 0), first.stdout + first.stderr
    noted = json.loads(project.data.read("links.json"))
    ours = [one for one in noted["links"] if one["url"].startswith(web.home)]
    place = next(no for no, text in enumerate(project.data.read(EVENT).splitlines(), 1) if "/gone" in text)
    assert noted["checked"] == "2023-06-19"
    assert ours[0] == {
        "url": f"{web.home}/gone", "state": "dead", "status": 404, "said": "没有这一页（404）", "since": "2023-06-12",
        "cited": [{"file": f"data/{EVENT}", "line": place}, {"file": "docs/about.md", "line": line}],
    }  # fmt: skip
    assert (ours[1]["url"], ours[1]["state"]) == (f"{web.home}/ok", "ok")
    project.data.write(EVENT, "# 上面多一行\n" + project.data.read(EVENT))
    told = project.run("doctor", "--json", at=datetime(2023, 6, 20, 9, 0))
    assert [(one["file"], one["line"], one["message"]) for one in json.loads(told.stdout)["打不开的网址"]] == [
        (
            f"data/{EVENT}",
            place + 1,
            f"“{web.home}/gone”打不开：没有这一页（404），2023-06-12 查到的。还写在 docs/about.md:{line}。",
        ),
    ]
    project.data.edit(EVENT, source=None)
    found = examined(project.data.loaded(), datetime(2023, 6, 20, 9, 0))["打不开的网址"]
    assert [one.where.file for one in found] == ["docs/about.md"]


def test_without_network_nothing_is_written(project: Project, web: Web) -> None:
    project.data.edit(EVENT, summary=f"{web.nobody}/a {web.nobody}/b {web.nobody}/c")
    _only_page(project, "一\n")
    before = tree_of(project.root / "data")

    done = project.run("links", "--private", "--pause", "0", "--seconds", "2")

    assert (done.returncode, done.stdout.splitlines()[-1][:9]) == (1, "一个网址都没有连上")
    assert tree_of(project.root / "data") == before


@pytest.mark.parametrize(
    "text", ["", "[]", '{"links": [{}]}', '{"links": 1}', "[" * 100_000, '{"links": [{"url": "x", "cited": 1}]}']
)
def test_record_that_can_not_be_read_is_told_and_stops_nothing(tiny: Folder, text: str) -> None:
    tiny.write("links.json", text)

    assert [(one.code, one.severity) for one in tiny.problems()] == [("links-file", "warning")]
    assert tiny.loaded().links == ()


def test_record_that_is_a_link_elsewhere_is_not_read(tiny: Folder, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.json").write_text("[]", encoding="utf-8")
    (tiny.root / "links.json").symlink_to(tmp_path / "elsewhere.json")
    assert tiny.problems_of() == []
    assert tiny.loaded().links == ()
