"""The share kit: cards with QR codes for the wall of a workshop, a counter, a group chat."""

from __future__ import annotations

from itertools import groupby

from campaign.models.shared import Shared
from campaign.site import Shown
from campaign.views import Context, Options, view


@view("share", Shared)
def share(shown: Shown, _options: Options) -> Context:
    """Return the records that have a card, under the label of their collection, in the order of their lists."""
    groups = groupby(shown.having(Shared), lambda one: one.label)
    return {"groups": [(label, list(records)) for label, records in groups]}
