"""The workflows: what a linter says of them, and the scripts that hold all their logic, run for real."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from tests.conftest import REPO, TINY

WORKFLOWS = sorted((REPO / ".github/workflows").glob("*.yml"))
EVENT = "data/events/2023-06-08-launch.yml"
SHA = "0123456789abcdef0123456789abcdef01234567"
#: stands for GitHub's own client: notes what it is asked, and knows one open pull request
GH = f"""#!/bin/sh
printf '%s\\n' "$*" >>"$GH_LOG"
case "$*" in
  *--body-file\\ -*) cat >"$GH_LOG.body" ;;
  *--body-file*) for last; do :; done; cp "$last" "$GH_LOG.body" ;;
  "api "*{SHA}*) echo 7 ;;
esac
"""


def _git(folder: Path, *words: str) -> str:
    names = ("-c", "user.name=t", "-c", "user.email=t@example.invalid", "-c", "init.defaultBranch=main")
    return subprocess.run(["git", *names, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a clone of a project with the tiny campaign, with ``gh`` replaced by a notebook."""
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    origin.mkdir()
    for name in ("hooks", "overrides", "docs", "tools"):
        shutil.copytree(REPO / name, origin / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(REPO / "mkdocs.yml", origin)
    shutil.copytree(TINY / "data", origin / "data")
    _git(origin, "init", "-q")
    _git(origin, "add", ".")
    _git(origin, "commit", "-qm", "x")
    _git(tmp_path, "clone", "-q", str(origin), str(clone))
    command = clone / ".venv/bin/campaign"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m campaign "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text(GH, encoding="utf-8")
    (tmp_path / "bin/gh").chmod(0o755)
    for name, value in {
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "GH_LOG": str(tmp_path / "gh"),
        "GITHUB_REPOSITORY": "o/r",
        "PYTHONPATH": str(clone / "hooks"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "SOURCE_DATE_EPOCH": "1686360000",
        "NO_MKDOCS_2_WARNING": "1",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("GH_TOKEN", raising=False)
    return clone


def _run(clone: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=clone, capture_output=True, text=True, check=False, timeout=120)


def test_zizmor_finds_nothing() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("zizmor"), "--offline", "--no-progress", "--format", "json", *WORKFLOWS],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (json.loads(done.stdout), done.returncode) == ([], 0)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflow_gives_nothing_it_need_not_and_runs_scripts_only(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    page = yaml.safe_load(text)

    assert page["permissions"] == {}
    assert "pull_request_target" not in text
    assert "secrets." not in text
    for job in page["jobs"].values():
        assert job["permissions"]
        assert job["timeout-minutes"]
        for step in job["steps"]:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step.get("uses", f"actions/x@{SHA}"))
            assert re.match(r"make setup$|tools/ci/|\.ci/run$", step.get("run", "make setup"))
            assert "${{" not in step.get("run", "")


def test_gitlab_runs_the_same_scripts() -> None:
    page = yaml.safe_load((REPO / ".gitlab-ci.yml").read_text(encoding="utf-8"))

    asked = " ".join(line for job in ("data", "tests", "pages", "links") for line in page[job]["script"])

    wanted = ("tools/ci/check", "tools/ci/preview", ".ci/run", "tools/ci/publish", "tools/ci/links")
    assert [name for name in wanted if name not in asked] == []


def test_check_and_preview_of_a_change_tell_lines_and_pages(clone: Path) -> None:
    event = clone / EVENT
    good = event.read_text(encoding="utf-8")
    event.write_text(good.replace("start: 2023", "start：2023"), encoding="utf-8")

    done = _run(clone, "tools/ci/check", "main")

    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith(f"::error file={EVENT},line=8,col=6,title=fullwidth-colon::")

    event.write_text(good.replace("把全月安排", "把整月安排"), encoding="utf-8")
    assert _run(clone, "tools/ci/check", "main").returncode == 0
    done = _run(clone, "tools/ci/preview", "main", "build/preview")
    assert done.returncode == 0, done.stdout + done.stderr
    listed = clone / "build/preview/changed.json"
    assert [(one["state"], one["url"], one["file"]) for one in json.loads(listed.read_text(encoding="utf-8"))] == [
        ("改动", "events/2023-06-08-launch/", EVENT)
    ]
    assert "把整月安排" in (clone / "build/preview/site/events/2023-06-08-launch/index.html").read_text(
        encoding="utf-8"
    )
    assert _git(clone, "worktree", "list").count("\n") == 1

    done = _run(clone, "tools/ci/comment", str(listed), SHA, "https://forge.example/run/1")
    assert done.returncode == 0, done.stderr
    log = Path(os.environ["GH_LOG"])
    assert "pr comment 7 --repo o/r" in log.read_text(encoding="utf-8")
    assert log.with_name("gh.body").read_text(encoding="utf-8").splitlines()[2] == (
        "- 改动 `site/events/2023-06-08-launch/index.html`"
        "（[现在网上的](https://fuwuyue.example/2023/events/2023-06-08-launch/)）"
    )


@pytest.mark.parametrize(
    "listed",
    [
        "", "{", "[" * 100_000, "[1, null, {}]", "x" * 1_000_001,
        json.dumps([{"state": "改动", "url": url} for url in ("../x/", "//evil/", "a/b/`@all", "a/<b>/", "a/b/\n- x", 1)]),
        json.dumps([{"state": "@all", "url": "a/b/", "title": "<script>"}]),
    ],
)  # fmt: skip
def test_comment_repeats_nothing_of_a_hostile_list(tmp_path: Path, listed: str) -> None:
    path = tmp_path / "changed.json"
    path.write_text(listed, encoding="utf-8")

    done = _run(
        REPO, sys.executable, "tools/ci/comment.py", str(path), str(TINY / "data/campaign.yml"), "https://a.example/"
    )

    assert done.stdout == "预览已生成：[下载](https://a.example/)，解开后打开下面的网页。\n\n没有单独的网页改动。\n"


@pytest.mark.parametrize(
    "line",
    [
        "site_url: https://s.example/2023/", "site_url: 'https://s.example/2023/'  # 网址", 'site_url:   "https://s.example/2023"',
        "site_url: https://s.example/2023/ # 网址", "title: site_url\nsite_url: https://s.example/2023/\nid: x",
    ],
)  # fmt: skip
def test_comment_reads_the_address_however_it_is_written(tmp_path: Path, line: str) -> None:
    (tmp_path / "campaign.yml").write_text(f"{line}\n", encoding="utf-8")
    changed = [{"state": "改动", "url": "events/a/"}]
    (tmp_path / "changed.json").write_text(json.dumps(changed), encoding="utf-8")
    words = (sys.executable, "tools/ci/comment.py", str(tmp_path / "changed.json"), str(tmp_path / "campaign.yml"), "x")

    assert _run(REPO, *words).stdout.splitlines()[2] == (
        "- 改动 `site/events/a/index.html`（[现在网上的](https://s.example/2023/events/a/)）"
    )
    (tmp_path / "campaign.yml").write_text("id: x\n", encoding="utf-8")
    done = _run(REPO, *words)
    assert (done.returncode, done.stdout, "没有读得出的 site_url" in done.stderr) == (1, "", True)


def test_comment_waits_for_data_and_preview_alone() -> None:
    pages = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in WORKFLOWS}
    commands = {
        page["name"]: [
            step["run"].split()[0] for job in page["jobs"].values() for step in job["steps"] if "run" in step
        ]
        for page in pages.values()
    }

    awaited = pages["comment"][True]["workflow_run"]["workflows"]  # YAML 1.1 reads the key "on" as true

    assert [commands[name] for name in awaited] == [["make", "tools/ci/check", "tools/ci/preview"]]
    assert commands["tests"] == [".ci/run"]
    assert pages["tests"][True] == pages["check"][True]


def _event(clone: Path, body: str | None) -> str:
    path = clone.parent / "event.json"
    path.write_text(json.dumps({"issue": {"number": 5, "body": body}}), encoding="utf-8")
    return str(path)


def test_form_becomes_a_branch_and_a_pull_request(clone: Path) -> None:
    answers = {"表单": "更正错误（correct）", "哪一条": "2023-06-08-launch", "哪个字段": "活动名称", "应该是": "新名"}
    body = "\n\n".join(f"### {label}\n\n{answer}" for label, answer in answers.items())

    done = _run(clone, "tools/ci/intake", _event(clone, body))

    assert done.returncode == 0, done.stdout + done.stderr
    log = Path(os.environ["GH_LOG"])
    assert log.read_text(encoding="utf-8").startswith(
        "pr create --repo o/r --head form/issue-5 --base main --title 更正错误"
    )
    assert _git(clone.parent / "origin", "diff", "--stat=200", "main", "form/issue-5").split(" |")[0].strip() == EVENT
    assert "title: 新名\n" in _git(clone.parent / "origin", "show", f"form/issue-5:{EVENT}")


@pytest.mark.parametrize("body", [None, "::error::x\n@all $(touch pwned) `touch pwned`"])
def test_body_that_is_no_form_is_answered_under_the_issue(clone: Path, body: str | None) -> None:
    done = _run(clone, "tools/ci/intake", _event(clone, body))

    assert done.returncode == 0, done.stdout + done.stderr
    log = Path(os.environ["GH_LOG"])
    assert log.read_text(encoding="utf-8").startswith("issue comment 5 --repo o/r")
    assert "看不出是哪一种表单" in log.with_name("gh.body").read_text(encoding="utf-8")
    assert _git(clone.parent / "origin", "branch").split() == ["*", "main"]
    assert not (clone / "pwned").exists()


def test_weekly_question_becomes_a_pull_request_only_when_something_changed(clone: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/gone"
    event = clone / EVENT
    event.write_text(event.read_text(encoding="utf-8").replace("把全月", f"见 {url} 。把全月"), encoding="utf-8")
    for page in (clone / "docs").rglob("*.md"):
        page.unlink()
    _git(clone, "commit", "-qam", "y")
    words = ("tools/ci/links", "--private", "--pause", "0", "--seconds", "2", "--at")

    first = _run(clone, *words, "2023-06-12T09:00")

    assert first.returncode == 0, first.stdout + first.stderr
    log = Path(os.environ["GH_LOG"])
    assert log.read_text(encoding="utf-8").startswith("pr create --repo o/r --head links/weekly --base main")
    assert _git(clone, "show", "--stat=200", "--format=", "HEAD").split(" |")[0].strip() == "data/links.json"
    assert f'"url": "{url}"' in _git(clone.parent / "origin", "show", "links/weekly:data/links.json")
    second = _run(clone, *words, "2023-06-19T09:00")
    assert (second.returncode, second.stdout.splitlines()[-1]) == (0, "和上次一样。")
    assert log.read_text(encoding="utf-8").count("pr create") == 1


def test_everything_that_runs_as_code_has_an_owner() -> None:
    owned = {
        line.split()[0].strip("/")
        for line in (REPO / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()[1:]
    }
    tracked = subprocess.run(["git", "ls-files"], cwd=REPO, capture_output=True, text=True, check=True).stdout
    names = {name.partition("/")[0] for name in tracked.split()}
    free = {"data", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "LICENSE"}
    quiet = {".editorconfig", ".gitattributes", ".gitignore", ".pre-commit-config.yaml"}

    assert {name for name in names - free - quiet if not name.startswith("requirements")} <= owned
    assert "requirements*" in owned
