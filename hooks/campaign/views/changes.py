"""The programme's changes, day by day."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date

from campaign.feeds import FEEDS
from campaign.history import Change, changes
from campaign.models.capabilities import Scheduled
from campaign.site import Shown
from campaign.views import Context, Options, view

#: additions of one day that are shown without folding them
FOLD = 3


@dataclass(frozen=True, slots=True)
class Day:
    """What was told on one day: what upsets plans first, then what is new."""

    day: date
    upset: list[Change]
    added: list[Change]


@view("changes", Scheduled)
def days(shown: Shown, _options: Options) -> Context:
    """Return the days on which something was told, the latest first."""
    found = []
    for day, group in itertools.groupby(changes(shown), key=lambda change: change.moment.date()):
        told = list(group)
        upset, added = [one for one in told if not one.added], [one for one in told if one.added]
        found.append(Day(day, upset, sorted(added, key=lambda one: one.record.start)))
    return {"days": found, "fold": FOLD, "feed": FEEDS[0]}
