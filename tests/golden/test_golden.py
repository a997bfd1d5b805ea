"""What staff read after a mistake, word for word. ``make golden`` writes the expected texts anew."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.conftest import Project

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/edits.json"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_message_about_a_mistake_reads_as_expected(case: Path, project: Project) -> None:
    for edit in json.loads((case / "edits.json").read_text(encoding="utf-8")):
        project.data.replace(edit["file"], edit["old"], edit["new"])

    done = project.run("check")

    expected = case / "problems.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(done.stdout, encoding="utf-8")
    assert done.stdout == expected.read_text(encoding="utf-8")
    assert (done.returncode, done.stderr) == (1, "")
