"""The guide to the look says what the sheets have, and the sheets keep to it."""

from __future__ import annotations

import re

import pytest
from tests.conftest import REPO
from tests.unit.test_tools import tool

DESIGN = tool("design")
CSS = REPO / "overrides" / "assets" / "css"
_COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", re.IGNORECASE)


def test_tables_of_the_guide_are_the_sheets() -> None:
    assert DESIGN.GUIDE.read_text(encoding="utf-8") == DESIGN.written()


@pytest.mark.parametrize(("one", "other", "least"), DESIGN.PAIRS)
def test_what_stands_on_what_can_be_read(one: str, other: str, least: float) -> None:
    schemes = {name: made for name, made in DESIGN.tokens().items() if name}

    assert list(schemes) == ["light", "dark", "high", "high dark"]
    assert [name for name, made in schemes.items() if DESIGN.contrast(made[one], made[other]) < least] == []


def test_contrast_is_that_of_wcag() -> None:
    pairs = (("#000000", "#ffffff"), ("#777777", "#ffffff"))

    assert [round(DESIGN.contrast(*pair), 2) for pair in pairs] == [21.0, 4.48]


def test_dark_scheme_names_every_colour() -> None:
    _, light, dark, *_ = re.split(r"(?m)^\[data-md-color-scheme.*\{$", DESIGN.SHEET.read_text(encoding="utf-8"))
    named = [re.findall(r"(?m)^  (--c-[a-z-]+):", block.partition("}")[0]) for block in (light, dark)]

    assert named[1] == named[0]


def test_colours_are_named_in_one_sheet() -> None:
    screen = [path for path in CSS.glob("*.css") if not path.name.startswith("print")]
    found = {path.name for path in screen if _COLOUR.search(path.read_text(encoding="utf-8"))}

    assert found == {"tokens.css", "report.css"}  # the official form is black on white wherever it is looked at


def test_examples_use_classes_that_there_are() -> None:
    sheets = "".join(path.read_text(encoding="utf-8") for path in CSS.glob("*.css"))
    named = {name for text in DESIGN.examples().values() for name in re.findall(r"\bc-[a-z][\w-]*", text)}

    assert sorted(name for name in named if f".{name}" not in sheets) == []
    assert len(DESIGN.examples()) > 12
