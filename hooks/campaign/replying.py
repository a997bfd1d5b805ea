"""What is wrong in a filled-in form, said with the label of its question: who filled it in never saw a file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from campaign.grid import placing
from campaign.grid.cells import Names
from campaign.grid.columns import Column, columns
from campaign.grid.findings import Finding
from campaign.issue_forms import Form
from campaign.models.base import REGISTRY
from campaign.models.keys import fields_of
from campaign.problems import Problem, printable

_REPEATED = 80  # characters of an answer that a finding repeats
_ASK = "改不了的，在下面留言，请维护网站的同事帮忙。"
#: findings whose usual advice is about files
_HINTS = {
    "unknown-reference": "照网站上的名称写；网站上还没有的，这一栏能不填就先不填，写在正文里。",
    "outside-campaign": "日期写错了就改；确实不在服务月里的，在下面留言，请维护网站的同事写明原因。",
    "possible-duplicate": "已经有这一条的，不用再交；不是同一条，就改正时间或场所。",
}
_LEAVE_OUT = "就把这一行整行删去"
_OF_FILES = re.compile(r"data/|\.yml|一行|行首|顶格|campaign [a-z]|[a-z_]+:|[a-z]+_[a-z]+")
_LABEL = re.compile(r"^“([^“”]+)”：?(?=.)")
_KEY = re.compile(r"（[a-z_]+）")
#: questions that a form asks in other words than the model → where their answers stand in the record
_STANDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "改期": {"reason": ("rescheduled_from", "reason")},
    "取消": {"reason": ("status_reason",)},
}


class Refusal(Exception):  # noqa: N818 it is an answer, not a fault
    """What the colleague has to mend; the message is Chinese."""

    @classmethod
    def of(cls, *found: Finding) -> Refusal:
        """Return the refusal that tells all that was found."""
        return cls("\n\n".join(told(one) for one in dict.fromkeys(found)))


def wrong(label: str, message: str, hint: str = "", *, found: str = "", better: str = "") -> Finding:
    """Return a finding about the answer under the heading ``label``."""
    return Finding(0, 0, label, message, found=found, better=better, hint=hint)


def told(finding: Finding) -> str:
    """Return the finding as the form's author reads it: which heading, what is there, what to write instead."""
    place = f"「### {finding.heading}」" if finding.heading else "这张表单："
    lines = [f"{place}{'' if finding.severity == 'error' else '提醒：'}{printable(finding.message, 400)}"]
    for label, said in (
        ("写的是", printable(finding.found.replace("\n", " "), _REPEATED)),
        ("改成", printable(finding.better.replace("\n", " "), 2000)),
        ("改法", finding.hint),
    ):
        if said:
            lines.append(f"    {label}：{said}")
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks for: files below ``data`` with their new texts, which record of each is meant, whom it is about.

    ``named`` is the field that a correction is about.
    """

    form: Form
    files: dict[str, str]
    about: Mapping[str, tuple[str, str]]
    subject: str
    named: str = ""


def findings(problems: Sequence[Problem], root: str, asked: Asked, names: Names) -> list[Finding]:
    """Return what the checks say of the files below ``root``, told of the form's questions.

    What concerns another record keeps its place in that record's file.
    """
    known = []
    for name, text in asked.files.items():
        collection, key = asked.about[name]
        every = _columns(asked, collection)
        places = placing.places(text, f"{root}/{name}", {key: 1}, every)
        known += [(one, collection, every) for one in places]
    found = []
    for problem in problems:
        file, line = problem.where.file, problem.where.line
        mine = next((one for one in known if one[0].file == file and one[0].first <= line <= one[0].last), None)
        place, collection, every = mine or (None, "", ())
        one = placing.finding(problem, [place] if place else [], {}, names, every)
        found.append(_in_words(replace(one, row=0), problem, asked.form, collection) if place else one)
    return found


def _columns(asked: Asked, collection: str) -> tuple[Column, ...]:
    """Return the columns that the form's questions stand for, with the questions' labels as headings."""
    form, named = asked.form, asked.named
    labels = {tuple(field.key.split(".")): field.label for field in form.fields}
    stands = _STANDS.get(form.task, {})
    labels |= {path: labels[(key,)] for key, path in stands.items()}
    if form.task == "更正":
        labels[(named,)] = labels["value",]
    if collection == "venues":
        labels = {("name",): labels["venue",], ("address",): labels["address",], ("town",): labels["address",]}
    held = {column.path: column for column in columns(REGISTRY[collection])}
    text = Column((), "", required=False, kind="text")
    return tuple(
        replace(held.get(path, text), path=path, heading=label)
        for path, label in labels.items()
        if path in held or path in stands.values()
    )


def _in_words(one: Finding, problem: Problem, form: Form, collection: str) -> Finding:
    """Return the finding without the words of files: keys, lines, commands."""
    fields = fields_of(REGISTRY[collection])
    titles = {key: field.title for key, field in fields.items()} | {field.key: field.label for field in form.fields}

    def plain(text: str) -> str:
        text = _KEY.sub("", text.replace(_LEAVE_OUT, "就空着不填").replace("字段", "栏"))
        return re.sub(r"“([a-z_]+)”", lambda match: f"“{titles.get(match[1], match[1])}”", text)

    question = next((field for field in form.fields if field.label == one.heading), None)
    lacks = problem.code in placing.LACKING and question
    message = "还没有填。" if lacks else plain(one.message)
    hint = question.how if lacks and question else plain(_HINTS.get(problem.code, one.hint))
    label = _LABEL.match(message)
    if question and label and label[1] in titles.values():
        message = message[label.end() :]
    if problem.code == "unknown-reference" and one.better:
        hint = ""
    if not question and problem.field in fields:
        message, hint = f"这一条原来的“{fields[problem.field].title}”：{message}", _ASK
    if _OF_FILES.search(hint):
        hint = _ASK
    written = one.found or ("" if lacks or not question else problem.line_text.strip())
    return replace(
        one, message=message, hint=hint, found=written, severity="error" if problem.code == "privacy" else one.severity
    )
