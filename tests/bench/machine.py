"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from bench.tools import hugo

_PACKAGES = ("mkdocs", "mkdocs-material", "pydantic", "jinja2", "comrak", "nh3", "pyyaml")
_GIB = 1024**3


def machine(folder: Path) -> dict[str, object]:
    """Return cores, CPU, memory, system, where ``folder`` lies, and the versions of the tools."""
    return {
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": len(os.sched_getaffinity(0)),
        "cpu": cpu(),
        "memory_gib": memory(),
        "system": platform.platform(),
        "load": os.getloadavg()[0],
        "target": f"{folder} ({file_system(folder)})",
        "python": platform.python_version(),
        "hugo": subprocess.run([hugo(), "version"], capture_output=True, text=True, check=True).stdout.strip(),
        "node": _node(),
        **{name: metadata.version(name) for name in _PACKAGES},
    }


def versions() -> str:
    """Return what the other generators are, in one line."""
    own = subprocess.run([hugo(), "version"], capture_output=True, text=True, check=True).stdout
    return f"{own.partition('-')[0]}, node {_node() or '–'}, mkdocs-material {metadata.version('mkdocs-material')}"


def _node() -> str:
    node = shutil.which("node")
    return (
        subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout.strip() if node else ""
    )


def memory() -> float:
    """Return the memory in GiB."""
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIB, 1)


def cpu() -> str:
    """Return the processor's model."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def file_system(folder: Path) -> str:
    """Return the type of the file system that holds ``folder``."""
    mounts = [line.split() for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    holding = [(mount[1], mount[2]) for mount in mounts if folder.is_relative_to(mount[1])]
    return max(holding, key=lambda found: len(found[0]))[1] if holding else "unknown"
