"""``campaign new``: what it asks, the id it proposes, and a file that loads."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.conftest import Folder

from campaign.models.base import REGISTRY
from campaign.scaffold import fill_sample, interview, propose_id, questions, write

#: what is typed for each field; the fields with references name records of the tiny campaign
TYPED = {
    "title": "夜校：第一课 #1",
    "name": "新单位",
    "reporting_unit": "fbzdjz",
    "unit": "station",
    "start": "2023-06-21 19:00",
    "issued": "2023-06-21",
    "issuer": "反不正当竞争科",
    "status": "draft",
    "stage": "培育",
}


def _typing(typed: dict[str, str], asked: list[str]) -> Callable[[str], str]:
    def ask(prompt: str) -> str:
        key = prompt.partition("（")[2].partition("；")[0].partition("，")[0]
        asked.append(key)
        return typed.get(key, "")

    return ask


def test_questions_are_the_required_plain_fields_without_the_id() -> None:
    assert [key for key, _ in questions(REGISTRY["notices"])] == [
        "title", "kind", "issuer", "issued", "status", "reporting_unit",
    ]  # fmt: skip


def test_interview_asks_each_question_once_and_the_id_last() -> None:
    asked: list[str] = []
    interview(REGISTRY["events"], _typing(TYPED | {"id": "2023-06-21-night"}, asked))
    assert asked == [*(key for key, _ in questions(REGISTRY["events"])), "id"]


def test_interview_takes_the_example_and_the_proposal_for_an_empty_answer() -> None:
    answers = interview(REGISTRY["events"], lambda _: "")
    assert (answers["status"], answers["start"]) == ("draft", "2023-06-08 14:00")
    assert answers["id"].startswith("2023-06-08-")


def test_interview_asks_again_until_the_id_can_be_a_file_name() -> None:
    typed = iter(["../../etc/passwd", "启动", "a b", "index", "2023-06-21-night"])
    found = interview(REGISTRY["notices"], lambda prompt: next(typed) if prompt.startswith("编号") else "")
    assert found["id"] == "2023-06-21-night"
    assert list(typed) == []


@pytest.mark.parametrize(
    ("answers", "proposal"),
    [
        ({"title": "启动仪式", "start": "2023-06-08 14:00"}, "2023-06-08-qi-dong-yi-shi"),
        ({"title": "Open Day", "issued": "2023-06-08"}, "2023-06-08-open-day"),
        ({"name": "示例服务站"}, "shi-li-fu-wu-zhan"),
        ({"title": "——"}, ""),
    ],
)
def test_propose_id_joins_day_and_title(answers: dict[str, str], proposal: str) -> None:
    assert propose_id(answers) == proposal


@pytest.mark.parametrize("name", ["events", "lectures", "open_days", "units", "notices"])
def test_new_record_of_each_kind_loads(tiny: Folder, name: str) -> None:
    model = REGISTRY[name]
    answers = interview(model, _typing(TYPED | {"id": "2023-06-21-new"}, []))
    path = write(tiny.root, model, answers)
    path.write_text(path.read_text(encoding="utf-8").replace("town: 示例街道", "town: 方松街道"), encoding="utf-8")
    assert tiny.problems_of() == []
    record = tiny.loaded().get(name, "2023-06-21-new")
    assert record is not None
    assert record.name_text == TYPED["name" if name == "units" else "title"]


@pytest.mark.parametrize("before", ["# 平时留空\n[]\n", "# 平时留空\n", "# 平时留空\n[]"])
def test_new_record_is_the_first_of_a_list_that_was_empty(tiny: Folder, before: str) -> None:
    tiny.write("bulletins.yml", before)
    typed = {"start": "2023-06-30 07:00", "until": "2023-06-30 12:00", "title": "改期", "approved_by": "办公室"}
    write(tiny.root, REGISTRY["bulletins"], typed | {"id": "moved"})
    assert tiny.problems_of() == []
    assert tiny.read("bulletins.yml").startswith("# 平时留空\n- id: moved")
    assert [one.name_text for one in tiny.loaded().all("bulletins")] == ["改期"]


@pytest.mark.parametrize("name", ["events", "lectures", "open_days", "units", "notices"])
def test_new_record_of_each_kind_shows_every_other_field_as_a_comment(name: str) -> None:
    model = REGISTRY[name]
    text = fill_sample(model, interview(model, _typing(TYPED | {"id": "2023-06-21-new"}, [])))
    lines = text.splitlines()
    optional = [field.alias or key for key, field in model.model_fields.items() if not field.is_required()]
    assert [key for key in optional if not any(line.startswith(f"# {key}:") for line in lines)] == []
