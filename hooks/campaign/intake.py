"""A filled-in form → the text of a changed file, checked, or an answer that says what to mend.

The body comes from anybody: it is bounded, its controls are refused, every value is written
by ``amending`` (which reads back what it wrote), and ids are checked before they are a path.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo

from campaign import amending, describe, moving, replying, scaffold, staging
from campaign.grid.cells import Names
from campaign.grid.findings import Finding
from campaign.issue_forms import RECORD, Form, form_of
from campaign.likeness import nearest
from campaign.loading import load
from campaign.models.base import REGISTRY, Published
from campaign.models.capabilities import Counted
from campaign.models.fields import RefTo
from campaign.models.keys import called, fields_of
from campaign.moving import safe
from campaign.problems import DataError, printable
from campaign.reading import shown_path
from campaign.replying import Asked, Refusal, wrong
from campaign.site import Site

LARGEST = 65_536  # characters that the forge takes in an issue
_KEPT_BACK = frozenset({"id", "status", "review", "revision", "sample", "start", "end", "venue"})
_ADDRESS = re.compile(r"([a-z][a-z_-]{1,30})/([a-z0-9-]{1,64})/?$")


@dataclass(frozen=True, slots=True)
class Change:
    """One change that passed every check: files below ``data``, and what the pull request says."""

    files: dict[str, str]
    branch: str
    title: str
    text: str


def taken_in(project: Path, data: Path, body: str, now: datetime, at: str | None) -> Change:
    """Return the change that a form's body asks for; raises Refusal with everything to mend."""
    form, answers = _read(body)
    try:
        site = load(data, now)
        asked = _asked_for(site, data, form, answers, now)
    except DataError as error:
        raise Refusal("网站现在的数据有错误，先改好才能收表单：\n" + error.problems.text()) from error
    except amending.AmendError as error:
        raise Refusal(str(error)) from error
    problems = staging.judged(project, data, asked.files, at)
    if problems.errors or any(one.code == "privacy" and _below(one.where.file) in asked.files for one in problems):
        # a draft may hold a private number, a branch that everybody sees may not
        told = [*problems.errors, *problems.warnings]
        raise Refusal.of(*replying.findings(told, shown_path(data), asked, Names.all(site)))
    title = f"{form.title}：{safe(asked.subject)}"
    note = "审查通过后，把 status 改成 published，再加上 review。" if form.task == "新建" else "合并后几分钟就上网。"
    said = f"由问题表单“{form.title}”写成，检查通过。{note}\n\n<pre>\n{quoted(problems.text())}\n</pre>\n"
    return Change(asked.files, f"form/{form.name}-{now:%Y%m%d-%H%M%S}", title, said)


def _below(file: str) -> str:
    return file.split("/", 1)[-1]


def quoted(text: str) -> str:
    """Return text for a ``<pre>`` of a comment, in which it calls nobody and means nothing."""
    return (
        html.escape("\n".join(printable(line, 2000) for line in text.split("\n")))
        .replace("@", "@\u2060")
        .replace("#", "#\u2060")
    )


def _read(body: str) -> tuple[Form, dict[str, str]]:
    if len(body) > LARGEST:
        raise Refusal(f"表单太长：{len(body)} 个字，最多 {LARGEST} 个。把正文写短一些，长文章请做成附件。")
    body = body.replace("\r\n", "\n")
    form = form_of(body)
    if form is None:
        raise Refusal("看不出是哪一种表单。请从“新建问题”里选一种表单填写，第一栏不要改。")
    answers, twice = form.answers(body)
    found = [
        wrong(holding, "内容里有和表单的标题一样的一行。", "这一行删去，或者开头多写一个 #。",
              found=f"### {label}", better=f"#### {label}")
        for holding, label in twice
    ]  # fmt: skip
    found += [one for field in form.fields for one in _unseen(field.label, answers.get(field.key, ""))]
    if not found:
        found = _unseen("", body)
    if form.task != "新建":  # the checks say of a new record what it lacks
        lacking = [field for field in form.fields if field.required and field.key not in answers]
        found += [wrong(field.label, "还没有填。", field.how) for field in lacking]
    if found:
        raise Refusal.of(*found)
    return form, answers


def _unseen(label: str, text: str) -> list[Finding]:
    """Return the finding about the invisible characters of an answer, if there are any."""
    odd = sorted({c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"} and c not in "\n\t"})
    if not odd:
        return []
    better = "".join(c for c in text if c not in odd) if label else ""
    codes = "、".join(f"U+{ord(c):04X}" for c in odd[:5])
    hint = "它们看不见，多半是复制粘贴带来的：把这一栏清空，照“改成”重新写。" if label else "清空以后重新写。"
    return [wrong(label, f"有看不见的字符（{codes}）。", hint, found=text if label else "", better=better)]


def _asked_for(site: Site, data: Path, form: Form, answers: dict[str, str], now: datetime) -> Asked:
    """Return the files with their new texts, and whom they are about."""
    if form.task == "新建":
        return _new(site, data, form, answers, now)
    record = _record(site, answers["record"])
    entry = site.entries[record.collection, record.id]
    files = moving.with_venue(site, data, answers) if form.task == "改期" else {}
    about = dict.fromkeys(files, ("venues", answers.get("venue", "")))
    changes = _CHANGES[form.task](site, record, answers, now)
    named = str(next(iter(changes))[0]) if form.task == "更正" else ""
    if record.updated:
        changes["updated",] = f"{now:%Y-%m-%d %H:%M}"
    name = f"{record.collection}.yml" if entry.path else f"{record.collection}/{record.id}.yml"
    files[name] = amending.amended(amending.reread(entry), changes)
    return Asked(form, files, {**about, name: (record.collection, record.id)}, record.name_text, named)


def _new(site: Site, data: Path, form: Form, answers: dict[str, str], now: datetime) -> Asked:
    model, title = REGISTRY[form.collection], answers.get("title", "")
    proposal = scaffold.propose_id({key: answers[key] for key in ("start", "issued", "title") if key in answers})[:60]
    key = proposal.strip("-") or ("" if title else form.name)  # without a title the checks ask for one
    if not scaffold.is_id(key):
        label = next(field.label for field in form.fields if field.key == "title")
        hint = "写上汉字或字母，写清是什么事。"
        raise Refusal.of(wrong(label, "只有符号，得不出编号。", hint, found=title))
    while site.get(model.collection, key):
        key = f"{key}-2"
    names = Names.all(site)
    values: dict[str, Any] = {"id": key}
    for name, field in describe.in_reading_order(model):
        if name in answers:
            values[name] = _as_id(names, field, answers[name])
    values |= {"status": "draft", "updated": f"{now:%Y-%m-%d %H:%M}"}
    file = staging.file_of_new(data, model, key)
    text = staging.added(model, staging.current(data, file), values)
    return Asked(form, {file: text}, {file: (model.collection, key)}, title)


def _as_id(names: Names, field: FieldInfo, answer: str) -> str:
    """Return the id of the record that an answer to a question about one names, else the answer."""
    target = describe.target_of(field)
    return names.key(target.collection, answer) if isinstance(target, RefTo) else answer


def _record(site: Site, written: str) -> Published:
    """Return the record that an id or an address names."""
    found = _ADDRESS.search(written)
    known = [
        (name, key) for name, model in REGISTRY.items() if issubclass(model, Published) for key in site.records[name]
    ]
    wanted = (found[1].replace("-", "_"), found[2]) if found else ("", written)
    for name, key in known:
        record = site.get(name, key)
        if isinstance(record, Published) and key == wanted[1] and wanted[0] in {"", name}:
            return record
    close = nearest(wanted[1], [key for _, key in known])
    better = next((f"{name.replace('_', '-')}/{key}" for name, key in known if key == close), "")
    hint = "打开那一条的网页，把浏览器里的网址整个复制过来。"
    raise Refusal.of(wrong(RECORD, "没有这一条。", hint, found=written, better=better))


def _called_off(_site: Site, record: Published, answers: dict[str, str], now: datetime) -> dict[amending.Path, Any]:
    state = {"取消": "cancelled", "延期": "postponed"}.get(answers["status"])
    if state is None:
        raise Refusal.of(wrong("怎么了", "只能选“取消”或“延期”。", "选一个。", found=answers["status"]))
    moving.on_line(record)
    if record.status == state:
        raise moving.of_record(record, f"这一条已经是{answers['status']}了。", "不用再交；交错了一条，就换它的网址。")
    return {
        ("status",): state,
        ("status_reason",): answers["reason"],
        ("status_since",): f"{now:%Y-%m-%d %H:%M}",
        ("revision",): str(record.revision + 1),
    }


def _results(_site: Site, record: Published, answers: dict[str, str], _now: datetime) -> dict[amending.Path, Any]:
    if not isinstance(record, Counted):
        raise moving.of_record(record, "这一条不用报活动结果。", "换成活动、讲座、开放日的网址。")
    return {tuple(key.split(".")): answer for key, answer in answers.items() if key.startswith("results.")}


def _corrected(site: Site, record: Published, answers: dict[str, str], _now: datetime) -> dict[amending.Path, Any]:
    fields = describe.in_reading_order(type(record))
    open_ = {key: field for key, field in fields if describe.is_plain(field) and key not in _KEPT_BACK}
    wanted = answers["field"]
    key = called(wanted, {name: fields_of(type(record))[name] for name in open_})
    if not key:
        names = "、".join(field.title or key for key, field in open_.items())
        raise Refusal.of(wrong("哪个字段", "这一栏不能用这张表单改。", f"能改的有：{names}。", found=wanted))
    return {(key,): _as_id(Names.all(site), open_[key], answers["value"])}


_CHANGES: Mapping[str, Any] = {"改期": moving.moved, "取消": _called_off, "结果": _results, "更正": _corrected}
