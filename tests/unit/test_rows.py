"""Tables of what must hold name a test in every row, and the tests are there."""

from __future__ import annotations

import ast
import re

import pytest
from tests.conftest import REPO

#: page, least number of rows, short name used in the page → file of tests
PAGES = {
    "docs/dev/screens.md": (40, {
        "net": "browser/test_screens_net.py",
        "walls": "browser/test_screens.py",
        "small": "browser/test_screens_small.py",
        "old": "browser/test_screens_old.py",
        "soak": "browser/test_screens_soak.py",
        "rules": "unit/test_checks_screens.py",
        "lines": "unit/test_typeset.py",
        "site": "site/test_walls.py",
    }),
    "SECURITY.md": (10, {
        "corpus": "hostile/test_corpus.py",
        "fuzz": "hostile/test_fuzz.py",
        "fields": "hostile/test_every_field.py",
        "sheets": "hostile/test_sheets.py",
        "prose": "hostile/test_own_pages.py",
        "clock": "unit/test_clock.py",
        "problems": "unit/test_problems.py",
        "source": "unit/test_source.py",
        "loading": "unit/test_loading.py",
        "rich": "unit/test_richtext.py",
        "render": "unit/test_render.py",
        "audit": "unit/test_audit.py",
        "headers": "unit/test_headers.py",
        "pages": "browser/test_every_page.py",
        "publish": "unit/test_publish.py",
        "releases": "unit/test_releases.py",
        "command": "unit/test_cli.py",
        "likeness": "unit/test_likeness.py",
        "whole": "hostile/test_fuzz_site.py",
        "repeat": "site/test_repeat.py",
        "time": "contract/test_edges_of_time.py",
        "values": "unit/test_fields.py",
        "paths": "unit/test_paths.py",
        "ical": "unit/test_ical.py",
        "workflows": "unit/test_workflows.py",
    }),
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_row_names_tests_that_exist(page: str) -> None:
    least, files = PAGES[page]
    text = (REPO / page).read_text(encoding="utf-8")
    tables = [line.split("|")[1:3] for line in text.splitlines() if re.match(r"\| (?!-)", line)]
    rows = [(row, tests) for row, tests in tables if re.search(r"`test_\w+`", tests)]
    whole = text[text.index("| test |") :].split("\n\n")[0]
    assert len(rows) == whole.count("\n|") - 1 >= least  # each row of that table, but for the line below its head
    known = {
        key: {
            node.name
            for node in ast.parse((REPO / "tests" / path).read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef)
        }
        for key, path in files.items()
    }
    short = "|".join(files)
    for row, tests in rows:
        parts = re.split(rf"\b({short}) ", tests)[1:]
        assert parts, row
        for key, told in zip(parts[::2], parts[1::2], strict=True):
            names = set(re.findall(r"`(\w+)`", told))
            assert names, row
            assert names - known[key] == set(), row
