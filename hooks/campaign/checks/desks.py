"""Rules about desks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from campaign.checks import check
from campaign.checks.language import complain, every
from campaign.models.desks import Desk
from campaign.problems import Problem
from campaign.site import Site


@check(Desk)
def desk_opens_before_it_closes(site: Site, _now: datetime) -> Iterator[Problem]:
    """窗口的关门时间要晚于开门时间。"""
    for desk in every(site, Desk):
        for no, one in enumerate(desk.hours):
            if one.close <= one.open:
                message = "关门时间不晚于开门时间。"
                yield complain(site, desk, "desk-hours", ("hours", no, "close"), message, "检查两个时间。")


@check(Desk)
def desk_that_takes_reports_says_how(site: Site, _now: datetime) -> Iterator[Problem]:
    """写了“接收举报材料”的窗口，要写明收什么、带什么、交了以后怎样（report）。"""
    for desk in every(site, Desk):
        if "接收举报材料" in desk.does and not (desk.report and desk.report.accepts and desk.report.after):
            hint = "加上 report:，写 accepts、materials 和 after。"
            yield complain(site, desk, "desk-report-missing", ("does",), "接收举报材料，却没有写怎么办理。", hint)
