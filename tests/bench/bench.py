"""Build the same generated records with every tool, alternately, and report ratios.

Timings are never asserted: the report says met or missed, and the exit code is 0.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bench import page
from bench.generate import ROOT
from bench.machine import machine, versions
from bench.measure import Cost, differing, middle, output
from bench.parts import parts
from bench.records import snapshot
from bench.report import CASES, Figures, table, verdicts
from bench.tools import Bench, missing

_RESULTS = ROOT / "build" / "bench" / "results.json"
_TOOLS = ("fuwuyue", "hugo", "eleventy")
#: records from which on one round counts, without a warm-up: it takes five minutes
_LARGE = 10_000
#: records of the build whose parts are timed
_PROFILED = 5000


@dataclass(slots=True)
class Session:
    """One run of the bench: where it works, how often it counts, every sample."""

    folder: Path
    runs: int
    left_out: list[str]
    figures: Figures = field(default_factory=Figures)
    samples: defaultdict[str, list[Cost]] = field(default_factory=lambda: defaultdict(list))
    parts: dict[str, dict[str, float]] = field(default_factory=dict)

    def profile(self) -> None:
        """Time the parts of a cold build, and of one after a changed line."""
        bench = self._bench("fuwuyue", _PROFILED)
        bench.prepare()
        say(f"timing the parts of {_PROFILED} records")
        self.parts["cold"] = parts(bench)
        bench.change(1)
        self.parts["changed"] = parts(bench)
        shutil.rmtree(bench.folder)

    def size(self, total: int, tools: list[str]) -> None:
        """Build ``total`` records with each of ``tools``: a warm-up, then the counted rounds."""
        benches = [self._bench(tool, total) for tool in tools]
        for bench in benches:
            say(f"writing {total} records for {bench.tool}")
            bench.prepare()
        runs = self.runs if total < _LARGE else min(self.runs, 1)
        for number in range(runs if total >= _LARGE else 0, runs + 1):
            say(f"{total} records, {'warm-up' if number == 0 else f'run {number} of {runs}'}")
            self._round(benches, number)
        for bench in benches:
            for case in CASES:
                self.figures.builds[bench.tool, total, case] = middle(self.samples[f"{bench.tool} {total} {case}"])
            if bench.tool == "hugo":
                self.figures.searches[total] = bench.searched()
            if bench.tool == "fuwuyue" and self.runs:
                self._compare(bench)
            shutil.rmtree(bench.folder)

    def slow(self, total: int) -> None:
        """Build with stock Material: cold, once."""
        bench = self._bench("stock", total)
        bench.prepare()
        say(f"{total} records with stock Material, once (this takes a while)")
        self.figures.builds["stock", total, "cold"] = self._keep(bench, "cold")
        self.figures.outputs["stock", total] = output(bench.out)
        shutil.rmtree(bench.folder)

    def check(self, total: int) -> None:
        """Check ``total`` records, without a cache and again, and subtract what starting takes."""
        bench = self._bench("fuwuyue", total)
        bench.prepare()
        say(f"checking {total} records")
        runs = [self._checked(bench) for _ in range(max(self.runs, 1))]
        start, first, again = (middle([run[number] for run in runs]) for number in range(3))
        for name, number in (("start", 0), (f"check {total}", 1), (f"check {total} again", 2)):
            self.samples[name] += [run[number] for run in runs]
        self.figures.checks[total] = first.less(start)
        self.figures.rechecks[total] = again.less(start)
        shutil.rmtree(bench.folder)

    @staticmethod
    def _checked(bench: Bench) -> tuple[Cost, Cost, Cost]:
        bench.reset()
        return bench.campaign("describe"), bench.campaign("check"), bench.campaign("check")

    def _bench(self, tool: str, total: int) -> Bench:
        return Bench(tool, total, self.folder / f"{tool}-{total}", self.folder / "project")

    def _round(self, benches: list[Bench], number: int) -> None:
        """Run every case with the tools in turn; round 0 is the warm-up and not kept."""
        for case in CASES:
            for bench in benches:
                if case == "cold":
                    bench.reset()
                elif case == "change":
                    bench.change(number)
                if number or not self.runs:
                    self._keep(bench, case)
                else:
                    bench.build()
                if case == "cold":
                    self.figures.outputs[bench.tool, bench.total] = output(bench.out)

    def _keep(self, bench: Bench, case: str) -> Cost:
        cost = bench.build()
        self.samples[f"{bench.tool} {bench.total} {case}"].append(cost)
        return cost

    def _compare(self, bench: Bench) -> None:
        """Compare the site that changed step by step with one built from nothing."""
        aside = self.folder / "stepwise"
        bench.out.rename(aside)
        bench.reset()
        bench.build()
        self.figures.differing[bench.total] = differing(aside, bench.out)
        shutil.rmtree(aside)

    def save(self, path: Path) -> None:
        """Write every sample, the medians and the verdicts."""
        figures = self.figures
        document = {
            "machine": machine(self.folder),
            "runs": self.runs,
            "left_out": self.left_out,
            "profile": {"records": _PROFILED, "parts": self.parts},
            "builds": [
                {"tool": tool, "records": total, "case": case, **asdict(cost)}
                for (tool, total, case), cost in figures.builds.items()
            ],
            "outputs": [
                {"tool": tool, "records": total, **asdict(made)} for (tool, total), made in figures.outputs.items()
            ],
            "checks": [{"records": total, **asdict(cost)} for total, cost in figures.checks.items()],
            "rechecks": [{"records": total, **asdict(cost)} for total, cost in figures.rechecks.items()],
            "searches": [{"records": total, **asdict(cost)} for total, cost in figures.searches.items()],
            "differing": {total: names[:20] for total, names in figures.differing.items()},
            "targets": [asdict(verdict) | {"met": verdict.met} for verdict in verdicts(figures)],
            "samples": {name: [asdict(cost) for cost in costs] for name, costs in self.samples.items()},
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


@contextmanager
def workplace() -> Iterator[Path]:
    """Yield a folder in memory where the system has one, and remove it afterwards."""
    memory = Path("/dev/shm")  # noqa: S108 tmpfs is the point; the folder within is ours alone
    with tempfile.TemporaryDirectory(prefix="fuwuyue-bench-", dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests/bench/run.sh", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 1000, 5000, 20_000], help="records to build")
    parser.add_argument("--tools", nargs="+", choices=_TOOLS, default=list(_TOOLS))
    parser.add_argument(
        "--stock", type=int, nargs="*", default=[1000], help="records for stock Material (1000); no number: none"
    )
    parser.add_argument("--checks", type=int, nargs="*", default=[1000, 10_000], help="records to check (1000 10000)")
    parser.add_argument(
        "--runs", type=int, default=3, help="counted runs after the warm-up (3); 0: a quick look, the warm-up counts"
    )
    parser.add_argument(
        "--results", type=Path, default=_RESULTS, help="where the figures go (build/bench/results.json)"
    )
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, save."""
    options = _options(arguments)
    left_out = {tool: why for tool in options.tools if (why := missing(tool))}
    options.tools = [tool for tool in options.tools if tool not in left_out]
    with workplace() as folder:
        session = Session(folder, options.runs, list(left_out.values()))
        snapshot(ROOT, folder / "project")
        for total in options.sizes:
            session.size(total, options.tools)
            session.save(options.results)  # whoever has no patience has this much
        for total in options.stock:
            session.slow(total)
        for total in options.checks:
            session.check(total)
        session.profile()
        session.save(options.results)
    page.keep_builds(
        session.figures,
        session.parts,
        session.left_out,
        f"{versions()}, {max(options.runs, 1)} runs, one of {_LARGE:,} records and more",
    )
    say("\n" + "\n".join(table(session.figures)) + "\n")
    say("\n".join(verdict.text() for verdict in verdicts(session.figures)))
    say(f"figures in {options.results}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
