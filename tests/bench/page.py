"""The figures of builds and of serving as blocks of ``docs/dev/quality.md``, and a drawing beside it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from bench.quality import PAGE, keep
from bench.report import CASES, Figures, verdicts

_INKS = {"fuwuyue": "#17345a", "hugo": "#b3261e", "eleventy": "#7a5b00", "stock": "#545d6b"}
_WIDTH, _HEIGHT, _LEFT, _RIGHT, _BOTTOM = 560, 300, 56, 90, 36
_KIB, _MIB = 1024, 1024 * 1024
_DRAWING = PAGE.with_name("builds.svg")


def keep_builds(
    figures: Figures, parts: Mapping[str, Mapping[str, float]], left_out: Sequence[str], tools: str
) -> None:
    """Write the block of builds, with ``parts`` of both kinds and the tools that were left out, and the drawing."""
    lines = [f"![CPU seconds of a cold build]({_DRAWING.name})", "", *_builds(figures)]
    lines += ["", *(f"{why}." for why in left_out), "", *_targets(figures), "", *_parts(parts)]
    keep("builds", "\n".join(lines), tools=tools)
    _DRAWING.write_text(_drawn(figures), encoding="utf-8")


def keep_serve(found: Sequence[Mapping[str, float]], tools: str) -> None:
    """Write the block of serving: records, median and slowest seconds, target and peak of each size."""
    rows = []
    for one in found:
        seconds = f"{one['median']:.2f} | {one['slowest']:.2f} | {one['target']:g}"
        rows.append(f"| {one['records']:,} | {seconds} | {_met(one['median'] <= one['target'])} | {one['peak']:.0f} |")
    head = ["| records | median, s | slowest, s | at most | | peak, MiB |", "|---:|---:|---:|---:|---|---:|"]
    keep("serve", "\n".join([*head, *rows]), tools=tools)


def _builds(figures: Figures) -> Iterator[str]:
    yield "| tool | records | | CPU, s | wall, s | peak, MiB | CPU against Hugo | files | MiB | page, KiB | gzip |"
    yield "|---|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|"
    for (tool, total, case), cost in figures.builds.items():
        other = figures.builds.get(("hugo", total, case))
        row = [tool, f"{total:,}", CASES[case], f"{cost.cpu:.1f}", f"{cost.wall:.1f}", f"{cost.peak:.0f}"]
        row.append(f"{cost.cpu / other.cpu:.2f} ×" if other else "")
        if case == "cold":
            made = figures.outputs[tool, total]
            row += [f"{made.files:,}", f"{made.bytes / _MIB:.0f}"]
            row += [f"{size / _KIB:.1f}" for size in (made.page_raw, made.page_gz)]
        yield "| " + " | ".join([*row, *[""] * (11 - len(row))]) + " |"


def _targets(figures: Figures) -> Iterator[str]:
    yield "| | measured | target | |"
    yield "|---|---:|---:|---|"
    for one in verdicts(figures):
        sign = "≥" if one.at_least else "≤"
        yield f"| {one.name} | {one.value:.3g} {one.unit} | {sign} {one.bound:g} | {_met(one.met)} |"


def _parts(parts: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    cold, changed = parts["cold"], parts["changed"]
    yield "| part of a build of 5,000 records, by cProfile on one processor | cold | one line changed |"
    yield "|---|---:|---:|"
    yield from (f"| {part} | {share:.1%} | {changed.get(part, 0):.1%} |" for part, share in cold.items())


def _met(met: bool) -> str:  # noqa: FBT001 a word for a fact
    return "met" if met else "**missed**"


def _drawn(figures: Figures) -> str:
    """Return the drawing: CPU seconds of cold builds over records, both in powers of ten."""
    cold = [(tool, total, cost.cpu) for (tool, total, case), cost in figures.builds.items() if case == "cold"]
    xs, ys = [math.log10(total) for _, total, _ in cold], [math.log10(cpu) for _, _, cpu in cold]
    low, high = math.floor(min(ys)), math.ceil(max(ys))

    def across(total: float) -> float:
        return round(_LEFT + (math.log10(total) - min(xs)) / ((max(xs) - min(xs)) or 1) * (_WIDTH - _LEFT - _RIGHT), 1)

    def down(cpu: float) -> float:
        return round(_HEIGHT - _BOTTOM - (math.log10(cpu) - low) / ((high - low) or 1) * (_HEIGHT - _BOTTOM - 20), 1)

    parts = []
    for power in range(low, high + 1):
        y, said = down(10.0**power), f"{10.0**power:g} s"
        parts.append(f'<path d="M{_LEFT} {y}H{_WIDTH - _RIGHT}" stroke="#ccc"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{said}</text>')
    sizes = sorted({total for _, total, _ in cold})
    parts += [f'<text x="{across(one)}" y="{_HEIGHT - 12}" text-anchor="middle">{one:,}</text>' for one in sizes]
    for tool, ink in _INKS.items():
        points = sorted((across(total), down(cpu)) for name, total, cpu in cold if name == tool)
        if points:
            line = " ".join(f"{x},{y}" for x, y in points)
            parts.append(f'<polyline fill="none" stroke="{ink}" stroke-width="2" points="{line}"/>')
            parts += [f'<circle cx="{x}" cy="{y}" r="3" fill="{ink}"/>' for x, y in points]
            parts.append(f'<text x="{points[-1][0] + 8}" y="{points[-1][1] + 4}" fill="{ink}">{tool}</text>')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="12">'
    title = "<title>CPU seconds of a cold build over the number of records</title>"
    return f'{head}{title}<rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'
