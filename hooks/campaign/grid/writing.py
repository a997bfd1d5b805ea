"""Records → a spreadsheet: headings, a row that explains them, one row for each record, lists to choose from.

Every cell is text, so that no program turns dates, telephones or leading zeros into something else, and none runs
a text that looks like a formula. The same records give the same bytes.
Source: OWASP, CSV Injection; XlsxWriter, "Data validation".
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from campaign import describe
from campaign.api.tables import FORMULA, spreadsheet
from campaign.grid.books import CHOICES, MOST_ROWS
from campaign.grid.cells import Names, words
from campaign.grid.columns import Column
from campaign.models.base import Record

#: how the row that explains the headings begins; it is no record
EXPLAINS = "说明："
_MADE = datetime(2000, 1, 1)
_SHAPES = {
    "day": "日期，如 2023-06-12",
    "moment": "日期和时间，如 2023-06-12 14:00",
    "time": "时间，如 14:00",
    "yes": "是 / 否",
    "count": "整数",
    "number": "小数",
    "law": "法规和条号，如 aucl-2025#10",
    "text": "",
}
_TALL = 90
_A4 = 9


def explanation(column: Column) -> str:
    """Return what the second row says of a column."""
    shape = _SHAPES.get(column.kind, "从列表里选" if not column.many else "照列表里的词写")
    if column.kind == "ref":
        shape = "写名称或编号"
    parts = ["必填" if column.required else "可不写", shape, column.meaning.rstrip("。")]
    if column.many:
        parts.append("可多项，一行写一项（Alt+Enter）" if column.kind == "text" else "可多项，用“、”隔开")
    if column.many and column.choices:
        parts.append(f"可写：{'、'.join(column.choices)}")
    if column.example:
        parts.append(f"例：{column.example}")
    return "；".join(part for part in parts if part)


def as_csv(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> bytes:
    """Return the sheet as CSV in UTF-8 with a byte order mark."""
    return spreadsheet([[column.heading for column in columns], _second(columns), *rows])


def as_xlsx(
    model: type[Record],
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    names: Names,
    terms: Mapping[str, list[str]],
) -> bytes:
    """Return the sheet as a workbook whose cells offer what may stand in them."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": model.label, "created": _MADE})
    page = book.add_worksheet(model.label)
    look = {"num_format": "@", "valign": "top", "text_wrap": True, "font_name": "宋体", "font_size": 11}
    plain, quoted = book.add_format(look), book.add_format({**look, "quote_prefix": True})
    head = book.add_format({**look, "bold": True, "bg_color": "#DCE6F1", "border": 1})
    small = book.add_format({**look, "font_size": 9, "font_color": "#595959", "bg_color": "#F2F2F2", "border": 1})
    for number, column in enumerate(columns):
        page.set_column(number, number, 26 if column.kind in {"text", "ref"} else 18, plain)
        page.write_string(0, number, column.heading + ("*" if column.required else ""), head)
    for number, text in enumerate(_second(columns)):
        page.write_string(1, number, text, small)
    page.set_row(1, _TALL)
    page.freeze_panes(2, 2)
    page.set_landscape()
    page.set_paper(_A4)
    page.repeat_rows(0, 1)
    for row, cells in enumerate(rows, 2):
        page.set_row(row, 30)
        for number, text in enumerate(cells):
            if text:
                page.write_string(row, number, text, quoted if text.startswith(FORMULA) else plain)
    _offer(page, book.add_worksheet(CHOICES), columns, [words(column, names, terms) for column in columns])
    book.close()
    return out.getvalue()


def _second(columns: Sequence[Column]) -> list[str]:
    return [(EXPLAINS if number == 0 else "") + explanation(column) for number, column in enumerate(columns)]


def _offer(page: Worksheet, lists: Worksheet, columns: Sequence[Column], offered: Sequence[list[str]]) -> None:
    """Write the lists on a sheet of their own, because a rule of a cell holds 255 characters, and refer to them."""
    lists.write_string(0, 0, "这一页是下拉列表用的，不用填，也不要删。")
    place = 0
    for number, (column, options) in enumerate(zip(columns, offered, strict=True)):
        if not options:
            continue
        lists.write_string(1, place, column.heading)
        for row, option in enumerate(options, 2):
            lists.write_string(row, place, option)
        letters = xl_col_to_name(place, col_abs=True)
        rule = {
            "validate": "list",
            "source": f"='{CHOICES}'!{letters}$3:{letters}${len(options) + 2}",
            "error_type": "warning",
            "error_title": column.heading[:32],
            "error_message": "不在列表里。检查一下是不是写错了。",
        }
        page.data_validation(2, number, MOST_ROWS + 1, number, rule)
        place += 1


def collection_of(name: str, models: Mapping[str, type[Record]]) -> str:
    """Return the collection that a sheet or a file is named after, or an empty string."""
    plain = name.strip().casefold()
    for collection, model in models.items():
        if plain in {collection, model.label}:
            return collection
    begins = [one for one, model in models.items() if plain.startswith((one, model.label))]
    return max(begins, key=len) if begins else ""


def order(model: type[Record]) -> list[str]:
    """Return the keys of a new record in the order in which people read it, the running text last."""
    keys = [key for key, _ in describe.in_reading_order(model)]
    return sorted(keys, key=lambda key: key == "body")
