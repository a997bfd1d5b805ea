"""The figures of a comparison as a table, and against the bounds that our own search keeps."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
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
            self.missed.append(
                f"    {query}: {len(found & wanted)} of {len(wanted)}, {len(found - wanted)} wrong {odd}"
            )

    @property
    def recall(self) -> float:
        """The part of what there is that was found."""
        return self.right / self.wanted if self.wanted else 1

    @property
    def precision(self) -> float:
        """The part of what was found that is right."""
        return self.right / self.found if self.found else 1

    def line(self) -> str:
        """Return the engine's line of the table."""
        cells = (statistics.median(self.kib), max(self.kib), statistics.median(self.cold), statistics.median(self.warm))
        return f"  {self.name:10s} {self.recall:7.3f} {self.precision:9.3f}" + "".join(f" {one:9.1f}" for one in cells)

    def verdicts(self, pages: Pages) -> Iterator[str]:
        """Yield what our own search keeps and misses."""
        kib = _KIB if pages.count < _SMALL else _KIB_MANY
        typed = f"{statistics.median(self.typed):.0f}, worst {max(self.typed):.0f}"
        for what, kept in (
            ("recall 1.0", self.right == self.wanted),
            (f"precision ≥ {_PRECISION}", self.precision >= _PRECISION),
            (f"median ≤ {kib} KiB a query", statistics.median(self.kib) <= kib),
            (f"worst ≤ {kib} KiB a query", max(self.kib) <= kib),
            (f"≤ {_WARM} ms from the last key to the first result, warm: {typed}", max(self.typed) <= _WARM),
            (f"index of ≥ {_PAGES} pages/s a core: {pages.speed:.0f}", pages.speed >= _PAGES),
        ):
            yield f"    {'kept  ' if kept else 'MISSED'} {what}"


class Report:
    """Takes in figures as they come, and gives the lines to print and the file to keep."""

    def __init__(self, chromium: str, queries: str) -> None:
        versions = ", ".join(f"{name} {metadata.version(name)}" for name in _PACKAGES)
        self._made = f"Chromium {chromium}, Python {platform.python_version()}, {versions}; queries: `{queries}`"
        self._lines: list[str] = []
        self._pages = Pages(0, 0, 0, 0)

    def add(self, one: Figures | Pages) -> list[str]:
        """Take in one result; return its lines."""
        if isinstance(one, Pages):
            self._pages = one
            heads = ("recall", "precision", "KiB", "worst", "ms cold", "ms warm")
            lines = [
                f"{one.count} pages, {one.characters} characters each, {one.queries} queries",
                f"  {'':10s} {heads[0]:>7s}" + "".join(f" {head:>9s}" for head in heads[1:]),
            ]
        else:
            own = one.name == "own"
            lines = [one.line(), *([*one.missed, *one.verdicts(self._pages)] if own else ())]
        self._lines += lines
        return lines

    def text(self) -> str:
        """Return the results as a page of the developers' documents."""
        load = f"{len(os.sched_getaffinity(0))} cores, load {os.getloadavg()[0]:.1f}, {datetime.now(UTC):%Y-%m-%d}"
        table = "\n".join(self._lines)
        return (
            "# Search: the figures\n\nWritten by `make bench-search`, not by hand. KiB and milliseconds are medians of a "
            "query in a fresh browser, code included,\nup to the first six results; Material's KiB are those of its index.\n\n"
            f"```\n{table}\n```\n\n{self._made}; {load}.\n"
        )
