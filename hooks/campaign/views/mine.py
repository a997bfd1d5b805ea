"""我的日程: the frame that the reader's browser fills with what was starred there."""

from __future__ import annotations

from campaign.site import Shown
from campaign.views import Context, Options, view


@view("mine")
def mine(_shown: Shown, _options: Options) -> Context:
    """Return nothing: no server knows what a reader starred."""
    return {}
