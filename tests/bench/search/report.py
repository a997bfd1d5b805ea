"""The figures of a comparison as a table, and against the bounds that our own search keeps."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import metadata

_SMALL = 500
#: KiB of a query at a site's usual size, and at many dense pages
_KIB, _KIB_MANY = 15, 60
_PRECISION, _WARM, _PAGES = 0.99, 100, 500
_PACKAGES = ("mkdocs-material", "pagefind", "jieba")


@dataclass(frozen=True, slots=True)
class Pages:
    """What was searched, and how many pages a second one core takes into our own index."""

    count: int
    characters: int
    queries: int
    speed: float


@dataclass(slots=True)
class Figures:
    """What one engine did with all queries."""

    name: str
    found: int = 0
    right: int = 0
    wanted: int = 0
    kib: list[float] = field(default_factory=list)
    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    typed: list[float] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def note(self, query: str, found: set[str], wanted: set[str], costs: Sequence[float]) -> None:
        """Count one query: what was found, what there is, milliseconds cold and warm, KiB, milliseconds from the last key."""
        self.found += len(found)
        self.wanted += len(wanted)
        self.right += len(found & wanted)
        for kept, cost in zip((self.cold, self.warm, self.kib, self.typed), costs, strict=True):
            kept.append(cost)
        if found != wanted:
            odd = sorted(wanted - found)[:2], sorted(found - wanted)[:2]
            self.missed.append(f"{query}: {len(found & wanted)} of {len(wanted)}, {len(found - wanted)} wrong {odd}")

    @property
    def recall(self) -> float:
        """The part of what there is that was found."""
        return self.right / self.wanted if self.wanted else 1

    @property
    def precision(self) -> float:
        """The part of what was found that is right."""
        return self.right / self.found if self.found else 1

    def cells(self) -> list[str]:
        """Return the engine's cells of the table."""
        costs = (statistics.median(self.kib), max(self.kib), statistics.median(self.cold), statistics.median(self.warm))
        return [f"{self.recall:.3f}", f"{self.precision:.3f}", *(f"{one:.1f}" for one in costs)]

    def verdicts(self, pages: Pages) -> Iterator[tuple[str, bool]]:
        """Yield each bound of our own search, and whether it is kept."""
        kib = _KIB if pages.count < _SMALL else _KIB_MANY
        typed = f"{statistics.median(self.typed):.0f}, worst {max(self.typed):.0f}"
        yield from (
            ("recall 1.0", self.right == self.wanted),
            (f"precision ≥ {_PRECISION}", self.precision >= _PRECISION),
            (f"median ≤ {kib} KiB a query", statistics.median(self.kib) <= kib),
            (f"worst ≤ {kib} KiB a query", max(self.kib) <= kib),
            (f"≤ {_WARM} ms from the last key to the first result, warm: {typed}", max(self.typed) <= _WARM),
            (f"index of ≥ {_PAGES} pages/s a core: {pages.speed:.0f}", pages.speed >= _PAGES),
        )


class Report:
    """Takes in figures as they come, and gives the lines to print and the table to keep."""

    def __init__(self, chromium: str, queries: str) -> None:
        versions = ", ".join(f"{name} {metadata.version(name)}" for name in _PACKAGES)
        self.tools = f"Chromium {chromium}, {versions}, queries of `{queries}`"
        self.kept = True
        self._rows: list[str] = []
        self._bounds: list[str] = []
        self._pages = Pages(0, 0, 0, 0)

    def add(self, one: Figures | Pages) -> list[str]:
        """Take in one result; return its lines."""
        if isinstance(one, Pages):
            self._pages = one
            heads = ("recall", "precision", "KiB", "worst", "ms cold", "ms warm")
            title = f"{one.count} pages, {one.characters} characters each, {one.queries} queries"
            self._rows.append(f"| **{title}** | | | | | | |")
            return [title, f"  {'':10s} {heads[0]:>7s}" + "".join(f" {head:>9s}" for head in heads[1:])]
        cells = one.cells()
        self._rows.append(f"| {one.name} | {' | '.join(cells)} |")
        lines = [f"  {one.name:10s} {cells[0]:>7s}" + "".join(f" {cell:>9s}" for cell in cells[1:])]
        if one.name != "own":
            return lines
        for what, kept in one.verdicts(self._pages):
            self.kept = self.kept and kept
            lines.append(f"    {'kept  ' if kept else 'MISSED'} {what}")
            self._bounds.append(f"- {self._pages.count} pages: {'kept' if kept else '**MISSED**'} {what}")
        return [lines[0], *(f"    {missed}" for missed in one.missed), *lines[1:]]

    def table(self) -> str:
        """Return the results as Markdown."""
        heads = ("", "recall", "precision", "KiB, median", "KiB, worst", "ms cold", "ms warm")
        return "\n".join(
            [f"| {' | '.join(heads)} |", "|---|" + "---:|" * (len(heads) - 1), *self._rows, "", *self._bounds]
        )
