"""Rules about laws, their articles, and what explainers rest on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime

from campaign.articles import article_name
from campaign.checks import check
from campaign.checks.language import complain, every, remind
from campaign.laws import citations, laws_of
from campaign.laws_lint import citing_problems
from campaign.models.base import Published
from campaign.models.explainers import Explainer
from campaign.models.laws import Law
from campaign.problems import Problem
from campaign.site import Site


@check(Law)
def quoted_article_is_untouched(site: Site, _now: datetime) -> Iterator[Problem]:
    """条文一个字也不能手改：原文要和导入时的校验值一致，没有写明出处的不能写原文。"""
    for law in every(site, Law):
        for no, article in enumerate(law.articles):
            if article.text is None and article.sha256 is None:
                continue
            path, name = ("articles", no, "text"), f"{law.name_text}{article_name(article.no)}"
            mend = f"运行 campaign laws import {law.id} {article.no} 恢复原文，不要改校验值。"
            if law.text_from is None or article.text is None or article.sha256 is None:
                message = f"{name}的原文、校验值（sha256）和出处（text_from）要齐全。"
                yield complain(site, law, "law-text-source", ("articles", no), message, mend)
            elif hashlib.sha256(article.text.encode()).hexdigest() != article.sha256:
                yield complain(site, law, "law-text-changed", path, f"{name}和导入时的原文不一样了。", mend)


@check(Law)
def text_belongs_to_the_version(site: Site, _now: datetime) -> Iterator[Problem]:
    """条文的文本日期不能晚于这个版本的通过日期：晚了就是后来版本的条文；早于它的，要写明为什么还是这些字（note）。"""
    for law in every(site, Law):
        origin = law.text_from
        if origin is None:
            continue
        path = ("text_from", "as_of")
        if wrong := law.later_text(origin.as_of):
            hint = "删去 text_from 和各条的 text、sha256，这个版本只写官方链接。"
            yield complain(site, law, "law-another-version", path, wrong, hint)
        elif origin.as_of < law.adopted and not origin.note:
            message = f"文本日期（{origin.as_of}）早于这个版本的通过日期（{law.adopted}），没有写核对说明。"
            hint = "确认后来没有改动这里收录的各条，再在 text_from 里加上 note: 核对说明。"
            yield complain(site, law, "law-text-older", path, message, hint)


@check(Law)
def version_is_named_and_dated(site: Site, _now: datetime) -> Iterator[Problem]:
    """法规编号要以代号开头；最后有效日不能早于施行日；写了由谁替代，就要写最后有效日；每条只写一次。"""
    for law in every(site, Law):
        if law.id != law.family and not law.id.startswith(f"{law.family}-"):
            hint = f"写成 {law.family}-年份，或者改代号。"
            yield complain(site, law, "law-id", ("id",), f"编号“{law.id}”不以代号“{law.family}”开头。", hint)
        if law.effective_until and law.effective_until < law.effective_from:
            message = "最后有效日早于施行日期。"
            yield complain(site, law, "law-dates", ("effective_until",), message, "检查两个日期。")
        if law.replaced_by and law.effective_until is None:
            hint = "加一行 effective_until: 最后有效的一天。"
            yield complain(site, law, "law-end-missing", ("replaced_by",), "写了由谁替代，没有写最后有效日。", hint)
        seen: set[str] = set()
        for no, article in enumerate(law.articles):
            if article.no in seen:
                message = f"{article_name(article.no)}写了两次。"
                yield complain(site, law, "law-article-twice", ("articles", no, "no"), message, "留一条。")
            seen.add(article.no)


@check(Law)
def renumbering_is_complete(site: Site, _now: datetime) -> Iterator[Problem]:
    """新旧条号对照要写全：旧版本的每一条都有，新旧条号都不重复，旧版本要写明由新版本替代。"""
    laws = laws_of(site.records)
    for law in every(site, Law):
        older = laws.get(law.revises or "")
        if older is None:
            continue
        if older.replaced_by != law.id:
            message = f"{older.name_text}没有写由 {law.id} 替代。"
            yield complain(site, older, "law-replaced-by", ("id",), message, f"加一行 replaced_by: {law.id}。")
        old, new = ([getattr(one, side) for one in law.renumbered] for side in ("old", "new"))
        missing = sorted({str(no) for no in range(1, (older.article_count or 0) + 1)} - set(old), key=int)
        if missing and law.renumbered:
            message = f"新旧条号对照缺少旧{'、'.join(map(article_name, missing))}。"
            yield complain(site, law, "law-map", ("renumbered",), message, "旧版本每一条写一行。")
        for side, numbers in (("old", old), ("new", new)):
            for no, number in enumerate(numbers):
                if number in numbers[:no]:
                    message = f"新旧条号对照里{article_name(number)}出现了两次。"
                    yield complain(site, law, "law-map", ("renumbered", no, side), message, "核对条号。")


@check(Published)
def text_cites_the_version_it_means(site: Site, _now: datetime) -> Iterator[Problem]:
    """引用法规写明版本：[文字](law:aucl-2025#10)；修订前的条号不能当作现在的条号写，说旧法要写明年份。"""
    laws = laws_of(site.records)
    if not laws:
        return
    judged = set()
    for record in every(site, Published):
        document = site.entries[record.collection, record.id].document
        if isinstance(record, Law) or document.file in judged:
            continue
        judged.add(document.file)
        if "](law:" in document.original or "条" in document.original:
            yield from citing_problems(document.original, document.file, laws)


@check(Published)
def record_is_no_older_than_the_law_it_cites(site: Site, now: datetime) -> Iterator[Problem]:
    """引用了哪部法规，最后修改、审查、复核的日期就不能早于它通过或公布的日期；复核日期不能写成以后的日子。"""
    laws = laws_of(site.records)
    known = max((law.adopted for law in laws.values()), default=date.max)  # earlier, a preview looks back
    for record in every(site, Published) if laws else ():
        newest = max((one.law for one in citations(record, laws)), key=lambda law: law.adopted, default=None)
        if newest is None:
            continue
        for path, day in _days(record):
            if day < newest.adopted:
                message = f"日期（{day}）早于引用的{newest.name_text}（{newest.adopted} 通过或公布），那时还没有它。"
                yield complain(site, record, "older-than-law", path, message, "对照这部法规重新看过，再改日期。")
            elif path[0] == "reviewed" and known <= now.date() < day:
                message = f"复核日期 {day} 还没有到。"
                yield remind(site, record, "review-ahead", path, message, "写真正复核的那一天。")


def _days(record: Published) -> Iterator[tuple[tuple[str, ...], date]]:
    """Yield the days on which somebody vouched for a record."""
    if record.updated:
        yield ("updated",), record.updated.date()
    if record.review and record.review.checked:
        yield ("review", "checked"), record.review.checked
    if isinstance(record, Explainer):
        yield ("reviewed", "on"), record.reviewed.on
