"""Records as a spreadsheet and back: what a colleague fills in, what goes wrong, and that nothing is half written."""

from __future__ import annotations

import csv
import io
from datetime import datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.conftest import NOW, REPO, Folder, Project, tree_of

from campaign import grid_command
from campaign.grid import books, importing, writing
from campaign.grid.cells import Names
from campaign.grid.columns import columns, sheets
from campaign.grid.rows import Plan
from campaign.loading import load

EVENT = "events/2023-06-08-launch.yml"
HEAD = (
    "编号",
    "活动名称",
    "活动类型",
    "责任单位",
    "发布状态",
    "开始时间",
    "结束时间",
    "活动结果·参与人数（人次）",
    "联系方式·公开电话",
)
ID, NAME, KIND, UNIT, STATE, START, END, PEOPLE, PHONE = range(len(HEAD))
NEW = (
    "2023-06-21-night",
    "夜校第一课",
    "宣讲",
    "方松街道市场监督管理所",
    "草稿",
    "2023-06-21 19:00",
    "2023-06-21 20:30",
    None,
    None,
)


def _row(**cells: Any) -> list[Any]:
    values: list[Any] = list(NEW)
    for name, value in cells.items():
        values[globals()[name]] = value
    return values


def _xlsx(path: Path, *rows: Any, head: Any = HEAD, title: str = "活动") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in (head, *rows):
        sheet.append(list(row))
    book.save(path)
    return path


def _planned(tiny: Folder, path: Path, collection: str = "events") -> Plan:
    site = tiny.loaded()
    return importing.planned(site, tiny.root, sheets()[collection], books.read(path)[0], NOW)


def _imported(project: Project, *rows: Any, **more: Any) -> tuple[int, str]:
    path = _xlsx(project.root / "表.xlsx", *rows, **more)
    done = project.run("import", str(path))
    path.unlink()
    assert "Traceback" not in done.stdout + done.stderr
    return done.returncode, done.stdout


@pytest.fixture(scope="module")
def sample() -> Any:
    return load(REPO / "data", datetime(2023, 6, 12, 9, 30))


@pytest.mark.parametrize("collection", sheets())
def test_sheet_that_nobody_touched_changes_nothing(collection: str, sample: Any, tmp_path: Path) -> None:
    model = sheets()[collection]
    every, names = columns(model), Names.all(sample)
    rows = grid_command.rows_of(sample, model, every, names)
    assert len(rows) == len(list(sample.all(collection)))
    workbook = writing.as_xlsx(model, every, rows, names, grid_command.terms_of(sample))
    assert workbook == writing.as_xlsx(model, every, rows, names, grid_command.terms_of(sample))
    for name, raw in ((f"{collection}.xlsx", workbook), (f"{collection}.csv", writing.as_csv(every, rows))):
        (tmp_path / name).write_bytes(raw)
        (grid,) = books.read(tmp_path / name)
        plan = importing.planned(sample, REPO / "data", model, grid, NOW)
        assert (plan.found, plan.files, plan.same) == ([], {}, len(rows))


def test_export_changed_by_hand_changes_that_value_and_no_other_byte(project: Project) -> None:
    project.data.replace(EVENT, "summary:", "# 注释留着\nsummary:")
    before = project.data.read(EVENT)
    assert project.run("export", "events").returncode == 0
    out = project.root / "events.xlsx"
    book = openpyxl.load_workbook(out)
    sheet = book["活动"]
    heads = {str(cell.value).rstrip("*"): cell.column for cell in sheet[1]}
    assert sheet.cell(3, heads["责任单位"]).value == "示例区市场监督管理局反不正当竞争科"
    sheet.cell(3, heads["活动结果·参与人数（人次）"]).value = 46
    book.save(out)

    done = project.run("import", "events.xlsx")

    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "新建 0 条，修改 1 条，没有变化 0 条。"), done.stdout
    assert project.data.read(EVENT) == before.replace("people: 45", "people: 46").replace(
        "updated: 2023-06-09 09:00", "updated: 2023-06-12 09:30"
    )


def test_new_rows_become_records_and_the_template_takes_them(project: Project) -> None:
    assert project.run("template", "events", "--out", "空表.xlsx").returncode == 0
    path = project.root / "空表.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["活动"]
    heads = {str(cell.value).rstrip("*"): cell.column for cell in sheet[1]}
    assert sheet.max_row == 2  # the headings, and what they mean
    offered = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert "'选项'" in offered[f"{sheet.cell(3, heads['责任单位']).coordinate}"]
    for name, value in zip(HEAD, _row(PHONE="021-0000-0000", PEOPLE=None), strict=True):
        sheet.cell(3, heads[name]).value = value
    sheet.cell(3, heads["联系方式·联系单位"]).value = "方松所"
    book.save(path)

    done = project.run("import", "空表.xlsx")

    assert done.returncode == 0, done.stdout
    assert project.data.read("events/2023-06-21-night.yml") == (
        "# yaml-language-server: $schema=../schema/events.schema.json\n"
        "id: 2023-06-21-night\ntitle: 夜校第一课\nkind: 宣讲\nstatus: draft\nreporting_unit: sub-fangsong\n"
        "contact: {label: 方松所, phone: 021-0000-0000}\nupdated: 2023-06-12 09:30\n"
        "start: 2023-06-21 19:00\nend: 2023-06-21 20:30\n"
    )
    assert project.run("check").returncode == 0


def test_rows_of_a_list_go_to_the_end_of_the_list(project: Project) -> None:
    before = project.data.read("venues.yml")
    head = ("编号", "场所名称", "地址", "街镇")

    code, said = _imported(
        project, ("lib", "图书馆", "示例路 2 号", "方松街道"), ("hall", "示例会议中心", "示例路 3 号", None),
        head=head, title="场所",
    )  # fmt: skip

    assert code == 0, said
    assert "空着的格子保持原来的内容：街镇。" in said
    assert project.data.read("venues.yml") == before.replace("示例路 1 号", "示例路 3 号") + (
        "- id: lib\n  name: 图书馆\n  address: 示例路 2 号\n  town: 方松街道\n"
    )


@pytest.mark.parametrize(
    ("cells", "key", "value"),
    [
        ({"START": "２０２３－０６－２１　１９：００"}, "start", "2023-06-21 19:00"),
        ({"START": "2023年6月21日 19:00"}, "start", "2023-06-21 19:00"),
        ({"START": "2023/6/21 晚上7点"}, "start", "2023-06-21 19:00"),
        ({"START": datetime(2023, 6, 21, 18, 59, 59, 999000)}, "start", "2023-06-21 19:00"),
        ({"START": 45098.7916666667}, "start", "2023-06-21 19:00"),
        ({"NAME": "  夜校：第一课\u3000"}, "title", '"夜校：第一课"'),
        ({"NAME": 12315}, "title", "12315"),
        ({"NAME": "'=1+1"}, "title", '"=1+1"'),
        ({"KIND": "宣讲 "}, "kind", "宣讲"),
        ({"STATE": "draft"}, "status", "draft"),
        ({"UNIT": "ｆｂｚｄｊｚ"}, "reporting_unit", "fbzdjz"),
        ({"UNIT": "反不正当竞争科"}, "reporting_unit", "fbzdjz"),
        ({"ID": None}, "id", "2023-06-21-ye-xiao-di-yi-ke"),
    ],
)  # fmt: skip
def test_what_can_mean_one_thing_only_is_understood(
    tiny: Folder, cells: Any, key: str, value: str, tmp_path: Path
) -> None:
    plan = _planned(tiny, _xlsx(tmp_path / "x.xlsx", _row(**cells)))

    assert plan.errors == []
    (text,) = plan.files.values()
    assert f"\n{key}: {value}\n" in text
    if any(isinstance(cell, str) and "2023" in cell for cell in cells.values()):
        assert [one.message for one in plan.found] == [f"“{cells['START']}”照“{value}”读。"]


TWIN = {"ID": None, "NAME": "服务月启动仪式", "START": "2023-06-08 14:00"}
WRONG_CELLS = (
    ({"PHONE": 2137737000}, "“联系方式·公开电话”（I2） 错误：电话“2137737000”被当成了数字，开头的 0 可能已经丢了。"),
    ({"NAME": 1.2345678901234e17}, "“活动名称”（B3） 错误：这一格是 123456789012340000，超过 15 位的数字，表格软件已经把后面几位改成了 0。"),
    ({"NAME": '=HYPERLINK("http://x")'}, '“活动名称”（B4） 错误：这一格是公式“=HYPERLINK("http://x")”，不能导入。'),
    ({"NAME": "#REF!"}, "“活动名称”（B5） 错误：这一格显示的是错误“#REF!”。"),
    ({"ID": "../../x"}, "“编号”（A6） 错误：“../../x”不能作编号。"),
    (TWIN, "“编号”（A7） 错误：没有写编号，而名称和时间和已有的“2023-06-08-launch”一样。"),
    (TWIN, " 错误：名称和时间和第 7 行一样。"),
)  # fmt: skip
WRONG_RECORDS = (
    ({"START": "6月31日"}, "“开始时间”（F2） 错误：“开始时间（start）”：没有“6月31日”这一天：2023 年 6 月只有 30 天。"),
    ({"START": "6月31日 19:00"}, "“开始时间”（F3） 错误：“开始时间（start）”：没有“6月31日”这一天：2023 年 6 月只有 30 天。"),
    ({"START": "6/12"}, "“开始时间”（F4） 错误：“开始时间（start）”：“6/12”不是“年-月-日 时:分”的写法。"),
    ({"START": datetime(2023, 6, 21)}, "“开始时间”（F5） 错误：“开始时间（start）”：“2023-06-21”只有日期，后面还要写几点。"),
    ({"START": time(14, 0)}, "“开始时间”（F6） 错误：“开始时间（start）”：“14:00”不是“年-月-日 时:分”的写法。"),
    ({"START": None}, "“开始时间”（F7） 错误：缺少必填的“开始时间（start）”。"),
    ({"END": "2023-06-21 18:00"}, "“结束时间”（G8） 错误：结束时间 2023-06-21 18:00 不晚于开始时间 2023-06-21 19:00。"),
    ({"UNIT": "方松所"}, "“责任单位”（D9） 错误："),
    ({"KIND": "讲座"}, "“活动类型”（C10） 错误：“活动类型（kind）”不能写“讲座”。"),
    ({"STATE": "已发布"}, "“发布状态”（E11） 错误：还没有通过保密审查，不能发布。"),
    ({"PEOPLE": 1.5}, "“活动结果·参与人数（人次）”（H12） 错误："),
)  # fmt: skip


@pytest.mark.parametrize("wrong", [WRONG_CELLS, WRONG_RECORDS], ids=["cells", "records"])
def test_every_mistake_is_told_with_row_and_heading_and_nothing_is_written(project: Project, wrong: Any) -> None:
    before = tree_of(project.root)
    rows = [_row(**{"ID": f"2023-06-21-{no}"} | cells) for no, (cells, _) in enumerate(wrong)]

    code, told = _imported(project, *rows, _row(ID="2023-06-22-good", NAME="好的一行"))

    assert code == 1
    said = [line for line in told.splitlines() if " 错误：" in line]
    for row, (cells, words) in enumerate(wrong, 2):
        assert [line for line in said if line.startswith(f"表.xlsx 第 {row} 行{words}")], (cells, told)
    assert f"第 {len(wrong) + 2} 行" not in "".join(said)
    assert told.splitlines()[-1] == f"{len(said)} 处错误，什么都没有写。改好再导入一次。"
    if wrong is WRONG_RECORDS:
        assert "    改成：2023-06-30 19:00\n" in told
        assert "    写的是：讲座\n" in told
    assert tree_of(project.root) == before


def test_all_mistakes_of_all_rows_are_told_at_once(project: Project) -> None:
    _, told = _imported(
        project, _row(KIND="讲座", START="6月31日 19:00"), _row(), _row(ID="2023-06-21-b", UNIT="不存在所"),
        head=(*HEAD[:-1], "联系电话"),
    )  # fmt: skip

    assert [line.split(" ")[0:3] for line in told.splitlines() if "错误：" in line] == [
        ["表.xlsx", "第", "1"],
        ["表.xlsx", "第", "3"],
    ]  # what the sheet itself gets wrong comes first: the checks look at whole records
    assert "第 1 行“标题”（I1） 错误：没有叫“联系电话”的一栏。" in told
    assert "第 3 行 错误：编号“2023-06-21-night”和第 2 行一样。" in told


def test_so_many_mistakes_are_told_and_the_rest_counted(tiny: Folder, tmp_path: Path) -> None:
    rows = [_row(ID=f"e-{no}", NAME=f"第 {no} 场", KIND="讲座") for no in range(230)]
    plan = _planned(tiny, _xlsx(tmp_path / "x.xlsx", *rows))

    importing.judged(REPO, tiny.root, plan, "2023-06-12T09:30")

    assert (len(plan.errors), min(plan.errors).message) == (201, "一共 230 处，这里只列出前 200 处。")


def test_move_of_a_published_event_is_refused_as_everywhere(project: Project) -> None:
    code, told = _imported(
        project, ("2023-06-08-launch", "2023-06-09 14:00", "2023-06-09 16:00"), head=("编号", "开始时间", "结束时间")
    )

    assert code == 1
    assert "第 2 行“开始时间”（B2） 错误：已发布的开始时间或场所改了，没有把原来的记下来。" in told


def test_comment_that_goes_with_its_line_is_told(tiny: Folder, tmp_path: Path) -> None:
    tiny.replace(EVENT, "venue: hall", "venue: hall  # 二楼")
    tiny.write("venues.yml", tiny.read("venues.yml") + "- {id: lib, name: 图书馆, address: 乙, town: 方松街道}\n")

    plan = _planned(tiny, _xlsx(tmp_path / "x.xlsx", ("2023-06-08-launch", "图书馆"), head=("编号", "场所")))

    assert [one.message for one in plan.found] == ["改的那一行后面的注释“# 二楼”没有留下。"]
    assert "venue: lib\n" in plan.files[EVENT]


def test_what_looks_like_a_formula_stays_text_in_both_files(tiny: Folder, tmp_path: Path) -> None:
    tiny.edit(EVENT, title='"=cmd|calc"', summary='"@提醒"')
    site = tiny.loaded()
    model = sheets()["events"]
    every, names = columns(model), Names.all(site)
    rows = grid_command.rows_of(site, model, every, names)
    (tmp_path / "events.xlsx").write_bytes(writing.as_xlsx(model, every, rows, names, {}))
    (tmp_path / "events.csv").write_bytes(writing.as_csv(every, rows))

    place = [column.path for column in every].index(("title",))
    cell = openpyxl.load_workbook(tmp_path / "events.xlsx")["活动"].cell(3, place + 1)
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=cmd|calc", "s", True)
    third = list(csv.reader(io.StringIO((tmp_path / "events.csv").read_text(encoding="utf-8-sig"))))[2]
    assert third[place] == "'=cmd|calc"
    for name in ("events.xlsx", "events.csv"):
        assert _planned(tiny, tmp_path / name).same == 1


@pytest.mark.parametrize(("encoding", "notes"), [("utf-8", 0), ("utf-8-sig", 0), ("utf-16", 0), ("gb18030", 1)])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_csv_is_read_however_it_was_saved(tiny: Folder, encoding: str, notes: int, mark: str, tmp_path: Path) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=mark).writerows([HEAD, [cell or "" for cell in NEW], [""] * len(HEAD)])
    path = tmp_path / "活动.csv"
    path.write_bytes(out.getvalue().encode(encoding))

    plan = _planned(tiny, path)

    assert ([one.severity for one in plan.found], list(plan.new)) == (["warning"] * notes, ["2023-06-21-night"])


def test_sheet_as_people_make_them_is_read(tiny: Folder, tmp_path: Path) -> None:
    path = _xlsx(
        tmp_path / "x.xlsx",
        HEAD,
        _row(),
        [None],
        _row(ID="2023-06-22-b", NAME="乙"),
        _row(ID="2023-06-23-c", NAME="丙"),
        head=("六月活动表",),
    )
    book = openpyxl.load_workbook(path)
    sheet = book["活动"]
    sheet.merge_cells("A1:I1")  # a title over the table
    sheet.merge_cells("D5:D6")
    sheet.row_dimensions[3].hidden = True
    book.save(path)

    plan = _planned(tiny, path)

    assert [(one.row, one.column, one.severity, one.message[:6]) for one in sorted(plan.found)] == [
        (3, 0, "warning", "这一行是隐藏"),
        (5, 4, "error", "D5:D6 "),
        (6, 4, "error", "D5:D6 "),
    ]
    assert plan.new == {"2023-06-21-night": 3, "2023-06-22-b": 5, "2023-06-23-c": 6}


def test_collection_is_taken_from_the_option_the_sheet_or_the_file(project: Project) -> None:
    def run(name: str, title: str, *more: str) -> tuple[int, str]:
        done = project.run("import", str(_xlsx(project.root / name, _row(), title=title)), "--check", *more)
        return done.returncode, done.stdout

    assert run("x.xlsx", "Sheet1")[0] == 2
    assert run("x.xlsx", "Sheet1", "--collection", "event") == (2, run("x.xlsx", "Sheet1", "--collection", "event")[1])
    for name, title, more in (
        ("x.xlsx", "活动", ()),
        ("events-六月.xlsx", "Sheet1", ()),
        ("x.xlsx", "S", ("--collection", "events")),
    ):
        code, said = run(name, title, *more)
        assert (code, said.splitlines()[-1]) == (0, "只是检查，什么都没有写。"), said
    assert not (project.root / "data/events/2023-06-21-night.yml").exists()


def test_yes_or_no_is_asked_for_in_the_words_of_cells(project: Project) -> None:
    code, said = _imported(project, [*NEW, "大概"], head=(*HEAD, "活动结果·是否已举行"))

    assert (code, "（J2） 错误：" in said, "    写的是：大概\n    改法：写“是”或“否”。\n" in said) == (1, True, True), (
        said
    )
