"""Schema, manual and sample of every collection are made from its model, and agree."""

from __future__ import annotations

import re

import pytest

from campaign import describe
from campaign.models import REGISTRY
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
