"""What the staff's handbook says about mistakes of typing is what the check answers."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from tests.conftest import REPO

from campaign.loading import load

if TYPE_CHECKING:
    from tests.conftest import Folder

EVENT = "events/2023-06-08-launch.yml"
TABLE = (
    (REPO / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## 输入法最容易出的错")[2].partition("\n## ")[0]
)
ROWS = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|", TABLE, re.MULTILINE)


def test_table_of_mistakes_has_rows() -> None:
    assert len(ROWS) > 5


@pytest.mark.parametrize(("written", "right"), ROWS)
def test_row_of_the_table_is_answered_with_its_right_hand_side(tiny: Folder, written: str, right: str) -> None:
    field = re.split("[:：]", right)[0]
    if right.startswith("- "):
        field, before, indent = "audience", "audience:\n", "  "
    else:
        before, indent = "", ""
    tiny.edit(EVENT, **{field: None})
    tiny.write(EVENT, tiny.read(EVENT) + f"{before}{indent}{written}\n")

    assert [problem.suggestion for problem in tiny.problems()] == [indent + right]


def test_unit_in_the_command_that_files_a_form_is_one_that_files() -> None:
    handbook = (REPO / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (name,) = re.findall(r"campaign report submit (\S+) --by", handbook)
    orgs = load(REPO / "data", datetime(2023, 6, 12, 9, 30)).all("orgs")

    assert [org.id for org in orgs if name in org.known_as] == ["sub-fangsong"]
