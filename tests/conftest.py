"""A tiny but complete campaign, and the ways in which tests change it and ask what is wrong with it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from campaign import clock
from campaign.loading import load
from campaign.problems import DataError, Problems
from campaign.site import Shown, Site

REPO = Path(__file__).parent.parent
TINY = Path(__file__).parent / "tiny"
#: the moment that the tiny campaign is looked at, unless a test says otherwise
NOW = datetime(2023, 6, 12, 9, 30)

#: file, line, column and code of one finding
Finding = tuple[str, int, int, str]


@dataclass(frozen=True)
class Folder:
    """A campaign's data folder; names are paths below it, such as ``events/2023-06-08-launch.yml``."""

    root: Path

    def read(self, name: str) -> str:
        """Return the text of a file."""
        return (self.root / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        """Write a file, and the folder it needs."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace the one place where ``old`` stands."""
        text = self.read(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def edit(self, name: str, /, **fields: str | None) -> None:
        """Set top-level fields of a one-record file, in place or at the end; None takes a field out."""
        text = self.read(name)
        for key, value in fields.items():
            line = "" if value is None else f"{key}: {value}\n"
            text, count = re.subn(rf"(?m)^{key}:.*\n(?:[ ].*\n|\n)*", lambda _, line=line: line, text, count=1)
            text = text if count else text + line
        self.write(name, text)

    def add_like(self, name: str, key: str, /, **fields: str | None) -> str:
        """Add a record like the one in ``name`` under the id ``key``; returns the new file's name."""
        new = f"{name.partition('/')[0]}/{key}.yml"
        self.write(new, self.read(name))
        self.edit(new, id=key, **fields)
        return new

    def loaded(self, now: datetime = NOW) -> Site:
        """Return the site; raises DataError as the commands would see it."""
        return load(self.root, now)

    def shown(self, now: datetime = NOW) -> Shown:
        """Return the site as the public sees it."""
        return self.loaded(now).shown_at(now)

    def problems(self, now: datetime = NOW) -> Problems:
        """Return everything that is wrong, errors and warnings."""
        problems = Problems()
        try:
            load(self.root, now, problems)
        except DataError as error:
            assert error.problems is problems  # noqa: PT017 the same list, not a second report
        return problems

    def problems_of(self, now: datetime = NOW) -> list[Finding]:
        """Return file, line, column and code of everything that is wrong, in the order of the report."""
        return [(p.where.file, p.where.line, p.where.col, p.code) for p in self.problems(now)]

    def finding(self, name: str, text: str, code: str) -> Finding:
        """Return the finding at the one place of ``text``, or at the ``¦`` in it.

        The place is looked up without the project's own reader: line and column from 1, in characters.
        """
        before, _, after = text.rpartition("¦")
        whole = self.read(name)
        assert whole.count(before + after) == 1, f"{text!r} stands {whole.count(before + after)} times in {name}"
        ahead = whole[: whole.index(before + after) + len(before)]
        return (f"data/{name}", ahead.count("\n") + 1, len(ahead) - ahead.rfind("\n"), code)


@dataclass(frozen=True)
class Project:
    """A copy of the whole project with the tiny campaign, to run commands in."""

    root: Path

    @property
    def data(self) -> Folder:
        """The campaign's folder."""
        return Folder(self.root / "data")

    def run(
        self, *arguments: str, told: str = "", at: datetime = NOW, **environ: str
    ) -> subprocess.CompletedProcess[str]:
        """Run ``campaign`` at the moment ``at`` with ``told`` as what is typed, and ``environ`` in its environment."""
        seconds = int(at.replace(tzinfo=clock.SHANGHAI).timestamp())
        environment = {
            **os.environ,
            "PYTHONPATH": str(self.root / "hooks"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONIOENCODING": "utf-8",
            "NO_MKDOCS_2_WARNING": "1",
            "SOURCE_DATE_EPOCH": str(seconds),
            **environ,
        }
        return subprocess.run(
            [sys.executable, "-m", "campaign", *arguments],
            cwd=self.root, env=environment, input=told, capture_output=True, text=True, encoding="utf-8", check=False,
            timeout=120,
        )  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that at the end no worker waits minutes for the other's last file."""
    first = {"browser": 0, "site": 1, "contract": 1, "hostile": 1}
    items.sort(key=lambda item: (not item.path.name.startswith("test_screens"), first.get(item.path.parent.name, 2)))


def copy_project(target: Path) -> Project:
    """Copy what a project consists of, with the tiny campaign."""
    for name in ("hooks", "overrides", "docs"):
        shutil.copytree(REPO / name, target / name, ignore=shutil.ignore_patterns("*.egg-info"))
    shutil.copy(REPO / "mkdocs.yml", target)
    shutil.copytree(TINY / "data", target / "data")
    return Project(target)


def tree_of(folder: Path) -> dict[str, bytes]:
    """Return every file below ``folder`` with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Return the tiny campaign in a folder of its own, which is also where the test stands."""
    shutil.copytree(TINY / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return Folder(tmp_path / "data")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project of the test's own, not built yet."""
    return copy_project(tmp_path)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the tiny project with its site built once; look at it, don't change it."""
    project = copy_project(tmp_path_factory.mktemp("built"))
    done = project.run("build")
    assert done.returncode == 0, done.stdout + done.stderr
    return project
