"""Forms that were filled in, by colleagues and by others."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from tests.conftest import REPO, Project, tree_of

from campaign.intake import LARGEST
from campaign.issue_forms import forms

EVENT = "events/2023-06-08-launch.yml"
AT = datetime(2023, 6, 10, 9, 0)
MOVE = {
    "表单": "改时间或场所（move）",
    "哪一条": "https://fuwuyue.example/2023/events/2023-06-08-launch/",
    "开始时间": "2023-06-20 14:00",
    "结束时间": "2023-06-20 16:00",
    "原因": "会场检修",
}
NEW = {
    "表单": "新活动（new-event）",
    "活动名称": "夜校第一课",
    "活动类型": "宣讲",
    "责任单位": "fbzdjz",
    "开始时间": "2023-06-21 19:00",
    "正文": "第一段\n\n- 一",
}
NEW_FILE = "events/2023-06-21-ye-xiao-di-yi-ke.yml"


def _body(answers: dict[str, str]) -> str:
    return "\r\n\r\n".join(f"### {label}\r\n\r\n{answer}" for label, answer in answers.items())


def _take(project: Project, body: str, *more: str, at: datetime = AT) -> tuple[int, str]:
    path = project.root / "body.md"
    path.write_bytes(body.encode("utf-8", "surrogatepass"))
    done = project.run("intake", str(path), *more, at=at)
    path.unlink()
    assert "Traceback" not in done.stdout + done.stderr
    return done.returncode, done.stdout


def test_forms_in_the_repository_are_those_of_the_models(project: Project) -> None:
    for number, form in enumerate(forms(), 1):
        path = REPO / f".github/ISSUE_TEMPLATE/{number}-{form.name}.yml"
        assert path.read_text(encoding="utf-8") == form.text()
        page = json.loads(form.text().partition("\n")[2])
        intro, *fields = page["body"]
        labels = [field["attributes"]["label"] for field in fields]
        assert (intro["type"], "不要写个人手机号" in intro["attributes"]["value"]) == ("markdown", True)
        assert [field["attributes"]["label"] for field in fields if field["attributes"]["description"] == "文字"] == []
        assert len(labels) == len(set(labels))
    assert project.run("forms").returncode == 0
    first = project.root / ".github/ISSUE_TEMPLATE/1-new-event.yml"
    first.write_text("x", encoding="utf-8")
    assert project.run("forms", "--check").returncode == 1


def test_move_notes_the_old_time_and_keeps_every_other_line(project: Project) -> None:
    project.data.replace(EVENT, "end: 2023", "# 注释\nend: 2023")
    project.data.edit(EVENT, results=None, updated=None)
    before = project.data.read(EVENT)

    code, said = _take(project, _body(MOVE))

    assert code == 0, said
    assert project.data.read(EVENT) == before.replace("start: 2023-06-08 14:00", "start: 2023-06-20 14:00").replace(
        "end: 2023-06-08 16:00", "end: 2023-06-20 16:00"
    ) + ("rescheduled_from:\n  - {start: 2023-06-08 14:00, told: 2023-06-10 09:00, reason: 会场检修}\nrevision: 1\n")


def test_move_changes_the_venue_alone_and_writes_down_a_new_one(project: Project) -> None:
    project.data.edit(EVENT, results=None)
    before, venues = project.data.read(EVENT), project.data.read("venues.yml")
    answers = {label: text for label, text in MOVE.items() if "时间" not in label}
    for wrong, words in (
        ({}, "还没有填：开始时间或场所。"),
        ({"地址": "方松街道乙路 2 号"}, "写了地址，没有写场所"),
        ({"场所": "示例会展中心"}, "是不是“示例会议中心”？"),
        ({"场所": "图书馆", "地址": "乙路 2 号"}, "地址里要写明街镇：方松街道、泗泾镇。"),
        ({"场所": "图书馆", "哪一条": "open-days/2023-06-16-station"}, "新场所还要在“地址”里写地址"),
        ({"场所": "hall", "哪一条": "open-days/2023-06-16-station"}, "的地点跟着示范单位走"),
    ):
        code, said = _take(project, _body(answers | wrong))
        assert (code, words in said) == (1, True), said

    code, said = _take(project, _body(answers | {"场所": "图书馆", "地址": "方松街道乙路 2 号"}))

    assert code == 0, said
    assert (
        project.data.read("venues.yml")
        == venues + "- id: tu-shu-guan\n  name: 图书馆\n  address: 方松街道乙路 2 号\n  town: 方松街道\n"
    )
    moved = "rescheduled_from:\n  - {start: 2023-06-08 14:00, venue: hall, told: 2023-06-10 09:00, reason: 会场检修}\nrevision: 1\n"
    assert (
        project.data.read(EVENT)
        == before.replace("venue: hall", "venue: tu-shu-guan").replace(
            "updated: 2023-06-09 09:00", "updated: 2023-06-10 09:00"
        )
        + moved
    )


def test_new_event_is_a_draft_and_the_answer_says_what_comes_next(project: Project) -> None:
    code, said = _take(project, _body(NEW), "--json")

    answer = json.loads(said)
    assert (code, answer["files"], answer["title"]) == (0, [NEW_FILE], "新活动：夜校第一课")
    assert "status: draft\n" in project.data.read(NEW_FILE)
    assert "body: |-\n  第一段\n\n  - 一\n" in project.data.read(NEW_FILE)
    assert project.run("check").returncode == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"开始时间": "2023-06-31 19:00"}, "改成 │ start: 2023-06-30 19:00"),
        ({"责任单位": "fbzdj"}, "改成 │ reporting_unit: fbzdjz"),
        ({"活动类型": "_No response_"}, "还没有填：活动类型。"),
        ({"正文": "电话 13800138000"}, "看起来是个人手机号"),
    ],
)
def test_mistake_is_answered_with_what_to_mend_and_nothing_is_written(
    project: Project, change: dict[str, str], words: str
) -> None:
    before = tree_of(project.root)

    code, said = _take(project, _body(NEW | change))

    assert (code, words in said) == (1, True), said
    assert tree_of(project.root) == before


@pytest.mark.parametrize(
    ("status", "words"), [("draft", "还是草稿"), ("withdrawn", "已经撤下"), ("cancelled", "已经是取消了。")]
)
def test_what_is_not_announced_or_called_off_already_is_not_called_off(
    project: Project, status: str, words: str
) -> None:
    since = None if status == "draft" else "2023-06-09 09:00"
    project.data.edit(EVENT, status=status, status_reason="说明", status_since=since, results=None, revision="1")
    before = project.data.read(EVENT)

    code, said = _take(
        project,
        _body({"表单": "取消或延期（cancel）", "哪一条": "2023-06-08-launch", "怎么了": "取消", "原因": "雷雨"}),
    )

    assert (code, words in said) == (1, True), said
    assert project.data.read(EVENT) == before


def test_cancelling_results_and_corrections_change_their_fields(project: Project) -> None:
    which = {"哪一条": "2023-06-08-launch"}
    for answers in (
        {"表单": "更正错误（correct）", **which, "哪个字段": "活动名称", "应该是": "启动: “新名”"},
        {"表单": "报活动结果（results）", **which, "是否已举行": "是", "参与人数（人次）": "99"},
    ):
        code, said = _take(project, _body(answers))
        assert code == 0, said

    text = project.data.read(EVENT)
    assert 'title: "启动: “新名”"\n' in text
    assert "results: {held: 是, enterprises: 20, people: 99, materials: 100}\n" in text

    project.data.edit(EVENT, results=None)
    later = datetime(2023, 6, 11, 9, 0)
    code, said = _take(
        project, _body({"表单": "取消或延期（cancel）", **which, "怎么了": "取消", "原因": "雷雨"}), at=later
    )
    assert code == 0, said
    assert "status: cancelled\n" in project.data.read(EVENT)
    assert "status_since: 2023-06-11 09:00\nrevision: 1\n" in project.data.read(EVENT)


HOSTILE = {
    "empty": "",
    "no form": "<script>alert(1)</script> @everyone",
    "ten megabytes": _body(NEW | {"正文": "长" * 3_500_000}),
    "a little too long": _body(NEW | {"正文": "x" * LARGEST}),
    "controls": _body(NEW | {"活动名称": "夜\x00校\x1b[31m"}),
    "bidi": _body(NEW | {"活动名称": "夜\u202e校"}),
    "surrogate": _body(NEW | {"活动名称": "夜\ud800校"}),
    "heading twice": _body(NEW | {"正文": "好\n\n### 开始时间\n\n2020-01-01 00:00"}),
    "path in the id": _body(MOVE | {"哪一条": "../../../etc/passwd"}),
    "path in the address": _body(MOVE | {"哪一条": "events/../campaign"}),
    "no record with a page": _body(MOVE | {"哪一条": "orgs/fbzdjz"}),
    "path in the start": _body(NEW | {"开始时间": "../../x"}),
    "field kept back": _body({"表单": "更正错误（correct）", "哪一条": "2023-06-08-launch", "哪个字段": "review", "应该是": "x"}),
    "several lines of YAML": _body(MOVE | {"开始时间": "2023-06-20 14:00\nstatus: published\n---\n- x"}),
    "tag": _body(NEW | {"责任单位": "!!python/object/apply:os.system [id]"}),
    "workflow command": _body(NEW | {"活动类型": "::set-output name=x::y\n::error::z"}),
    "mention and HTML": _body(NEW | {"活动类型": "@admin </pre><img src=x onerror=alert(1)> #1"}),
}  # fmt: skip


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_body_is_answered_and_writes_nothing(project: Project, body: str) -> None:
    before = tree_of(project.root)

    code, said = _take(project, body, "--json")

    answer = json.loads(said)
    assert (code, answer["ok"]) == (1, False)
    assert tree_of(project.root) == before
    assert "<img" not in answer["text"]
    assert "@admin" not in answer["text"]
    assert not any(line.startswith("::") for line in said.splitlines() + answer["text"].splitlines())


@pytest.mark.parametrize(
    "text", ["a: b # c", "'\"\\", "- x\nid: other\nstatus: published", "{{ x }} ${{ y }} *a &b !!t"]
)
def test_hostile_text_that_is_allowed_stays_text_in_its_own_file(project: Project, text: str) -> None:
    before = tree_of(project.root)

    code, said = _take(project, _body(NEW | {"正文": text, "摘要": text.replace("\n", " ")}))

    assert code == 0, said
    added = {name for name in tree_of(project.root) if name not in before}
    assert added == {f"data/{NEW_FILE}"}
    assert {name: raw for name, raw in tree_of(project.root).items() if name in before} == before
    assert project.data.read(NEW_FILE).count("\nstatus: draft\n") == 1
    assert "\nstatus: published" not in project.data.read(NEW_FILE)


def test_body_that_is_not_there_is_named(project: Project) -> None:
    done = project.run("intake", str(Path("no.md")))

    assert (done.returncode, "打不开“no.md”" in done.stdout) == (2, True)
