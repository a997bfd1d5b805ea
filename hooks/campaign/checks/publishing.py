"""Rules a record must meet before the public sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from campaign.checks import check
from campaign.checks.language import complain, every, looked_after, on_line, remind
from campaign.models.base import Published, Record
from campaign.models.notices import Notice
from campaign.models.soft import placed, refused
from campaign.problems import Problem
from campaign.site import Site

#: Source: CommonMark 0.31, 4.6 "HTML blocks"
_HTML_BLOCK = re.compile(r"(?:\A|\n)[ ]{0,3}(</?[A-Za-z][A-Za-z0-9-]*(?=[\s/>])|<!--)")
_FRESH = timedelta(days=90)


@check(Published)
def publishing_needs_a_secrecy_review(site: Site, _now: datetime) -> Iterator[Problem]:
    """没有通过保密审查的不能发布：review 里要写 secrecy: pass。"""
    for record in every(site, Published):
        if on_line(record) and (record.review is None or record.review.secrecy != "pass"):
            hint = "审查通过后加上 review: {secrecy: pass, by: 审查部门, checked: 日期}；没有审查就先写 status: draft。"
            path = ("review", "secrecy") if record.review else ("status",)
            yield complain(site, record, "secrecy-review", path, "还没有通过保密审查，不能发布。", hint)


@check(Published)
def publishing_waits_for_the_legal_review(site: Site, _now: datetime) -> Iterator[Problem]:
    """还在法制审核的（legal: pending）不能发布。"""
    for record in every(site, Published):
        if on_line(record) and record.review and record.review.legal == "pending":
            hint = "审核通过后写 legal: pass；还没有审完就先写 status: draft；不用审的删去 legal。"
            yield complain(site, record, "legal-review", ("review", "legal"), "还没有通过法制审核，不能发布。", hint)


@check(Record)
def private_numbers_are_never_published(site: Site, _now: datetime) -> Iterator[Problem]:
    """个人手机号、身份证号码、私人邮箱不能上网；草稿里的先提醒，发布前必须删去。"""
    for (collection, key), found in site.private.items():
        yield from refused(found, getattr(site.get(collection, key), "status", ""))


@check(Published)
def change_of_status_gives_a_reason(site: Site, _now: datetime) -> Iterator[Problem]:
    """延期、取消、撤下的要写明原因（status_reason）；延期和取消的原因页面上会告诉大家。"""
    for record in every(site, Published, withdrawn=True):
        if record.status in {"postponed", "cancelled", "withdrawn"} and not record.status_reason:
            yield complain(
                site,
                record,
                "reason-missing",
                ("status",),
                "延期、取消或撤下，没有写原因。",
                "加一行 status_reason: 原因。",
            )


@check(Published)
def status_since_belongs_to_a_changed_status(site: Site, _now: datetime) -> Iterator[Problem]:
    """只有延期、取消、撤下的才写状态改变时间（status_since）。"""
    for record in every(site, Published, withdrawn=True):
        if record.status_since and record.status in {"draft", "published"}:
            message = "写了状态改变时间，状态却没有改。"
            hint = "恢复举行的，删去这一行；延期或取消的，改 status。"
            yield complain(site, record, "since-without-change", ("status_since",), message, hint)


@check(Published)
def publish_window_opens_before_it_closes(site: Site, _now: datetime) -> Iterator[Problem]:
    """上线时间要早于下线时间。"""
    for record in every(site, Published):
        if record.publish_from and record.publish_until and record.publish_from >= record.publish_until:
            yield complain(
                site,
                record,
                "publish-window",
                ("publish_until",),
                "下线时间不晚于上线时间，这条永远不会上网。",
                "检查两个时间。",
            )


@check(Published)
def picture_of_people_needs_consent(site: Site, _now: datetime) -> Iterator[Problem]:
    """每张图片都要写明授权（consent）。"""
    for record in every(site, Published):
        for no, image in enumerate(record.images):
            if on_line(record) and not image.consent:
                yield complain(
                    site,
                    record,
                    "image-consent",
                    ("images", no, "file"),
                    "图片没有写授权说明。",
                    "加一行 consent: 谁在什么时候同意公开。",
                )


@check(Published)
def body_is_markdown_not_html(site: Site, _now: datetime) -> Iterator[Problem]:
    """正文里以 HTML 标签（如 <div>）开头的段落不会排版，标签会原样显示或被去掉。"""
    for record in every(site, Published):
        tag = _HTML_BLOCK.search(record.body) if record.body and "<" in record.body else None
        if tag:
            message = f"正文里有一段以“{tag[1]}”开头：这一段里的 Markdown 不会排版。"
            problem = remind(site, record, "html-in-body", ("body",), message, "删去 HTML 标签，用 Markdown 写。")
            yield placed(site.entries[record.collection, record.id], problem, tag[1])


@check(Published)
def contact_was_verified_lately(site: Site, now: datetime) -> Iterator[Problem]:
    """联系方式 90 天内要核实过一次（verified_on）。"""
    if not looked_after(site, now):
        return
    for record in every(site, Published):
        field = "contact" if record.contact else "phones"
        if not getattr(record, field, None) or not on_line(record):
            continue
        if record.verified_on is None:
            yield remind(
                site,
                record,
                "contact-unverified",
                (field,),
                "写了联系方式，没有写核实日期。",
                "打一次电话，再加上 verified_on: 日期。",
            )
        elif now.date() - record.verified_on > _FRESH:
            message = f"联系方式上次核实是 {record.verified_on}，已超过 90 天。"
            yield remind(site, record, "contact-stale", ("verified_on",), message, "打一次电话核实，再改日期。")


@check(Notice)
def replaced_notice_knows_its_successor(site: Site, _now: datetime) -> Iterator[Problem]:
    """新公告写了替代哪条（replaces），旧公告也要写被哪条替代（replaced_by）。"""
    for notice in every(site, Notice):
        old = site.get("notices", notice.replaces)
        if isinstance(old, Notice) and old.replaced_by != notice.id:
            message = f"公告“{old.title}”被“{notice.title}”替代，却没有写 replaced_by。"
            yield complain(site, old, "replaced-by-missing", ("id",), message, f"加一行 replaced_by: {notice.id}。")


@check(Notice)
def notice_is_valid_for_some_time(site: Site, _now: datetime) -> Iterator[Problem]:
    """公告的失效日期不能早于生效日期，申报截止不能早于开始。"""
    for notice in every(site, Notice):
        begins = notice.valid_from or notice.issued
        if notice.valid_until and notice.valid_until < begins:
            yield complain(
                site, notice, "validity-window", ("valid_until",), "失效日期早于生效日期。", "检查两个日期。"
            )
        apply = notice.apply
        if apply and apply.opens and apply.closes and apply.closes < apply.opens:
            yield complain(
                site, notice, "apply-window", ("apply", "closes"), "申报截止早于申报开始。", "检查两个日期。"
            )
