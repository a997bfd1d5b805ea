"""Rules about screens: what is refused here would hang over a square for weeks, unreadable."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import cast

from campaign import codes, glass, laying
from campaign.checks import check
from campaign.checks.language import complain, every
from campaign.checks.playing import playing, sized
from campaign.fitting import cure, farthest, farthest_fitting, farthest_scan
from campaign.models.base import Record
from campaign.models.campaign import Campaign
from campaign.models.screens import LONGEST_BULLETIN, UNDATED, Bulletin, Daypart, Playlist, Screen, Touch
from campaign.problems import Problem
from campaign.site import Site
from campaign.slide import Slide

_LEAST_EVERGREEN = 2
#: where more records than these do not fit on a screen, one finding tells of them all
_MANY = 5


@check(Screen)
def screen_says_how_large_its_pixels_are(site: Site, _now: datetime) -> Iterator[Problem]:
    """LED 屏要写点间距（pitch_mm），LCD 屏要写对角线（diagonal_in）：字号和二维码按它算。"""
    for screen in every(site, Screen):
        if glass.mm_per_px(screen) <= 0:
            wanted = "pitch_mm: 5" if screen.panel == "LED" else "diagonal_in: 55"
            message = f"“{screen.name}”是 {screen.panel} 屏，没有写一个像素有多大。"
            yield complain(site, screen, "screen-size", ("panel",), message, f"加上一行，例如 {wanted}")


@check(Screen)
def safe_edges_leave_most_of_the_screen(site: Site, _now: datetime) -> Iterator[Problem]:
    """让开的边（safe_px）合起来不能超过屏宽、屏高的三分之一。"""
    for screen in every(site, Screen):
        free = glass.free_box(screen)
        if free.width * 3 < screen.width * 2 or free.height * 3 < screen.height * 2:
            message = f"让开以后只剩 {free.width}×{free.height}，小于整块屏的三分之二。"
            yield complain(site, screen, "safe-edges", ("safe_px",), message, "量一量边框到底挡住几个像素。")


@check(Screen)
def terminal_is_within_everybodys_reach(site: Site, _now: datetime) -> Iterator[Problem]:
    """触摸终端的菜单不能高于离地 1200 毫米，菜单上面、1200 毫米以下至少要排得下 3 行目录。"""
    for screen in every(site, Screen):
        if screen.touch is None or glass.mm_per_px(screen) <= 0 or _reached(screen, screen.touch.bottom_mm):
            continue
        best = next((mm for mm in range(glass.REACH[1], -1, -1) if _reached(screen, mm)), None)
        message = f"“{screen.name}”的下沿离地 {screen.touch.bottom_mm} 毫米，" + (
            f"菜单的上沿就有 {round(glass.menu_mm(screen))} 毫米高，坐轮椅的人够不着（最高 {glass.REACH[1]}）。"
            if glass.menu_mm(screen) > glass.REACH[1]
            else f"够得着的那一段只排得下 {max(0, glass.rows(screen))} 行目录，至少要 {glass.LEAST_ROWS} 行。"
        )
        hint = (
            f"把屏挂低一些，最高写 {best}。"
            if best is not None
            else "挂多高都不行：换一块高一些的屏，或者把 far_m 写近。"
        )
        value = None if best is None else str(best)
        yield complain(site, screen, "out-of-reach", ("touch", "bottom_mm"), message, hint, value)


def _reached(screen: Screen, bottom_mm: int) -> bool:
    hung = screen.model_copy(update={"touch": cast("Touch", screen.touch).model_copy(update={"bottom_mm": bottom_mm})})
    return glass.menu_mm(hung) <= glass.REACH[1] and glass.rows(hung) >= glass.LEAST_ROWS


@check(Screen, Playlist)
def fallback_has_two_undated_slides(site: Site, now: datetime) -> Iterator[Problem]:
    """备用播放单至少要有两条没有日期的内容（法规、案例、示范单位、举报、二维码），断网或时钟不准时放。"""
    for screen, slides in playing(site, now):
        found = [one for one in slides if one.evergreen]
        if len(found) < _LEAST_EVERGREEN:
            message = f"备用播放单“{screen.fallback}”只有 {len(found)} 条没有日期的内容，至少要 2 条。"
            hint = f"在这个播放单的 items 里加：{'、'.join(sorted(UNDATED))}。"
            yield complain(site, screen, "no-evergreen", ("fallback",), message, hint)


@check(Screen)
def slides_can_be_read_from_afar(site: Site, now: datetime) -> Iterator[Problem]:
    """每条内容按最远观看距离算出的最小字号排版，排不下的不能发布；二维码最多占半块屏，扫码距离不能大于观看距离。"""
    for screen, shown_slides in sized(site, now):
        addresses = {site.campaign.site_url + one.url for one in shown_slides if one.url}
        largest = max((codes.code(screen, one).px for one in addresses), default=0)
        if not glass.code_fits(screen, largest):
            yield _code_too_large(site, screen, largest, min(screen.far_m, farthest_scan(screen, addresses)))
            continue
        if screen.scan_m > screen.far_m:
            yield _scanned_too_far(site, screen)
        own = [one for one in shown_slides if not one.id.startswith("bulletin-")]
        failing = [one for one in own if laying.lay(screen, one, site.campaign) is None]
        worst = _worst(screen, failing, site.campaign)
        if len(worst) > _MANY:
            yield _too_far(site, screen, worst, own)
        else:
            yield from (_too_long(site, screen, one) for one in worst)


def _code_too_large(site: Site, screen: Screen, px: int, near: float) -> Problem:
    message = f"二维码要 {px} 像素才能在 {screen.scan_m:g} 米外扫到，这块屏放不下。"
    hint = f"把扫码距离写到 {near:g} 米以内。" if near else "再近也放不下：换一块像素多一些的屏。"
    return complain(site, screen, "code-too-large", ("scan_m",), message, hint, f"{near:g}" if near else None)


def _scanned_too_far(site: Site, screen: Screen) -> Problem:
    message = f"扫码距离 {screen.scan_m:g} 米，比最远观看距离 {screen.far_m:g} 米还远：看不清字的地方，没有人扫码。"
    hint = "两个数是不是写反了？扫码要走近，一般不到观看距离的一半。"
    return complain(site, screen, "scan-too-far", ("scan_m",), message, hint, f"{screen.far_m:g}")


def _worst(screen: Screen, failing: list[Slide], campaign: Campaign) -> list[Slide]:
    """Return of each record the slide that fits from the least distance only: what mends it mends the others."""
    groups: dict[str, list[Slide]] = {}
    for one in failing:
        groups.setdefault(one.record.id if one.record else one.id, []).append(one)
    return [min(group, key=lambda one: farthest(screen, one, campaign)) for group in groups.values()]


def _too_far(site: Site, screen: Screen, failing: list[Slide], all_: list[Slide]) -> Problem:
    """Say of many slides at once that they do not fit: the distance is wrong, not every text."""
    ranked = sorted(failing, key=lambda one: farthest(screen, one, site.campaign))
    far = farthest_fitting(screen, all_, site.campaign)
    titles = "、".join(f"“{one.title}”" for one in ranked[:3])
    message = f"“{screen.name}”按 {screen.far_m:g} 米的最小字号有 {len(failing)} 条内容排不下：{titles}等。"
    hint = f"把距离写到 {far:g} 米，全部排得下。" if far else "再近也有排不下的：先把这几条写短，或换一份播放单。"
    return complain(site, screen, "text-too-long", ("far_m",), message, hint, f"{far:g}" if far else None)


def _too_long(site: Site, screen: Screen, one: Slide, record: Record | None = None) -> Problem:
    """Say it at the field to shorten; at the screen's distance where no field is too long."""
    record = record or one.record
    found = cure(screen, one, site.campaign, frozenset(type(record).model_fields) if record else frozenset())
    nearer = f"最远 {found.far_m:g} 米排得下。" if found.far_m else "再近也排不下。"
    message = f"“{one.title}”在“{screen.name}”上按 {screen.far_m:g} 米的最小字号排不下，{nearer}"
    if record is None or not found.field:
        value = f"{found.far_m:g}" if found.far_m else None
        return complain(site, screen, "text-too-long", ("far_m",), message, "不在这块屏上放，或把距离写近。", value)
    at = site.entries[screen.collection, screen.id].where(("far_m",))
    near = f"，或者把 {at.file}:{at.line} 改成 far_m: {found.far_m:g}" if found.far_m else ""
    least = f"{found.most} 字以内" if found.most else "短一些的"
    hint = f"把 {found.field} 从 {found.written} 字改到 {least}{near}。"
    return complain(site, record, "text-too-long", (found.field,), message, hint)


@check(Bulletin)
def bulletin_ends_within_three_days(site: Site, _now: datetime) -> Iterator[Problem]:
    """插播的结束时间要晚于开始时间，最多晚 72 小时：临时的话不能忘在屏上。"""
    for bulletin in every(site, Bulletin):
        if bulletin.until <= bulletin.start:
            message = f"结束时间 {bulletin.until:%Y-%m-%d %H:%M} 不晚于开始时间。"
            yield complain(site, bulletin, "end-before-start", ("until",), message, "检查两个时间。")
        elif bulletin.until - bulletin.start > LONGEST_BULLETIN:
            latest = f"{bulletin.start + LONGEST_BULLETIN:%Y-%m-%d %H:%M}"
            message = "插播超过 72 小时。"
            yield complain(site, bulletin, "bulletin-too-long", ("until",), message, f"最晚写 {latest}。", latest)


@check(Bulletin)
def bulletin_can_be_read_from_afar(site: Site, _now: datetime) -> Iterator[Problem]:
    """插播的文字也要按每块屏的最小字号排得下，一个字都不能少。"""
    for bulletin in every(site, Bulletin):
        for screen in every(site, Screen):
            if glass.mm_per_px(screen) <= 0 or (bulletin.screens and screen.id not in bulletin.screens):
                continue
            one = Slide(bulletin.id, "插播", "重要通知", bulletin.title, bulletin.lines)
            laid = laying.lay(screen, one, site.campaign)
            if laid is None:
                yield _too_long(site, screen, one, bulletin)
            elif len(laid.body) < len(bulletin.lines):
                message = f"这条插播在“{screen.name}”上按 {screen.far_m:g} 米的最小字号只放得下前 {len(laid.body)} 行。"
                hint = f"删掉、合并到 {len(laid.body)} 行，或者写短一些。"
                yield complain(site, bulletin, "text-too-long", ("lines", len(laid.body)), message, hint)


@check(Daypart)
def other_hours_are_complete(site: Site, _now: datetime) -> Iterator[Problem]:
    """例外日期的开屏、关屏时间要么都写，要么都不写（不写就是整天不开）。"""
    for daypart in every(site, Daypart):
        for index, other in enumerate(daypart.exceptions):
            if (other.opens is None) != (other.closes is None):
                path = ("exceptions", index, "on")
                yield complain(site, daypart, "half-hours", path, "只写了一个时间。", "开屏、关屏时间两个都写。")


@check(Daypart)
def other_hours_are_told_once(site: Site, _now: datetime) -> Iterator[Problem]:
    """同一天只写一条例外日期。"""
    for daypart in every(site, Daypart):
        first: dict[date, int] = {}
        for index, other in enumerate(daypart.exceptions):
            if first.setdefault(other.on, index) != index:
                message = f"{other.on} 已经写过一次（第 {first[other.on] + 1} 条）。"
                hint = "两条留一条；是别的日子就改日期。"
                yield complain(site, daypart, "same-day-twice", ("exceptions", index, "on"), message, hint)
