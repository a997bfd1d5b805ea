"""Who may import whom, and how long things may be: docs/dev/architecture.md, enforced."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import REPO

HOOKS = REPO / "hooks"
PACKAGE = HOOKS / "campaign"
LAYERS = (
    {
        "problems",
        "likeness",
        "forge",
        "clock",
        "zh",
        "articles",
        "geo",
        "plane",
        "cache",
        "kept",
        "sources",
        "releases",
        "fonts",
        "typeset",
        "ems",
        "spans",
        "scripts",
        "sheets",
        "headers",
        *("asking", "dead", "content_lines", "beside", "made", "console", "grammar", "masks", "symbol"),
    },
    {
        *("source", "document", "scan", "chars", "lines", "values"),
        *("braces", "tree", "builder", "parse", "syntax", "layout"),
    },
    {"models"},
    {
        *("site", "reading", "naming", "resolving", "loading", "checks", "changes", "describe", "card", "listing"),
        *(
            "titles",
            "differing",
            "amending",
            "forms",
            "doctor",
            "linked",
            "almanac",
            "timetable",
            "history",
            "issue_forms",
            "editing",
            "mistakes",
            "handbook",
            "admin_config",
            "ical",
            "ical_text",
            "subscriptions",
            "laws",
            "layers",
            "schematic",
            "stations",
            "laws_lint",
            "citing",
        ),
        *("parsed", "unit_life", "bare", "sections", "outcomes", "charts", "vcard", "qr", "poster", "sharing"),
        *("glass", "wall_map", "slide", "occasions", "slides", "programme"),
        *("fitting", "foot", "codes", "laying", "frame", "packs", "wall"),
    },
    {"views", "exports", "pages", "jsonld", "api", "feeds"},
    {
        *("search", "indexed", "writing", "plan", "planning"),
        *("render", "richtext", "stamp", "prose", "pages_of_data", "weaving", "sitemap", "scaffold"),
        *("kiosk", "admin", "glyphs", "markup", "audit", "audit_files", "laws_source", "reports"),
    },
    {
        "building",
        "publish",
        "squeeze",
        "mkdocs_adapter",
        "serving",
        *("commands", "build_command", "live", "watching", "whole_build"),
        "laws_command",
        "report_command",
        "screens_command",
        "__main__",
        "admin_command",
        "staging",
        "intake",
        "moving",
        "replying",
        "editing_command",
        "grid",
        "grid_command",
        "links_command",
    },
)
MODULES = sorted(PACKAGE.rglob("*.py"))
MODULE_LINES, FUNCTION_LINES = 250, 45


def _name(path: Path) -> str:
    """Return the top-level name below ``campaign``: ``checks`` for ``checks/units.py``."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _layer(name: str) -> int:
    return next(number for number, names in enumerate(LAYERS) if name in names)


def _imports(path: Path) -> Iterator[str]:
    """Yield every dotted name that a module imports, ``from campaign import x`` as ``campaign.x``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize(
    "path", [path for path in MODULES if _name(path) != "__init__"], ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_module_imports_only_its_own_layer_or_below(path: Path) -> None:
    own = _layer(_name(path))
    parts = [name.split(".")[1] for name in _imports(path) if name.startswith("campaign.")]

    assert [name for name in parts if _layer(name) > own] == []


@pytest.mark.parametrize("package", ["views", "exports"])
def test_views_and_exports_do_not_import_each_other(package: str) -> None:
    siblings = {path.stem for path in (PACKAGE / package).glob("*.py")} - {"__init__"}
    found = [
        (path.name, name)
        for path in (PACKAGE / package).glob("*.py")
        for name in _imports(path)
        if name.startswith(f"campaign.{package}.") and name.split(".")[2] in siblings
    ]

    assert found == []


def test_mkdocs_is_imported_in_two_files_only() -> None:
    users = {
        path.relative_to(HOOKS).as_posix()
        for path in HOOKS.rglob("*.py")
        for name in _imports(path)
        if name.split(".")[0] == "mkdocs"
    }

    assert users == {"main.py", "campaign/mkdocs_adapter.py"}


def test_only_the_clock_asks_for_the_time() -> None:
    calls = {"now", "today", "utcnow", "time", "localtime"}
    users = set()
    for path in HOOKS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            function = node.func if isinstance(node, ast.Call) else None
            if isinstance(function, ast.Attribute) and function.attr in calls:
                owner = function.value
                if isinstance(owner, ast.Name) and owner.id in {"datetime", "date", "time"}:
                    users.add(path.name)

    assert users == {"clock.py"}


@pytest.mark.parametrize("path", [*MODULES, HOOKS / "main.py"], ids=lambda path: str(path.relative_to(HOOKS)))
def test_module_and_its_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]

    assert len(text.splitlines()) <= MODULE_LINES
    assert [node.name for node in functions if (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES] == []


@pytest.mark.parametrize(("pattern", "limit"), [("*.html", 120), ("*.css", 250), ("*.js", 200)])
def test_front_end_files_stay_short(pattern: str, limit: int) -> None:
    long = [
        path.name
        for path in (REPO / "overrides").rglob(pattern)
        if len(path.read_text(encoding="utf-8").splitlines()) > limit
    ]

    assert long == []
