"""Files of the finished site."""

from __future__ import annotations

import os
from pathlib import Path


def write_file(site_dir: Path, name: str, content: bytes) -> None:
    """Write the file ``name``, a path below ``site_dir``."""
    folder, _, file = f"{site_dir}/{name}".rpartition("/")
    write(folder, file, content)


def write(folder: str, file: str, content: bytes) -> None:
    """Write one file; plain strings, because pathlib costs as much as the writing, once per record."""
    path = os.path.join(folder, file)  # noqa: PTH118 as above
    try:
        handle = open(path, "wb")  # noqa: PTH123, SIM115 as above; closed below
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 as above
        handle = open(path, "wb")  # noqa: PTH123, SIM115 as above; closed below
    with handle:
        handle.write(content)
