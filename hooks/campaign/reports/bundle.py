"""Every file that ``campaign report`` writes, by name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from campaign.forms.figures import Book, Sheet
from campaign.forms.filing import Filing, filings
from campaign.render import Renderer
from campaign.reports import layout, plain
from campaign.reports.docx import document
from campaign.reports.xlsx import workbook
from campaign.site import Site

_STYLE = "assets/css/report.css"


def files(site: Site, book: Book, overrides: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes: five files for each unit and for the bureau, a table of all, the sheet of styles."""
    sample, renderer = site.campaign.sample_data, Renderer(overrides, site.shown_at(book.now))
    every = filings(book)
    for filing in every:
        sheet = filing.sheet
        yield f"{sheet.key}.xlsx", workbook(sheet, sample=sample)
        yield f"{sheet.key}.docx", document(sheet, sample=sample)
        yield f"{sheet.key}.csv", plain.as_csv(sheet)
        yield f"{sheet.key}.json", plain.as_json(sheet, book.now, sample=sample)
        yield f"{sheet.key}.html", renderer.page("report.html", "", **context(filing, sample=sample)).encode()
    yield "all.csv", plain.summary([filing.sheet for filing in every])
    yield "report.css", (overrides / _STYLE).read_bytes()


def context(filing: Filing, *, sample: bool) -> dict[str, object]:
    """Return what the page of one form needs."""
    sheet: Sheet = filing.sheet
    return {
        "sheet": sheet,
        "head": layout.head(sheet),
        "lines": layout.lines(sheet),
        "notes": layout.notes(sheet, sample=sample),
        "sources": list(layout.sources(sheet)),
        "changes": filing.changes,
    }
