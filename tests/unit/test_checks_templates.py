"""Templates: what the rules refuse, what a sheet takes of a page, and what a spreadsheet gets."""

from __future__ import annotations

import csv
import io
import shutil

import pytest
from tests.conftest import REPO, Folder

from campaign.exports.templates import template_tables
from campaign.models.templates import Template

SHEET = "templates/demo.yml"
_HEAD = """\
id: demo
title: 登记表
order: 1
kind: {kind}
summary: 一句话。
when: 有人来的时候。
how: [先写, 再签]
articles: [law:aucl-2025#10]
reporting_unit: fbzdjz
review: {{secrecy: pass}}
status: published
sheet:
"""
_TABLE = """\
  columns:
    - {label: 谁}
    - {label: 做什么, width: 4}
  rows:
    - cells: [=1+1, 送货]
  blank: 3
"""
_CHECKS = """\
  columns: [{label: 经手人}]
  groups:
    - {name: 账号, lines: [-邮箱已停, 门禁已停]}
"""
_TEXT = """\
  clauses:
    - {title: 保什么, text: 清单编号____。}
"""


@pytest.fixture
def sheets(tiny: Folder) -> Folder:
    """Return the tiny campaign with the law that templates rest on."""
    (tiny.root / "laws").mkdir()
    for name in ("aucl-2019", "aucl-2025"):
        shutil.copy(REPO / f"data/laws/{name}.yml", tiny.root / "laws")
    return tiny


def write(folder: Folder, kind: str, sheet: str) -> Template:
    folder.write(SHEET, _HEAD.format(kind=kind) + sheet)
    found = folder.loaded().get("templates", "demo") if not folder.problems_of() else None
    return found if isinstance(found, Template) else Template.model_construct()


@pytest.mark.parametrize(("kind", "sheet"), [("表格", _TABLE), ("清单", _CHECKS), ("文书", _TEXT)])
def test_each_kind_is_taken_as_it_is_written(sheets: Folder, kind: str, sheet: str) -> None:
    assert write(sheets, kind, sheet).kind == kind
    assert sheets.problems_of() == []


@pytest.mark.parametrize(
    ("kind", "sheet", "said"),
    [
        ("清单", _TABLE, ["没有写 groups", "用不上 rows", "用不上 blank"]),
        ("文书", _CHECKS, ["没有写 clauses", "用不上 columns", "用不上 groups"]),
        ("表格", _TEXT, ["没有写 columns", "用不上 clauses", "没有空行"]),
    ],
)
def test_template_is_made_of_what_its_kind_has_names_what_is_not(
    sheets: Folder, kind: str, sheet: str, said: list[str]
) -> None:
    write(sheets, kind, sheet)
    messages = [one.message for one in sheets.problems()]
    assert len(messages) == len(said)
    assert [one for one in said if not any(one in message for message in messages)] == []


def test_template_rows_fit_the_columns_finds_the_row(sheets: Folder) -> None:
    write(sheets, "表格", _TABLE.replace("[=1+1, 送货]", "[只有一格]"))
    assert sheets.problems_of() == [sheets.finding(SHEET, "cells: ¦[只有一格]", "template-row")]


def test_template_fits_one_page_says_how_much_too_long(sheets: Folder) -> None:
    write(sheets, "表格", _TABLE.replace("blank: 3", "blank: 40"))
    found = list(sheets.problems())
    assert [(one.code, one.message) for one in found] == [
        ("template-long", "印出来大约高 372 毫米，一张 A4 纸只有 273 毫米。")
    ]


def test_table_of_many_columns_lies_on_its_side(sheets: Folder) -> None:
    narrow = write(sheets, "表格", _TABLE).sheet
    wide = write(sheets, "表格", _TABLE.replace("{label: 谁}", "{label: 谁, width: 10}").replace("4}", "6}")).sheet
    assert [(one.wide, one.paper) for one in (narrow, wide)] == [(False, (182, 273)), (True, (269, 186))]
    assert narrow.shares == [14.29, 28.57, 57.14]


@pytest.mark.parametrize(
    ("kind", "sheet", "rows"),
    [
        (
            "表格",
            _TABLE,
            [["序号", "谁", "做什么"], ["示例", "'=1+1", "送货"], ["1", "", ""], ["2", "", ""], ["3", "", ""]],
        ),
        (
            "清单",
            _CHECKS,
            [["分组", "事项", "做完打勾", "经手人"], ["账号", "'-邮箱已停", "", ""], ["账号", "门禁已停", "", ""]],
        ),
    ],
)
def test_spreadsheet_has_every_row_and_runs_none(sheets: Folder, kind: str, sheet: str, rows: list[list[str]]) -> None:
    write(sheets, kind, sheet)
    ((path, content),) = template_tables(sheets.shown())
    assert path == "templates/demo/demo.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) == rows


def test_text_has_no_spreadsheet_and_a_caution(sheets: Folder) -> None:
    assert write(sheets, "文书", _TEXT).caution == "示例文本，签之前请律师看。"
    assert list(template_tables(sheets.shown())) == []
