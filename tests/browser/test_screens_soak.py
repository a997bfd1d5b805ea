"""The long soak in short: a sound player and one with a planted leak can be told apart. ``make soak`` plays seven days."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import REPO

HOURS = "16"


@pytest.mark.parametrize("leak", [False, True], ids=["sound", "leaking"])
def test_soak_tells_a_leak_from_a_sound_player(preview_folder: Path, chromium: Path, *, leak: bool) -> None:
    asked = [sys.executable, str(REPO / "tools/soak.py"), str(preview_folder), HOURS, *(["--leak"] if leak else [])]
    env = {**os.environ, "CHROMIUM": str(chromium)}
    done = subprocess.run(asked, env=env, capture_output=True, text=True, check=False, timeout=300)
    found = re.search(r"heap ([+-][\d.]+) KiB/h, nodes ([+-]\d+), listeners ([+-]\d+)", done.stdout)
    assert found, done.stdout + done.stderr
    heap, nodes, listeners = map(float, found.groups())
    assert (heap > 500, nodes > 500) == (leak, leak)
    assert listeners <= 2
    assert not leak or done.returncode == 1
