"""The calendar's front page: the month of the moment the site was built."""

from __future__ import annotations

from campaign.models.capabilities import Scheduled
from campaign.site import Shown
from campaign.timetable import almanac_of, month_page
from campaign.views import Context, Options, view


@view("calendar", Scheduled)
def calendar(shown: Shown, _options: Options) -> Context:
    """Return the month of now, or the nearest one with a programme."""
    return month_page(shown, almanac_of(shown).month_of(shown.now.date()))
