"""Rules about what screens play: lists and bulletins that show nothing, and nobody notices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import cast

from campaign import wall
from campaign.checks import check
from campaign.checks.language import complain, every, looked_after, remind
from campaign.models.screens import COLLECTIONS, LONGEST_BULLETIN, ONLY, Bulletin, Daypart, Kind, Playlist, Screen
from campaign.problems import Problem
from campaign.site import Site


@check(Playlist)
def playlist_ends_after_it_begins(site: Site, _now: datetime) -> Iterator[Problem]:
    """播放单的最后一天不能早于第一天。"""
    for playlist in every(site, Playlist):
        if playlist.valid_from and playlist.valid_until and playlist.valid_until < playlist.valid_from:
            message = f"最后一天 {playlist.valid_until} 早于第一天 {playlist.valid_from}。"
            yield complain(site, playlist, "end-before-start", ("valid_until",), message, "是不是写反了？")


@check(Playlist)
def line_names_a_record_of_its_kind(site: Site, _now: datetime) -> Iterator[Problem]:
    """只放一条（record）的，这条要有，而且和“内容”（show）是同一类。"""
    for playlist in every(site, Playlist):
        for index, line in enumerate(playlist.items):
            if line.record and not _known(site, line.show, line.record):
                others = [kind for kind in (*COLLECTIONS, *ONLY) if _known(site, kind, line.record)]
                path = ("items", index)
                if others:
                    message = f"“{line.record}”是{others[0]}，不是{line.show}：这一行什么也不放。"
                    yield remind(
                        site, playlist, "other-kind", (*path, "show"), message, "改 show，或换一个编号。", others[0]
                    )
                else:
                    message = f"没有编号是“{line.record}”的记录。"
                    yield complain(site, playlist, "unknown-record", (*path, "record"), message, "检查编号。")


@check(Playlist, Screen)
def playlist_in_use_is_not_over(site: Site, now: datetime) -> Iterator[Problem]:
    """播放单过了最后一天，用它的屏只放备用播放单：换一份，或把日子往后写。"""
    used = {screen.playlist for screen in every(site, Screen)}
    for playlist in every(site, Playlist):
        reversed_ = playlist.first and playlist.last and playlist.last <= playlist.first
        over = playlist.last and playlist.last <= now and not reversed_
        if playlist.id in used and over and looked_after(site, now):
            message = f"最后一天 {playlist.valid_until} 已经过了，屏上只放备用播放单。"
            yield remind(site, playlist, "playlist-over", ("valid_until",), message, "往后写，或给屏幕换一份播放单。")


@check(Bulletin)
def bulletin_is_not_over(site: Site, now: datetime) -> Iterator[Problem]:
    """已经结束的插播不会再放，从表里删掉。"""
    for bulletin in every(site, Bulletin):
        if bulletin.start < bulletin.until <= now and looked_after(site, now):
            message = f"{bulletin.until:%Y-%m-%d %H:%M} 就结束了，不会再放。"
            yield remind(site, bulletin, "bulletin-over", ("until",), message, "删掉这一条；还要放就改时间。")


@check(Bulletin)
def bulletin_reaches_its_screens(site: Site, now: datetime) -> Iterator[Problem]:
    """插播不会自己到用 U 盘更新的屏上：要把新的 U 盘包拷过去。"""
    for bulletin in every(site, Bulletin):
        own = [one for one in every(site, Screen) if not bulletin.screens or one.id in bulletin.screens]
        carried = [one.name for one in own if one.transport == "file"]
        if carried and now < bulletin.until and looked_after(site, now):
            message = f"{'、'.join(f'“{name}”' for name in carried)}用 U 盘更新，这条插播不会自己到屏上。"
            hint = f"{bulletin.start:%m月%d日 %H:%M} 以前，把状态页上的 U 盘包拷到盒子里。"
            yield remind(site, bulletin, "bulletin-carried", ("start",), message, hint)


def _known(site: Site, kind: Kind, key: str) -> bool:
    """Whether the record is one that a line of ``kind`` can show."""
    return site.get(COLLECTIONS[kind], key) is not None if kind in COLLECTIONS else ONLY[kind] == key


@check(Bulletin)
def bulletin_is_seen_while_a_screen_is_lit(site: Site, _now: datetime) -> Iterator[Problem]:
    """插播的时间里，每块要放它的屏至少要亮一分钟。"""
    for bulletin in every(site, Bulletin):
        if not timedelta() < bulletin.until - bulletin.start <= LONGEST_BULLETIN:
            continue
        own = [one for one in every(site, Screen) if not bulletin.screens or one.id in bulletin.screens]
        hours = [(one, cast("Daypart | None", site.get("dayparts", one.hours))) for one in own]
        dark = [one.name for one, lit in hours if lit and not wall.ever_lit(lit, bulletin.start, bulletin.until)]
        if dark:
            message = f"这段时间{'、'.join(f'“{name}”' for name in dark)}一直关屏，不会显示。"
            hint = "改时间，或者在 dayparts.yml 的例外日期里让屏亮着。"
            yield remind(site, bulletin, "bulletin-dark", ("start",), message, hint)
