"""What stands on a template's sheet, and how much of a page of A4 it takes."""

from __future__ import annotations

import math
import re
import unicodedata

from pydantic import Field

from campaign.models.base import Part
from campaign.models.fields import Count, Line, Text

#: millimetres between the margins of the sheet as assets/css/print-template.css sets them
PORTRAIT, LANDSCAPE = (182, 273), (269, 186)
#: millimetres: a Chinese character of the sheet, a line of them, an empty row, padding at both sides of a cell
CHARACTER, LINE, ROW, PADDING = 3.6, 5.0, 8.0, 3.0
#: the same of what is said in small type: how to fill in a column, the notes
SMALL, SMALL_LINE = 2.7, 3.4
#: the same of clauses, which have room to write between them
LARGE, LARGE_LINE = 3.9, 7.0
#: share of the width that the number in front of a row takes, and the box in front of a line
NUMBER, BOX = 1, 1
#: width of the line itself on a checklist, in the shares of its columns
CHECKED = 10


class Column(Part):
    """One column of a table, or one that is filled in beside each line of a checklist."""

    label: Line = Field(max_length=12, title="列名", examples=["放在哪里"])
    width: int = Field(2, ge=1, le=10, title="宽度", description="占几份；各列加起来分一张纸的宽。", examples=["2"])
    hint: Line | None = Field(None, max_length=30, title="怎么填", examples=["柜子号或目录名"])


class Row(Part):
    """One made-up row that shows how the table is filled in."""

    cells: tuple[Line, ...] = Field(
        title="各格", description="和列一样多，没有的写“—”。", examples=[["报价底稿", "重要"]]
    )


class CheckGroup(Part):
    """Lines of a checklist that belong together."""

    name: Line = Field(max_length=20, title="小标题", examples=["资料和物品"])
    lines: tuple[Line, ...] = Field(min_length=1, title="各项", examples=[["电脑和移动硬盘已交还"]])


class Clause(Part):
    """One numbered paragraph; ``____`` is left to be filled in."""

    title: Line = Field(max_length=20, title="小标题", examples=["要保密的是什么"])
    text: Text = Field(
        max_length=300, title="内容", description="要填的地方写“____”。", examples=["清单见附件，编号____。"]
    )


class Sheet(Part):
    """The sheet itself: what is filled in above, in the middle and below."""

    heads: tuple[Line, ...] = Field(
        (), max_length=6, title="表头要填的", description="单位和日期每张都有，不用写。", examples=[["交接人", "岗位"]]
    )
    columns: tuple[Column, ...] = Field((), max_length=10, title="列", description="表格的各列；清单每项后面要填的列。")
    rows: tuple[Row, ...] = Field((), max_length=6, title="示例行", description="打印出来标明“示例”。")
    blank: Count = Field(0, title="空行数", examples=["12"])
    groups: tuple[CheckGroup, ...] = Field((), title="清单各组", description="每项前面有一个方框。")
    clauses: tuple[Clause, ...] = Field((), title="各条", description="文书的各条，自动编号。")
    signatures: tuple[Line, ...] = Field((), max_length=4, title="签字栏", examples=[["交接人签字", "接收人签字"]])
    notes: tuple[Line, ...] = Field((), max_length=5, title="注意", description="印在纸的最下面。")

    @property
    def wide(self) -> bool:
        """Whether the paper lies on its side: a table of many columns."""
        return not self.groups and sum(column.width for column in self.columns) > CHECKED + CHECKED // 2

    @property
    def paper(self) -> tuple[int, int]:
        """Width and height between the margins, in millimetres."""
        return LANDSCAPE if self.wide else PORTRAIT

    @property
    def shares(self) -> list[float]:
        """The percent of the width of each column, the number or the box in front included."""
        widths = [NUMBER, *(column.width for column in self.columns)]
        if self.groups:
            widths = [BOX, CHECKED, *(column.width for column in self.columns)]
        return [round(100 * width / sum(widths), 2) for width in widths]

    @property
    def height(self) -> float:
        """About how many millimetres of paper the sheet takes."""
        width = self.paper[0]
        top = 17 + math.ceil((len(self.heads) + 2) / (4 if self.wide else 3)) * 7
        clauses = (_lines(f"{one.title}：　{one.text}", width - 8, LARGE) * LARGE_LINE + 2.5 for one in self.clauses)
        body = self._table() + self._checks() + sum(clauses) + (10 if self.clauses else 3)
        below = sum(_lines(note, width - 6, 3.0) * 4.4 for note in self.notes) + (17 if self.signatures else 0) + 9
        return top + body + below

    def _table(self) -> float:
        if self.groups or not self.columns:
            return 0
        rooms = [share * self.paper[0] / 100 - PADDING for share in self.shares[1:]]
        head = max(
            _lines(one.label, room) * LINE + _lines(one.hint or "", room, SMALL) * SMALL_LINE
            for one, room in zip(self.columns, rooms, strict=True)
        )
        filled = [max(_lines(cell, room) for cell, room in zip(row.cells, rooms, strict=False)) for row in self.rows]
        return max(ROW, head + 1) + sum(max(ROW, lines * LINE + 1) for lines in filled) + self.blank * ROW

    def _checks(self) -> float:
        if not self.groups:
            return 0
        room = self.shares[1] * self.paper[0] / 100 - PADDING
        lines = [_lines(one, room) for group in self.groups for one in group.lines]
        return (len(self.groups) + 1) * ROW + sum(max(ROW, count * LINE + 1) for count in lines)


def _lines(text: str, room: float, character: float = CHARACTER) -> int:
    """Return how many lines a text takes in ``room`` millimetres; an empty one takes none, a blank five characters."""
    text = re.sub("_{2,}", "＿" * 5, text)
    width = sum(1 if unicodedata.east_asian_width(one) in "WFA" else 0.55 for one in text) * character
    return math.ceil(width / room)
