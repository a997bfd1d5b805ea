"""The form as a document to be printed, stamped and sent: one page of A4.

Source: ECMA-376 (WordprocessingML); the zip's own times are set, so that the same form is the same file.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from campaign.forms.figures import Sheet
from campaign.reports import layout

_MADE = datetime(2000, 1, 1, tzinfo=UTC)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_SONG = "宋体"
_WIDTHS = (Cm(1.8), Cm(10.2), Cm(4.4))
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def document(sheet: Sheet, *, sample: bool) -> bytes:
    """Return the document of one sheet."""
    made = docx.Document()
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.3)
    page.top_margin = page.bottom_margin = Cm(2)
    _properties(made, sheet)
    who, day = layout.head(sheet)
    _write(made.add_paragraph(), f"附件（{sheet.form.doc_no}）", 12)
    _write(made.add_paragraph(), sheet.form.title, 16, bold=True, align=_CENTRE)
    _write(made.add_paragraph(), who, 12)
    _write(made.add_paragraph(), day, 12, align=WD_ALIGN_PARAGRAPH.RIGHT)
    _table(made, sheet)
    for note in layout.notes(sheet, sample=sample):
        _write(made.add_paragraph(), f"注：{note}", 9)
    out = io.BytesIO()
    made.save(out)
    return _repeatable(out.getvalue())


def _properties(made: Document, sheet: Sheet) -> None:
    core = made.core_properties
    core.title, core.author, core.comments = sheet.form.title, sheet.name, ""
    core.created = core.modified = _MADE
    core.language = "zh-CN"


def _table(made: Document, sheet: Sheet) -> None:
    rows = layout.lines(sheet)
    table = made.add_table(rows=1 + len(rows), cols=3, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    cells = [row.cells for row in table.rows]
    for column, name in enumerate(sheet.form.columns):
        _fill(cells[0][column], name, bold=True, align=_CENTRE)
    for no, line in enumerate(rows, 1):
        _fill(cells[no][1], line.label)
        _fill(cells[no][2], line.filled, align=_CENTRE)
        if line.span:
            number = cells[no][0]
            _fill(number.merge(cells[no + line.span - 1][0]) if line.span > 1 else number, line.number, align=_CENTRE)
    _sized(table)


def _sized(table: Table) -> None:
    """Say widths by column and by cell: LibreOffice takes them from the one, Word from the other."""
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = width
    for row in table.rows:
        row.height = Cm(0.85)
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = width


def _fill(cell: _Cell, text: str, *, bold: bool = False, align: WD_ALIGN_PARAGRAPH | None = None) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    _write(paragraph, text, 12, bold=bold, align=align)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)


def _write(
    paragraph: Paragraph, text: str, size: int, *, bold: bool = False, align: WD_ALIGN_PARAGRAPH | None = None
) -> None:
    run = paragraph.add_run(text)
    run.bold = bold
    run.font.size, run.font.name = Pt(size), _SONG
    said = run._element.get_or_add_rPr()  # noqa: SLF001 python-docx has no word for the East Asian font and language
    said.get_or_add_rFonts().set(qn("w:eastAsia"), _SONG)
    language = OxmlElement("w:lang")
    language.set(qn("w:eastAsia"), "zh-CN")
    said.append(language)
    paragraph.paragraph_format.space_after = Pt(2 if size < 10 else 6)  # noqa: PLR2004 footnotes stand closer
    if align is not None:
        paragraph.alignment = align


def _repeatable(content: bytes) -> bytes:
    """Return the zip with its members in order of name and without the time of its making."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in ("[Content_Types].xml", *sorted(set(old.namelist()) - {"[Content_Types].xml"})):
            member = zipfile.ZipInfo(name, _ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            new.writestr(member, old.read(name))
    return out.getvalue()
