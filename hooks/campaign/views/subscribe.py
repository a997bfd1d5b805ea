"""The calendars to subscribe to, with the ways to each."""

from __future__ import annotations

import itertools

from campaign.site import Shown
from campaign.subscriptions import feed, feeds
from campaign.views import Context, Options, view


@view("subscribe", feed="只要哪一个日历，如 all；不写就按组列出其余的")
def subscribe(shown: Shown, options: Options) -> Context:
    """Return one calendar, or all but the whole programme's in their groups."""
    if "feed" in options:
        return {"one": feed(shown, options["feed"]), "groups": []}
    others = [one for one in feeds(shown) if one.name != "all"]
    groups = [(name, list(members)) for name, members in itertools.groupby(others, lambda one: one.group)]
    return {"one": None, "groups": groups}
