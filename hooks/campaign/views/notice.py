"""The notice itself: its text, its items, its annexed form, and how to report."""

from __future__ import annotations

from campaign.site import Shown
from campaign.views import Context, Options, view


@view("campaign", "campaign")
@view("report", "campaign")
def plain(_shown: Shown, _options: Options) -> Context:
    """Return nothing more than the campaign, which every template has."""
    return {}


@view("notice", "campaign")
@view("form", "forms")
def annexed(shown: Shown, _options: Options) -> Context:
    """Return the notice's form, or None where there is none."""
    return {"form": shown.site.get("forms", shown.campaign.form)}


@view("items", "campaign")
def items(shown: Shown, _options: Options) -> Context:
    """Return the numbered items with how many records carry each out."""
    return {"items": [(item, len(shown.of_item(item.no))) for item in shown.campaign.items]}
