"""What is due, as a page for staff, which nothing on the site leads to: the list that ``campaign doctor`` prints."""

from __future__ import annotations

from collections.abc import Iterator

from campaign import doctor
from campaign.pages import StampedPage, page_set
from campaign.problems import Problem
from campaign.site import Shown


@page_set()
def due(shown: Shown) -> Iterator[StampedPage]:
    """Yield ``staff/doctor/``, on the shell of ``staff/filing/``."""
    groups = [
        (heading, [(one, _edited(shown, one)) for one in found])
        for heading, found in doctor.examined(shown.site, shown.now).items()
    ]
    title, said = "该办的事", "要核实的、过期的、还没报的、打不开的，一条一条列出来。"
    context = {"groups": groups, "count": sum(len(found) for _, found in groups)}
    yield StampedPage("staff", "staff/doctor/", title, said, "doctor.html", context, listed=False)


def _edited(shown: Shown, problem: Problem) -> str:
    """Return where the finding's file is edited on line, or an empty string."""
    root, file = shown.campaign.edit_url, problem.where.file
    home = shown.site.file(shown.campaign).removesuffix("campaign.yml")
    return f"{root}{file.removeprefix(home)}" if root and file.startswith(home) else ""
