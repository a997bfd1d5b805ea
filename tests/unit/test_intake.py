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
        ({}, "「### 开始时间」开始时间和场所都没有填。"),
        ({"地址": "方松街道乙路 2 号"}, "「### 场所」写了地址，没有写场所。"),
        (
            {"场所": "示例会展中心"},
            "「### 场所」场所表里没有这个场所。\n    写的是：示例会展中心\n    改成：示例会议中心\n",
        ),
        ({"场所": "图书馆", "地址": "乙路 2 号"}, "写的是：乙路 2 号\n    改法：写明是哪一个：方松街道、泗泾镇。"),
        ({"场所": "图书馆", "哪一条": "open-days/2023-06-16-station"}, "新场所还要在“地址”里写地址"),
        (
            {"场所": "hall", "哪一条": "open-days/2023-06-16-station"},
            "「### 场所」这一条的地点跟着示范单位走，不能改。",
        ),
        ({"场所": "图书馆", "地址": "方松街道" * 60}, "「### 地址」有 240 个字，最多 200 个字。"),
        ({"开始时间": "2023-06-20 14:00"}, "「### 结束时间」还没有填。"),
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


EMPTY = "_No response_"
#: what is filled in → everything that is answered
MISTAKES: dict[str, tuple[dict[str, str], str]] = {
    "two at once": (
        NEW | {"开始时间": "2023-06-31 19:00", "责任单位": "反不正当竞争课"},
        """「### 责任单位」没有编号为“反不正当竞争课”的单位。
    写的是：反不正当竞争课
    改成：示例区市场监督管理局反不正当竞争科

「### 开始时间」没有“2023-06-31”这一天：2023 年 6 月只有 30 天。
    写的是：2023-06-31 19:00
    改成：2023-06-30 19:00
    改法：对照日历改成真实的日期。""",
    ),
    "empty and private": (
        NEW | {"活动类型": EMPTY, "结束时间": "待定", "正文": "第一行\n\n电话 13800138000"},
        """「### 活动类型」还没有填。
    改法：选一个：启动、宣传、座谈会、行政指导会、调研、研讨、培训、宣讲、联动执法、展示、其他。

「### 结束时间」“待定”不是“年-月-日 时:分”的写法。
    写的是：待定
    改法：还没有定，就空着不填。

「### 正文」“13800138000”看起来是个人手机号，不应公开。
    写的是：电话 13800138000
    改法：改成单位的座机号码，例如 021-0000-0000（示例）。""",
    ),
    "no title": (
        NEW | {"活动名称": EMPTY, "开始时间": "2023-09-21 19:00"},
        """「### 活动名称」还没有填。
    改法：网页上的标题，写清是什么事，不用写日期。""",
    ),
    "outside": (
        NEW | {"开始时间": "2023-09-21 19:00"},
        """「### 开始时间」2023-09-21 不在服务月 2023-06-01 至 2023-06-30 之内。
    写的是：2023-09-21 19:00
    改法：日期写错了就改；确实不在服务月里的，在下面留言，请维护网站的同事写明原因。""",
    ),
    "cancelled with results": (
        {"表单": "取消或延期（cancel）", "哪一条": "2023-06-08-launch", "怎么了": "取消", "原因": "雷\t雨"},
        """这张表单：这一条原来的“活动结果”：活动已取消，却填了活动结果。
    改法：改不了的，在下面留言，请维护网站的同事帮忙。

「### 原因」里有制表符（Tab）。
    写的是：雷<U+0009>雨
    改成：雷 雨
    改法：换成空格。""",
    ),
    "correction": (
        {"表单": "更正错误（correct）", "哪一条": "2023-06-08-launch", "哪个字段": "标题", "应该是": "长" * 90},
        f"""「### 应该是」有 90 个字，最多 60 个字。
    写的是：{"长" * 80}…（共 90 字）
    改法：删去一些，或者写到别的栏里。""",
    ),
    "other record": (
        {"表单": "报活动结果（results）", "哪一条": "events/2023-06-08-lunch", "是否已举行": "是"},
        """「### 哪一条」没有这一条。
    写的是：events/2023-06-08-lunch
    改成：events/2023-06-08-launch
    改法：打开那一条的网页，把浏览器里的网址整个复制过来。""",
    ),
    "nothing filled in": (
        {"表单": "取消或延期（cancel）", "哪一条": EMPTY, "怎么了": EMPTY, "原因": EMPTY},
        """「### 哪一条」还没有填。
    改法：打开这场活动的网页，把浏览器里的网址整个复制过来；也可以只写编号。

「### 怎么了」还没有填。
    改法：选一个：取消、延期。

「### 原因」还没有填。
    改法：一句话，会写在网页上告诉大家。""",
    ),
    "heading twice": (
        NEW | {"正文": "好\n\n### 开始时间\n\n2020-01-01 00:00"},
        """「### 正文」内容里有和表单的标题一样的一行。
    写的是：### 开始时间
    改成：#### 开始时间
    改法：这一行删去，或者开头多写一个 #。""",
    ),
    "the next heading twice": (
        NEW | {"正文": EMPTY, "摘要": "好\n\n### 统计表行号\n\n1", "统计表行号": "none"},
        """「### 摘要」内容里有和表单的标题一样的一行。
    写的是：### 统计表行号
    改成：#### 统计表行号
    改法：这一行删去，或者开头多写一个 #。""",
    ),
    "invisible characters": (
        NEW | {"活动名称": "夜\u202e校", "正文": "第\u200b一段"},
        """「### 活动名称」有看不见的字符（U+202E）。
    写的是：夜<U+202E>校
    改成：夜校
    改法：它们看不见，多半是复制粘贴带来的：把这一栏清空，照“改成”重新写。

「### 正文」有看不见的字符（U+200B）。
    写的是：第<U+200B>一段
    改成：第一段
    改法：它们看不见，多半是复制粘贴带来的：把这一栏清空，照“改成”重新写。""",
    ),
    "invisible before the form": ({"\u202e": "x", **NEW}, "这张表单：有看不见的字符（U+202E）。\n    改法：清空以后重新写。"),
}  # fmt: skip


@pytest.mark.parametrize(("answers", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistakes_are_told_of_the_questions_all_at_once_and_nothing_is_written(
    project: Project, answers: dict[str, str], said: str
) -> None:
    before = tree_of(project.root)

    assert _take(project, _body(answers)) == (1, f"{said}\n")
    assert tree_of(project.root) == before


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("draft", "这一条还是草稿，没有公布过。"),
        ("withdrawn", "这一条已经撤下。"),
        ("cancelled", "这一条已经是取消了。"),
    ],
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
    assert said.startswith("「### 哪一条」")
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
    "heading of a choice": _body(NEW | {"摘要": "好\n\n### 统计表行号\n\n1", "统计表行号": "none"}),
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

    assert (done.returncode, "打不开“no.md”：没有这个文件或文件夹。" in done.stdout) == (2, True)
