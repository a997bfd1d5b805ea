"""The table of what screens must do names a test in every row, and the tests are there."""

from __future__ import annotations

import ast
import re

from tests.conftest import REPO

FILES = {
    "net": "browser/test_screens_net.py",
    "walls": "browser/test_screens.py",
    "old": "browser/test_screens_old.py",
    "soak": "browser/test_screens_soak.py",
    "rules": "unit/test_checks_screens.py",
    "lines": "unit/test_typeset.py",
    "site": "site/test_walls.py",
}


def test_every_row_names_tests_that_exist() -> None:
    text = (REPO / "docs/dev/screens.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:3] for line in text.splitlines() if line.startswith("| ")][1:]
    known = {
        key: {
            node.name
            for node in ast.parse((REPO / "tests" / path).read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef)
        }
        for key, path in FILES.items()
    }
    assert len(rows) >= 40
    for row, tests in rows:
        named = [
            re.findall(r"`(\w+)`", part) for part in re.split(r"\b(?:net|walls|old|soak|rules|lines|site) ", tests)
        ]
        keys = re.findall(r"\b(net|walls|old|soak|rules|lines|site) ", tests)
        assert keys, row
        for key, names in zip(keys, named[1:], strict=True):
            assert names, row
            assert set(names) - known[key] == set(), row
