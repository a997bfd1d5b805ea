"""What stands where on the form, said once for every kind of file.

Source: 松市监竞争〔2023〕45号, 附件: title, 填报单位（盖章）, 年 月 日, a table of three columns in which a number
stands once for its group of lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from campaign import zh
from campaign.forms.figures import Figure, Sheet
from campaign.models.base import REGISTRY, Published


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; ``span`` lines share the number, 0 where it stands further up."""

    number: str
    span: int
    figure: Figure

    @property
    def label(self) -> str:
        """The wording, moved in as the annex has it."""
        return "　" * self.figure.cell.indent + self.figure.cell.label

    @property
    def filled(self) -> str:
        """``（17）场次``, as it is printed."""
        return f"（{self.figure.text}）{self.figure.cell.unit}"


@dataclass(frozen=True, slots=True)
class Source:
    """A record behind a cell, or a correction of it; ``url`` is its page below the site's root, if it has one."""

    cell: str
    kind: str
    key: str
    title: str
    value: str
    url: str = ""


def lines(sheet: Sheet) -> list[Line]:
    """Return the lines of the table in the form's order."""
    found = []
    for number, group in groupby(sheet.figures, key=lambda figure: figure.cell.row):
        members = list(group)
        found += [Line(number, 0 if no else len(members), figure) for no, figure in enumerate(members)]
    return found


def head(sheet: Sheet) -> tuple[str, str]:
    """Return the two lines above the table: who, and the day of filing or room for it."""
    label = sheet.form.header.unit_label
    day = zh.full_day(sheet.filed.submitted) if sheet.filed else sheet.form.header.date_label.replace(" ", "　　")
    return f"{label}：{sheet.name}", day


def notes(sheet: Sheet, *, sample: bool) -> list[str]:
    """Return what must be known to read the figures, as footnotes."""
    found = ["示例数据，不是真实统计。"] if sample else []
    found.append("家数为各场相加，未去重；联合举办的只算给责任单位。“未填”是还没有数，不是 0。")
    if sheet.filed:
        again = f"，重报原因：{sheet.filed.correction}" if sheet.filed.correction else ""
        found.append(
            f"{zh.full_day(sheet.filed.submitted)} {sheet.filed.submitted:%H:%M} 报送，签发：{sheet.filed.signed_off}"
            f"{again}。此后数据的改动不改变本表。"
        )
    for figure in sheet.figures:
        found += [
            f"“{figure.cell.label}”已调整 {one.delta:+d}：{one.reason}（{one.by}，{one.on}）。"
            for one in figure.adjustments
        ]
    silent = {share.record.id: share.record.name_text for figure in sheet.figures for share in figure.missing}
    if silent and not sheet.filed:
        found.append(f"有 {len(silent)} 条记录没有写全结果，没写的数没有计入。")
    return found


def sources(sheet: Sheet) -> Iterator[Source]:
    """Yield the records and corrections behind every cell."""
    for figure in sheet.figures:
        cell = f"{figure.cell.row} {figure.cell.label}"
        for share in figure.shares:
            record, value = share.record, "未填" if share.value is None else str(share.value)
            url = record.url if isinstance(record, Published) else ""
            yield Source(cell, REGISTRY[record.collection].label, record.id, record.name_text, value, url)
        for one in figure.adjustments:
            yield Source(cell, "统计调整", one.id, one.reason, f"{one.delta:+d}")
