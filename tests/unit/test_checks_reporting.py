"""Rules about the form, the worklogs, corrections and what was filed."""

from __future__ import annotations

import pytest
from tests.conftest import Folder

EVENT = "events/2023-06-08-launch.yml"
LOG = "worklog/2023-a.yml"
_LOG = "id: 2023-a\nreporting_unit: fbzdjz\nperiod: {from: 2023-06-01, to: 2023-06-11}\nvisits: 3\n"
_FIXED = "id: fix\nreporting_unit: fbzdjz\ncell: visits\ndelta: -1\nreason: 重复\nby: 科室\ndate: 2023-06-12\n"


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ("key: publicity_people", "key: visits", None, "cell-twice"),
        (", field: visits", "", "agg: ¦sum, from", "cell-field"),
        ("field: visits", "field: visit", "field: ¦visit}", "cell-field"),
        ("field: results.people", "field: results.peoples", "field: ¦results.peoples", "cell-field"),
    ],
)
def test_form_cells_can_be_reckoned_or_are_named(
    tiny: Folder, old: str, new: str, place: str | None, code: str
) -> None:
    tiny.replace("forms/annex.yml", old, new)
    found = tiny.problems_of()
    if place is None:
        assert [one[3] for one in found] == [code, code]
    else:
        assert found == [tiny.finding("forms/annex.yml", place, code)]


def test_own_period_has_both_ends_and_runs_forward(tiny: Folder) -> None:
    tiny.edit("forms/annex.yml", period="custom", period_from="2023-06-01")
    assert tiny.problems_of() == [tiny.finding("forms/annex.yml", "period: ¦custom", "period-open")]
    tiny.edit("forms/annex.yml", period_to="2023-05-01")
    assert tiny.problems_of() == [tiny.finding("forms/annex.yml", "period_to: ¦2023-05-01", "end-before-start")]


def test_worklog_periods_do_not_overlap_nor_run_backwards(tiny: Folder) -> None:
    tiny.write(LOG, _LOG)
    tiny.add_like(LOG, "2023-b", period="{from: 2023-06-12, to: 2023-06-20}")
    assert tiny.problems_of() == []
    tiny.edit("worklog/2023-b.yml", period="{from: 2023-06-11, to: 2023-06-20}")
    assert tiny.problems_of() == [tiny.finding("worklog/2023-b.yml", "from: ¦2023-06-11", "worklog-overlap")]
    tiny.edit("worklog/2023-b.yml", period="{from: 2023-06-21, to: 2023-06-20}")
    assert tiny.problems_of() == [tiny.finding("worklog/2023-b.yml", "to: ¦2023-06-20", "end-before-start")]


def test_worklog_periods_do_not_overlap_tells_each_once_and_looks_behind_the_neighbour(tiny: Folder) -> None:
    tiny.write(LOG, _LOG)
    tiny.edit(LOG, period="{from: 2023-06-01, to: 2023-06-20}")
    tiny.add_like(LOG, "2023-b", period="{from: 2023-06-02, to: 2023-06-03}")
    tiny.add_like(LOG, "2023-c", period="{from: 2023-06-19, to: 2023-06-25}")
    tiny.add_like(LOG, "2023-d", period="{from: 2023-06-19, to: 2023-06-25}", reporting_unit="sub-fangsong")

    assert tiny.problems_of() == [
        tiny.finding("worklog/2023-b.yml", "from: ¦2023-06-02", "worklog-overlap"),
        tiny.finding("worklog/2023-c.yml", "from: ¦2023-06-19", "worklog-overlap"),
    ]


def test_counting_unit_reports_or_is_reminded(tiny: Folder) -> None:
    tiny.replace("orgs.yml", "  kind: 区局科室\n  reports: true\n", "  kind: 区局科室\n")
    assert tiny.problems_of() == [tiny.finding(EVENT, "reporting_unit: ¦fbzdjz", "unit-does-not-report")]


def test_joint_event_is_written_once_for_all_who_hold_it(tiny: Folder) -> None:
    tiny.edit(EVENT, co_hosts="[sub-fangsong]")
    again = tiny.add_like(
        EVENT, "2023-06-08-twin", title="启动仪式（街道）", reporting_unit="sub-fangsong", co_hosts=None
    )
    assert tiny.problems_of() == [tiny.finding(again, "reporting_unit: ¦sub-fangsong", "joint-twice")]
    tiny.edit(again, start="2023-06-08 14:30", agenda=None)
    assert tiny.problems_of() == []


def test_adjustment_names_a_cell_and_leaves_no_less_than_nothing(tiny: Folder) -> None:
    tiny.write(LOG, _LOG)
    tiny.write("adjustments/fix.yml", _FIXED)
    assert tiny.problems_of() == []
    tiny.edit("adjustments/fix.yml", delta="-4")
    assert tiny.problems_of() == [tiny.finding("adjustments/fix.yml", "delta: ¦-4", "below-zero")]
    tiny.edit("adjustments/fix.yml", cell="visit")
    assert tiny.problems_of() == [tiny.finding("adjustments/fix.yml", "cell: ¦visit", "unknown-cell")]
    assert [one.suggestion for one in tiny.problems()] == ["cell: visits"]


def test_adjustment_is_not_blamed_for_a_form_that_cannot_be_read(tiny: Folder) -> None:
    tiny.write("adjustments/fix.yml", _FIXED)
    tiny.replace("forms/annex.yml", "cells:\n", "cels:\n")
    assert tiny.problems_of() == [tiny.finding("forms/annex.yml", "¦cels:", "unknown-key")]
    tiny.edit("campaign.yml", form=None)
    assert [one[3] for one in tiny.problems_of()] == ["unknown-cell", "unknown-key"]


def test_filed_form_is_as_it_was_filed_and_named_by_its_unit(tiny: Folder) -> None:
    text = (
        "id: fbzdjz\nform: annex\nreporting_unit: fbzdjz\nsubmitted: 2023-06-11 10:00\nsigned_off: 科室\n"
        "values: [{cell: visits, value: 3}]\n"
        "sha: 8f9ae2c64b5ab3c1b4ad1db26dbb4fab6d31a5d3ab1a2a2ae38ea9de2a4f2d30\n"
    )
    tiny.write("submissions/fbzdjz.yml", text)
    altered = tiny.finding("submissions/fbzdjz.yml", "sha: ¦8f9a", "filed-altered")
    assert tiny.problems_of() == [altered]
    tiny.edit("submissions/fbzdjz.yml", reporting_unit="sub-fangsong")
    assert [one[3] for one in tiny.problems_of()] == ["filed-id", "filed-altered"]
