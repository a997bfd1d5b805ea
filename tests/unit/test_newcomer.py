"""A colleague's first quarter of an hour: a clone, three steps, three mistakes, and a green check."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.conftest import REPO, Project

EVENT, UNIT = "data/events/2023-06-08-launch.yml", "data/units/g60-park.yml"
#: file, what stands there once, what is written by mistake, what the proposed line has instead
MISTAKES = (
    (EVENT, "start: 2023-06-08 09:30", "start：2023-06-08 09:30", "start: 2023-06-08 09:30"),
    (EVENT, "end: 2023-06-08 11:30", "end: 2023年6月31日 11:30", "end: 2023-06-30 11:30"),
    (UNIT, "town: 中山街道", "town: 中山街办", "town: 中山街道"),
)


def test_newcomer_makes_three_mistakes_and_is_led_to_a_green_check(tmp_path: Path) -> None:
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{REPO}", tmp_path / "fwy"], check=True)
    project = Project(tmp_path / "fwy")
    before = {name: (project.root / name).read_text(encoding="utf-8") for name in (EVENT, UNIT)}
    for name, right, wrong, _ in MISTAKES:
        path = project.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(right) == 1
        path.write_text(text.replace(right, wrong), encoding="utf-8")

    done = project.run("check")

    assert done.returncode == 1
    *answers, count = done.stdout.split("\n\n")
    assert count == "共 3 处错误、0 处提醒。\n"
    for answer, (name, right, wrong, proposed) in zip(answers, MISTAKES, strict=True):
        number, line = next((no, line) for no, line in enumerate(before[name].splitlines(), 1) if right in line)
        assert answer.startswith(f"{name}:{number}:")
        assert f"原文 │ {line.replace(right, wrong)[:100]}" in answer
        assert f"改成 │ {line.replace(right, proposed)[:100]}" in answer

    for name, text in before.items():  # written as the check proposed
        (project.root / name).write_text(text, encoding="utf-8")
    done = project.run("check")
    assert (done.returncode, done.stdout.splitlines()[-1][:8]) == (0, "共 0 处错误、")
