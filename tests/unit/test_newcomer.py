"""A colleague's first quarter of an hour: a clone, three steps, three mistakes, and a green check."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

from tests.conftest import REPO, Project

GUIDE = REPO / "docs" / "manual" / "three-steps.md"
EVENT, UNIT = "data/events/2023-06-28-apply-training.yml", "data/units/g60-park.yml"
NOW = datetime(2023, 6, 12, 9, 30)
#: file, what stands there once, what is written by mistake, what the proposed line has instead
MISTAKES = (
    (EVENT, "start: 2023-06-28 14:00", "start：2023-06-28 14:00", "start: 2023-06-28 14:00"),
    (EVENT, "end: 2023-06-28 16:00", "end: 2023年6月31日 16:00", "end: 2023-06-30 16:00"),
    (UNIT, "town: 中山街道", "town: 中山街办", "town: 中山街道"),
)
_ANSWER = re.compile(r"^(\S+?):(\d+):\d+ .*?^    改成 │ (.*?)$", re.DOTALL | re.MULTILINE)


def _three_steps(project: Project) -> None:
    """Write the lines of the guide over those of the event that they change."""
    block = re.search(r"(?s)```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"))
    assert block
    path = project.root / EVENT
    path.write_text(re.sub(r"(?m)^start: .*\nend: .*\n", block[1], path.read_text(encoding="utf-8")), encoding="utf-8")


def test_newcomer_makes_three_mistakes_and_is_led_to_a_green_check(tmp_path: Path) -> None:
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{REPO}", tmp_path / "fwy"], check=True)
    project = Project(tmp_path / "fwy")
    shutil.copytree(project.root / "data", tmp_path / "published")
    _three_steps(project)
    before = {name: (project.root / name).read_text(encoding="utf-8") for name in (EVENT, UNIT)}
    for name, right, wrong, _ in MISTAKES:
        path = project.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(right) == 1
        path.write_text(text.replace(right, wrong), encoding="utf-8")

    done = project.run("check", at=NOW)

    assert done.returncode == 1
    assert done.stdout.endswith("共 3 处错误、0 处提醒。\n")
    answers = _ANSWER.findall(done.stdout)
    for (file, number, written), (name, right, _, proposed) in zip(answers, MISTAKES, strict=True):
        where, line = next((no, line) for no, line in enumerate(before[name].splitlines(), 1) if right in line)
        assert (file, int(number), written) == (name, where, line.replace(right, proposed))
        text = (project.root / file).read_text(encoding="utf-8").splitlines(keepends=True)
        text[int(number) - 1] = written + "\n"  # copied as the check says
        (project.root / file).write_text("".join(text), encoding="utf-8")

    done = project.run("check", "--against", str(tmp_path / "published"), at=NOW)
    assert (done.returncode, done.stdout) == (0, "共 0 处错误、0 处提醒。\n")
    changed = subprocess.run(
        ["git", "diff", "--stat"], cwd=project.root, capture_output=True, text=True, check=True
    ).stdout
    assert [line.split()[0] for line in changed.splitlines()[:-1]] == [EVENT]
