"""The sums of the results page as a table for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator

from campaign import outcomes
from campaign.api.tables import spreadsheet
from campaign.exports import export
from campaign.site import Shown

_HEAD = ("分类", "名称", "场次", "企业（家次）", "人数（人次）", "材料（份）")


@export
def results(shown: Shown) -> Iterator[tuple[str, bytes]]:
    """Yield ``results/results.csv``: a line for each group of each breakdown, the total first."""
    parts = (
        ("合计", [outcomes.total(shown)]),
        ("按周", outcomes.by_week(shown)),
        ("按活动安排", outcomes.by_item(shown)),
        ("按单位", outcomes.by_unit(shown)),
        ("按街镇", outcomes.by_town(shown)),
    )
    rows = [
        (name, one.label, one.held, one.enterprises, one.people, one.materials) for name, many in parts for one in many
    ]
    yield "results/results.csv", spreadsheet([_HEAD, *rows])
