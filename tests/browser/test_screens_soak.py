"""A wall plays for a day and a half in half a minute: nothing fills the box, and what would is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.unit.test_tools import tool

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


def test_day_and_a_half_of_programme_fills_nothing_and_a_leak_is_found(preview_folder: Path, browser: Browser) -> None:
    soak = tool("soak")
    heap, nodes, listeners = soak.judged(soak.play(browser, preview_folder, 36))
    assert heap < soak.MOST_HEAP
    assert nodes <= soak.MOST_NODES
    assert listeners <= soak.MOST_LISTENERS
    heap, nodes, _ = soak.judged(soak.play(browser, preview_folder, 16, leak=True))
    assert heap > soak.MOST_HEAP
    assert nodes > soak.MOST_NODES
