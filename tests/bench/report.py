"""The figures as a table, and as ratios against the targets of the design's SPEED."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.measure import Cost, Output

CASES = {"cold": "cold", "change": "one line changed", "nothing": "nothing changed"}
_KIB = 1024
_MIB = 1024 * 1024


@dataclass(slots=True)
class Figures:
    """Everything measured: medians by tool, size and case; outputs; the check, and done again; differing files; Pagefind on Hugo's pages."""

    builds: dict[tuple[str, int, str], Cost] = field(default_factory=dict)
    outputs: dict[tuple[str, int], Output] = field(default_factory=dict)
    checks: dict[int, Cost] = field(default_factory=dict)
    rechecks: dict[int, Cost] = field(default_factory=dict)
    differing: dict[int, list[str]] = field(default_factory=dict)
    searches: dict[int, Cost] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One target: what it is, what was measured, the bound, and which side is good."""

    name: str
    value: float
    bound: float
    at_least: bool = False
    unit: str = "×"

    @property
    def met(self) -> bool:
        """Whether the measured value keeps the bound."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound

    def text(self) -> str:
        """Return the line of the report."""
        sign = "≥" if self.at_least else "≤"
        return f"{'met   ' if self.met else 'MISSED'}  {self.name}: {self.value:.3g} {self.unit} (target {sign} {self.bound:g})"


def table(figures: Figures) -> list[str]:
    """Return a line for each tool, size and case."""
    lines = [
        f"{'tool':<8} {'records':>7} {'case':<17} {'wall s':>8} {'CPU s':>8} {'peak MiB':>9} {'files':>7} {'MiB':>7} {'page KiB':>9} {'gz':>5}"
    ]
    for (tool, total, case), cost in figures.builds.items():
        line = f"{tool:<8} {total:>7} {CASES[case]:<17} {cost.wall:>8.2f} {cost.cpu:>8.2f} {cost.peak:>9.0f}"
        if case == "cold":
            made = figures.outputs[tool, total]
            line += (
                f" {made.files:>7} {made.bytes / _MIB:>7.0f} {made.page_raw / _KIB:>9.1f} {made.page_gz / _KIB:>5.1f}"
            )
        lines.append(line)
    lines += [
        f"{name:<8} {total:>7} {'without start-up':<17} {cost.wall:>8.2f} {cost.cpu:>8.2f} {cost.peak:>9.0f}"
        for name, costs in (("check", figures.checks), ("again", figures.rechecks))
        for total, cost in costs.items()
    ]
    return lines


def verdicts(figures: Figures) -> list[Verdict]:
    """Return every target that the measured sizes allow to judge."""
    hugo = [*_against_hugo(figures), *_with_search(figures)]
    return [*hugo, *_against_stock(figures), *_growth(figures), *_bytes(figures), *_check(figures)]


def _against_hugo(figures: Figures) -> Iterator[Verdict]:
    bounds = {
        (5000, "cold"): {"wall": 0.6, "cpu": 0.5, "peak": 0.4},
        (1000, "cold"): {"wall": 1.0},
        (5000, "change"): {"wall": 0.25},
        (5000, "nothing"): {"wall": 0.2},
    }
    for (total, case), sides in bounds.items():
        ours, theirs = figures.builds.get(("fuwuyue", total, case)), figures.builds.get(("hugo", total, case))
        if ours and theirs:
            for side, bound in sides.items():
                ratio = getattr(ours, side) / getattr(theirs, side)
                yield Verdict(f"{total} records, {CASES[case]}, {side} against Hugo", ratio, bound)


def _with_search(figures: Figures) -> Iterator[Verdict]:
    ours, theirs = figures.builds.get(("fuwuyue", 5000, "cold")), figures.builds.get(("hugo", 5000, "cold"))
    if ours and theirs and 5000 in figures.searches:
        ratio = ours.cpu / (theirs.cpu + figures.searches[5000].cpu)
        yield Verdict("5000 records, cold, cpu against Hugo and Pagefind", ratio, 0.25)


def _against_stock(figures: Figures) -> Iterator[Verdict]:
    for (tool, total, case), cost in figures.builds.items():
        ours = figures.builds.get(("fuwuyue", total, "cold"))
        if tool == "stock" and case == "cold" and ours:
            name = f"{total} records, cold, times faster than stock Material"
            yield Verdict(name, cost.wall / ours.wall, 40, at_least=True)


def _growth(figures: Figures) -> Iterator[Verdict]:
    small, large = (figures.builds.get(("fuwuyue", total, "cold")) for total in (5000, 20000))
    if small and large:
        yield Verdict("5,000 → 20,000 records, wall", large.wall / small.wall, 4.2)
        yield Verdict("5,000 → 20,000 records, memory", large.peak / small.peak, 4.2)
        pages = [figures.outputs["fuwuyue", total].page_raw for total in (5000, 20000)]
        yield Verdict("5,000 → 20,000 records, HTML a page", pages[1] / pages[0], 1.02)


def _bytes(figures: Figures) -> Iterator[Verdict]:
    made = [made for (tool, _), made in figures.outputs.items() if tool == "fuwuyue"]
    if made:
        yield Verdict("a record page, raw", max(one.page_raw for one in made) / _KIB, 20, unit="KiB")
        yield Verdict("a record page, gzip", max(one.page_gz for one in made) / _KIB, 5, unit="KiB")
    for total, names in figures.differing.items():
        yield Verdict(f"{total} records, files of a changed site unlike a cold build", len(names), 0, unit="files")


def _check(figures: Figures) -> Iterator[Verdict]:
    for name, costs in (("nothing kept", figures.checks), ("done again", figures.rechecks)):
        cost = costs.get(10_000)
        if cost:
            yield Verdict(f"check alone, 10,000 records, {name}, start-up subtracted", cost.wall, 1.5, unit="s")
