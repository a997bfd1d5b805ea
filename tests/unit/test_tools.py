"""What the tools look at and weigh is what the pages are made of."""

from __future__ import annotations

import importlib.util
import re
from types import ModuleType

from tests.bench.map_files import SCRIPTS, SHARED
from tests.conftest import REPO


def tool(name: str) -> ModuleType:
    """Return a tool as a module."""
    spec = importlib.util.spec_from_file_location(name, REPO / "tools" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_screenshots_show_the_map_on_an_upright_screen() -> None:
    screenshots = tool("screenshots")

    assert [(name, size, whole) for name, _, size, whole in screenshots.wanted({"map"})] == [
        ("map-390", (390, 844), True),
        ("map-1280", (1280, 900), True),
        ("map-1080x1920", (1080, 1920), False),
    ]


def test_weighed_scripts_of_the_map_are_all_that_it_loads() -> None:
    folder = REPO / "overrides" / "assets" / "js"
    found, waiting = set[str](), ["map.js"]
    while waiting:
        name = waiting.pop()
        found.add(name)
        text = (folder / name).read_text(encoding="utf-8")
        waiting += [other for other in re.findall(r'^import .*"\./(\S+)";$', text, re.MULTILINE) if other not in found]

    assert found == {*SCRIPTS, *SHARED}
