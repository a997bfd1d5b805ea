"""The JSON Schemas that editors complete from agree with the data and with the models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from campaign import describe
from campaign.models import REGISTRY

DATA = Path(__file__).parents[2] / "data"
FILES = sorted(path for path in DATA.rglob("*.yml"))


class _EditorsLoader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: only true and false are booleans, so ``no`` can be a key."""

    yaml_implicit_resolvers = {  # noqa: RUF012 the base class declares it so
        first: [one for one in resolvers if one[0] != "tag:yaml.org,2002:bool" or first in "tTfF"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _plain(path: Path) -> Any:
    """Return a file as an editor's YAML reader sees it: numbers and booleans typed, dates as text."""
    tree = yaml.load(path.read_text(encoding="utf-8"), Loader=_EditorsLoader)  # noqa: S506 a safe loader
    return json.loads(json.dumps(tree, default=str))


def _schema_of(path: Path) -> Path:
    line = path.read_text(encoding="utf-8").splitlines()[0]
    return (path.parent / line.partition("$schema=")[2].strip()).resolve()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(DATA).as_posix())
def test_schema_accepts_the_file_that_names_it(path: Path) -> None:
    schema = json.loads(_schema_of(path).read_text(encoding="utf-8"))

    errors = [
        f"{list(error.path)}: {error.message}" for error in Draft202012Validator(schema).iter_errors(_plain(path))
    ]

    assert errors == []


@pytest.mark.parametrize("name", list(REGISTRY))
def test_schema_refuses_an_unknown_field(name: str) -> None:
    validator = Draft202012Validator(describe.json_schema(REGISTRY[name]))

    messages = [
        error.message for error in validator.iter_errors({"标题": "x"}) if error.validator == "additionalProperties"
    ]

    assert messages == ["Additional properties are not allowed ('标题' was unexpected)"]


def test_schema_accepts_a_number_where_the_choice_is_written_in_digits() -> None:
    rows = describe.json_schema(REGISTRY["events"])["properties"]["stat_row"]

    assert rows["enum"] == ["1", "2", "7", "none", 1, 2, 7]
