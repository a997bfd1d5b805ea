"""The cloud classroom: lectures by role and by level."""

from __future__ import annotations

from typing import get_args

from campaign.card import card
from campaign.models.lectures import Lecture, Level, Role
from campaign.site import Shown
from campaign.views import Context, Options, view


@view("classroom", Lecture)
def classroom(shown: Shown, _options: Options) -> Context:
    """Return the lectures that take place or can be watched: for each role, and for each level, easiest first."""
    talks = [record for record in shown.having(Lecture) if not record.called_off]
    return {
        "roles": [(role, [talk for talk in talks if role in talk.roles]) for role in get_args(Role)],
        "levels": [(level, [card(shown, talk) for talk in talks if talk.level == level]) for level in get_args(Level)],
    }
