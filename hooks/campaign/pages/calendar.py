"""One page for each month and each week of the programme."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.models.capabilities import Scheduled
from campaign.pages import StampedPage, page_set
from campaign.site import Shown
from campaign.timetable import almanac_of, month_name, month_page, month_url, week_name, week_page, week_url


@page_set("calendar")
def calendar(shown: Shown) -> Iterator[StampedPage]:
    """Yield ``calendar/2023-06/`` and ``calendar/2023-w24/``."""
    almanac = almanac_of(shown)
    for month in almanac.months:
        name = month_name(month)
        said = f"{name}每天的活动、宣讲和开放日。"
        yield StampedPage(
            "calendar",
            month_url(month),
            f"{name}日程",
            said,
            "calendar.html",
            month_page(shown, month),
            made=(Scheduled,),
        )
    for monday in almanac.mondays:
        name = week_name(monday)
        said = f"{name}这一周的活动、宣讲和开放日。"
        yield StampedPage(
            "calendar",
            week_url(monday),
            f"{name}日程",
            said,
            "calendar.html",
            week_page(shown, monday),
            made=(Scheduled,),
        )
