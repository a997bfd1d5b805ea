"""Rules about self-checks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from campaign.checks import check
from campaign.checks.language import complain, every
from campaign.models.selfchecks import DIMENSIONS, SelfCheck
from campaign.problems import Problem
from campaign.site import Site

#: fewer questions than this say little about a side
FEWEST = 5


@check(SelfCheck)
def every_side_is_asked_enough(site: Site, _now: datetime) -> Iterator[Problem]:
    """人防、物防、技防、制度，每一面至少 5 题。"""
    for sheet in every(site, SelfCheck):
        for side in DIMENSIONS:
            count = len(sheet.of(side))
            if count < FEWEST:
                message = f"“{side}”只有 {count} 题，至少要 {FEWEST} 题。"
                yield complain(site, sheet, "check-few", ("questions",), message, "补上题目，分数才说明问题。")


@check(SelfCheck)
def bands_cover_the_scale(site: Site, _now: datetime) -> Iterator[Problem]:
    """分数段从 0 分起，一段比一段高。"""
    for sheet in every(site, SelfCheck):
        starts = [band.from_ for band in sheet.bands]
        if starts[0] != 0:
            message = f"第一个分数段从 {starts[0]} 分起，下面的分数没有说法。"
            yield complain(site, sheet, "band-order", ("bands", 0, "from"), message, "第一段写 from: 0。", "0")
        for place in range(1, len(starts)):
            if starts[place] <= starts[place - 1]:
                message = f"这一段从 {starts[place]} 分起，不比上一段（{starts[place - 1]} 分）高。"
                yield complain(site, sheet, "band-order", ("bands", place, "from"), message, "由低到高排。")


@check(SelfCheck)
def ids_of_questions_are_unique(site: Site, _now: datetime) -> Iterator[Problem]:
    """同一份自测里，题目的编号不能重复。"""
    for sheet in every(site, SelfCheck):
        ids = [one.id for one in sheet.questions]
        for place, key in enumerate(ids):
            if key in ids[:place]:
                message = f"编号“{key}”前面已经用过。"
                yield complain(site, sheet, "check-twice", ("questions", place, "id"), message, "换一个编号。")
