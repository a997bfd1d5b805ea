"""A sheet → the files that it would change: every row understood, or every mistake told and nothing written."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

from campaign import amending, scaffold, staging
from campaign.grid import placing, rows, writing
from campaign.grid.books import Grid
from campaign.grid.cells import Names, shown
from campaign.grid.columns import columns
from campaign.grid.findings import Finding
from campaign.grid.rows import Line, Plan
from campaign.models.base import Record
from campaign.reading import shown_path
from campaign.site import Site

#: errors, and reminders, that are told of one sheet
_MOST = 200
_DATES = ("start", "issued", "date", "published_on")
_COMMENT = re.compile(r"(?<=\s)#\s.*")


def planned(site: Site, data: Path, model: type[Record], grid: Grid, now: datetime) -> Plan:
    """Return what the sheet asks for; nothing is written."""
    plan = Plan(model, Names.all(site), found=list(grid.found))
    head = rows.headings(plan, grid)
    if not plan.numbers:
        return plan
    seen: dict[object, int] = {}
    for line in rows.lines(plan, grid, head):
        key, again = line.get("id"), (line.get("title", "name"), line.get(*_DATES))
        same = seen.get(key or again)
        if same:
            said = f"编号“{key}”" if key else "名称和时间"
            plan.complain(
                line.row, None, f"{said}和第 {same} 行一样。", "同一条只写一行；真是另一条，就写上另一个编号。"
            )
            continue
        seen[key or again] = line.row
        try:
            if key and site.get(model.collection, key):
                _update(plan, site, line, key, now)
            else:
                _create(plan, site, data, line, now)
        except amending.AmendError as error:
            plan.complain(line.row, None, str(error))
    return plan


def judged(project: Path, data: Path, plan: Plan, at: str | None) -> None:
    """Add what the usual checks say of the whole campaign with the sheet's records in it."""
    if not plan.files:
        return
    made, every = plan.new | plan.changed, columns(plan.model)
    root = shown_path(data)
    known = [one for name, text in plan.files.items() for one in placing.places(text, f"{root}/{name}", made, every)]
    problems = staging.judged(project, data, plan.files, at)
    for told in (problems.errors, problems.warnings):
        plan.found += [placing.finding(one, known, plan.numbers, plan.names, every) for one in told[:_MOST]]
        if len(told) > _MOST:
            message = f"一共 {len(told)} 处，这里只列出前 {_MOST} 处。"
            plan.found.append(Finding(0, 0, "", message, told[0].severity, hint="先改列出的，再导入一次。"))


def _update(plan: Plan, site: Site, line: Line, key: str, now: datetime) -> None:
    """Change the values that differ; cells left empty keep what the record says."""
    collection = plan.model.collection
    entry = site.entries[collection, key]
    name = f"{collection}.yml" if entry.path else f"{collection}/{key}.yml"
    before = plan.files.get(name, entry.document.original)
    fresh = amending.at_path(before, entry.document.file, entry.path)
    tree = fresh.document.data[entry.path[0]] if entry.path else fresh.document.data
    changes: dict[amending.Path, Any] = {}
    for column, value in line.values.items():
        written = shown(column, placing.at(tree, column.path), plan.names)
        if written not in {line.texts[column], shown(column, value, plan.names)}:
            changes[column.path] = value
    kept = [column.heading for column in line.empty if placing.has(tree, column.path)]
    if kept:
        message = f"空着的格子保持原来的内容：{'、'.join(kept)}。"
        plan.found.append(Finding(line.row, 0, "", message, "warning", hint="要删去原来的内容，请直接改文件。"))
    if not changes:
        plan.same += 1
        return
    if "updated" in tree and ("updated",) not in changes:
        changes["updated",] = f"{now:%Y-%m-%d %H:%M}"
    plan.files[name] = amending.amended(fresh, changes)
    plan.changed[key] = line.row
    lost = [
        found[0] for text in before.split("\n") if (found := _COMMENT.search(text)) and found[0] not in plan.files[name]
    ]
    for comment in lost:
        plan.found.append(
            Finding(
                line.row,
                0,
                "",
                f"改的那一行后面的注释“{comment}”没有留下。",
                "warning",
                hint="要留的，导入以后再写上。",
            )
        )


def _create(plan: Plan, site: Site, data: Path, line: Line, now: datetime) -> None:
    model = plan.model
    identity = next(column for column in columns(model) if column.path == ("id",))
    key = line.get("id") or _proposed(plan, site, line)
    if not scaffold.is_id(key):
        hint = "写小写英文、数字和短横线，例如 2023-06-20-night-class。"
        plan.complain(
            line.row, identity, f"“{key}”不能作编号。" if key else "没有写编号，从名称和日期也得不出来。", hint
        )
        return
    if not line.get("id") and (twin := _twin(site, model, line)):
        hint = f"要改它，就在编号一栏写 {twin}；真是另一条，就自己写一个编号。"
        plan.complain(line.row, identity, f"没有写编号，而名称和时间和已有的“{twin}”一样。", hint)
        return
    tree: dict[str, Any] = {}
    for column, value in line.values.items():
        inner = tree if len(column.path) == 1 else tree.setdefault(column.path[0], {})
        inner[column.path[-1]] = value
    tree["id"] = key
    if "status" in model.model_fields:
        tree.setdefault("status", "draft")
    if "updated" in model.model_fields:
        tree.setdefault("updated", f"{now:%Y-%m-%d %H:%M}")
    name = staging.file_of_new(data, model, key)
    before = plan.files.get(name) or staging.current(data, name)
    ordered = {one: tree[one] for one in writing.order(model) if one in tree}
    plan.files[name] = staging.added(model, before, ordered)
    plan.new[key] = line.row


def _proposed(plan: Plan, site: Site, line: Line) -> str:
    answers = {key: text for key in ("title", "name") if (text := line.get(key))} | {"start": line.get(*_DATES)}
    key = scaffold.propose_id(answers)[:60].strip("-")
    while key and (site.get(plan.model.collection, key) or key in plan.new):
        key = f"{key}-2"
    return key


def _twin(site: Site, model: type[Record], line: Line) -> str:
    """Return the id of the record that has the row's name and date, or an empty string."""
    name, day = line.get("title", "name"), line.get(*_DATES)
    for record in site.all(model.collection):
        began = next((getattr(record, key) for key in _DATES if hasattr(record, key)), "")
        if record.name_text == name and str(began)[:16] == day:
            return record.id
    return ""


def told(plan: Plan, root: Path) -> str:
    """Return what was done, or would be, in words."""
    lines = [f"新建 {shown_path(root)}/{plan.model.collection}：{key}（第 {row} 行）" for key, row in plan.new.items()]
    lines += [
        f"修改 {shown_path(root)}/{plan.model.collection}：{key}（第 {row} 行）" for key, row in plan.changed.items()
    ]
    lines.append(f"新建 {len(plan.new)} 条，修改 {len(plan.changed)} 条，没有变化 {plan.same} 条。")
    return "\n".join(lines)
