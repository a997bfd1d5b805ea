"""Rules about times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from campaign.checks import check
from campaign.checks.language import complain, every, remind
from campaign.models.capabilities import Attendable, Placed, Scheduled
from campaign.models.events import Event
from campaign.models.sittings import Moved
from campaign.models.visits import Visitable
from campaign.problems import Problem
from campaign.site import Site

_CLOCK = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3]):[0-5]\d(?!\d)")
_LIKE_A_CLOCK = re.compile(r"\d+:\d+")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_WIDE_COLON = re.compile(r"(?<=\d)：(?=\d)")
#: what goes before an event, and may be on its programme
_BEFORE = re.compile(r"签到|入场|报到|布展")
_HALF_A_DAY = timedelta(hours=12)
_ANY_DAY = date(2000, 1, 1)


@check(Scheduled)
def end_is_after_start(site: Site, _now: datetime) -> Iterator[Problem]:
    """结束时间必须晚于开始时间，分场次和分批时段也一样。"""
    for record in every(site, Scheduled):
        spans: list[tuple[datetime, datetime | None, tuple[str | int, ...]]] = [(record.start, record.end, ("end",))]
        spans += [(session.start, session.end, ("sessions", no, "end")) for no, session in enumerate(record.sessions)]
        if isinstance(record, Visitable):
            spans += [(slot.start, slot.end, ("slots", no, "end")) for no, slot in enumerate(record.slots)]
        for start, end, path in spans:
            if end is not None and end <= start:
                message = f"结束时间 {end:%Y-%m-%d %H:%M} 不晚于开始时间 {start:%Y-%m-%d %H:%M}。"
                yield complain(site, record, "end-before-start", path, message, "是不是写反了，或者上午写成了下午？")


@check(Scheduled)
def lies_inside_the_campaign(site: Site, _now: datetime) -> Iterator[Problem]:
    """时间在服务月起止日期之外的，要写明原因（outside_reason）。"""
    campaign = site.campaign
    for record in every(site, Scheduled):
        inside = campaign.start <= record.start.date() <= campaign.end
        if not inside and not record.outside_reason:
            message = f"{record.start:%Y-%m-%d} 不在服务月 {campaign.start} 至 {campaign.end} 之内。"
            yield complain(
                site,
                record,
                "outside-campaign",
                ("start",),
                message,
                "日期写错了就改；确实在外就加一行 outside_reason: 原因。",
            )


@check(Scheduled)
def looks_like_no_other(site: Site, _now: datetime) -> Iterator[Problem]:
    """同一单位、同一开始时间、同一场所的两条记录很可能是重复的。"""
    seen: dict[tuple[object, ...], Scheduled] = {}
    for record in every(site, Scheduled):
        place = record.venue if isinstance(record, Placed) else getattr(record, "unit", None)
        key = (record.reporting_unit, record.start, place)
        first = seen.setdefault(key, record)
        if first is not record:
            message = f"和 {site.where(first).file}（{first.name_text}）单位、时间、场所都相同，可能是重复的。"
            yield remind(
                site, record, "possible-duplicate", ("start",), message, "重复的删去一条；不是重复就改正时间或场所。"
            )


@check(Scheduled)
def registration_closes_before_the_end(site: Site, _now: datetime) -> Iterator[Problem]:
    """报名截止不能晚于活动结束，报名开始不能晚于截止。"""
    for record in every(site, Scheduled):
        registration = record.registration if isinstance(record, Attendable) else None
        if registration is None or registration.closes is None:
            continue
        if registration.closes > record.closing:
            path = ("registration", "closes")
            yield complain(
                site, record, "registration-closes-late", path, "报名截止晚于活动结束。", "截止时间应在活动开始之前。"
            )
        if registration.opens and registration.opens >= registration.closes:
            path = ("registration", "opens")
            yield complain(
                site, record, "registration-window", path, "报名开始不早于报名截止。", "检查两个时间是不是写反了。"
            )


@check(Scheduled)
def move_raises_the_revision(site: Site, _now: datetime) -> Iterator[Problem]:
    """改过时间、地点，或者延期、取消（一场、一批也算）的，修订号 revision 要加 1，订阅日历的人才会收到变化。"""
    for record in every(site, Scheduled):
        changes = len(record.rescheduled_from) + bool(record.called_off) + len(record.dropped)
        if record.revision < changes:
            if "revision" in record.model_fields_set:
                message = f"改动了 {changes} 次，修订号却是 {record.revision}。"
                hint, path, value = f"写成 revision: {changes}。", "revision", str(changes)
            else:
                message = f"改动了 {changes} 次，还没有写修订号。"
                hint, value = f"加一行 revision: {changes}。", None
                path = "rescheduled_from" if record.rescheduled_from else "status" if record.called_off else "start"
            yield complain(site, record, "revision-not-raised", (path,), message, hint, value)


@check(Scheduled)
def change_says_when_it_was_made(site: Site, _now: datetime) -> Iterator[Problem]:
    """延期、取消、改期和取消的时段，要写明是什么时候定的（status_since、told、state_since），或者写最后修改时间（updated）。"""
    for record in every(site, Scheduled):
        if record.updated is None:
            for path, name in _undated(record):
                hint = f"加上 {name}: 年-月-日 时:分，或者在这条里加一行 updated:。"
                yield complain(site, record, "change-undated", path, "有变化，没有写什么时候变的。", hint)


def _undated(record: Scheduled) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the place of each change without a moment, and the field that would say it."""
    if record.status in {"postponed", "cancelled"} and record.status_since is None:
        yield ("status",), "status_since"
    for no, old in enumerate(record.rescheduled_from):
        if old.told is None:
            yield ("rescheduled_from", no, "start"), "told"
    for name, no, sitting in record.dropped:
        if sitting.state_since is None:
            yield (name, no, "state"), "state_since"


@check(Scheduled)
def moves_stand_in_the_order_they_were_told(site: Site, _now: datetime) -> Iterator[Problem]:
    """改期记录（rescheduled_from）按先后写：先改的在前，后改的在后。"""
    for record in every(site, Scheduled):
        last: Moved | None = None
        for no, old in enumerate(record.rescheduled_from):
            if last and last.told and old.told and old.told < last.told:
                path = ("rescheduled_from", no, "told")
                message = "这次改期的通知时间比上一次还早。"
                yield complain(site, record, "moves-order", path, message, "先改的写在前面；或者改正通知时间。")
            last = old


@check(Event)
def agenda_times_exist(site: Site, _now: datetime) -> Iterator[Problem]:
    """议程里写成几点几分的时间要真有（没有 25:99），数字和冒号用半角的。"""
    for record in every(site, Event):
        for no, point in enumerate(record.agenda):
            plain = _WIDE_COLON.sub(":", point.time.translate(_WIDE_DIGITS))
            wrong = next(
                (one for one in _LIKE_A_CLOCK.findall(plain) if not _CLOCK.fullmatch(one) and one != "24:00"), ""
            )
            if wrong:
                message = f"议程“{point.title}”的时间写的是“{point.time}”，没有 {wrong} 这个时间。"
                yield remind(site, record, "agenda-time", ("agenda", no, "time"), message, "改成真的时间，例如 14:00。")
            elif plain != point.time:
                message = f"议程“{point.title}”的时间里有全角的数字或冒号。"
                yield remind(site, record, "agenda-time", ("agenda", no, "time"), message, "用半角的。", plain)


@check(Event)
def agenda_lies_inside_the_event(site: Site, _now: datetime) -> Iterator[Problem]:
    """议程每一项的时间要在活动的开始和结束之间；活动改了时间，议程要跟着改。签到、入场可以早一些。"""
    for record in every(site, Event):
        if record.sessions or record.all_day or (record.end and record.end <= record.start):
            continue
        if record.start.date() != record.finish.date():
            continue  # on which day a point is cannot be told
        outside = [no for no, point in enumerate(record.agenda) if not _fits(record, no, timedelta())]
        shift = _shift(record, len(outside)) if outside else None
        span = f"{record.start:%H:%M}" + (f" 至 {record.end:%H:%M}" if record.end else " 开始")
        for no, point in enumerate(record.agenda):
            if no not in outside and (shift is None or not _CLOCK.search(point.time)):
                continue
            own = shift or (_HALF_A_DAY if _fits(record, no, _HALF_A_DAY) else None)
            better = _moved(point.time, own) if own else None
            message = f"议程“{point.title}”写的是 {point.time}，活动时间是 {span}，对不上。"
            hint = "改成活动时间以内的时间；活动时间错了，就改活动时间。"
            if shift:
                hint = "活动的时间变了，议程各项都跟着变，相隔不变；每一项都照“改成”改。"
            yield remind(site, record, "agenda-outside", ("agenda", no, "time"), message, hint, better)


def _fits(record: Event, no: int, by: timedelta) -> bool:
    """Whether a point of the programme, moved ``by``, lies inside the event; what has no clock time is left alone."""
    point = record.agenda[no]
    moments = [datetime.combine(record.start, _clock(text)) + by for text in _CLOCK.findall(point.time)]
    early = bool(_BEFORE.search(point.title))
    return all((early or moment >= record.start) and (not record.end or moment <= record.end) for moment in moments)


def _shift(record: Event, outside: int) -> timedelta | None:
    """Return by how much the whole programme is to be moved: as the event was, or until its first point begins it.

    One point that is outside beside others that are not does not tell that all are late.
    """
    firsts = [_CLOCK.findall(point.time)[:1] for point in record.agenda if not _BEFORE.search(point.title)]
    begins = [_clock(found[0]) for found in firsts if found]
    if not begins:
        return None
    starts = [old.start.time() for old in reversed(record.rescheduled_from)]
    starts += begins[:1] if outside > 1 or len(begins) == 1 else []
    for start in starts:
        by = record.start - datetime.combine(record.start, start)
        if by and all(_fits(record, no, by) for no in range(len(record.agenda))):
            return by
    return None


def _clock(text: str) -> time:
    return time.fromisoformat(text.rjust(5, "0"))


def _moved(text: str, by: timedelta) -> str:
    """Return the text with every clock time in it moved."""
    return _CLOCK.sub(lambda found: f"{datetime.combine(_ANY_DAY, _clock(found[0])) + by:%H:%M}", text)
