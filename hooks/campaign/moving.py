"""A move that a filled-in form reports: another time, another place, or both, and what the old ones were."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo

from campaign import amending, describe, scaffold, staging
from campaign.models.base import REGISTRY, Published
from campaign.models.capabilities import Placed, Scheduled
from campaign.models.fields import RefTo
from campaign.problems import nearest, printable
from campaign.site import Site


class Refusal(Exception):  # noqa: N818 it is an answer, not a fault
    """What the colleague has to mend; the message is Chinese."""


def safe(text: str) -> str:
    """Return one short line for a title."""
    return re.sub(r"[^\w“”《》（）·、。，：+-]", " ", text)[:60].strip()


def as_id(site: Site, field: FieldInfo, answer: str) -> str:
    """Return the id of the record that an answer names by its name, or by how only its name ends; else the answer."""
    target = describe.target_of(field)
    if not isinstance(target, RefTo):
        return answer
    every = site.all(target.collection)
    called = [record for record in every if any(name.endswith(answer) for name in record.known_as)]
    exact = [record for record in called if answer in record.known_as] or called
    return exact[0].id if len(exact) == 1 else answer


def with_venue(site: Site, data: Path, answers: dict[str, str]) -> dict[str, str]:
    """Put the id of the venue that is meant into the answers; return the file in which a new one is written."""
    written, address = answers.get("venue", ""), answers.get("address", "")
    if not written:
        if address:
            raise Refusal("写了地址，没有写场所：两个都写上。")
        return {}
    answers["venue"] = key = as_id(site, Placed.model_fields["venue"], written)
    if site.get("venues", key):
        return {}
    if not address:
        names = [venue.name_text for venue in site.all("venues")]
        close = nearest(written, names)
        raise Refusal(
            f"场所表里没有“{printable(written, 60)}”。"
            + (f"是不是“{close}”？" if close else "")
            + "新场所还要在“地址”里写地址，写明街镇。"
        )
    town = next((word.name for word in site.words("街镇") if word.name in address), "")
    if not town:
        raise Refusal(f"地址里要写明街镇：{'、'.join(word.name for word in site.words('街镇'))}。")
    key = scaffold.propose_id({"title": written})
    if not scaffold.is_id(key) or site.get("venues", key):
        raise Refusal(f"从“{printable(written, 60)}”得不出场所编号，请先在 data/venues.yml 里加上这个场所。")
    answers["venue"] = key
    file = staging.file_of_new(data, REGISTRY["venues"], key)
    values = {"id": key, "name": written, "address": address, "town": town}
    return {file: staging.added(REGISTRY["venues"], staging.current(data, file), values)}


def on_line(record: Published) -> None:
    """Refuse what nobody has announced: there is no plan that could be called off or moved."""
    said = {"draft": "还是草稿，直接改它的文件就行。", "withdrawn": "已经撤下；要重新公布，请直接改文件。"}.get(
        record.status
    )
    if said:
        raise Refusal(f"“{safe(record.name_text)}”{said}")


def moved(_site: Site, record: Published, answers: dict[str, str], now: datetime) -> dict[amending.Path, Any]:
    """Return the fields that change with the answers, whose venue is an id by now."""
    if not isinstance(record, Scheduled):
        raise Refusal(f"“{safe(record.name_text)}”没有开始时间，不能改期。")
    on_line(record)
    venue, old = answers.get("venue", ""), getattr(record, "venue", None)
    if venue and not isinstance(record, Placed):
        raise Refusal(f"“{safe(record.name_text)}”的地点跟着示范单位走，不能用这张表单改。")
    if not venue and "start" not in answers:
        raise Refusal("还没有填：开始时间或场所。改哪一个就写哪一个。")
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
            changes["end",] = answers.get("end") or _needed("结束时间")
    elif "end" in answers:
        changes["end",] = answers["end"]
    return changes | {("rescheduled_from",): [*kept, before], ("revision",): str(record.revision + 1)}


def _needed(label: str) -> str:
    raise Refusal(f"还没有填：{label}。原来写了{label}的，改期时也要写新的。")
