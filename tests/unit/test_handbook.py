"""The staff manual tells of every field what it is, an example, and what the check really answers to its usual mistakes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from tests.conftest import REPO

from campaign import mistakes
from campaign.handbook import Handbook
from campaign.loading import load
from campaign.models import REGISTRY
from campaign.models.events import Event

if TYPE_CHECKING:
    from tests.conftest import Folder

EVENT = "events/2023-06-08-launch.yml"


@pytest.fixture(scope="module")
def book() -> Handbook:
    """Return the manual of the sample campaign."""
    return Handbook(load(REPO / "data", datetime(2023, 6, 12, 9, 30)))


@pytest.mark.parametrize("name", list(REGISTRY))
def test_every_field_has_meaning_example_and_a_mistake_that_is_answered(book: Handbook, name: str) -> None:
    for row in book.rows(REGISTRY[name]):
        assert row.label, row.name
        assert (row.name, bool(row.meaning)) == (row.name, True)
        assert (row.name, bool(row.example) or "下面的字段" in row.meaning) == (row.name, True)
        assert (row.name, [one for one in row.mistakes if not one.told]) == (row.name, [])
        assert (row.name, bool(row.mistakes)) == (row.name, True)


@pytest.mark.parametrize("key", ["status", "start", "reporting_unit", "kind", "audience", "item", "topics", "summary"])
def test_mistake_of_a_field_is_answered_as_in_the_manual(tiny: Folder, key: str) -> None:
    rows = {row.name: row for row in Handbook(tiny.loaded()).rows(Event)}
    tiny.edit(EVENT, status="draft", stat_row=None)  # no rule about published records speaks beside it
    for mistake in rows[key].mistakes:
        tiny.edit(EVENT, **{key: None})
        tiny.write(EVENT, f"{tiny.read(EVENT)}{mistake.written}\n")
        found = [one for one in tiny.problems() if one.line_text == mistake.written]
        told = [(f"{one.message}改法：{one.hint}" if one.hint else one.message) for one in found]

        assert [one.split("改法：")[0] for one in told] == [mistake.told.split("改法：")[0]]
        if mistake.right:
            assert [one.suggestion for one in found] == [mistake.right]


def test_mended_line_of_every_mistake_is_taken(book: Handbook) -> None:
    rows = list(book.rows(Event))
    mended = [one for row in rows for one in row.mistakes if one.right]

    assert len(mended) > 40
    assert [one.written for one in mended if one.right == one.written] == []
    assert {one.right for row in rows if row.name == "status" for one in row.mistakes} == {"status: draft"}


def test_mistakes_of_any_file_are_those_of_the_handbook_for_colleagues() -> None:
    table = (REPO / "CONTRIBUTING.md").read_text(encoding="utf-8")

    assert [one.written for one in mistakes.anywhere(Event) if f"`{one.written}`" not in table] == [
        "audience: [企业，园区]"
    ]
    assert [one.right for one in mistakes.anywhere(Event) if not one.right] == []
