"""What staff should look after now: nothing of it forbids publishing, all of it goes stale by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from campaign.checks.counting import results_follow_within_three_days
from campaign.checks.language import every, on_line, remind
from campaign.checks.publishing import contact_was_verified_lately
from campaign.checks.units import lookback_is_not_overdue
from campaign.linked import dead_links
from campaign.models.base import Published
from campaign.models.notices import Notice
from campaign.models.screens import Playlist, Screen
from campaign.problems import Problem
from campaign.site import Site

#: how long before its end a notice is told
_SOON = timedelta(days=14)


def examined(site: Site, now: datetime) -> dict[str, list[Problem]]:
    """Return heading → findings, each with its place; headings without any are kept, to say that all is well."""
    return {
        "联系方式要核实": list(contact_was_verified_lately(site, now)),
        "“回头看”过期": list(lookback_is_not_overdue(site, now)),
        "结束三天还没报结果": list(results_follow_within_three_days(site, now)),
        "公告快到期": list(_expiring(site, now)),
        "图片没有授权说明": list(_unconsented(site)),
        "打不开的网址": list(dead_links(site)),
        "安排里还没有内容的": list(_empty_items(site, now)),
        "播放单已经过期的屏幕": list(_stale_screens(site, now)),
    }


def _expiring(site: Site, now: datetime) -> Iterator[Problem]:
    for notice in every(site, Notice):
        if on_line(notice) and notice.valid_until and now.date() <= notice.valid_until <= (now + _SOON).date():
            message = f"{notice.valid_until} 失效，还有 {(notice.valid_until - now.date()).days} 天。"
            hint = "延长的改 valid_until；有新公告的写 replaces。"
            yield remind(site, notice, "notice-expiring", ("valid_until",), message, hint)


def _unconsented(site: Site) -> Iterator[Problem]:
    for record in every(site, Published):
        for no, image in enumerate(record.images):
            if not image.consent:
                message = "图片没有写授权说明，发布前要补上。"
                hint = "加一行 consent: 谁在什么时候同意公开。"
                yield remind(site, record, "image-consent", ("images", no, "file"), message, hint)


def _empty_items(site: Site, now: datetime) -> Iterator[Problem]:
    shown = site.shown_at(now)
    for index, item in enumerate(site.campaign.items):
        if not shown.of_item(item.no):
            message = f"第 {item.no} 项“{item.short}”网上还没有一条内容。"
            hint = f"在活动、宣讲、开放日等记录里写 item: {item.no}。"
            yield remind(site, site.campaign, "item-empty", ("items", index, "no"), message, hint)


def _stale_screens(site: Site, now: datetime) -> Iterator[Problem]:
    for screen in every(site, Screen):
        playlist = site.get("playlists", screen.playlist)
        if isinstance(playlist, Playlist) and playlist.last and playlist.last <= now:
            message = f"播放单“{playlist.name}”只到 {playlist.valid_until}，屏上现在放的是备用播放单。"
            hint = "改播放单的 valid_until，或者换一个播放单。"
            yield remind(site, screen, "playlist-stale", ("playlist",), message, hint)
