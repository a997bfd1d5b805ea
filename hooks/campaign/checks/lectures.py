"""Rules about lectures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from campaign.checks import check
from campaign.checks.language import complain, every
from campaign.likeness import nearest
from campaign.models.lectures import Lecture
from campaign.problems import Problem
from campaign.site import Site


@check(Lecture)
def quiz_has_its_answer_among_the_options(site: Site, _now: datetime) -> Iterator[Problem]:
    """小测的答案（answer）要和其中一个选项一字不差；选项不能重复。"""
    for lecture in every(site, Lecture):
        for no, one in enumerate(lecture.quiz):
            if one.answer not in one.options:
                hint = f"只能是：{'、'.join(one.options)}。"
                value = nearest(one.answer, one.options)
                message = f"答案“{one.answer}”不在选项里。"
                yield complain(site, lecture, "quiz-answer", ("quiz", no, "answer"), message, hint, value or None)
            if len(set(one.options)) != len(one.options):
                message = "有两个选项一样。"
                yield complain(site, lecture, "quiz-options", ("quiz", no, "options"), message, "删去或者改一个。")
