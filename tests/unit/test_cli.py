"""The command line as staff and CI meet it: exit codes, words, and what is left on the disk."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import Project, tree_of

from campaign import publish
from campaign.console import refused

EVENT = "events/2023-06-08-launch.yml"


def _break(project: Project) -> None:
    project.data.replace(EVENT, "start: 2023", "start：2023")


def test_check_of_good_data_exits_0(project: Project) -> None:
    done = project.run("check")

    assert (done.returncode, done.stdout, done.stderr) == (0, "共 0 处错误、0 处提醒。\n", "")


def test_terminal_set_to_ascii_is_spoken_to_in_utf_8(project: Project) -> None:
    done = project.run("check", PYTHONIOENCODING="ascii")

    assert (done.returncode, done.stdout, done.stderr) == (0, "共 0 处错误、0 处提醒。\n", "")


def test_name_of_a_file_gives_the_terminal_no_orders(project: Project) -> None:
    (project.root / "data/events/a\x1b]0;b\x07\u202e\x9b2J.yml").write_text("id: a\n", encoding="utf-8")

    done = project.run("check")

    assert done.returncode == 1
    assert r"data/events/a\x1b]0;b\x07\u202e\x9b2J.yml:1:1 错误" in done.stdout
    assert [sign for sign in done.stdout if not sign.isprintable() and sign not in "\n\u3000"] == []


def test_check_writes_annotations_for_github(project: Project) -> None:
    _break(project)

    done = project.run("check", "--format", "github")

    assert done.returncode == 1
    assert done.stdout.startswith(f"::error file=data/{EVENT},line=8,col=6,title=fullwidth-colon::")


def test_check_writes_a_report_for_gitlab(project: Project) -> None:
    _break(project)

    done = project.run("check", "--format", "gitlab")

    report = json.loads(done.stdout)
    assert [(one["check_name"], one["location"]["path"]) for one in report] == [("fullwidth-colon", f"data/{EVENT}")]
    assert report[0]["location"]["positions"]["begin"] == {"line": 8, "column": 6}


def test_build_of_broken_data_leaves_the_site_as_it_was(project: Project) -> None:
    assert project.run("build").returncode == 0
    before = tree_of(project.root / "site")
    _break(project)

    done = project.run("build")

    assert done.returncode == 1
    assert "start: 2023-06-08 14:00" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert tree_of(project.root / "site") == before


def test_build_of_a_preview_refuses_the_published_folder(project: Project) -> None:
    done = project.run("build", "--at", "2023-06-12T09:30", "--out", "site")

    assert done.returncode == 2
    assert not (project.root / "site").exists()


def test_build_of_a_preview_goes_to_its_own_folder(project: Project) -> None:
    done = project.run("build", "--at", "2023-06-12T09:30")

    assert done.returncode == 0, done.stdout + done.stderr
    assert 'data-at="2023-06-12T09:30+08:00"' in (project.root / "preview/index.html").read_text(encoding="utf-8")


def test_build_refuses_a_moment_it_cannot_read(project: Project) -> None:
    done = project.run("build", "--at", "明天")

    assert done.returncode == 2
    assert "“明天”不是时间" in done.stderr


def test_build_with_a_broken_template_names_file_and_line(project: Project) -> None:
    template = project.root / "overrides/records/events.html"
    template.write_text(template.read_text(encoding="utf-8").replace("record.mode", "record.mood", 1), encoding="utf-8")

    done = project.run("build")

    assert done.returncode == 1
    assert "overrides/records/events.html:3" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "broken", ["docs_dir: nowhere\n", "nav: [\n", "theme: {name: material, custom_dir: nowhere}\n"]
)
def test_build_with_a_broken_configuration_says_so(project: Project, broken: str) -> None:
    config = project.root / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + broken, encoding="utf-8")
    done = project.run("build")
    assert done.returncode == 1
    assert "mkdocs.yml:1:1 错误〔config〕MkDocs 的配置不能用：" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_build_needs_no_data_folder_but_the_one_it_is_given(project: Project) -> None:
    project.data.root.rename(project.root / "2024")
    done = project.run("build", "--data", "2024")
    assert (done.returncode, done.stderr) == (0, "")
    assert (project.root / "site/index.html").is_file()
    done = project.run("build")
    assert (done.returncode, done.stderr) == (1, "")
    assert "错误〔no-data〕找不到数据文件夹" in done.stdout


def test_build_without_the_data_folder_says_so(project: Project) -> None:
    done = project.run("build", "--data", "nowhere")

    assert done.returncode == 1
    assert "找不到数据文件夹“nowhere”" in done.stdout


def test_new_writes_a_file_that_passes(project: Project) -> None:
    done = project.run(
        "new", "events", told="夜校: 第一课\n宣讲\ndraft\nfbzdjz\n2023-06-20 19:00\n../x\n2023-06-20-night\n"
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("检查过了，没有问题。\n")
    text = project.data.read("events/2023-06-20-night.yml")
    assert 'title: "夜校: 第一课"  # 活动名称\n' in text
    assert not (project.root / "x.yml").exists()
    assert project.run("check").returncode == 0


def test_new_never_overwrites(project: Project) -> None:
    before = project.data.read(EVENT)

    done = project.run("new", "events", told="重名\n宣讲\ndraft\nfbzdjz\n2023-06-08 14:00\n2023-06-08-launch\n")

    assert done.returncode == 1
    assert project.data.read(EVENT) == before


def test_new_of_an_unknown_collection_names_the_nearest(project: Project) -> None:
    done = project.run("new", "event")

    assert (done.returncode, done.stdout) == (2, "没有叫“event”的记录。是不是“events”？\n")


def test_schema_check_finds_a_stale_file(project: Project) -> None:
    assert project.run("schema").returncode == 0
    assert project.run("schema", "--check").returncode == 0
    project.data.write("schema/events.schema.json", "{}")

    done = project.run("schema", "--check")

    assert (done.returncode, done.stdout) == (1, "过期的 schema：events.schema.json。运行 campaign schema 更新。\n")


@pytest.mark.parametrize("command", ["check", "build", "serve", "new", "schema", "describe", "audit"])
def test_command_explains_itself(project: Project, command: str) -> None:
    done = project.run(command, "--help")

    assert done.returncode == 0
    assert "--data" in done.stdout


def test_describe_prints_every_field_of_a_collection(project: Project) -> None:
    done = project.run("describe", "notices")

    assert done.returncode == 0
    assert "title  公告标题（必填，文字）" in done.stdout


def test_new_of_a_collection_kept_as_a_list_adds_to_the_list(project: Project) -> None:
    before = project.data.read("vocab.yml")
    project.run("new", "vocab", told="街镇\n新桥镇\ntown-xinqiao\n")

    added = project.data.read("vocab.yml").removeprefix(before)
    assert added.startswith("- id: town-xinqiao  #")
    assert project.run("check").returncode == 0
    assert project.data.loaded().get("vocab", "town-xinqiao") is not None


def test_describe_is_quiet_when_its_reader_leaves_early() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "campaign", "describe", "events"]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_rollback_that_the_system_refuses_says_why(project: Project) -> None:
    (project.root / ".site.lock").mkdir()
    done = project.run("rollback")
    assert (done.returncode, done.stderr) == (1, "")
    assert (
        done.stdout
        == f"读写文件失败：那是一个文件夹（{project.root / '.site.lock'}）。网上的还是完整的一版；排除原因，再运行一次。\n"
    )


def test_link_as_target_leads_to_the_site_and_stays_a_link(project: Project) -> None:
    (project.root / "real").mkdir()
    (project.root / "site").symlink_to("real")
    for _ in range(2):
        assert project.run("build").returncode == 0
        project.data.edit("events/2023-06-08-launch.yml", title="另一个标题")
    assert (project.root / "site").is_symlink()
    assert (project.root / "real/index.html").is_file()
    assert (project.root / ".real.before/index.html").is_file()
    assert project.run("rollback").returncode == 0
    assert (project.root / "site").is_symlink()


def test_rollback_tells_that_screens_do_not_follow(project: Project) -> None:
    for name in ("kiosk/latest.json", "kiosk/latest.json"):
        with publish.replacing(project.root / "site", "published") as aside:
            (aside / name).parent.mkdir(exist_ok=True)
            (aside / name).write_text("{}", encoding="utf-8")
    told = "屏幕不会跟着退：改好数据再发布一次。"
    assert told in project.run("rollback").stdout
    (project.root / "site/kiosk/latest.json").unlink()
    (project.root / "site/kiosk").rmdir()
    project.run("rollback")
    done = project.run("rollback")
    assert (done.returncode, told in done.stdout) == (0, False)


def test_what_the_system_refuses_is_told_by_every_command(project: Project) -> None:
    done = project.run("check", "--data", "x" * 300)
    told = f"读写文件失败：文件名太长（{'x' * 300}）。\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, told, "")


def test_pages_that_can_not_be_read_are_not_left_out_in_silence(project: Project) -> None:
    shutil.rmtree(project.root / "data/pages", ignore_errors=True)
    (project.root / "data/pages").write_text("", encoding="utf-8")
    place = project.root / "data/pages"
    told = f"读写文件失败：路径里有一段不是文件夹（{place}）。"
    assert project.run("check").stdout == f"{told}\n"
    done = project.run("build")
    assert (done.returncode, (project.root / "site").exists()) == (1, False)
    assert done.stdout.splitlines()[-1] == f"{told}网上的还是完整的一版；排除原因，再运行一次。"


def test_page_of_the_project_in_another_encoding_is_named(project: Project) -> None:
    (project.root / "docs/help.md").write_bytes("# 怎么用\n".encode("gb18030"))
    for command in ("check", "build"):
        done = project.run(command)
        assert (done.returncode, done.stderr) == (1, "")
        assert "docs/help.md:1:3 错误〔not-utf8〕" in done.stdout


@pytest.mark.parametrize("command", ["check", "build"])
def test_ctrl_c_ends_a_command_without_a_fright(project: Project, command: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(project.root / "hooks"), "PYTHONIOENCODING": "utf-8"}
    pressed = """
import sys
from campaign import __main__, clock

def now(_at):
    raise KeyboardInterrupt  # as Python does when the key is pressed

clock.now = now
sys.exit(__main__.main(sys.argv[1:]))
"""
    done = subprocess.run(
        [sys.executable, "-c", pressed, command],
        cwd=project.root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "\n已中断。网上的还是完整的一版。\n", "")
    assert [path.name for path in project.root.iterdir() if path.name.startswith((".site", "site"))] == []


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "", "from.webp", None, "to.webp"), "磁盘满了（to.webp）"),
        (OSError(errno.EFBIG, "", "from.webp"), "文件太大（site）"),
        (OSError(errno.EACCES, "", "events"), "没有权限（events）"),
        (OSError(errno.EIO, ""), "磁盘读写出错（site）"),
    ],
)
def test_refusal_names_the_place_that_is_to_blame(error: OSError, told: str) -> None:
    assert refused(error, Path("site")) == f"读写文件失败：{told}。"


_STARTED = """
import signal, sys
from campaign.__main__ import main
signal.signal(int(sys.argv[1]), signal.SIG_IGN if sys.argv[2] == "ignored" else signal.SIG_DFL)
sys.exit(main(["build"]))
"""


@pytest.mark.parametrize(
    ("sent", "before", "code", "last"),
    [
        (signal.SIGTERM, "usual", 130, "已中断。网上的还是完整的一版。"),
        (signal.SIGHUP, "usual", 130, "已中断。网上的还是完整的一版。"),
        (signal.SIGHUP, "ignored", 0, "完成"),  # nohup
    ],
)
def test_build_that_is_ended_from_outside_leaves_nothing_behind(
    project: Project, sent: signal.Signals, before: str, code: int, last: str
) -> None:
    environment = {**os.environ, "PYTHONPATH": str(project.root / "hooks"), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", _STARTED, str(int(sent)), before]
    with subprocess.Popen(command, cwd=project.root, env=environment, stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout is not None
        assert build.stdout.readline() == "正在读取和检查数据 …\n"
        build.send_signal(sent)
        assert build.stdout.read().splitlines()[-1].startswith(last)
    assert build.returncode == code
    left = {path.name for path in project.root.glob(".site.*")}
    assert left - {".site.made"} == {".site.lock"}


def test_output_that_takes_nothing_more_is_no_traceback(project: Project) -> None:
    environment = {**os.environ, "PYTHONPATH": str(project.root / "hooks")}
    command = [sys.executable, "-m", "campaign", "check"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command, cwd=project.root, env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
