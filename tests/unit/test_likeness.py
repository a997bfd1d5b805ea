"""Guesses at what a wrong word may mean: the nearest of many, and an end of guessing."""

from __future__ import annotations

import pytest
from tests.conftest import Folder

from campaign import likeness
from campaign.likeness import nearest
from campaign.models.fields import Context
from campaign.models.partial import salvaged
from campaign.models.people import Person
from campaign.problems import Problems
from campaign.source import entry_of_file, read_bytes

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


def test_short_word_of_many_is_found_although_a_letter_parts_every_pair() -> None:
    names = [f"{first}{last}" for first in "赵钱孙李周吴郑王冯陈" for last in "丽敏强军杰娟勇艳涛明"]
    assert nearest("陈a丽", names) == "陈丽"


@pytest.mark.parametrize(("wrong", "kept"), [(40, [Person]), (41, [])])
def test_record_that_is_wrong_nearly_everywhere_is_not_salvaged(wrong: int, kept: list[type[Person]]) -> None:
    text = f"id: a\nname: 甲\n{''.join(f'zz{number}: 1{chr(10)}' for number in range(wrong))}"
    document = read_bytes(text.encode(), "a.yml", Problems())
    entry = entry_of_file(document, Problems()) if document else None
    assert entry is not None
    found = salvaged(entry, Person, Context())
    assert [Person for _ in [found] if isinstance(found, Person)] == kept
