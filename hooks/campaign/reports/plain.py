"""The form for programs and spreadsheets: JSON and CSV, with the records behind every cell."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from campaign import clock
from campaign.api.tables import spreadsheet
from campaign.forms.figures import Figure, Sheet


def as_json(sheet: Sheet, now: datetime, *, sample: bool) -> bytes:
    """Return one sheet as JSON; ``value`` null is 未填, 0 is nothing."""
    form, filed = sheet.form, sheet.filed
    whole = {
        "schema_version": 1,
        "form": form.id,
        "title": form.title,
        "doc_no": form.doc_no,
        "unit": sheet.key,
        "unit_name": sheet.name,
        "sample": sample,
        "as_of": clock.rfc3339(now),
        "filed": {"at": clock.rfc3339(filed.submitted), "by": filed.signed_off, "sha256": filed.sha} if filed else None,
        "cells": [_cell(figure) for figure in sheet.figures],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _cell(figure: Figure) -> dict[str, object]:
    cell = figure.cell
    return {
        "row": cell.row,
        "key": cell.key,
        "label": cell.label,
        "unit": cell.unit,
        "value": figure.value,
        "adjustments": [
            {"id": one.id, "delta": one.delta, "reason": one.reason, "by": one.by} for one in figure.adjustments
        ],
        "records": [
            {"collection": share.record.collection, "id": share.record.id, "value": share.value}
            for share in figure.shares
        ],
    }


def as_csv(sheet: Sheet) -> bytes:
    """Return one sheet as CSV in UTF-8 with a byte order mark; an empty 数据 is 未填."""
    rows: list[list[object]] = [["序号", "具体内容", "数据", "单位", "未填", "调整", "记录"]]
    for figure in sheet.figures:
        cell = figure.cell
        rows.append([
            cell.row, cell.label, figure.value, cell.unit, "未填" if figure.value is None else "",
            sum(one.delta for one in figure.adjustments) or None, [share.record.id for share in figure.shares],
        ])  # fmt: skip
    return spreadsheet(rows)


def summary(sheets: Sequence[Sheet]) -> bytes:
    """Return all sheets as one CSV: a line for each unit, a column for each cell."""
    cells = sheets[0].form.cells
    head = ["单位", "报送时间", *(f"{cell.row} {cell.label}（{cell.unit}）" for cell in cells)]
    rows = [
        [sheet.name, f"{sheet.filed.submitted:%Y-%m-%d %H:%M}" if sheet.filed else "未报", *sheet.values.values()]
        for sheet in sheets
    ]
    return spreadsheet([head, *rows])
