"""Who has filed the statistics form and who has not: a page for staff, which nothing on the site leads to."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.forms.figures import Book
from campaign.forms.filing import days_left, filings
from campaign.pages import StampedPage, page_set
from campaign.site import Shown


@page_set("staff", section="staff", noindex="yes")
def filing(shown: Shown) -> Iterator[StampedPage]:
    """Yield ``staff/filing/``: the countdown, every unit's state, and what has changed since it filed; no figures else."""
    book = Book.of(shown.site, shown.now)
    if book is None:
        return
    every = filings(book)
    context = {
        "form": book.form,
        "days": days_left(book),
        "filings": every,
        "missing": [one for one in every[:-1] if one.filed is None],
    }
    title, said = "统计表报送进度", "哪些单位报了统计表，哪些还没有报，离期限还有几天。"
    yield StampedPage("staff", "staff/filing/", title, said, "filing.html", context, listed=False)
