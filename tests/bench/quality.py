"""``docs/dev/quality.md``: each measuring run writes its own block there, and nobody writes a figure by hand."""

from __future__ import annotations

import os
import platform
import re
from datetime import UTC, datetime

from bench.generate import ROOT
from bench.machine import cpu, memory

PAGE = ROOT / "docs" / "dev" / "quality.md"


def keep(name: str, text: str, *, tools: str = "") -> None:
    """Put ``text`` (Markdown), what it was measured on, and ``tools`` with their versions into the block ``name``."""
    cores = f"{len(os.sched_getaffinity(0))} cores of {cpu()}, {memory():.0f} GiB"
    machine = f"Python {platform.python_version()}, {cores}, load {os.getloadavg()[0]:.1f}"
    measured = f"_Measured {datetime.now(UTC):%Y-%m-%d}: {f'{tools}, ' if tools else ''}{machine}._"
    page = PAGE.read_text(encoding="utf-8")
    block = re.compile(rf"(?s)(<!-- figures:{name} -->\n).*?(<!-- end -->)")
    if not block.search(page):
        raise ValueError(f"{PAGE} has no block “{name}”")
    PAGE.write_text(
        block.sub(lambda found: f"{found[1]}\n{text.strip()}\n\n{measured}\n\n{found[2]}", page), encoding="utf-8"
    )
