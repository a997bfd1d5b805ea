"""The tiny campaign of the other tests is itself without a mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Folder


def test_tiny_campaign_has_no_problems(tiny: Folder) -> None:
    assert tiny.problems_of() == []


def test_tiny_campaign_shows_one_record_of_each_kind(tiny: Folder) -> None:
    shown = tiny.shown()
    assert {name: len(shown.public(name)) for name in ("events", "lectures", "open_days", "units", "notices")} == {
        "events": 1,
        "lectures": 1,
        "open_days": 1,
        "units": 1,
        "notices": 1,
    }


def test_finding_of_the_helper_points_at_line_and_column(tiny: Folder) -> None:
    tiny.edit("units/station.yml", stage="评了")
    assert tiny.finding("units/station.yml", "评了", "x") == ("data/units/station.yml", 8, 8, "x")
    assert tiny.problems_of() == [("data/units/station.yml", 8, 8, "unknown-choice")]
