"""``campaign screens preview``: what would the wall show at a moment."""

from __future__ import annotations

from argparse import Namespace
from typing import cast

from campaign import clock, wall
from campaign.console import data_folder, say
from campaign.loading import load
from campaign.models.screens import Screen
from campaign.problems import DataError, Problems, nearest


def run_preview(options: Namespace) -> int:
    """Print what one screen shows at ``--at``; 2 where there is no such screen."""
    now = clock.now(options.at)
    try:
        site = load(data_folder(options), now, Problems())
    except DataError as error:
        say(error.problems.text())
        return 1
    screen = site.get("screens", options.screen)
    if screen is None:
        known = [one.id for one in site.all("screens")]
        close = nearest(options.screen, known)
        hint = f"是不是“{close}”？" if close else f"可用的：{'、'.join(known) or '（data/screens.yml 里还没有屏幕）'}。"
        say(f"没有编号为“{options.screen}”的屏幕。{hint}")
        return 2
    for line in wall.told(site.shown_at(now), cast("Screen", screen)):
        say(line)
    return 0
