"""The form as a workbook: the official table on one page of A4, and the records behind it on a second sheet.

Source: XlsxWriter, "Working with dates in the document's properties": a set creation date makes files repeatable.
"""

from __future__ import annotations

import io
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from campaign.forms.figures import Sheet
from campaign.reports import layout

#: what files say of their making; the form's own date stands on the form
_MADE = datetime(2000, 1, 1)
_A4 = 9
_FONT = {"font_name": "宋体", "font_size": 12, "valign": "vcenter"}
_EDGE = {**_FONT, "border": 1, "text_wrap": True}
_TABLE_ROW = 5  # lines above the table


def workbook(sheet: Sheet, *, sample: bool) -> bytes:
    """Return the workbook of one sheet; numbers are numbers, in the brackets of the annex."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": sheet.form.title, "company": sheet.name, "created": _MADE})
    _form(book, book.add_worksheet("统计表"), sheet, sample=sample)
    _sources(book, book.add_worksheet("数据来源"), sheet)
    book.close()
    return out.getvalue()


def _form(book: Workbook, page: Worksheet, sheet: Sheet, *, sample: bool) -> None:
    plain, edge = book.add_format(_FONT), book.add_format({**_EDGE, "indent": 1})
    middle = book.add_format({**_EDGE, "align": "center"})
    bold = book.add_format({**_EDGE, "align": "center", "bold": True})
    title = book.add_format({**_FONT, "font_size": 16, "bold": True, "align": "center", "text_wrap": True})
    page.set_paper(_A4)
    page.set_margins(left=0.8, right=0.8, top=0.9, bottom=0.8)
    page.center_horizontally()
    page.fit_to_pages(1, 1)
    page.hide_gridlines(2)
    for column, width in enumerate((8, 52, 22)):
        page.set_column(column, column, width)
    who, day = layout.head(sheet)
    page.write_string(0, 0, f"附件（{sheet.form.doc_no}）", plain)
    page.merge_range(1, 0, 1, 2, sheet.form.title, title)
    page.set_row(1, 52)
    page.merge_range(2, 0, 2, 2, who, plain)
    page.merge_range(3, 0, 3, 2, day, book.add_format({**_FONT, "align": "right"}))
    for row in (2, 3, 4):
        page.set_row(row, 24)
    for column, name in enumerate(sheet.form.columns):
        page.write_string(4, column, name, bold)
    table = layout.lines(sheet)
    for row, line in enumerate(table, _TABLE_ROW):
        page.set_row(row, 24)
        if line.span > 1:
            page.merge_range(row, 0, row + line.span - 1, 0, line.number, middle)
        elif line.span:
            page.write_string(row, 0, line.number, middle)
        page.write_string(row, 1, line.label, edge)
        _value(book, page, row, line, middle)
    small = book.add_format({**_FONT, "font_size": 9, "text_wrap": True})
    for row, note in enumerate(layout.notes(sheet, sample=sample), _TABLE_ROW + len(table)):
        page.merge_range(row, 0, row, 2, f"注：{note}", small)
        page.set_row(row, 26 if len(note) > 45 else 15)  # noqa: PLR2004 characters of 9 points on a line


def _value(book: Workbook, page: Worksheet, row: int, line: layout.Line, middle: Format) -> None:
    """Write a number that can be added up and looks like the annex, or the word 未填."""
    if line.figure.value is None:
        page.write_string(row, 2, line.filled, middle)
        return
    shown = f'"（"0"）{line.figure.cell.unit}"'
    page.write_number(row, 2, line.figure.value, book.add_format({**_EDGE, "align": "center", "num_format": shown}))


def _sources(book: Workbook, page: Worksheet, sheet: Sheet) -> None:
    plain, bold = book.add_format(_FONT), book.add_format({**_FONT, "bold": True})
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    for column, (name, width) in enumerate((("统计表的格", 40), ("种类", 12), ("编号", 30), ("名称", 50), ("数", 8))):
        page.set_column(column, column, width)
        page.write_string(0, column, name, bold)
    page.freeze_panes(1, 0)
    for row, source in enumerate(layout.sources(sheet), 1):
        for column, text in enumerate((source.cell, source.kind, source.key, source.title, source.value)):
            page.write_string(row, column, text, plain)
