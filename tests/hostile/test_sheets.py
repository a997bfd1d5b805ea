"""Spreadsheets made to harm: refused in Chinese, quickly, and before anything parses them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from campaign.grid import books
from campaign.grid.findings import Unreadable

SHEET = "xl/worksheets/sheet1.xml"


def _book(change: Callable[[dict[str, bytes]], object] = lambda _: None) -> bytes:
    """Return a good workbook whose parts were changed."""
    whole = io.BytesIO()
    openpyxl.Workbook().save(whole)
    with zipfile.ZipFile(whole) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in parts.items():
            archive.writestr(name, raw)
    return out.getvalue()


def _cells(xml: str) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        rows = f"<sheetData>{xml}</sheetData>".encode()
        parts[SHEET] = re.sub(rb"<sheetData\s*/>|<sheetData>.*</sheetData>", rows, parts[SHEET])

    return _book(change)


def _declared(head: bytes) -> bytes:
    return _book(lambda parts: parts.update({SHEET: head + parts[SHEET]}))


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "' + b"ha" * 1000 + b'"><!ENTITY b "' + b"&a;" * 1000 + b'">]>'
REFUSED = {
    "zip bomb": (_book(lambda parts: parts.update({"xl/media/a.xml": b" " * (65 << 20)})), "解开以后超过 64 MB"),
    "many parts": (_book(lambda parts: parts.update({f"x/{no}": b"" for no in range(600)})), "部件，太多了"),
    "entities": (_declared(LAUGHS), "不该有的 XML 声明"),
    "entity across blocks": (_declared(b"<!--" + b" " * ((1 << 20) - 12) + b"--><!DOCTYPE x []>"), "不该有的 XML 声明"),
    "external entity": (_declared(b'<!DOCTYPE x SYSTEM "file:///etc/passwd">'), "不该有的 XML 声明"),
    "other encoding": (_book(lambda parts: parts.update({SHEET: parts[SHEET].decode().encode("utf-16")})), "不该有的 XML"),
    "no workbook": (_book(lambda parts: parts.pop("xl/workbook.xml")), "坏了，打不开"),
    "spoilt markup": (_book(lambda parts: parts.update({SHEET: b"<worksheet><"})), "坏了，打不开"),
    "cut off": (_book()[:-100], "坏了，打不开"),
    "old format": (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "旧的 .xls 格式，或者加了密码"),
    "too large": (b"PK" + b"\0" * books.MOST_BYTES, "文件超过 5 MB"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "这不是 .xlsx 也不是 .csv"),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "words"), REFUSED.values(), ids=REFUSED)
def test_hostile_workbook_is_refused(raw: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(raw)

    with pytest.raises(Unreadable, match=words):
        books.read(path)


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        ('<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row>', "用到了第 1048576 行"),
        ('<row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>', "XFD 列"),
        ('<row r="9000"><c r="KN9000" t="inlineStr"><is><t>x</t></is></c></row>', "格子太多"),
    ],
)
def test_one_cell_far_away_does_not_make_a_million(xml: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(_cells(xml))

    (grid,) = books.read(path)

    assert (grid.rows, [words in one.message for one in grid.found]) == ({}, [True])


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b'a,"b\n' * 3, "引号或换行"),
        (b"a\0b", "看不出"),
        (b"\xff\xff\xff", "看不出"),
        (b'a,"' + b"x" * 200_000 + b'"', "引号或换行"),
    ],
)
def test_hostile_csv_is_refused(raw: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(raw)

    with pytest.raises(Unreadable, match=words):
        books.read(path)


def test_csv_of_too_many_rows_is_read_no_further(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"a,b\n" * 20_000)

    (grid,) = books.read(path)

    assert (len(grid.rows), [one.message for one in grid.found]) == (
        10_020,
        ["最多 10000 行、300 列，这里到了第 10021 行、2 列。"],
    )
