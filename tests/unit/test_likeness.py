"""Guesses at what a wrong word may mean: the nearest of many, and an end of guessing."""

from __future__ import annotations

import pytest
from tests.conftest import Folder

from campaign import likeness
from campaign.likeness import nearest

_IDS = [f"2023-06-{day:02d}-{name}" for day in range(1, 31) for name in ("launch", "clinic", "seminar", "open-day")]


@pytest.fixture(autouse=True)
def _whole_store() -> None:
    likeness.renew()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2023-06-08-lunch", "2023-06-08-launch"),
        ("2023-6-08-launch", "2023-06-08-launch"),
        ("2023-06-17-semniar", "2023-06-17-seminar"),
        ("2023-06-30-clinik", "2023-06-30-clinic"),
        ("qqq", ""),
        ("", ""),
    ],
)
def test_nearest_of_many_is_found(written: str, meant: str) -> None:
    assert nearest(written, _IDS) == meant


def test_guessing_comes_to_an_end_and_begins_again_with_the_next_reading(tiny: Folder) -> None:
    tiny.replace("events/2023-06-08-launch.yml", "summary:", "sumary:")
    hints = [problem.suggestion for problem in tiny.problems()]
    assert hints == [hint for hint in hints if hint.startswith("summary:")] != []
    guesses = 0
    while nearest("2023-06-08-lunch", _IDS) and guesses < 10_000:
        guesses += 1
    assert 1_000 < guesses < 10_000
    assert nearest("2023-06-08-lunch", ["2023-06-08-launch"]) == ""
    assert [problem.suggestion for problem in tiny.problems()] == hints
