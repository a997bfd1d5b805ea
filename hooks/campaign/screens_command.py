"""``campaign screens preview``: what would the wall show at a moment."""

from __future__ import annotations

from argparse import Namespace
from typing import cast

from campaign import clock, wall
from campaign.console import data_folder, say
from campaign.likeness import nearest
from campaign.loading import load
from campaign.models.screens import Screen
from campaign.problems import DataError, Problems


def run_preview(options: Namespace) -> int:
    """Print what one screen shows at ``--at``, and where to see the picture; 2 where there is no such screen."""
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
    page, data = f"kiosk/{screen.id}.html?at={now:%Y-%m-%dT%H:%M}", f" --data {options.data}" if options.data else ""
    say(f"看画面：运行 campaign serve{data}，浏览器打开 http://127.0.0.1:8000/{page}")
    say(f"　　　　发布了的也能看：{site.campaign.site_url}{page}")
    return 0
