"""The form editor's configuration follows the models; the editor is published only when it was asked for and is the pinned one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import BaseModel
from tests.conftest import REPO

from campaign import admin, admin_config, describe
from campaign.loading import load
from campaign.models import REGISTRY
from campaign.problems import Problems
from campaign.render import Renderer

if TYPE_CHECKING:
    from tests.conftest import Folder, Project

GITHUB = "https://github.com/bureau/fwy/edit/main/data/"
GITLAB = "https://git.example.cn/dept/fwy/-/edit/main/data/"
ON = {"admin": "true", "edit_url": GITHUB, "admin_login": "https://login.example.cn/"}


@pytest.fixture(scope="module")
def config() -> dict[str, Any]:
    """Return the configuration of the sample campaign."""
    site = load(REPO / "data", datetime(2023, 6, 12, 9, 30))
    campaign = site.campaign.model_copy(update={"edit_url": GITHUB, "admin_login": "https://login.example.cn/"})
    object.__setattr__(site, "campaign", campaign)  # what loading would have read
    text = admin_config.config(site, REPO / "data")
    read: dict[str, Any] = json.loads(text.partition("\n")[2])
    return read


def _collections(config: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    return {
        one["name"]: one["files"][0]["fields"] if "files" in one else one["fields"] for one in config["collections"]
    }


def _names(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        key = f"{prefix}{field.alias or name}"
        yield key
        part, _ = describe.part_of(field)
        if part:
            yield from _names(part, f"{key}.")


def _widgets(fields: list[dict[str, Any]], prefix: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for field in fields:
        yield f"{prefix}{field['name']}", field
        yield from _widgets(field.get("fields", []), f"{prefix}{field['name']}.")


def test_every_field_of_every_collection_has_a_widget_or_its_collection_a_reason(config: dict[str, Any]) -> None:
    collections, out = _collections(config), admin_config.excluded(REPO / "data")

    assert sorted([*collections, *out]) == sorted(REGISTRY)
    assert [name for name, reason in out.items() if not reason] == []
    for name, fields in collections.items():
        assert (name, sorted(key for key, _ in _widgets(fields))) == (name, sorted(_names(REGISTRY[name])))


def test_choices_are_the_models_and_relations_lead_to_collections_that_are_there(config: dict[str, Any]) -> None:
    collections = _collections(config)
    found = [pair for fields in collections.values() for pair in _widgets(fields)]
    chosen = {key: [one["value"] for one in widget["options"]] for key, widget in found if widget["widget"] == "select"}

    assert {"collection", "value_field"} <= set(dict(found)["lectures"])
    assert [key for key, one in found if one["widget"] == "relation" and one["collection"] not in collections] == []
    assert chosen["status"] == ["draft", "published", "postponed", "cancelled", "withdrawn"]
    assert "fbzdjz" in chosen["reporting_unit"]
    assert "九亭镇" in chosen["location.town"]


def test_kinds_of_values_get_their_widgets(config: dict[str, Any]) -> None:
    event = dict(_widgets(_collections(config)["events"]))

    assert {key: event[key]["widget"] for key in ("id", "title", "body", "start", "all_day", "agenda", "registration")} == {
        "id": "string", "title": "string", "body": "text", "start": "datetime", "all_day": "boolean",
        "agenda": "list", "registration": "object",
    }  # fmt: skip
    assert event["start"]["format"] == "YYYY-MM-DD HH:mm"
    assert event["registration.capacity"]["value_type"] == "int"
    assert (event["images.file"]["media_folder"], event["images.file"]["public_folder"]) == ("/data/images", "images")
    assert event["topics"]["multiple"] is True
    assert event["start"]["required"] is True
    assert (
        event["online.platform"]["required"] is False
    )  # the group need not be there, and the editor would ask all the same
    assert event["agenda.time"]["required"] is True


def test_workflow_is_pull_requests_in_chinese(config: dict[str, Any]) -> None:
    assert config["backend"] == {
        "name": "github", "repo": "bureau/fwy", "branch": "main", "base_url": "https://login.example.cn/",
    }  # fmt: skip
    assert (config["publish_mode"], config["locale"], config["media_folder"]) == (
        "editorial_workflow", "zh_Hans", "data/images",
    )  # fmt: skip
    assert [one["name"] for one in config["collections"] if "folder" in one and one["delete"]] == []


def test_gitlab_of_ones_own_is_asked_at_its_own_address(tiny: Folder) -> None:
    tiny.edit("campaign.yml", admin="true", edit_url=GITLAB, admin_app="0123")
    config = json.loads(admin_config.config(tiny.loaded(), tiny.root).partition("\n")[2])

    assert config["backend"] == {
        "name": "gitlab", "repo": "dept/fwy", "branch": "main", "auth_type": "pkce", "app_id": "0123",
        "base_url": "https://git.example.cn", "api_root": "https://git.example.cn/api/v4",
    }  # fmt: skip


def test_build_without_the_editor_says_how_to_get_it_and_publishes_nothing_of_it(project: Project) -> None:
    project.data.edit("campaign.yml", **ON)
    other = admin.bundle(project.root)
    other.parent.mkdir(parents=True)
    stale = "build/admin/decap-cms.js 不是这一版程序登记的表单编辑器（旧版本，或者没有下载完）"
    for script, told in ((None, "表单编辑器还没有下载"), (b"", stale), (b"alert(1)", stale)):
        if script is not None:
            other.write_bytes(script)
        done = project.run("build")

        assert done.returncode == 0, done.stdout
        assert f"{told}，这次没有放进网站，网站上没有 /admin/。" in done.stdout
        assert "运行 make admin 重新下载" in done.stdout
        assert not (project.root / "site/admin").exists()


def test_editor_that_lies_there_is_published_only_when_it_was_asked_for(
    tiny: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = b"the editor"
    monkeypatch.setattr(admin, "SCRIPT", hashlib.sha256(script).hexdigest())
    admin.bundle(tmp_path).parent.mkdir(parents=True)
    admin.bundle(tmp_path).write_bytes(script)

    (tmp_path / "overrides").symlink_to(REPO / "overrides")
    off: dict[str, str] = {}
    for fields, names in ((off, []), (ON, ["admin/index.html", "admin/config.yml", "admin/decap-cms.js"])):
        tiny.edit("campaign.yml", **fields)
        problems = Problems()
        renderer = Renderer(tmp_path / "overrides", tiny.shown())
        assert [name for name, _ in admin.files(renderer, tiny.root, problems)] == names
        assert list(problems) == []


def test_archive_of_another_editor_is_refused(project: Project) -> None:
    archive = project.root / "other.tgz"
    archive.write_bytes(b"something else")
    done = project.run("admin", "--from", str(archive))

    assert (done.returncode, "校验值不一样" in done.stdout) == (1, True)
    assert not admin.bundle(project.root).exists()
