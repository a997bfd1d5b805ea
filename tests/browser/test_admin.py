"""The form editor opens under its own policy, in Chinese, and what it writes is a file that the check takes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route
from tests.browser.conftest import OpenPage
from tests.browser.serving import serving
from tests.conftest import REPO, Project
from tests.site.sample import FORGE, PREVIEW_AT, build, copy_sample

from campaign.models.base import Record

KEY = "2023-06-08-launch"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the sample campaign in a repository of its own, with the form editor where it has been fetched."""
    project = copy_sample(tmp_path_factory.mktemp("edited"))
    more = f"edit_url: {FORGE}edit/main/data/\nadmin: true\nadmin_login: https://login.example.cn/\n"
    project.data.write("campaign.yml", project.data.read("campaign.yml") + more)
    script = REPO / "build/admin/decap-cms.js"
    if script.is_file():
        (project.root / "build/admin").mkdir(parents=True)
        (project.root / "build/admin/decap-cms.js").write_bytes(script.read_bytes())
    return project


@pytest.fixture(scope="module")
def edited(project: Project) -> Iterator[str]:
    """Return the address of its site."""
    with serving(build(project, project.root / "out", "--at", PREVIEW_AT)) as address:
        yield address


def _in_memory(route: Route) -> None:
    """Answer config.yml with the editor's own backend for tests, which keeps files in the page."""
    response = route.fetch()
    config = json.loads(response.text().partition("\n")[2])
    route.fulfill(response=response, body=json.dumps(config | {"backend": {"name": "test-repo"}}))


@pytest.fixture
def editor(browser: Browser, project: Project, edited: str) -> Iterator[Page]:
    """Return the open editor with the sample's files; skipped where it was never fetched."""
    if not (project.root / "build/admin/decap-cms.js").is_file():
        pytest.skip("the form editor was never fetched; run make admin")
    context = browser.new_context(viewport={"width": 1280, "height": 900}, timezone_id="Asia/Shanghai")
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda one: refused.append(one.text) if "Content Security Policy" in one.text else None)
    page.route("**/admin/config.yml", _in_memory)
    files: dict[str, Any] = {}
    for path in sorted((project.root / "data").rglob("*.yml")):
        folder = files
        for name in path.relative_to(project.root).parts[:-1]:
            folder = folder.setdefault(name, {})
        folder[path.name] = {"content": path.read_text(encoding="utf-8")}
    page.add_init_script(f"window.repoFiles = {json.dumps(files)};")
    page.goto(f"{edited}admin/")
    yield page
    context.close()
    assert refused == []


def test_form_saves_a_file_that_the_check_takes_and_nothing_else_is_changed(editor: Page, project: Project) -> None:
    before = project.data.loaded().get("events", KEY)
    editor.get_by_role("button", name="登录").click()
    editor.get_by_text("咨询和举报窗口").first.wait_for()
    editor.goto(f"{editor.url.partition('#')[0]}#/collections/events/entries/{KEY}")
    editor.get_by_label("活动名称").fill("改过的启动仪式（示例）")
    editor.get_by_role("button", name="保存", exact=True).click()
    editor.get_by_text("内容已保存").wait_for()
    saved = editor.evaluate("Object.values(Object.assign({}, window.repoFilesUnpublished))")  # an array with names

    assert [one["path"] for entry in saved for one in entry["diffs"]] == [f"data/events/{KEY}.yml"]
    project.data.write(f"events/{KEY}.yml", saved[0]["diffs"][0]["content"])
    after = project.data.loaded().get("events", KEY)
    assert before is not None
    assert after is not None
    assert after.name_text == "改过的启动仪式（示例）"
    assert _plain(after) == _plain(before) | {"title": after.name_text}


def test_links_to_the_forge_are_seen_on_the_screen_and_not_on_paper(open_page: OpenPage, edited: str) -> None:
    page = open_page(edited)
    for path, said in (
        ("", "在线编辑"),
        ("events/", "新建文件"),
        (f"events/{KEY}/", "在线编辑"),
        ("help/", "在线编辑"),
    ):
        page.goto(edited + path)
        way = page.locator(".c-edit", has_text=said)
        assert (path, way.is_visible()) == (path, True)
        page.emulate_media(media="print")
        assert (path, way.is_visible()) == (path, False)
        page.emulate_media(media="screen")
    page.goto(edited)
    page.locator(".c-edit summary").click()
    assert page.get_by_role("link", name="服务月（data/campaign.yml）").is_visible()


def _plain(record: Record) -> dict[str, object]:
    """Return what a record says, its Markdown without the white space at line ends."""
    said = record.model_dump(mode="json")
    return said | {"body": [line.rstrip() for line in str(said["body"]).strip().split("\n")]}
