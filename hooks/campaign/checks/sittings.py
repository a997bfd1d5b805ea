"""Rules about what is held in several sessions, or shown to several groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from campaign.checks import check
from campaign.checks.language import complain, every, remind
from campaign.models.capabilities import Scheduled
from campaign.models.sittings import Sitting, running
from campaign.models.visits import Visitable
from campaign.problems import Problem
from campaign.site import Site


@check(Scheduled)
def some_session_is_held(site: Site, _now: datetime) -> Iterator[Problem]:
    """分场次里至少有一场要办；都不办了，整个活动就取消或者延期（status）。"""
    for record in every(site, Scheduled):
        if record.sessions and not running(record.sessions) and not record.called_off:
            message = "每一场都取消了，活动却还写着要办。"
            hint = "不办了就写 status: cancelled，以后再办写 status: postponed，都要写原因 status_reason；另定了日子就加一场。"
            yield complain(site, record, "no-session-left", ("status",), message, hint)


@check(Visitable)
def some_group_is_led(site: Site, _now: datetime) -> Iterator[Problem]:
    """分批时段全取消了的，整场一般也就取消或者延期（status）。"""
    for visit in every(site, Visitable):
        if visit.slots and not visit.running_slots and not visit.called_off:
            message = "每一批都取消了，整场却还写着要办。"
            hint = "不办了就写 status: cancelled，以后再办写 status: postponed，都要写原因 status_reason；不分批也照办的不用改。"
            yield remind(site, visit, "no-group-left", ("status",), message, hint)


@check(Scheduled)
def day_follows_its_sessions(site: Site, _now: datetime) -> Iterator[Problem]:
    """第一场或者最后一场取消了的，整个活动的开始、结束时间一般也要跟着改。"""
    for record in every(site, Scheduled):
        yield from _outlasted(site, record, record.sessions, "day-outlasts-sessions", ("场", "%Y-%m-%d %H:%M"))


@check(Visitable)
def day_follows_its_groups(site: Site, _now: datetime) -> Iterator[Problem]:
    """第一批或者最后一批取消了的，整场的开始、结束时间一般也要跟着改。"""
    for visit in every(site, Visitable):
        yield from _outlasted(site, visit, visit.slots, "day-outlasts-groups", ("批", "%H:%M"))


def _outlasted(
    site: Site, record: Scheduled, sittings: Sequence[Sitting], code: str, words: tuple[str, str]
) -> Iterator[Problem]:
    """Ask whether the record begins or ends with a sitting that is off; ``words``: what it is called, how its time is told."""
    off = [one for one in sittings if one.state == "取消"]
    held = [one for one in sittings if one.state != "取消"]
    if record.called_off or record.all_day or not held:
        return
    word, told = words
    first, last = min(one.start for one in held), max(one.end or one.start for one in held)
    if record.end and last < record.end and any(one.end == record.end for one in off):
        message = f"结束时间还写着 {record.end:{told}}，最后一{word}已取消，要不要改成 {last:{told}}？"
        hint = f"写成 end: {last:%Y-%m-%d %H:%M}；之后还有别的安排就不用改。"
        yield remind(site, record, code, ("end",), message, hint)
    if record.start < first and any(one.start == record.start for one in off):
        message = f"开始时间还写着 {record.start:{told}}，第一{word}已取消，要不要改成 {first:{told}}？"
        hint = f"写成 start: {first:%Y-%m-%d %H:%M}，原来的时间记进 rescheduled_from，修订号加 1。"
        yield remind(site, record, code, ("start",), message, hint)
