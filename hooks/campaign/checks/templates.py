"""Rules about templates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from campaign.checks import check
from campaign.checks.language import complain, every
from campaign.models.templates import Template
from campaign.problems import Problem
from campaign.site import Site

#: kind → the field that makes it, and those that belong to the others
_MADE_OF: Final = {
    "表格": ("columns", ("groups", "clauses")),
    "清单": ("groups", ("rows", "blank", "clauses")),
    "文书": ("clauses", ("columns", "rows", "blank", "groups")),
}


@check(Template)
def template_is_made_of_what_its_kind_has(site: Site, _now: datetime) -> Iterator[Problem]:
    """表格要有列，清单要有各组，文书要有各条，别的不写。"""
    for one in every(site, Template):
        needed, foreign = _MADE_OF[one.kind]
        if not getattr(one.sheet, needed):
            message = f"类型是“{one.kind}”，却没有写 {needed}。"
            yield complain(site, one, "template-kind", ("sheet",), message, f"在 sheet 下面写 {needed}，或者改 kind。")
        for name in foreign:
            if getattr(one.sheet, name):
                message = f"类型是“{one.kind}”，用不上 {name}。"
                yield complain(site, one, "template-kind", ("sheet", name), message, "删去这一段，或者改 kind。")


@check(Template)
def template_rows_fit_the_columns(site: Site, _now: datetime) -> Iterator[Problem]:
    """表格的示例行，格数要和列数一样；有表格就要有空行。"""
    for one in every(site, Template):
        wanted = len(one.sheet.columns)
        for place, row in enumerate(one.sheet.rows):
            if len(row.cells) != wanted:
                message = f"这一行有 {len(row.cells)} 格，表格有 {wanted} 列。"
                hint = "一列写一格，没有内容的写“—”。"
                yield complain(site, one, "template-row", ("sheet", "rows", place, "cells"), message, hint)
        if one.kind == "表格" and not one.sheet.blank:
            message, hint = "表格没有空行，打印出来没有地方填。", "在 sheet 下面写 blank: 12。"
            yield complain(site, one, "template-blank", ("sheet",), message, hint)


@check(Template)
def template_fits_one_page(site: Site, _now: datetime) -> Iterator[Problem]:
    """模板印出来要在一张 A4 纸里。"""
    for one in every(site, Template):
        height, most = one.sheet.height, one.sheet.paper[1]
        if height > most:
            message = f"印出来大约高 {height:.0f} 毫米，一张 A4 纸{'横放' if one.sheet.wide else ''}只有 {most} 毫米。"
            hint = "减几个空行，或者把字写短些。"
            yield complain(site, one, "template-long", ("sheet",), message, hint)
