"""What screens show: every slide as a pure function of the site at a moment.

A slide carries its validity window; words that depend on the day (今天, 还有 3 天) are the
player's, because a slide may be on the glass for weeks after the build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Final, cast

from campaign import wall_map
from campaign.models.capabilities import Counted
from campaign.models.explainers import Explainer
from campaign.models.law_cases import Case
from campaign.models.notices import Notice
from campaign.models.screens import Kind, Programme
from campaign.occasions import countdown, scheduled
from campaign.site import Shown
from campaign.slide import Slide


def _explainers(shown: Shown, _line: Programme) -> Iterator[Slide]:
    for record in cast("tuple[Explainer, ...]", shown.public("explainers")):
        yield Slide(
            f"law-{record.id}", "法规", "学法一分钟", record.title, (record.summary, *record.points), url=record.url,
            record=record,
        )  # fmt: skip


def _cases(shown: Shown, _line: Programme) -> Iterator[Slide]:
    for record in cast("tuple[Case, ...]", shown.public("cases")):
        yield Slide(f"case-{record.id}", "案例", "典型案例", record.title, record.lesson, url=record.url, record=record)


def _units(shown: Shown, _line: Programme) -> Iterator[Slide]:
    for record in shown.public("units"):
        yield Slide(
            f"unit-{record.id}", "示范单位", record.kind_text, record.name_text,
            tuple(filter(None, (record.summary,))), url=record.url, record=record,
        )  # fmt: skip


def _map(shown: Shown, line: Programme) -> Iterator[Slide]:
    found = wall_map.lie(shown)
    if found:
        names = tuple(f"{number}　{unit.name}" for number, unit in enumerate(found[1][: line.most], 1))
        title = f"{shown.campaign.district}示范单位分布"
        yield Slide("map-stations", "地图", "示意图", title, names, url="map/", ground=found[0], whole=len(found[1]))


def _notices(shown: Shown, _line: Programme) -> Iterator[Slide]:
    for record in cast("tuple[Notice, ...]", shown.public("notices")):
        if not record.expired_at(shown.now):
            text = tuple(filter(None, (record.summary, record.note_at(shown.now))))
            yield Slide(
                f"notice-{record.id}", "公告", record.kind_text, record.title, text, url=record.url,
                last=record.expires, record=record,
            )  # fmt: skip


def _hotline(shown: Shown, _line: Programme) -> Iterator[Slide]:
    campaign = shown.campaign
    if campaign.hotline:
        yield Slide(
            "report-hotline", "举报", "如何举报", "发现侵犯商业秘密，请举报", campaign.report_how, campaign.hotline,
            url="report/",
        )  # fmt: skip


def _statistics(shown: Shown, _line: Programme) -> Iterator[Slide]:
    told = [one.outcome_at(shown.now) for one in shown.having(Counted) if one.ours]
    held = [one for one in told if one]
    if held:
        people = sum(one.people or 0 for one in held)
        firms = sum(one.enterprises or 0 for one in held)
        figures = (f"参与 {people} 人次", f"惠及企业 {firms} 家次")
        yield Slide(
            "figures-month", "统计", f"{shown.campaign.short}数字", "已经举办", figures, f"{len(held)} 场", url="calendar/",
            last=_next_week(shown),
        )  # fmt: skip


def _next_week(shown: Shown) -> datetime:
    """Figures are today's: on a screen that hears nothing new they vanish after a week."""
    return shown.now + timedelta(days=7)


def _site_code(shown: Shown, _line: Programme) -> Iterator[Slide]:
    campaign = shown.campaign
    body = (campaign.slogan or campaign.theme,)
    yield Slide("code-site", "二维码", "扫码看全部活动", campaign.title, body, url="calendar/")


MAKERS: Final[dict[Kind, Callable[[Shown, Programme], Iterator[Slide]]]] = {
    "活动": scheduled("events", "event"),
    "宣讲": scheduled("lectures", "lecture"),
    "开放日": scheduled("open_days", "visit"),
    "倒计时": countdown,
    "法规": _explainers,
    "案例": _cases,
    "示范单位": _units,
    "公告": _notices,
    "举报": _hotline,
    "统计": _statistics,
    "二维码": _site_code,
    "地图": _map,
}
