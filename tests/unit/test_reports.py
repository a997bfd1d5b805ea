"""The form's files: laid out as the annex, the same bytes each time, opened by the office programs."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from tests.conftest import REPO, Project

from campaign.forms.figures import Book
from campaign.loading import load
from campaign.reports.bundle import files

AFTER = datetime(2023, 7, 15, 9, 30)
TITLE = "松江区“企业商业秘密保护能力提升服务月”活动开展情况统计表"
#: the annex's wording in its order, with 方松's figures in the brackets
FANGSONG = [
    ("1", "开展线上线下专题宣传活动", "（2）场次"), ("1", "参与企业", "（31）家"), ("1", "参与人数", "（661）人次"),
    ("1", "发放各类宣传材料", "（680）份"), ("2", "召开企业商业秘密保护座谈会、行政指导会", "（1）场次"),
    ("2", "参与企业", "（15）家"), ("3", "调研走访企业", "（13）家"), ("4", "发放调查问卷", "（95）份"),
    ("5", "收集企业商业秘密保护的意见建议", "（13）条"), ("6", "协调解决企业商业秘密保护诉求和困难", "（4）个"),
    ("7", "开展各类能力提升培训活动", "（0）场次"), ("7", "参与企业", "（0）家"), ("7", "参与人数", "（0）人次"),
    ("8", "公布典型案例", "（0）件"), ("9", "向党委、政府报送商业秘密保护报告、信息", "（2）篇"),
    ("10", "共编发宣传报道", "（2）篇"), ("10", "其中，中央媒体报道数量", "（0）篇"),
]  # fmt: skip


def made() -> dict[str, bytes]:
    site = load(REPO / "data", AFTER)
    book = Book.of(site, AFTER)
    assert book is not None
    return dict(files(site, book, REPO / "overrides"))


@pytest.fixture(scope="module")
def report() -> dict[str, bytes]:
    return made()


def test_every_unit_and_the_bureau_get_every_kind_of_file(report: dict[str, bytes]) -> None:
    names = {name.partition(".")[0] for name in report} - {"all", "report"}
    kinds = {"xlsx", "docx", "csv", "json", "html"}
    assert len(names) == 20
    assert {"fbzdjz", "sub-fangsong", "sjscjgj"} < names
    assert set(report) == {f"{name}.{kind}" for name in names for kind in kinds} | {"all.csv", "report.css"}


def test_files_are_the_same_bytes_each_time_and_carry_no_time_of_making(report: dict[str, bytes]) -> None:
    again = made()
    assert [name for name in report if report[name] != again[name]] == []
    for name in ("sub-fangsong.xlsx", "sub-fangsong.docx"):
        with zipfile.ZipFile(io.BytesIO(report[name])) as packed:
            assert {member.date_time for member in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert set(re.findall(r"W3CDTF\">([^<]+)<", packed.read("docProps/core.xml").decode())) == {
                "2000-01-01T00:00:00Z"
            }


def test_workbook_is_the_annex_with_numbers_that_add_up(report: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(report["sub-fangsong.xlsx"]))
    page = book["统计表"]
    table = [[page.cell(row, column).value for column in (1, 2, 3)] for row in range(6, 23)]
    shown = [page.cell(row, 3).number_format.replace('"', "") for row in range(6, 23)]

    assert [page["A1"].value, page["A2"].value] == ["附件（松市监竞争〔2023〕45号）", TITLE]
    assert page["A3"].value == "填报单位（盖章）：方松街道市场监督管理所（示例）"
    assert page["A4"].value == "年　　月　　日"
    assert [page.cell(5, column).value for column in (1, 2, 3)] == ["序号", "具体内容", "数据"]
    assert [row[0] for row in table] == [
        number if no == 0 or FANGSONG[no - 1][0] != number else None for no, (number, _, _) in enumerate(FANGSONG)
    ]
    assert [str(row[1]).strip("　") for row in table] == [label for _, label, _ in FANGSONG]
    filled = [form.replace("0", str(row[2]), 1) for form, row in zip(shown, table, strict=True)]
    assert filled == [value for _, _, value in FANGSONG]
    assert {str(one) for one in page.merged_cells.ranges if str(one).startswith("A") and one.min_row > 5} >= {
        "A6:A9", "A10:A11", "A16:A18", "A21:A22",
    }  # fmt: skip
    sources = [[cell.value for cell in row] for row in book["数据来源"].iter_rows(min_row=2)]
    assert [row[2:5:2] for row in sources if row[0] == "3 调研走访企业"] == [
        ["2023-fangsong-a", "6"], ["2023-fangsong-b", "9"], ["2023-fangsong-visits", "-2"],
    ]  # fmt: skip


def test_open_cell_of_a_workbook_is_a_word_and_not_a_zero(report: dict[str, bytes]) -> None:
    page = openpyxl.load_workbook(io.BytesIO(report["sub-xinbang.xlsx"]))["统计表"]
    assert [page["C12"].value, page["C19"].value] == ["（未填）家", 0]


def test_document_is_the_annex(report: dict[str, bytes]) -> None:
    document = docx.Document(io.BytesIO(report["sub-fangsong.docx"]))
    said = [one.text for one in document.paragraphs]
    rows = [[cell.text.strip("　") for cell in row.cells] for row in document.tables[0].rows]

    assert said[:4] == [
        "附件（松市监竞争〔2023〕45号）", TITLE, "填报单位（盖章）：方松街道市场监督管理所（示例）", "年　　月　　日",
    ]  # fmt: skip
    assert rows == [["序号", "具体内容", "数据"], *[list(row) for row in FANGSONG]]
    assert said[4:] == [
        "注：示例数据，不是真实统计。",
        "注：家数为各场相加，未去重；联合举办的只算给责任单位。“未填”是还没有数，不是 0。",
        "注：“调研走访企业”已调整 -2：两个组登记了同一家的走访（示例）（方松街道市场监管所（示例），2023-06-26）。",
    ]


def test_tables_for_programs_say_the_same_and_keep_zero_apart(report: dict[str, bytes]) -> None:
    assert report["sub-xinbang.csv"].startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(report["sub-xinbang.csv"].decode("utf-8-sig"), newline="")))
    told = json.loads(report["sub-xinbang.json"])
    assert [(row["数据"], row["未填"]) for row in rows] == [
        ("", "未填") if cell["value"] is None else (str(cell["value"]), "") for cell in told["cells"]
    ]
    assert {cell["key"]: cell["value"] for cell in told["cells"] if cell["key"] in {"visits", "cases"}} == {
        "visits": None, "cases": 0,
    }  # fmt: skip
    filed = json.loads(report["sub-chedun.json"])
    assert filed["filed"]["at"] == "2023-06-27T17:20:00+08:00"
    assert next(cell["value"] for cell in filed["cells"] if cell["key"] == "materials") == 160
    page = report["sub-chedun.html"].decode()
    assert "填报单位（盖章）：车墩镇市场监督管理所（示例）" in page
    assert "<td>1 发放各类宣传材料</td><td>160</td><td>180</td>" in page
    assert "已报统计表：<code>sub-chedun</code>" in page  # behind a filed figure stands what was filed
    assert '<a href="https://fuwuyue.example/events/' in report["sub-fangsong.html"].decode()
    names = re.findall(r"<td>工作台账：(.*?)</td>", report["sub-fangsong.html"].decode())
    assert [name for name in names if not re.fullmatch(r"<code>[a-z0-9-]+</code>", name)] == []  # no name but the id
    assert names
    everyone = list(csv.reader(io.StringIO(report["all.csv"].decode("utf-8-sig"), newline="")))
    assert (len(everyone), everyone[-1][0], everyone[-1][2]) == (21, "上海市松江区市场监督管理局", "36")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler's pdftotext is not installed")
@pytest.mark.parametrize(("kind", "pages"), [("xlsx", 2), ("docx", 1)])
def test_office_prints_the_form_on_one_page_of_a4(
    report: dict[str, bytes], tmp_path: Path, kind: str, pages: int
) -> None:
    file = tmp_path / f"form.{kind}"
    file.write_bytes(report[f"sub-fangsong.{kind}"])
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    info = subprocess.run(["pdfinfo", str(tmp_path / "form.pdf")], capture_output=True, text=True, check=True).stdout
    text = subprocess.run(
        ["pdftotext", "-l", "1", "-layout", str(tmp_path / "form.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    squeezed = "".join(text.split())
    assert re.findall(r"Pages: +(\d+)|\((A4)\)", info) == [(str(pages), ""), ("", "A4")]
    assert [value for _, _, value in FANGSONG if value not in squeezed] == []
    assert TITLE in squeezed.replace('"', "“")


def _reported(project: Project, folder: str) -> dict[str, bytes]:
    """Return the files of the unit that filed; its page on the screen tells today's figures as well."""
    done = project.run("report", "--out", folder)
    assert done.returncode == 0, done.stdout
    return {
        path.suffix: path.read_bytes() for path in (project.root / folder).glob("fbzdjz.*") if path.suffix != ".html"
    }


def test_submitting_freezes_the_form_and_submitting_again_asks_why(project: Project) -> None:
    again = ["report", "submit", "反不正当竞争科", "--by", "科室负责人"]
    filed = project.run(*again)
    assert (filed.returncode, "data/submissions/fbzdjz.yml" in filed.stdout) == (0, True)
    assert "注意：调研走访企业是按“未填”报的" in filed.stdout
    text = project.data.read("submissions/fbzdjz.yml")
    assert re.findall(r"(?m)^  - (.+)$", text) == [
        "{cell: publicity_sessions, value: 1}", "{cell: publicity_people, value: 45}", "{cell: visits}",
    ]  # fmt: skip
    printed = _reported(project, "before")
    project.data.replace("events/2023-06-08-launch.yml", "people: 45", "people: 52")
    project.data.write(
        "adjustments/fix.yml",
        "id: fix\nreporting_unit: fbzdjz\ncell: visits\ndelta: 5\nreason: 补记\nby: 科室\ndate: 2023-06-12\n",
    )
    assert _reported(project, "after") == printed
    (project.data.root / "adjustments/fix.yml").unlink()

    status, second = project.run("report", "status"), project.run(*again)

    assert "报的是 45，现在的数据是 52（已报的表不变）" in status.stdout
    assert "还有 16 天" in status.stdout
    assert "已报 1 个单位，未报 1 个。" in status.stdout
    assert (second.returncode, project.data.read("submissions/fbzdjz.yml")) == (1, text)
    corrected = project.run(*again, "--again", "补报人数")
    assert corrected.returncode == 0
    assert "  - {cell: publicity_people, value: 52}\n" in project.data.read("submissions/fbzdjz.yml")
    assert "correction: 补报人数\n" in project.data.read("submissions/fbzdjz.yml")
    assert project.run("check").returncode == 0
    project.data.replace("submissions/fbzdjz.yml", "value: 52", "value: 53")
    assert "filed-altered" in project.run("check").stdout


def test_unknown_unit_is_told_with_the_nearest(project: Project) -> None:
    done = project.run("report", "submit", "sub-fangsonq", "--by", "所")
    assert (done.returncode, done.stdout) == (2, "没有叫“sub-fangsonq”的填报单位。是不是“sub-fangsong”？\n")
    assert not (project.data.root / "submissions").exists()


def test_edition_is_written_for_next_years_folder(project: Project, tmp_path: Path) -> None:
    done = project.run("report", "edition", "--out", str(tmp_path / "kept"))
    assert done.returncode == 0
    project.data.write("editions/fwy-2023.yml", (tmp_path / "kept" / "fwy-2023.yml").read_text(encoding="utf-8"))
    assert project.run("check").returncode == 0
