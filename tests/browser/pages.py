"""One page of each type, and the ways in which the tests look at them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Locator, Page

_PATIENCE_S = 30

#: name of the type → address below the root
PAGES = {
    "home": "",
    "calendar": "calendar/",
    "week": "calendar/2023-w24/",
    "events": "events/",
    "lectures": "lectures/",
    "open-days": "open-days/",
    "units": "units/",
    "notices": "notices/",
    "event": "events/2023-06-08-launch/",
    "lecture": "lectures/2023-06-06-grading/",
    "open-day": "open-days/2023-06-16-g60-park/",
    "door": "open-days/2023-06-16-g60-park/door/",
    "unit": "units/g60-park/",
    "poster": "units/g60-park/door/",
    "partners": "partners/",
    "partner": "partners/g60-exchange/",
    "map": "map/",
    "g60": "g60/",
    "notice": "notices/2023-06-05-unit-apply/",
    "laws": "laws/",
    "explainers": "explainers/",
    "law": "laws/aucl-2025/",
    "law-old": "laws/aucl-2019/",
    "law-changes": "law-changes/aucl-2025/",
    "explainer": "explainers/what-is-a-secret/",
    "selfcheck": "selfchecks/four-sides/",
    "template-table": "templates/secret-list/",
    "template-checks": "templates/leaving-handover/",
    "template-text": "templates/staff-agreement/",
    "items": "items/",
    "item": "items/7/",
    "about": "about/",
    "create": "create/",
    "report": "report/",
    "mine": "mine/",
    "prose": "help/",
    "subscribe": "subscribe/",
    "manual": "manual/events/",
    "manual-front": "manual/",
    "three-steps": "manual/three-steps/",
    "share": "share/",
    "changes": "changes/",
    "results": "results/",
    "filing": "staff/filing/",
    "doctor": "staff/doctor/",
    "data": "data/",
    "search": "search/",
    "found": "search/?q=九亭",
    "lost": "no-such-page/",
}
#: the pages that show cards
LISTS = ("home", "events", "lectures", "open-days", "units", "notices", "event", "item", "create")
#: one page of each template: the lists of lectures and open days look like that of events, ``create`` like prose
TYPES = tuple(
    name for name in PAGES if name not in {"lectures", "open-days", "create", "laws", "explainers", "partners"}
)


def until(page: Page | Frame | Locator, expression: str) -> None:
    """Wait until ``expression`` is true where the site's own policy holds: ``wait_for_function`` may look only once there."""
    end = time.monotonic() + _PATIENCE_S
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
