"""When a build has nothing to do: only while all that goes in and all that came out is as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pytest
from tests.conftest import Project, copy_project, tree_of

from campaign import clock, made
from campaign.building import Order, build

_EVENT = "data/events/2023-06-08-launch.yml"
_NOTHING = "没有要做的"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return copy_project(tmp_path / "project")


def _built(project: Project, out: str = "site") -> tuple[str, dict[str, bytes]]:
    done = project.run("build", "--out", str(project.root / out))
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout, tree_of(project.root / out)


def test_site_is_built_again_only_where_something_changed_and_then_as_if_from_nothing(project: Project) -> None:
    said, first = _built(project)
    assert _NOTHING not in said
    assert _built(project) == (
        said.rpartition("完成")[0].partition("正在检查生成的页面 …\n")[2] + _last(project),
        first,
    )

    page = project.root / "site/events/2023-06-08-launch/index.html"
    page.write_bytes(page.read_bytes()[:-1])
    assert _NOTHING not in _built(project)[0]
    assert tree_of(project.root / "site") == first

    project.data.edit("events/2023-06-08-launch.yml", title="另一个标题")
    changed = _built(project)[1]
    for spoilt in (project.root.parent / "cache/fuwuyue").iterdir():
        spoilt.write_bytes(spoilt.read_bytes()[: len(spoilt.read_bytes()) // 2])
    shutil.rmtree(project.root / "site")
    assert _built(project)[1] == changed
    shutil.rmtree(project.root.parent / "cache")
    assert _built(project, "elsewhere")[1] == changed != first


def _last(project: Project) -> str:
    return f"没有要做的：数据、模板和程序都和上次一样，网站也没有被改动。网站在：{project.root / 'site'}\n"


@pytest.mark.parametrize(
    "name",
    [
        _EVENT,
        *("docs/index.md", "mkdocs.yml", "build/admin/decap-cms.js"),
        *("overrides/main.html", "overrides/assets/css/base.css", "hooks/main.py"),
    ],
)
def test_key_depends_on_what_a_build_reads(project: Project, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    file = project.root / name
    before = _key(project)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes((file.read_bytes() if file.is_file() else b"") + b" ")
    changed = _key(project)
    file.rename(file.with_name(f"{file.name}.moved"))
    assert len({before, changed, _key(project) if name != "mkdocs.yml" else "", "-"}) == 4
    assert "" not in {before, changed}


def test_build_during_which_something_changed_counts_for_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1686533400")
    order = Order(project.root, project.root / "data", project.root / "site")
    asked = (order.project, order.data, order.at, order.out)
    build(order, lambda _text: None)
    assert made.unchanged(*asked) is not None
    said: list[str] = []

    def say(text: str) -> None:
        said.append(text)
        if text.startswith("正在检查生成的页面"):
            project.data.edit("events/2023-06-08-launch.yml", title="检查的时候改的")

    project.data.edit("events/2023-06-08-launch.yml", title="生成之前改的")
    build(order, say)
    project.data.edit("events/2023-06-08-launch.yml", title="生成之前改的")
    assert len(said) == 2
    assert made.unchanged(*asked) is None


def test_key_depends_on_the_code_itself(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = tmp_path / "code/made.py"
    code.parent.mkdir()
    code.write_text("1", encoding="utf-8")
    monkeypatch.setattr(made, "__file__", str(code))
    before = _key(project)
    code.write_text("2", encoding="utf-8")
    assert "" != before != _key(project) != ""


_CHANGED_MEANWHILE = """
import sys
from campaign import __main__, made, problems

class Pull:
    def find_spec(self, name, *_):
        if name == "campaign.building":
            with open(problems.__file__, "a") as code:
                code.write("# newer\\n")

sys.meta_path.insert(0, Pull())
before = made.code()
code = __main__.main(["build"])
print(code, made.program() == before != made.code())
"""


def test_code_that_comes_while_the_old_is_being_imported_is_not_what_runs(project: Project) -> None:
    environment = {**os.environ, "PYTHONPATH": str(project.root / "hooks"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", _CHANGED_MEANWHILE]
    done = subprocess.run(command, cwd=project.root, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout.splitlines()[-1], done.returncode) == ("0 True", 0), done.stderr


def test_key_depends_on_the_minute_the_folder_variables_fonts_and_libraries(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [_key(project, at) for at in ("2023-06-12T09:30", "2023-06-12T09:31")]
    library = tmp_path / "libraries/some-1.0.dist-info"
    library.mkdir(parents=True)
    monkeypatch.syspath_prepend(str(library.parent))
    keys.append(_key(project))
    library.rename(library.with_name("some-1.1.dist-info"))
    keys.append(_key(project))
    monkeypatch.setenv("SOME_SETTING", "1")
    keys.append(_key(project))
    monkeypatch.setattr(made, "FONT_FOLDERS", (str(tmp_path / "fonts"),))
    keys.append(_key(project))
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts/one.ttf").write_bytes(b"1")
    keys.append(_key(project))
    monkeypatch.chdir(tmp_path)
    keys.append(_key(project))
    assert len({*keys, ""}) == 9


def test_key_of_a_build_without_a_moment_stands_for_its_minute(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    at = datetime(2023, 6, 12, 1, 30, 1, tzinfo=UTC)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return at.astimezone(tz)

    monkeypatch.setattr(clock, "datetime", Clock)
    keys = [made.key(project.root, project.data.root, None)]
    for minute, second in ((30, 59), (31, 0)):
        at = at.replace(minute=minute, second=second)
        keys.append(made.key(project.root, project.data.root, None))
    assert keys[0] == keys[1] != keys[2]


def test_key_is_the_same_from_another_terminal(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _key(project)
    for name in ("TERM", "SHLVL", "SSH_CONNECTION", "COLUMNS", "MAKELEVEL"):
        monkeypatch.setenv(name, "another")
    assert _key(project) == before


@pytest.mark.parametrize("change", ["more", "less", "bytes", "rights", "link", "folder"])
def test_tree_depends_on_everything_in_it(tmp_path: Path, change: str) -> None:
    folder, file = tmp_path / "site", tmp_path / "site/a/index.html"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"1")
    before = made.tree(folder)
    match change:
        case "more":
            (folder / "__pycache__").write_bytes(b"")
        case "less":
            file.unlink()
        case "bytes":
            file.write_bytes(b"2")
        case "rights":
            file.chmod(0o600)
        case "link":
            file.rename(tmp_path / "index.html")
            file.symlink_to(tmp_path / "index.html")
        case _:
            (folder / "b").mkdir()
    assert made.tree(folder) != before


def test_tree_of_many_files_is_the_same_on_two_processors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(20):
        (tmp_path / f"{number}.txt").write_bytes(b"x" * number * 1000)
    alone = made.tree(tmp_path)
    monkeypatch.setattr(made, "_MANY", 5)
    assert made.tree(tmp_path) == alone
    (tmp_path / "19.txt").write_bytes(b"y" * 19_000)
    assert made.tree(tmp_path) != alone


def test_configuration_that_leads_elsewhere_or_link_to_a_folder_leave_nothing_to_rely_on(project: Project) -> None:
    assert _key(project)
    config = project.root / "mkdocs.yml"
    config.write_text("INHERIT: ../other.yml\n" + config.read_text(encoding="utf-8"), encoding="utf-8")
    assert _key(project) == ""
    config.write_text("", encoding="utf-8")
    assert _key(project)
    (project.root / "elsewhere").mkdir()
    (project.data.root / "more").symlink_to(project.root / "elsewhere")
    assert _key(project) == ""


@pytest.mark.parametrize("text", ["", "{", "[]", '{"key": 1}', '{"key": "", "said": "", "tree": ""}', '{"other": 1}'])
def test_spoilt_receipt_counts_for_nothing(project: Project, text: str) -> None:
    (project.root / "site").mkdir()
    (project.root / ".site.made").write_text(text, encoding="utf-8")
    assert made.unchanged(project.root, project.data.root, "2023-06-12T09:30", project.root / "site") is None


def _key(project: Project, at: str = "2023-06-12T09:30") -> str:
    return made.key(project.root, project.data.root, at)
