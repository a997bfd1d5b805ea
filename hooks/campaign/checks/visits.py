"""Rules about groups of visitors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from campaign.checks import check
from campaign.checks.language import complain, every, remind
from campaign.models.visits import Visitable
from campaign.problems import Problem
from campaign.site import Site


@check(Visitable)
def slots_lie_inside_the_day(site: Site, _now: datetime) -> Iterator[Problem]:
    """分批时段要在开始时间和结束时间之内。"""
    for visit in every(site, Visitable):
        for no, slot in enumerate(visit.slots):
            if slot.state == "取消":  # the day may have been shortened after it
                continue
            if slot.start < visit.opening:
                message = (
                    f"第 {no + 1} 批 {slot.start:%m-%d %H:%M} 开始，早于整场的开始时间 {visit.start:%m-%d %H:%M}。"
                )
                hint = "改正这一批，或者把整场的开始时间提前。"
                yield complain(site, visit, "slot-outside", ("slots", no, "start"), message, hint)
            if slot.end > visit.closing:
                message = (
                    f"第 {no + 1} 批 {slot.end:%m-%d %H:%M} 结束，晚于整场的结束时间 {visit.closing:%m-%d %H:%M}。"
                )
                hint = "改正这一批，或者把整场的结束时间推后。"
                yield complain(site, visit, "slot-outside", ("slots", no, "end"), message, hint)


@check(Visitable)
def slots_follow_one_another(site: Site, _now: datetime) -> Iterator[Problem]:
    """分批时段一般一批接一批；时间重叠的会提醒，两队同时参观可以不改。"""
    for visit in every(site, Visitable):
        running = [(slot, no) for no, slot in enumerate(visit.slots) if slot.state != "取消"]
        for (before, first), (after, no) in pairwise(sorted(running, key=lambda one: (one[0].start, one[1]))):
            if after.start < before.end:
                message = f"第 {no + 1} 批和第 {first + 1} 批时间重叠。"
                hint = "两队同时参观就不用改；不是就改正时间。"
                yield remind(site, visit, "slots-overlap", ("slots", no, "start"), message, hint)


@check(Visitable)
def slots_add_up_to_the_capacity(site: Site, _now: datetime) -> Iterator[Problem]:
    """各批名额加起来，应等于报名的名额。"""
    for visit in every(site, Visitable):
        capacity = visit.registration.capacity if visit.registration else None
        sizes = [slot.capacity for slot in visit.running_slots if slot.capacity is not None]
        if capacity is None or not sizes or len(sizes) < len(visit.running_slots):
            continue
        if sum(sizes) != capacity:
            message = f"各批名额合计 {sum(sizes)} 人，报名的名额却是 {capacity} 人。"
            hint = "两处写成一样；取消了的批次不算。"
            yield remind(site, visit, "capacity-differs", ("registration", "capacity"), message, hint)


@check(Visitable)
def registration_and_slots_agree(site: Site, _now: datetime) -> Iterator[Problem]:
    """报名状态和各批状态不能矛盾：写了“开放”就要有一批可预约，写了“已满”“截止”就不能还有。"""
    for visit in every(site, Visitable):
        if visit.registration is None or not visit.running_slots:
            continue
        state = visit.registration.state
        free = any(slot.state == "可预约" for slot in visit.running_slots)
        if (state == "开放" and not free) or (state in {"已满", "截止"} and free):
            message = f"报名状态是“{state}”，分批时段里却{'还有' if free else '没有'}可预约的。"
            hint = "改成一致；报名状态写“自动”就会跟着各批走。"
            yield remind(site, visit, "slots-disagree", ("registration", "state"), message, hint)
