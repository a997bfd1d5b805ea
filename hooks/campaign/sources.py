"""Which code a result follows from: a module with all of this package that it imports, directly or not."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def source(name: str) -> str:
    """Return a hash of the module ``name`` of this package and of all that it imports, as they were when first asked for."""
    found: dict[str, bytes] = {}
    asked = [name]
    while asked:
        path = _PACKAGE.joinpath(*asked.pop().split("."))
        for file in (path.with_suffix(".py"), path / "__init__.py"):
            key = file.relative_to(_PACKAGE).as_posix()
            if key not in found and file.is_file():
                found[key] = file.read_bytes()
                asked += _imported(found[key])
    return hashlib.sha256(repr(sorted(found.items())).encode()).hexdigest()


def _imported(code: bytes) -> Iterator[str]:
    """Yield the names below this package that a module may import, wherever in it."""
    for node in ast.walk(ast.parse(code)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom):
            names = [str(node.module), *(f"{node.module}.{name}" for name in names)]
        yield from (name.removeprefix("campaign.") for name in names if name.startswith("campaign."))
