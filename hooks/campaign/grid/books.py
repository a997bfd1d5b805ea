"""Bytes of a spreadsheet → rows of cells; whatever a file can do to us is refused before it is opened.

``.xlsx`` (ECMA-376) is read by openpyxl with defusedxml below it; a workbook is first looked at as the zip file it is.
``.csv`` may be UTF-8 with or without a mark, UTF-16 or GBK, parted by commas, tabs or semicolons.
"""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from campaign.grid.findings import Finding, Unreadable, letter

MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 5 * 1024 * 1024, 10_000, 300
_MOST_UNPACKED, _MOST_PARTS, _MOST_CELLS = 64 * 1024 * 1024, 500, 1_000_000
_BLOCK = 1 << 20
_OLD = bytes.fromhex("d0cf11e0a1b11ae1")  # the container of .xls, and of workbooks with a password
#: sheet of the lists that a workbook of ours offers
CHOICES = "选项"
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
Row = dict[int, Any]


@dataclass(slots=True)
class Grid:
    """One sheet: its name, row number → column number → value (from 1, empty cells left out), what was noticed on the way."""

    name: str
    rows: dict[int, Row] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)
    #: row, column → what is wrong with a cell that can't be read as a value
    bad: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)


def read(path: Path) -> list[Grid]:
    """Return the sheets of a file; raises Unreadable, OSError."""
    with path.open("rb") as file:
        raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise Unreadable(f"文件超过 {MOST_BYTES >> 20} MB。删去图片，或者分成几份导入。")
    if raw.startswith(_OLD):
        raise Unreadable("这是旧的 .xls 格式，或者加了密码。用 WPS 或 Excel 打开，去掉密码，另存为 .xlsx 再导入。")
    if raw.startswith(b"PK"):
        return _workbook(raw)
    if path.suffix.lower() not in {".csv", ".txt"}:
        raise Unreadable("这不是 .xlsx 也不是 .csv 文件。在 WPS 或 Excel 里另存为 .xlsx 再导入。")
    return [_csv(raw, path.stem)]


def _workbook(raw: bytes) -> list[Grid]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _vetted(archive)
        book = openpyxl.load_workbook(io.BytesIO(raw), keep_links=False)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(f"这个 .xlsx 文件坏了，打不开（{type(error).__name__}）。另存一份再试。") from error
    grids = [_sheet(sheet) for sheet in book.worksheets if sheet.title != CHOICES]
    if book.epoch == CALENDAR_MAC_1904:
        for grid in grids:
            message = "这份表用的是 1904 日期系统，没有设成日期格式的数字不能当日期读。"
            grid.found.append(Finding(0, 0, "", message, hint="在选项里去掉“使用 1904 日期系统”，核对日期，再保存。"))
    return grids


def _vetted(archive: zipfile.ZipFile) -> None:
    """Unpack every part into nothing, so that its true size and its declarations are known before anybody parses it."""
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS:
        raise Unreadable(f"这个文件里有 {len(parts)} 个部件，太多了。另存为一份只有数据的 .xlsx。")
    left = _MOST_UNPACKED
    for part in parts:
        markup = part.filename.lower().endswith((".xml", ".rels", ".vml"))
        with archive.open(part) as stream:
            tail = b""
            while block := stream.read(_BLOCK):
                left -= len(block)
                if left < 0:
                    raise Unreadable(
                        f"解开以后超过 {_MOST_UNPACKED >> 20} MB，不读。删去空白的行列和图片，另存再导入。"
                    )
                if markup and (b"\0" in block or any(word in tail + block for word in _FORBIDDEN)):
                    raise Unreadable("这个文件里有不该有的 XML 声明，不读。用 WPS 或 Excel 打开，另存为 .xlsx 再导入。")
                tail = block[-16:]


def _sheet(sheet: Worksheet) -> Grid:
    grid = Grid(sheet.title)
    if sheet.max_row > MOST_ROWS + 20 or sheet.max_column > MOST_COLUMNS:
        message = f"这张表用到了第 {sheet.max_row} 行、{letter(sheet.max_column)} 列，最多 {MOST_ROWS} 行、{MOST_COLUMNS} 列。"
        grid.found.append(
            Finding(0, 0, "", message, hint="选中下面、右边空白的行列，整行整列删除，再保存；真有这么多就分几份导入。")
        )
        return grid
    if sheet.max_row * sheet.max_column > _MOST_CELLS:
        grid.found.append(Finding(0, 0, "", f"格子太多，最多 {_MOST_CELLS} 格。", hint="分成几份导入。"))
        return grid
    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.value is None:
                continue
            if cell.data_type == "f":
                hint = "选中这一格，复制，再“选择性粘贴”→“数值”。"
                grid.bad[cell.row, cell.column] = (f"这一格是公式“{str(cell.value)[:60]}”，不能导入。", hint)
            elif cell.data_type == "e":
                grid.bad[cell.row, cell.column] = (f"这一格显示的是错误“{cell.value}”。", "改成正确的内容。")
            grid.rows.setdefault(cell.row, {})[cell.column] = cell.value
    _note_hidden(sheet, grid)
    _note_merged(sheet, grid)
    return grid


def _note_hidden(sheet: Worksheet, grid: Grid) -> None:
    for number in sorted(grid.rows):
        if sheet.row_dimensions[number].hidden:
            message = "这一行是隐藏的（或者被筛选掉了），也照样导入。"
            grid.found.append(Finding(number, 0, "", message, "warning", hint="不要导入，就把这一行整行删去。"))


def _note_merged(sheet: Worksheet, grid: Grid) -> None:
    for area in sheet.merged_cells.ranges:
        told = (f"{area.coord} 合并成了一格，不知道下面各行写的是什么。", "取消合并，每一行都写上内容。")
        for row, column in _places(area.min_row, area.max_row, area.min_col, area.max_col):
            grid.bad.setdefault((row, column), told)


def _places(top: int, bottom: int, left: int, right: int) -> Iterator[tuple[int, int]]:
    yield from (
        (row, column)
        for row in range(top, min(bottom, MOST_ROWS + 20) + 1)
        for column in range(left, min(right, MOST_COLUMNS) + 1)
    )


def _csv(raw: bytes, name: str) -> Grid:
    grid = Grid(name)
    text = _decoded(raw, grid)
    head = text.partition("\n")[0]
    mark = max(",\t;", key=head.count)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True), 1):
            if number > MOST_ROWS + 20 or len(cells) > MOST_COLUMNS:
                message = f"最多 {MOST_ROWS} 行、{MOST_COLUMNS} 列，这里到了第 {number} 行、{len(cells)} 列。"
                grid.found.append(Finding(number, 0, "", message, hint="分成几份导入。"))
                break
            if row := {column: cell for column, cell in enumerate(cells, 1) if cell.strip()}:
                grid.rows[number] = row
    except csv.Error as error:
        raise Unreadable(
            f"这个 .csv 的引号或换行写得不对（{error}）。用 WPS 或 Excel 打开，另存为 .xlsx 再导入。"
        ) from error
    return grid


def _decoded(raw: bytes, grid: Grid) -> str:
    names = ["utf-16"] if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ["utf-8-sig", "gb18030"]
    for name in names:
        try:
            text = raw.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        if name == "gb18030":
            grid.found.append(Finding(0, 0, "", "文件是 GBK 编码，照 GBK 读了。", "warning", hint="看看中文对不对。"))
        return text
    raise Unreadable("看不出这个 .csv 用的是什么编码。用 WPS 或 Excel 打开，另存为 .xlsx 再导入。")
