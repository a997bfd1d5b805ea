"""Rules about what the statistics form will add up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from campaign.checks import check
from campaign.checks.language import complain, every, looked_after, on_line, remind
from campaign.models.capabilities import Counted, Scheduled
from campaign.problems import Problem
from campaign.site import Site

_GRACE = timedelta(days=3)


@check(Counted)
def joining_is_never_counted(site: Site, _now: datetime) -> Iterator[Problem]:
    """角色是“参加”的不计入统计，stat_row 必须是 none。"""
    for record in every(site, Counted):
        if getattr(record, "role", None) == "参加" and record.stat_row != "none":
            message = f"“参加”别人主办的活动不计入统计，这里却写了第 {record.stat_row} 行。"
            yield complain(site, record, "joined-not-counted", ("stat_row",), message, "改成 none。", "none")


@check(Counted)
def cancelled_has_no_results(site: Site, _now: datetime) -> Iterator[Problem]:
    """取消了的活动不能有活动结果。"""
    for record in every(site, Counted):
        if record.cancelled and record.results is not None:
            yield complain(
                site,
                record,
                "cancelled-with-results",
                ("results",),
                "活动已取消，却填了活动结果。",
                "删去 results，或者改正发布状态。",
            )


@check(Counted)
def results_follow_within_three_days(site: Site, now: datetime) -> Iterator[Problem]:
    """计入统计的活动，结束 3 天内要填活动结果。"""
    if not looked_after(site, now):
        return
    for record in every(site, Counted):
        if not isinstance(record, Scheduled) or not on_line(record) or record.cancelled or record.status == "postponed":
            continue
        if record.stat_row != "none" and record.results is None and now - record.finish > _GRACE:
            message = f"活动已于 {record.finish:%m月%d日} 结束，还没有填活动结果。"
            yield remind(
                site, record, "results-missing", ("stat_row",), message, "加上 results: 并填写家数、人次、份数。"
            )
