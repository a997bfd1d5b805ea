"""The screens that rules speak about, and what each plays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from campaign import glass
from campaign.checks.language import every
from campaign.models.screens import Screen
from campaign.programme import programme
from campaign.site import Site
from campaign.slide import Slide


def playing(site: Site, now: datetime) -> Iterator[tuple[Screen, list[Slide]]]:
    """Yield each screen whose playlists are there, and its slides; without screens nothing is made ready for them."""
    screens = [
        one
        for one in every(site, Screen)
        if site.get("playlists", one.playlist) and site.get("playlists", one.fallback)
    ]
    if screens:
        shown = site.shown_at(now)
        yield from ((screen, programme(shown, screen)) for screen in screens)


def sized(site: Site, now: datetime) -> Iterator[tuple[Screen, list[Slide]]]:
    """Yield those of them that say how large their pixels are: they can be measured."""
    yield from (found for found in playing(site, now) if glass.mm_per_px(found[0]) > 0)
