"""Write the workload: N records for this project, for Hugo, for stock Material.

It runs in a process of its own, because a process that measures must stay small: the
peak memory of a child never reads lower than its parent's (getrusage(2), exec keeps it).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

if not __package__:  # run as a file: its own folder, first on the path, holds a bench.py
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from bench.content import pieces
from bench.markdown import write_eleventy, write_hugo, write_stock
from bench.records import write_project
from bench.words import chinese

ROOT = Path(__file__).resolve().parents[2]
SEED = 45


def write(tool: str, folder: Path, total: int, seed: int, project: Path) -> None:
    """Write ``total`` records in the form of ``tool`` into the new ``folder``."""
    records = pieces(total, seed)
    if tool == "fuwuyue":
        write_project(project, folder, records)
    elif tool == "hugo":
        write_hugo(folder, records)
    elif tool == "eleventy":
        write_eleventy(folder, records)
    else:
        write_stock(folder, records)


def main(arguments: list[str] | None = None) -> int:
    """Write one tool's form and say how long a text is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tool", choices=("fuwuyue", "hugo", "eleventy", "stock"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("total", type=int)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--project", type=Path, default=ROOT, help="a snapshot of this project (the project itself)")
    options = parser.parse_args(arguments)
    write(options.tool, options.folder, options.total, options.seed, options.project)
    lengths = [chinese(piece.body) for piece in pieces(min(options.total, 200), options.seed)]
    sys.stdout.write(f"{options.total} records, {sum(lengths) // len(lengths)} Chinese characters each\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
