"""What the page for newcomers shows is what happens: the changed lines are taken, the answer is the check's own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from PIL import Image
from tests.conftest import REPO, Folder
from tests.unit.test_tools import tool

from campaign.changes import unannounced

TOOL = tool("three_steps")
PAGE = (REPO / "docs/manual/three-steps.md").read_text(encoding="utf-8")
LINES, ANSWER = TOOL.blocks(PAGE)
NAME = f"{TOOL.EVENT}.yml"


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Return the sample campaign in a folder of its own, which is also where the test stands."""
    shutil.copytree(REPO / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return Folder(tmp_path / "data")


def test_changed_lines_are_a_move_that_everybody_hears_of(sample: Folder) -> None:
    before = sample.loaded()
    sample.write(NAME, TOOL.changed(sample.read(NAME), LINES))

    assert sample.read(NAME).count(LINES) == 1
    assert sample.problems_of() == []
    assert list(unannounced(sample.loaded(), before)) == []


def test_answer_on_the_page_is_the_check_s(sample: Folder) -> None:
    sample.write(NAME, TOOL.changed(sample.read(NAME), LINES))
    written, right = (re.findall(rf"{word} │ (.+)", ANSWER)[0] for word in ("原文", "改成"))
    sample.replace(NAME, f"{right}\n", f"{written}\n")
    told = [line for line in sample.problems().text().splitlines() if "↑" not in line and "改法" not in line]

    assert told[:3] == ANSWER.splitlines()


def test_pictures_are_small_described_and_as_large_as_the_page_says() -> None:
    folder = REPO / "docs/manual"
    shown = re.findall(r"!\[([^\]]+)\]\((three-steps/[^)]+)\)\{ loading=lazy width=(\d+) height=(\d+) \}", PAGE)

    assert [name for _, name, _, _ in shown] == [f"three-steps/{name}.webp" for name in TOOL.NAMES]
    assert sorted(path.stem for path in (folder / "three-steps").iterdir()) == sorted(TOOL.NAMES)
    for alt, name, width, height in shown:
        path = folder / name
        assert (name, path.stat().st_size <= TOOL.MOST, len(alt) > 15) == (name, True, True)
        with Image.open(path) as image:
            whole, tall = image.size
        assert (name, whole, abs(tall - int(height) * TOOL.SHARP) <= 1) == (name, int(width) * TOOL.SHARP, True)
        assert int(width) <= TOOL.WIDTH == 390 - 2 * 16  # a phone shows it as large as it was drawn
    assert [alt[:3] for alt, name, _, _ in shown if "edit" in name or "commit" in name] == ["示意图", "示意图"]
