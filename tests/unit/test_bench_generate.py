"""The workload of the bench can be written by hand, into a project of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import REPO


@pytest.mark.parametrize("how", [["tests/bench/generate.py"], ["-m", "bench.generate"]], ids=["file", "module"])
def test_generate_writes_a_project_with_data_of_its_own(how: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "project"
    command = [sys.executable, *how, "fuwuyue", str(folder), "20"]
    done = subprocess.run(
        command, cwd=REPO, env={**os.environ, "PYTHONPATH": "tests"}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert sum(1 for _ in (folder / "data").glob("*/*.yml")) == 20
    assert not (folder / "data").is_symlink()
    assert (folder / "mkdocs.yml").read_bytes() == (REPO / "mkdocs.yml").read_bytes()
