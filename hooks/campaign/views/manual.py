"""The front page of the staff manual: every kind of record, and the mistakes that happen in all of them."""

from __future__ import annotations

from campaign import mistakes
from campaign.models.base import REGISTRY
from campaign.models.events import Event
from campaign.site import Shown
from campaign.views import Context, Options, view


@view("manual")
def manual(_shown: Shown, _options: Options) -> Context:
    """Return the collections, those with pages of their own first, and the mistakes of any file."""
    models = list(REGISTRY.values())
    groups = {
        "有网页的内容": [model for model in models if model.public],
        "大家共用的表、台账和设置": [model for model in models if not model.public],
    }
    return {"groups": groups, "mistakes": mistakes.anywhere(Event)}
