"""Templates as tables for WPS and Excel."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.api.tables import spreadsheet
from campaign.exports import export
from campaign.models.sheets import Sheet
from campaign.models.templates import Template
from campaign.site import Shown


@export
def template_tables(shown: Shown) -> Iterator[tuple[str, bytes]]:
    """Yield ``templates/<id>/<id>.csv`` for tables and checklists."""
    for one in shown.having(Template):
        if one.csv_url:
            yield one.csv_url, spreadsheet(_checks(one.sheet) if one.sheet.groups else _table(one.sheet))


def _table(sheet: Sheet) -> Iterator[list[str | int]]:
    yield ["序号", *(column.label for column in sheet.columns)]
    for row in sheet.rows:
        yield ["示例", *row.cells]
    for number in range(1, sheet.blank + 1):
        yield [number, *("" for _ in sheet.columns)]


def _checks(sheet: Sheet) -> Iterator[list[str | int]]:
    yield ["分组", "事项", "做完打勾", *(column.label for column in sheet.columns)]
    for group in sheet.groups:
        for line in group.lines:
            yield [group.name, line, "", *("" for _ in sheet.columns)]
