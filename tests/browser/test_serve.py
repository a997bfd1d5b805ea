"""``campaign serve``: what staff change shows up by itself, and so does what they get wrong."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.conftest import Project
from tests.site.sample import PREVIEW_AT, copy_sample

_FILE = "events/2023-06-08-launch.yml"
_PAGE = "events/2023-06-08-launch/"
_TITLE = "松江区“服务月”启动仪式"
#: a change is noticed at once, and what waits for the whole build waits some seconds
_PATIENCE = 60_000


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_sample(tmp_path)


@contextlib.contextmanager
def serving(project: Project) -> Iterator[str]:
    """Run the command on a port of its own; yields the address once it says that it is ready."""
    port = free_port()
    environment = {
        **os.environ,
        "PYTHONPATH": str(project.root / "hooks"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONIOENCODING": "utf-8",
        "NO_MKDOCS_2_WARNING": "1",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "campaign", "serve", "--port", str(port), "--at", PREVIEW_AT],
        cwd=project.root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
    ) as process:  # fmt: skip
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if f"http://127.0.0.1:{port}/" in line:
                break
        else:
            pytest.fail("serve ended: " + "".join(said))
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page of its own; the error page's 404 is no error here."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_changes_mistakes_and_repairs_show_up_without_reloading(project: Project, page: Page) -> None:
    heading, message = page.locator("h1"), page.locator("pre")
    with serving(project) as address:
        page.goto(address + _PAGE)
        expect(heading).to_have_text(_TITLE, timeout=_PATIENCE)

        project.data.edit(_FILE, title="改过的标题")
        expect(heading).to_have_text("改过的标题", timeout=_PATIENCE)

        page.goto(
            address + "events/", timeout=_PATIENCE
        )  # waits for the whole build: no list is ever older than its records
        assert page.locator(".c-card", has_text="改过的标题").count() == 1
        assert page.locator(".c-card", has_text=_TITLE).count() == 0
        page.goto(address + _PAGE)

        good = project.data.read(_FILE)
        project.data.write(_FILE, good.replace("title: 改过的标题", "title：改过的标题"))
        expect(heading).to_have_text("数据有误，网站没有更新", timeout=_PATIENCE)
        expect(message).to_contain_text(f"data/{_FILE}:3:6 错误〔fullwidth-colon〕")
        expect(message).to_contain_text("“title”后面是全角冒号“：”，要用半角冒号加一个空格。")

        project.data.write(_FILE, good.replace("改过的标题", "又好了"))
        expect(heading).to_have_text("又好了", timeout=_PATIENCE)
        expect(page).to_have_url(address + _PAGE)


def test_mistake_that_is_there_at_the_start_is_shown_and_can_be_mended(project: Project, page: Page) -> None:
    good = project.data.read(_FILE)
    project.data.replace(_FILE, "start: 2023-06-08 09:30", "start: 2023-06-31 09:30")
    heading = page.locator("h1")
    with serving(project) as address:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 503
        expect(heading).to_have_text("数据有误，网站没有更新", timeout=_PATIENCE)
        assert page.request.get(f"{address}%00").status == 404  # which no file can be called
        expect(page.locator("pre")).to_contain_text(f"data/{_FILE}:10:8")
        project.data.write(_FILE, good)
        expect(heading).to_have_text("商业秘密保护进企业", timeout=_PATIENCE)


def _status(port: int, host: str, path: str = "/") -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Host": host})
    with contextlib.closing(connection):
        return connection.getresponse().status


def test_page_from_elsewhere_reads_nothing_under_a_name_of_its_own(project: Project) -> None:
    with serving(project) as address:
        port = int(address.rstrip("/").rpartition(":")[2])
        names = [
            f"127.0.0.1:{port}",
            f"localhost:{port}",
            "localhost",
            f"[::1]:{port}",
            f"evil.example:{port}",
            "",
            "a:b",
        ]
        assert [_status(port, name) for name in names] == [200, 200, 200, 200, 421, 421, 421]
        for path in ("/api/v1/events.json", "/assets/css/site.css", f"/{_PAGE}index.html", "/nothing"):
            assert _status(port, "evil.example", path) == 421


def test_two_servers_of_one_project_keep_out_of_each_others_way(project: Project) -> None:
    with serving(project) as one, serving(project) as other:
        ports = {address.rstrip("/").rpartition(":")[2] for address in (one, other)}
        folders = {path.name for path in (project.root / ".serve").iterdir() if not path.name.startswith(".")}
        assert folders == ports


def test_port_in_use_is_said_in_chinese(project: Project) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = project.run("serve", "--port", str(port), "--at", PREVIEW_AT)
    assert done.returncode == 1
    told = f"不能使用端口 {port}：已经有人在用。可能已有一个在运行，换一个：--port {port + 1}\n"
    assert done.stdout == told  # before anything is built


def _builds_of(project: Project) -> list[str]:
    """Return the processes that build the project behind a server."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            found.append(path.read_bytes().decode(errors="replace"))
    return [words for words in found if "campaign.whole_build" in words and str(project.root) in words]


def test_server_that_is_ended_takes_the_build_behind_it_along(project: Project) -> None:
    with serving(project) as address:
        project.data.edit(_FILE, title="改过的标题")
        heading = ""
        while "改过的标题" not in heading:  # made as soon as the whole build behind it has begun
            with urllib.request.urlopen(address + _PAGE) as answer:  # noqa: S310 our own server
                heading = answer.read().decode()
        assert len(_builds_of(project)) == 1
    assert _builds_of(project) == []
