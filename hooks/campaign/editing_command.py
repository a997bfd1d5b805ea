"""``campaign changed``, ``forms``, ``intake`` and ``doctor``: what staff's changes need, and which are due."""

from __future__ import annotations

import contextlib
import json
import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from campaign import clock, differing, doctor, intake, staging
from campaign.console import data_folder, project_folder, reason, say
from campaign.issue_forms import file_of, forms
from campaign.loading import load
from campaign.problems import DataError, printable
from campaign.replying import Refusal


def run_changed(options: Namespace) -> int:
    """Print the public pages that differ from the published data's."""
    now = clock.now(options.at)
    try:
        before, after = load(Path(options.against), now), load(data_folder(options), now)
    except DataError as error:
        say(error.problems.text())
        return 1
    found = list(differing.touched(before.shown_at(now), after.shown_at(now)))
    if options.json:
        say(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
        return 0
    for one in found:
        say(f"{one.state}  {one.url}  {one.title}（{one.file}）")
    say(f"共 {len(found)} 个网页。")
    return 0


def run_forms(options: Namespace) -> int:
    """Write the forms of the forge, or check that they are up to date."""
    folder = project_folder() / ".github" / "ISSUE_TEMPLATE"
    wanted = {folder / file_of(form): form.text() for form in forms()}
    stale = [path for path, text in wanted.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    stale += [path for path in sorted(folder.glob("*.yml")) if path not in wanted and path.name != "config.yml"]
    if options.check and stale:
        say(f"过期的表单：{'、'.join(path.name for path in stale)}。运行 campaign forms 更新。")
        return 1
    for path in stale:
        path.unlink(missing_ok=True)
        if path in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], encoding="utf-8")
    say(f"表单共 {len(wanted)} 张，" + (f"更新 {len(stale)} 张。" if stale else "都是最新的。"))
    return 0


def run_intake(options: Namespace) -> int:
    """Write the file that a form asks for and print the pull request; 1, with what to mend, where it can't be."""
    now = clock.now(options.at)
    try:
        with contextlib.ExitStack() as stack:
            handle = sys.stdin.buffer if options.body == "-" else stack.enter_context(Path(options.body).open("rb"))
            raw = handle.read(4 * intake.LARGEST + 1)
        data = data_folder(options)
        change = intake.taken_in(project_folder(), data, raw.decode("utf-8"), now, options.at)
    except OSError as error:
        say(f"打不开“{options.body}”：{reason(error)}。")
        return 2
    except (UnicodeDecodeError, Refusal) as refusal:
        told = "内容不是 UTF-8 文字，请重新填写。" if isinstance(refusal, UnicodeDecodeError) else str(refusal)
        answer = f"还不能用，请点“编辑”改好下面的地方，系统会再检查一次：\n\n<pre>\n{intake.quoted(told)}\n</pre>"
        say(json.dumps({"ok": False, "text": answer}, ensure_ascii=False) if options.json else told)
        return 1
    staging.write(data, change.files)
    if options.json:
        said = {
            "ok": True,
            "files": list(change.files),
            "branch": change.branch,
            "title": change.title,
            "text": change.text,
        }
        say(json.dumps(said, ensure_ascii=False))
        return 0
    say(f"已写好 {'、'.join(change.files)}。\n分支：{change.branch}\n标题：{change.title}\n{change.text}")
    return 0


def run_doctor(options: Namespace) -> int:
    """Print what staff should look after; 0 whatever is found, 1 where the data can't be read."""
    now = clock.now(options.at)
    try:
        found = doctor.examined(load(data_folder(options), now), now)
    except DataError as error:
        say(error.problems.text())
        return 1
    if options.json:
        rows = {
            heading: [
                {
                    "code": one.code,
                    "file": one.where.file,
                    "line": one.where.line,
                    "message": one.message,
                    "hint": one.hint,
                }
                for one in problems
            ]
            for heading, problems in found.items()
        }
        say(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for heading, problems in found.items():
        say(f"【{heading}】{len(problems)} 处" if problems else f"【{heading}】没有")
        for one in problems:
            say(f"  {one.where} {printable(one.message)}{printable(one.hint)}")
    return 0
