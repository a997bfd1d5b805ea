"""A copy of the project with its real sample campaign: others may edit the original while a test builds it."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from tests.conftest import REPO, Project

#: the moment of the preview, in the middle of the month
PREVIEW_AT = "2023-06-12T09:30"
#: the moment the published site is built for: everything is over
PUBLISHED_AT = datetime(2023, 7, 15, 9, 30)
#: what the changed sample has: codes in its footer, a forge, an open day that is cancelled and why
CODES = {"site_id": "3101170000", "icp": "沪ICP备00000000号（测试）", "police": "沪公网安备 00000000000000号（测试）"}
FORGE = "https://github.com/example/fuwuyue/"
CANCELLED, REASON = "open_days/2023-06-16-g60-park.yml", "园区停电检修"


def copy_sample(target: Path) -> Project:
    """Copy what the sample site is made of into ``target``."""
    for name in ("hooks", "overrides", "docs", "data"):
        shutil.copytree(REPO / name, target / name, ignore=shutil.ignore_patterns("*.egg-info"))
    shutil.copy(REPO / "mkdocs.yml", target)
    return Project(target)


def build(project: Project, out: Path, *arguments: str, at: datetime = PUBLISHED_AT) -> Path:
    """Build the project's site into ``out``, published for the moment ``at`` unless ``arguments`` say otherwise."""
    done = project.run("build", "--out", str(out), *arguments, at=at)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return the folder that ``make`` fills once for all workers of a run; look at it, don't change it."""
    base = factory.getbasetemp()
    home = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    target, done = home / f"once-{name}", home / f"once-{name}.done"
    with (home / f"once-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            make(target)
            done.touch()
    return target
