"""``campaign export``, ``template`` and ``import``: records as a spreadsheet, and back."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from campaign import amending, clock, staging
from campaign.console import data_folder, project_folder, reason, say
from campaign.grid import books, importing, placing, writing
from campaign.grid.cells import Names, shown
from campaign.grid.columns import Column, columns, sheets
from campaign.grid.findings import Unreadable
from campaign.grid.rows import Plan
from campaign.likeness import nearest
from campaign.loading import load
from campaign.models.base import Record
from campaign.models.vocab import Vocab
from campaign.problems import DataError
from campaign.site import Site
from campaign.source import Entry

_SHOWN_NOTES = 20


def run_export(options: Namespace) -> int:
    """Write a collection's records, or only its headings, into a spreadsheet."""
    model = _model(options.collection)
    if model is None:
        return 2
    out = Path(options.out or f"{options.collection}.xlsx")
    if out.suffix not in {".xlsx", ".csv"}:
        say(f"“{out}”要以 .xlsx 或 .csv 结尾。")
        return 2
    try:
        site = load(data_folder(options), clock.now(None))
    except DataError as error:
        say(error.problems.text())
        return 1
    names, every = Names.all(site), columns(model)
    rows = [] if options.empty else rows_of(site, model, every, names)
    try:
        out.write_bytes(
            writing.as_csv(every, rows)
            if out.suffix == ".csv"
            else writing.as_xlsx(model, every, rows, names, terms_of(site))
        )
    except OSError as error:
        say(f"写不了“{out}”：{reason(error)}。它是不是正在 WPS 或 Excel 里开着？")
        return 1
    said = "空表" if options.empty else f"{len(rows)} 条{model.label}"
    say(f"{said}写在 {out}。改好以后运行：campaign import {out}")
    left = [field for field in model.model_fields if not any(column.path[0] == field for column in every)]
    titles = [model.model_fields[name].title or name for name in left if model.model_fields[name].alias is None]
    if titles:
        say(f"一格写不下、表里没有的：{'、'.join(titles)}。导入时它们保持原样。")
    return 0


def run_import(options: Namespace) -> int:
    """Write the records of a spreadsheet; nothing unless every row is valid."""
    path = Path(options.file)
    try:
        found = _chosen(books.read(path), path, options.collection)
    except OSError as error:
        say(f"打不开“{path}”：{reason(error)}。")
        return 2
    except Unreadable as error:
        say(f"{path}：{error}")
        return 1
    if found is None:
        return 2
    model, grid = found
    now, project, data = clock.now(options.at), project_folder(), data_folder(options)
    try:
        plan = importing.planned(load(data, now), data, model, grid, now)
    except DataError as error:
        say("网站现在的数据有错误，先改好才能导入：\n" + error.problems.text())
        return 1
    if not plan.errors:
        importing.judged(project, data, plan, options.at)
    _say_all(plan, path)
    if plan.errors:
        say(f"{len(plan.errors)} 处错误，什么都没有写。改好再导入一次。")
        return 1
    if plan.files and not options.check:
        staging.write(data, plan.files)
    say(importing.told(plan, data))
    if options.check:
        say("只是检查，什么都没有写。")
    return 0


def _say_all(plan: Plan, path: Path) -> None:
    notes = [one for one in sorted(plan.found) if one.severity == "warning"]
    for one in [*sorted(plan.errors), *notes[:_SHOWN_NOTES]]:
        say(f"{path.name} {one.text()}")
    if len(notes) > _SHOWN_NOTES:
        say(f"还有 {len(notes) - _SHOWN_NOTES} 处提醒没有列出。")


def rows_of(site: Site, model: type[Record], every: tuple[Column, ...], names: Names) -> list[list[str]]:
    """Return one row of cells for each record, in the order of ids."""
    rows: list[list[str]] = []
    fresh: dict[str, Any] = {}
    for record in site.all(model.collection):
        entry = site.entries[model.collection, record.id]
        file = entry.document.file
        fresh[file] = fresh.get(file) or amending.reread(Entry(entry.document, (), {})).document.data
        tree = fresh[file][entry.path[0]] if entry.path else fresh[file]
        rows.append([shown(column, placing.at(tree, column.path), names) for column in every])
    return rows


def terms_of(site: Site) -> dict[str, list[str]]:
    """Return scheme → words of the vocabulary."""
    found: dict[str, list[str]] = {}
    for word in site.all("vocab"):
        if isinstance(word, Vocab):
            found.setdefault(word.scheme, []).append(word.name)
    return found


def _model(name: str) -> type[Record] | None:
    known = sheets()
    found = writing.collection_of(name, known)
    if found in known and name in {found, known[found].label}:
        return known[found]
    close = nearest(name, known)
    named = "、".join(f"{one}（{model.label}）" for one, model in known.items())
    say(f"“{name}”不能用表格。" + (f"是不是“{close}”？" if close else "") + f"可以用表格的：{named}。")
    return None


def _chosen(grids: list[books.Grid], path: Path, collection: str | None) -> tuple[type[Record], books.Grid] | None:
    """Return the sheet to import and its model: as asked for, else by the sheet's name, else by the file's."""
    known = sheets()
    filled = [grid for grid in grids if grid.rows or grid.found]
    if not filled:
        raise Unreadable("表里什么都没有写。")
    named = [(name, grid) for grid in filled if (name := writing.collection_of(grid.name, known))]
    if collection:
        model = _model(collection)
        fitting = [grid for name, grid in named if model and name == model.collection] or filled
        if model and len(fitting) == 1:
            return model, fitting[0]
        if model:
            say(f"文件里有几张表：{'、'.join(grid.name for grid in filled)}。把要导入的那张改名为“{model.label}”。")
        return None
    if len(named) > 1:
        say(f"文件里有几张表：{'、'.join(grid.name for _, grid in named)}。用 --collection 写明导入哪一种，一次一种。")
        return None
    by_file = writing.collection_of(path.stem, known)
    if named or (by_file and len(filled) == 1):
        name, grid = named[0] if named else (by_file, filled[0])
        return known[name], grid
    say(f"看不出是哪一种记录。加上 --collection，例如 --collection events；可以用的：{'、'.join(known)}。")
    return None
