"""What each command of ``campaign`` does; ``__main__`` only reads the command line."""

from __future__ import annotations

import json
import os
from argparse import Namespace
from pathlib import Path

from campaign import audit, audit_files, building, describe, forge, headers, publish, scaffold
from campaign.console import data_folder, out_folder, project_folder, say
from campaign.likeness import nearest
from campaign.loading import shown_path
from campaign.models.base import REGISTRY, Record
from campaign.problems import Problems
from campaign.serving import serve_site


def run_check(options: Namespace) -> int:
    """Print everything that is wrong; 1 when anything is an error."""
    against = Path(options.against) if options.against else None
    problems = building.check(project_folder(), data_folder(options), options.at, against)
    renderings = {"text": problems.text, "github": lambda: forge.github(problems), "gitlab": problems.gitlab}
    shown = renderings[options.format]()
    if shown:
        say(shown)
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if page and options.format == "github":
        with Path(page).open("a", encoding="utf-8") as file:
            file.write(forge.summary(problems))
    return 1 if problems.errors else 0


def run_rollback(options: Namespace) -> int:
    """Bring the release before back; the same command brings the newer one back."""
    out = out_folder(options, "site")
    try:
        publish.rollback(out)
    except building.FAILURES as error:
        say(building.told(error, out))
        return 1
    say(f"“{out}”已退回上一版。再运行一次 campaign rollback，就又是新的一版。")
    if (out / "kiosk").is_dir():
        say("屏幕不会跟着退：改好数据再发布一次。")
    return 0


def run_headers(options: Namespace) -> int:
    """Write the web servers' files, or check that they are up to date."""
    stale = written(headers.files(), project_folder() / "deploy", only_check=options.check)
    if options.check and stale:
        say(f"过期的服务器配置：{'、'.join(stale)}。运行 campaign headers 更新。")
        return 1
    say(f"服务器配置在 deploy/，更新 {len(stale)} 个。" if stale else "服务器配置是最新的。")
    return 0


def run_serve(options: Namespace) -> int:
    """Show the site and rebuild it when anything changes."""
    project = project_folder()
    order = building.Order(project, data_folder(options), project / ".serve" / str(options.port), options.at)
    return serve_site(order, options.host, options.port, say)


def run_new(options: Namespace) -> int:
    """Ask for a record's fields and write a commented file."""
    model = _model(options.collection)
    if model is None:
        return 2
    try:
        answers = scaffold.interview(model, input)
    except (EOFError, KeyboardInterrupt):
        say("\n没有写任何文件。")
        return 1
    try:
        path = scaffold.write(data_folder(options), model, answers)
    except FileExistsError as error:
        say(f"已经有 {error.filename} 了，没有覆盖。换一个编号再试。")
        return 1
    say(f"已写好 {path}。带 # 的行是可以不写的，需要时去掉 #。")
    found = building.check(project_folder(), data_folder(options), None)
    own = Problems([problem for problem in found if problem.where.file == shown_path(path)])
    say(own.text() if own else "检查过了，没有问题。")
    return 0


def run_schema(options: Namespace) -> int:
    """Write the JSON Schemas editors use, or check that they are up to date."""
    folder = data_folder(options) / "schema"
    stale = written({path.name: text for path, text in schema_files(folder).items()}, folder, only_check=options.check)
    if options.check and stale:
        say(f"过期的 schema：{'、'.join(stale)}。运行 campaign schema 更新。")
        return 1
    say(f"schema 共 {len(schema_files(folder))} 个，" + (f"更新 {len(stale)} 个。" if stale else "都是最新的。"))
    return 0


def written(files: dict[str, str], folder: Path, *, only_check: bool) -> list[str]:
    """Return the names of the files in ``folder`` that differ from ``files``, and write them unless ``only_check``."""
    stale = []
    for name, text in files.items():
        path = folder / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not only_check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return stale


def schema_files(folder: Path) -> dict[Path, str]:
    """Return path → text of every schema: one for a record's file, one for a list of them."""
    files = {}
    for name, model in REGISTRY.items():
        for suffix, schema in (("", describe.json_schema(model)), (".list", describe.list_schema(model))):
            files[folder / f"{name}{suffix}.schema.json"] = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    return files


def run_describe(options: Namespace) -> int:
    """Print the manual or a sample record of one collection, or the list of collections."""
    if options.collection is None:
        for name, model in REGISTRY.items():
            say(f"{name:<12}{model.label}")
        return 0
    wanted = _model(options.collection)
    if wanted is None:
        return 2
    if options.sample:
        say(describe.sample(wanted).rstrip())
        return 0
    for row in describe.manual(wanted):
        need = "必填" if row.required else "可不写"
        example = f"  例：{row.example}" if row.example else ""
        say(f"{row.name}  {row.label}（{need}，{row.shape}）{row.meaning}{example}")
    return 0


def run_audit(options: Namespace) -> int:
    """Judge a finished site on disk: links, titles, requests, scripts, valid HTML."""
    folder = Path(options.folder)
    if not folder.is_dir():
        say(f"找不到文件夹“{folder}”。")
        return 2
    ledger = audit.Ledger(options.site_url or "")
    audit_files.read_site(ledger, folder)
    problems = Problems(ledger.finish(folder) + audit_files.assets(folder))
    if problems:
        say(problems.text())
        return 1
    say(f"{len(ledger.ids)} 个页面检查完毕，没有问题。")
    return 0


def _model(name: str) -> type[Record] | None:
    model = REGISTRY.get(name)
    if model is None:
        close = nearest(name, REGISTRY)
        say(f"没有叫“{name}”的记录。" + (f"是不是“{close}”？" if close else f"可用的：{'、'.join(REGISTRY)}。"))
    return model
