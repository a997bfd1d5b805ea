"""What a calendar entry says: title, description, place.

No clock in it: a phone reads the words days after they were written, so registration
is told by its dates and never as “open now”.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from campaign import history, zh
from campaign.card import Place, public_point
from campaign.content_lines import plain
from campaign.models.capabilities import Attendable, Scheduled
from campaign.models.units import Unit
from campaign.site import Shown

#: what calendars that ignore STATUS show in front of the title
MARKS = {"TENTATIVE": "【延期】", "CANCELLED": "【取消】"}

#: registration as it stands before any date of it has come
_BEFORE_ALL = datetime(1, 1, 1)


def line(text: str) -> str:
    """Return ``text`` as one line, for values that have no escape for a break."""
    return " ".join(plain(text).split())


def summary(record: Scheduled, label: str, status: str) -> str:
    """Return the title with its mark; ``label`` names the session or slot."""
    part = f"（{label}）" if label else ""
    sample = "（示例）" if record.sample and "示例" not in record.name_text else ""
    return line(f"{MARKS.get(status, '')}{record.name_text}{part}{sample}")


def location(record: Scheduled, place: Place | None) -> str:
    """Return where to go: the place with room and address, or the platform."""
    platform = _platform(record)
    on_line = f"线上：{platform}" if platform else "线上"
    if record.attendance == "线上":
        return on_line
    if place is None:
        return on_line if record.attendance == "混合" else ""
    where = f"{place.name} {place.location.floor_room or ''}".strip()
    spot = f"{where}，{place.location.address}"
    return f"{spot}（同时{on_line}）" if record.attendance == "混合" else spot


def point(shown: Shown, record: Scheduled, place: Place | None) -> tuple[float, float] | None:
    """Return latitude and longitude in WGS 84, where they are exact and the place agreed to be on a map.

    Source: RFC 5545 §3.8.1.6, six decimals.
    """
    if place is None or record.attendance == "线上":
        return None
    unit = shown.site.get(*record.place_key) if record.place_key else None
    host = unit if isinstance(unit, Unit) and place.location is unit.location else None
    spot = host.spot if host else public_point(shown, place.location)
    return (round(spot.lat, 6), round(spot.lng, 6)) if spot else None


def description(shown: Shown, record: Scheduled, label: str, status: str) -> str:
    """Return what to know before going, and the page that knows more; one fact a line."""
    lines = [*_changes(shown, record, status), *_facts(record, label), *_how(record)]
    if record.sample:
        lines.append("示例：这条日程是演示用的，请勿前往。")
    lines.append(f"详情：{shown.campaign.site_url}{record.url}")
    return "\n".join(lines)


def _changes(shown: Shown, record: Scheduled, status: str) -> Iterator[str]:
    if status in MARKS:
        yield f"{MARKS[status]}{(record.status_reason or '') if record.called_off else '这一场不办了'}"
    for change in history.moves(shown, record)[::-1]:
        yield f"【已{change.kind}】{change.text}" + (f"。原因：{change.reason}" if change.reason else "")


def _facts(record: Scheduled, label: str) -> Iterator[str]:
    if record.summary:
        yield record.summary
    if label:
        yield f"本次：{label}"
    if getattr(record, "on_demand", False):
        yield f"{record.start:%H:%M} 上线，之后随时可看。"
    elif not record.all_day and not record.sessions and record.end is None:
        yield "结束时间没有公布，日历里先占一小时。"
    platform = _platform(record)
    if platform:
        online = getattr(record, "online", None) or getattr(record, "video", None)
        yield f"线上观看：{platform} {getattr(online, 'url', None) or ''}".strip()
    for slot in () if label else getattr(record, "slots", ()):
        yield f"{zh.span(slot.start, slot.end)} {slot.state}"


def _how(record: Scheduled) -> Iterator[str]:
    """Yield how to take part and what to bring."""
    if isinstance(record, Attendable) and record.registration and not record.called_off:
        yield f"报名：{_registration(record)}"
    if record.audience:
        yield f"面向：{'、'.join(record.audience)}"
    bring, meet, rules = (getattr(record, name, None) for name in ("bring", "meeting_point", "rules"))
    if meet:
        yield f"集合：{meet}"
    if bring:
        yield f"请带上：{bring}"
    if rules and rules.id_needed:
        yield "请带身份证件。"
    if rules and rules.nda:
        yield "入场前签保密承诺。"
    if record.contact:
        yield f"联系：{record.contact.label} {record.contact.phone or ''}".strip()


def _registration(record: Attendable) -> str:
    told, registration = [record.note_at(_BEFORE_ALL)], record.registration
    if registration is None:
        return ""
    if registration.required and registration.closes:
        told.append(f"{zh.month_day(registration.closes)} {registration.closes:%H:%M} 截止")
    if registration.capacity:
        told.append(f"名额 {registration.capacity} 人")
    if registration.walk_in:
        told.append("可以现场加入")
    if registration.phone:
        told.append(f"电话 {registration.phone}")
    return "，".join(told) + (f" {registration.url}" if registration.url else "")


def _platform(record: Scheduled) -> str:
    online = getattr(record, "online", None) or getattr(record, "video", None)
    return str(online.platform) if online and record.attendance != "线下" else ""
