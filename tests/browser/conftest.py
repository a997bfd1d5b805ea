"""Chromium, the sample campaign's sites on a server, and pages that notice what they should not do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright
from tests.browser.serving import serving
from tests.conftest import Project
from tests.site.sample import PREVIEW_AT, build, copy_sample, once

#: the moment for which the site is published that readers open earlier and later
PUBLISHED_FOR = datetime(2023, 6, 10, 9, 30)

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Return the system's Chromium; without one the tests are skipped, but never on CI."""
    path = Path(os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or "/usr/bin/chromium")
    if not path.is_file():
        reason = f"no Chromium at {path}; set CHROMIUM to its path"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return path


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """Return a running Chromium."""
    with sync_playwright() as playwright:
        playwright._loop.set_debug(False)  # noqa: SLF001 the development mode is for our code; here only Playwright's runs
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the project with the sample campaign; look at it, don't change it."""
    return copy_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def preview_folder(sample: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the preview of 12 June."""
    return once(tmp_path_factory, "preview", lambda out: build(sample, out, "--at", PREVIEW_AT))


@pytest.fixture(scope="session")
def preview(preview_folder: Path) -> Iterator[str]:
    """Return the address of the preview of 12 June."""
    with serving(preview_folder) as address:
        yield address


@pytest.fixture(scope="session")
def published_folder(sample: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site published on 10 June."""
    return once(tmp_path_factory, "published-10", lambda out: build(sample, out, at=PUBLISHED_FOR))


@pytest.fixture(scope="session")
def published(published_folder: Path) -> Iterator[str]:
    """Return the address of the site published on 10 June."""
    with serving(published_folder) as address:
        yield address


@pytest.fixture(scope="session")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a preview whose open day and park have as much to say as anybody could."""

    def make(out: Path) -> None:
        project = copy_sample(tmp_path_factory.mktemp("crowded"))
        groups = [(9 + number // 2, number % 2 * 30) for number in range(14)]
        slots = "".join(
            f"\n  - {{start: 2023-06-16 {hour:02}:{minute:02}, end: 2023-06-16 {hour:02}:{minute + 25:02}}}"
            for hour, minute in groups
        )
        route = "".join(f"\n  - {{stop: 第 {no} 个参观点：隔着玻璃看三件事, minutes: 5}}" for no in range(1, 13))
        day = {"end": "2023-06-16 16:00", "slots": slots, "route": route, "not_shown": "车间内部和研发楼" * 12}
        project.data.edit("open_days/2023-06-16-g60-park.yml", registration=None, **day)
        honours = "".join(
            f"\n  - {{level: 区, batch: 示例第{no}批, awarded: 20{no + 10}-12-20, doc_no: 示例〔20{no + 10}〕{no}号, awarded_by: 评审单位（示例）}}"
            for no in range(1, 9)
        )
        hours = "".join(f'\n  - {{days: 周{day}, open: "09:00", close: "17:00"}}' for day in "一二三四五六日")
        project.data.edit("units/g60-park.yml", honours=honours, hours=hours)
        build(project, out, "--at", PREVIEW_AT)

    with serving(once(tmp_path_factory, "crowded", make)) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Return a way to open an address in a fresh context; each page must stay on its origin and raise no error."""
    opened: list[Page] = []
    wrong: list[str] = []

    def open_(
        root: str, path: str = "", *, clock: str = "", answers: dict[str, int] | None = None, **options: Any
    ) -> Page:
        origin = "/".join(root.split("/")[:3]) + "/"

        def on_request(request: Request) -> None:
            if not request.url.startswith((origin, "data:", "blob:")):
                wrong.append(f"{path}: request to {request.url}")

        def on_console(message: ConsoleMessage) -> None:
            refused = "Content Security Policy" in message.text
            if message.type == "error" and (refused or message.location["url"] != page.url.split("?")[0]):
                wrong.append(f"{path}: {message.text} ({message.location['url']})")

        page = browser.new_context(**options).new_page()
        opened.append(page)
        page.on("request", on_request)
        if answers is not None:
            page.on("response", lambda response: answers.update({response.url: response.status}))
        page.on("console", on_console)
        page.on("pageerror", lambda error: wrong.append(f"{path}: {error}"))
        if clock:
            page.clock.set_fixed_time(clock)
        page.goto(root + path)
        return page

    yield open_
    for page in opened:
        page.context.close()
    assert wrong == []
