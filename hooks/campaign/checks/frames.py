"""Rules about what stands around a screen's slides: it must be whole, or nobody knows how old the picture is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from campaign import codes, foot, frame, glass, laying
from campaign.checks import check
from campaign.checks.language import complain
from campaign.checks.playing import sized
from campaign.fitting import farthest_fitting, farthest_told
from campaign.models.screens import Screen
from campaign.problems import Problem
from campaign.site import Site
from campaign.slide import Slide


@check(Screen)
def line_at_the_bottom_has_room(site: Site, now: datetime) -> Iterator[Problem]:
    """屏底那一行（数据日期和版本号）一行放不下就排成两行；两行也放不下的不能发布，不能被二维码挡住、被屏边切掉。"""
    for screen, slides in sized(site, now):
        largest = max((codes.code(screen, site.campaign.site_url + one.url).px for one in slides if one.url), default=0)
        if not glass.code_fits(screen, largest) or frame.foot_fits(screen, slides, site.campaign):
            continue
        needed, room = foot.px(screen, site.campaign, foot.MOST), frame.foot_room(screen, slides, site.campaign)
        message = f"“{screen.name}”屏底写数据日期和版本号的那一行，排成两行也要 {needed} 像素宽，只有 {room}。"
        near = farthest_told(screen, slides, site.campaign)
        if near:
            hint, value = f"把扫码距离写到 {near:g} 米以内：这一行的字按它算。", f"{near:g}"
            yield complain(site, screen, "foot-too-wide", ("scan_m",), message, hint, value)
        else:
            yield complain(site, screen, "foot-too-wide", ("width",), message, _wider(site, screen, slides))


def _wider(site: Site, screen: Screen, slides: list[Slide]) -> str:
    """Say which other layout or screen would do."""
    upright, campaign = screen.model_copy(update={"layout": "竖排"}), site.campaign
    if frame.foot_fits(upright, slides, campaign) and all(laying.lay(upright, one, campaign) for one in slides):
        return "加上一行 layout: 竖排，二维码就排到下面，这一行占满整个屏宽。"
    return f"这一行的字已经是最小的 {glass.foot_letter_px(screen)} 像素：换一块横向像素多一些的屏。"


@check(Screen)
def menu_and_lists_of_a_terminal_have_room(site: Site, now: datetime) -> Iterator[Problem]:
    """触摸终端的字按最远观看距离算，菜单的四个名称各占一行，目录的每一行要放得下标题和时间。"""
    for screen, slides in sized(site, now):
        found = frame.misfits(screen, slides) if screen.touch else []
        if found:
            far = farthest_fitting(screen, slides, site.campaign)
            message = f"“{screen.name}”按 {screen.far_m:g} 米的字号，{'；'.join(found)}。"
            hint = f"把距离写到 {far:g} 米以内。" if far else "再近也放不下：换一块宽一些的屏。"
            yield complain(site, screen, "menu-too-wide", ("far_m",), message, hint, f"{far:g}" if far else None)
