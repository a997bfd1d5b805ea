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

from campaign import amending, describe, moving, scaffold, staging
from campaign.issue_forms import Form, form_of
from campaign.loading import load
from campaign.models.base import REGISTRY, Published, Record
from campaign.models.capabilities import Counted
from campaign.moving import Refusal, as_id, safe
from campaign.problems import DataError, nearest, printable
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
        files, subject = _asked_for(site, data, form, answers, now)
    except DataError as error:
        raise Refusal("网站现在的数据有错误，先改好才能收表单：\n" + error.problems.text()) from error
    except amending.AmendError as error:
        raise Refusal(str(error)) from error
    problems = staging.judged(project, data, files, at)
    if problems.errors or any(one.code == "privacy" and one.where.file.split("/", 1)[-1] in files for one in problems):
        raise Refusal(problems.text())  # a draft may hold a private number, a branch that everybody sees may not
    title = f"{form.title}：{safe(subject)}"
    note = "审查通过后，把 status 改成 published，再加上 review。" if form.task == "新建" else "合并后几分钟就上网。"
    told = f"由问题表单“{form.title}”写成，检查通过。{note}\n\n<pre>\n{quoted(problems.text())}\n</pre>\n"
    return Change(files, f"form/{form.name}-{now:%Y%m%d-%H%M%S}", title, told)


def quoted(text: str) -> str:
    """Return text for a ``<pre>`` of a comment, in which it calls nobody and means nothing."""
    return (
        html.escape("\n".join(printable(line, 2000) for line in text.split("\n")))
        .replace("@", "@\u2060")
        .replace("#", "#\u2060")
    )


def _read(body: str) -> tuple[Form, dict[str, str]]:
    if len(body) > LARGEST:
        raise Refusal(f"表单太长：{len(body)} 个字，最多 {LARGEST} 个。长文章请直接改文件。")
    body = body.replace("\r\n", "\n")
    odd = sorted({c for c in body if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"} and c not in "\n\t"})
    if odd:
        raise Refusal(f"内容里有看不见的字符（{'、'.join(f'U+{ord(c):04X}' for c in odd[:5])}），请删去再交。")
    form = form_of(body)
    if form is None:
        raise Refusal("看不出是哪一种表单。请从“新建问题”里选一种表单填写，第一栏不要改。")
    try:
        answers = form.answers(body)
    except ValueError as error:
        raise Refusal(str(error)) from error
    missing = [field.label for field in form.fields if field.required and field.key not in answers]
    if missing:
        raise Refusal(f"还没有填：{'、'.join(missing)}。")
    return form, answers


def _asked_for(
    site: Site, data: Path, form: Form, answers: dict[str, str], now: datetime
) -> tuple[dict[str, str], str]:
    """Return the files with their new texts, and whom they are about."""
    if form.task == "新建":
        name, text, subject = _new(site, data, REGISTRY[form.collection], answers, now)
        return {name: text}, subject
    record = _record(site, answers["record"])
    entry = site.entries[record.collection, record.id]
    files = moving.with_venue(site, data, answers) if form.task == "改期" else {}
    changes = _CHANGES[form.task](site, record, answers, now)
    if record.updated:
        changes["updated",] = f"{now:%Y-%m-%d %H:%M}"
    name = f"{record.collection}.yml" if entry.path else f"{record.collection}/{record.id}.yml"
    return {**files, name: amending.amended(amending.reread(entry), changes)}, record.name_text


def _new(site: Site, data: Path, model: type[Record], answers: dict[str, str], now: datetime) -> tuple[str, str, str]:
    proposal = scaffold.propose_id({key: answers[key] for key in ("start", "issued", "title") if key in answers})[:60]
    key = proposal.strip("-")
    if not scaffold.is_id(key):
        raise Refusal(f"从标题和日期得不出编号（“{printable(key, 60)}”）：日期写成 2023-06-08，标题写中文。")
    while site.get(model.collection, key):
        key = f"{key}-2"
    values: dict[str, Any] = {"id": key}
    for name, field in describe.in_reading_order(model):
        if name in answers:
            values[name] = as_id(site, field, answers[name])
    values |= {"status": "draft", "updated": f"{now:%Y-%m-%d %H:%M}"}
    file = staging.file_of_new(data, model, key)
    return file, staging.added(model, staging.current(data, file), values), answers["title"]


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
    raise Refusal(
        f"没有编号为“{printable(written, 80)}”的记录。" + (f"是不是“{close}”？" if close else "请复制它的网页地址。")
    )


def _called_off(_site: Site, record: Published, answers: dict[str, str], now: datetime) -> dict[amending.Path, Any]:
    state = {"取消": "cancelled", "延期": "postponed"}.get(answers["status"])
    if state is None:
        raise Refusal("“怎么了”只能选“取消”或“延期”。")
    moving.on_line(record)
    if record.status == state:
        raise Refusal(f"“{safe(record.name_text)}”已经是{answers['status']}了。")
    return {
        ("status",): state,
        ("status_reason",): answers["reason"],
        ("status_since",): f"{now:%Y-%m-%d %H:%M}",
        ("revision",): str(record.revision + 1),
    }


def _results(_site: Site, record: Published, answers: dict[str, str], _now: datetime) -> dict[amending.Path, Any]:
    if not isinstance(record, Counted):
        raise Refusal(f"“{safe(record.name_text)}”不用报活动结果。")
    return {tuple(key.split(".")): answer for key, answer in answers.items() if key.startswith("results.")}


def _corrected(site: Site, record: Published, answers: dict[str, str], _now: datetime) -> dict[amending.Path, Any]:
    fields = describe.in_reading_order(type(record))
    open_ = {key: field for key, field in fields if describe.is_plain(field) and key not in _KEPT_BACK}
    wanted = answers["field"]
    key = next((key for key, field in open_.items() if wanted in {key, field.title}), "")
    if not key:
        names = "、".join(field.title or key for key, field in open_.items())
        raise Refusal(f"这张表单不能改“{printable(wanted, 40)}”。能改的有：{names}。")
    return {(key,): as_id(site, open_[key], answers["value"])}


_CHANGES: Mapping[str, Any] = {"改期": moving.moved, "取消": _called_off, "结果": _results, "更正": _corrected}
