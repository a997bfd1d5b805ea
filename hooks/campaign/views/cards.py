"""Cards of one collection within prose."""

from __future__ import annotations

from campaign.card import card
from campaign.site import Shown
from campaign.views import Context, Options, view


@view("cards", collection="哪一种记录", kind="只要哪一类", current="1 表示不要过期的", limit="最多几条")
def cards(shown: Shown, options: Options) -> Context:
    """Return the cards of one collection, in its order."""
    found = [card(shown, record) for record in shown.public(options.get("collection", "events"))]
    kind = options.get("kind")
    chosen = [one for one in found if not kind or one.badge == kind]
    if options.get("current") == "1":
        chosen = [one for one in chosen if not one.record.expired_at(shown.now)]
    return {"cards": chosen[: int(options["limit"])] if "limit" in options else chosen}
