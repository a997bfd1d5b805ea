"""The order of the collections, whatever their modules are called."""

from __future__ import annotations

from campaign.models import REGISTRY


def test_collections_come_in_the_order_that_tabs_and_lists_show() -> None:
    section = [name for name, model in REGISTRY.items() if getattr(model, "section", "") == "示范单位"]
    assert section == ["units", "partners"]
    assert next(iter(REGISTRY)) == "campaign"
    assert len(REGISTRY) == 30
