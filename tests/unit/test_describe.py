"""Schema, manual and sample of every collection are made from its model, and agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from campaign import describe
from campaign.models import REGISTRY
from campaign.models.errors import validate
from campaign.models.fields import Context
from campaign.problems import Problems
from campaign.scaffold import quoted
from campaign.source import entry_of_file, read_bytes


@pytest.mark.parametrize("name", list(REGISTRY))
def test_every_field_is_in_schema_manual_and_sample(name: str) -> None:
    model = REGISTRY[name]
    fields = [field.alias or key for key, field in model.model_fields.items()]

    sample = re.findall(r"(?m)^(?:# )?([a-z_]+):", describe.sample(model))

    assert list(describe.json_schema(model)["properties"]) == fields
    assert [row.name for row in describe.manual(model) if "." not in row.name] == fields
    assert sorted(sample) == sorted(fields)


@pytest.mark.parametrize("name", list(REGISTRY))
def test_sample_is_a_file_the_reader_takes(name: str) -> None:
    problems = Problems()
    document = read_bytes(describe.sample(REGISTRY[name]).encode(), "sample.yml", problems)
    entry = entry_of_file(document, problems) if document else None

    assert list(problems) == []
    assert entry is not None
    required = [field.alias or key for key, field in REGISTRY[name].model_fields.items() if field.is_required()]
    assert sorted(entry.data) == sorted(required)


def test_manual_names_the_fields_inside_others() -> None:
    rows = {row.name: (row.label, row.required, row.shape) for row in describe.manual(REGISTRY["events"])}

    assert rows["registration.capacity"] == ("名额", False, "整数")
    assert rows["sessions[].venue"] == ("场所", False, "场所编号")
    assert rows["topics"] == ("主题", False, "“主题”词表里的词，可多个")


@pytest.mark.parametrize(
    "text",
    [
        "普通",
        "夜校: 第一课",
        "第 #3 场",
        "- 横线",
        "“引号”",
        'a"b',
        "a\\b",
        "{{ x }}",
        "*重*",
        "冒号:",
        "'",
        "@x",
        "尾巴 ",
    ],
)
def test_quoted_text_is_read_back_as_it_was(text: str) -> None:
    problems = Problems()
    document = read_bytes(f"title: {quoted(text)}  # 说明\n".encode(), "x.yml", problems)

    assert document is not None
    assert (document.data["title"].strip(), list(problems)) == (text.strip(), [])


def _problems_of_sample(tmp_path: Path, name: str, text: str) -> list[tuple[int, str]]:
    """Return line and code of what the model finds in a sample; the files that it names are there."""
    files = ("files/zhiyin.pdf", "files/grading-slides.pdf", "files/grading-transcript.txt")
    for file in ("images/launch.jpg", *files):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_bytes(b"")
    problems = Problems()
    document = read_bytes(text.encode(), "sample.yml", problems)
    entry = entry_of_file(document, problems) if document else None
    if entry:
        validate(entry, REGISTRY[name], Context((tmp_path,), (tmp_path,)), problems)
    return [(problem.where.line, problem.code) for problem in problems]


@pytest.mark.parametrize("name", [name for name in REGISTRY if name != "campaign"])  # that is copied from last year's
def test_sample_is_valid_as_it_is_but_for_its_references(tmp_path: Path, name: str) -> None:
    assert _problems_of_sample(tmp_path, name, describe.sample(REGISTRY[name])) == []


@pytest.mark.parametrize("name", [name for name in REGISTRY if name != "campaign"])
def test_sample_with_every_comment_mark_taken_off_has_at_most_empty_values(tmp_path: Path, name: str) -> None:
    text = re.sub(r"(?m)^# (?!yaml-|----)", "", describe.sample(REGISTRY[name]))
    found = _problems_of_sample(tmp_path, name, text)
    lines = text.splitlines()
    assert [(lines[line - 1], code) for line, code in found if code != "empty-value"] == []
    assert [lines[line - 1] for line, _ in found if not re.search(r"\w:   # ", lines[line - 1])] == []
