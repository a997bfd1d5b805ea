"""A move that a filled-in form reports: another time, another place, or both, and what the old ones were."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

from campaign import amending, scaffold, staging
from campaign.grid.cells import Names
from campaign.issue_forms import RECORD, VENUE
from campaign.likeness import nearest
from campaign.models.base import REGISTRY, Published
from campaign.models.capabilities import Placed, Scheduled
from campaign.replying import Refusal, wrong
from campaign.site import Site


def safe(text: str) -> str:
    """Return one short line for a title."""
    return re.sub(r"[^\w“”《》（）·、。，：+-]", " ", text)[:60].strip()


def with_venue(site: Site, data: Path, answers: dict[str, str]) -> dict[str, str]:
    """Put the id of the venue that is meant into the answers; return the file in which a new one is written."""
    written, address = answers.get("venue", ""), answers.get("address", "")
    if not written:
        if address:
            raise Refusal.of(wrong(VENUE, "写了地址，没有写场所。", "两个都写上。"))
        return {}
    answers["venue"] = key = Names.all(site).key("venues", written)
    if site.get("venues", key):
        return {}
    if not address:
        close = nearest(written, [venue.name_text for venue in site.all("venues")])
        hint = "照场所表里的名称写；新场所还要在“地址”里写地址，写明街镇。"
        raise Refusal.of(wrong(VENUE, "场所表里没有这个场所。", hint, found=written, better=close))
    town = next((word.name for word in site.words("街镇") if word.name in address), "")
    if not town:
        hint = f"写明是哪一个：{'、'.join(word.name for word in site.words('街镇'))}。"
        raise Refusal.of(wrong("地址", "地址里没有街镇。", hint, found=address))
    key = scaffold.propose_id({"title": written})
    if not scaffold.is_id(key) or site.get("venues", key):
        hint = "换一个写法；还不行就在下面留言，请维护网站的同事先登记这个场所。"
        raise Refusal.of(wrong(VENUE, "从这个名称得不出场所编号。", hint, found=written))
    answers["venue"] = key
    file = staging.file_of_new(data, REGISTRY["venues"], key)
    values = {"id": key, "name": written, "address": address, "town": town}
    return {file: staging.added(REGISTRY["venues"], staging.current(data, file), values)}


def of_record(record: Published, message: str, hint: str) -> Refusal:
    """Return the refusal of the record that the form names."""
    return Refusal.of(wrong(RECORD, message, hint, found=safe(record.name_text)))


def on_line(record: Published) -> None:
    """Refuse what nobody has announced: there is no plan that could be called off or moved."""
    if record.status == "draft":
        raise of_record(record, "这一条还是草稿，没有公布过。", "不用填这张表单，直接改草稿。")
    if record.status == "withdrawn":
        raise of_record(record, "这一条已经撤下。", "要重新公布，在下面留言，请维护网站的同事帮忙。")


def moved(_site: Site, record: Published, answers: dict[str, str], now: datetime) -> dict[amending.Path, Any]:
    """Return the fields that change with the answers, whose venue is an id by now."""
    if not isinstance(record, Scheduled):
        raise of_record(record, "这一条没有开始时间，不能改期。", "换成活动、讲座、开放日的网址。")
    on_line(record)
    venue, old = answers.get("venue", ""), getattr(record, "venue", None)
    if venue and not isinstance(record, Placed):
        message, hint = "这一条的地点跟着示范单位走，不能改。", "场所、地址都空着；单位搬了家，请维护网站的同事改单位。"
        raise Refusal.of(wrong(VENUE, message, hint, found=answers["venue"]))
    if not venue and "start" not in answers:
        raise Refusal.of(wrong("开始时间", "开始时间和场所都没有填。", "改哪一个就写哪一个。"))
    left = {"venue": old} if old and venue not in {"", old} else {}
    before = {
        "start": f"{record.start:%Y-%m-%d %H:%M}",
        **left,
        "told": f"{now:%Y-%m-%d %H:%M}",
        "reason": answers["reason"],
    }
    kept = [
        {"start": f"{one.start:%Y-%m-%d %H:%M}"}
        | ({"venue": one.venue} if one.venue else {})
        | ({"told": f"{one.told:%Y-%m-%d %H:%M}"} if one.told else {})
        | ({"reason": one.reason} if one.reason else {})
        for one in record.rescheduled_from
    ]
    changes: dict[amending.Path, Any] = {("venue",): venue} if venue else {}
    if "start" in answers:
        changes["start",] = answers["start"]
        if "end" in answers or record.end:
            changes["end",] = answers.get("end") or _needed_end(record.end)
    elif "end" in answers:
        changes["end",] = answers["end"]
    return changes | {("rescheduled_from",): [*kept, before], ("revision",): str(record.revision + 1)}


def _needed_end(before: datetime | None) -> str:
    hint = f"原来写了结束时间（{before:%Y-%m-%d %H:%M}），改期时也要写新的。"
    raise Refusal.of(wrong("结束时间", "还没有填。", hint))
