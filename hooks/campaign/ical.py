"""Records with a time as iCalendar: the bytes that phones subscribe to.

One VEVENT for a record, or for each of its sessions; a visiting slot of an open day has
a file of its own. Everything comes from the data and nothing from the clock, so that the
same data gives the same bytes and a change is seen by SEQUENCE and LAST-MODIFIED.

Where the end isn't known, the entry takes one hour and says so in its description: an
event without DTEND is a matter that calendars disagree on, and Android stores none.
ORGANIZER is there because METHOD:PUBLISH requires it; its address is the organisation's
web site, because nobody's e-mail is published. TRANSP is free in feeds, which nobody
attends as a whole, and busy in the file of the one event that somebody chose.

Source: RFC 5545, RFC 5546 §3.2.1 (PUBLISH), RFC 7986 (NAME, REFRESH-INTERVAL, SOURCE).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from urllib.parse import urlsplit

from icalendar import vCalAddress
from icalendar.parser import Contentline

from campaign import clock, ical_text
from campaign.card import Place, place_of
from campaign.content_lines import escaped, line
from campaign.models.capabilities import Scheduled
from campaign.models.venues import Venue
from campaign.site import Shown

PRODID: Final = "-//Fuwuyue//Campaign Calendar//ZH-CN"
ZONE: Final = "Asia/Shanghai"
REFRESH: Final = "PT6H"
#: how long an entry is whose end is not known
ASSUMED: Final = timedelta(hours=1)

_DAY = timedelta(days=1)
_STATUS = {"postponed": "TENTATIVE", "cancelled": "CANCELLED"}
_END_EVENT = b"END:VEVENT\r\n"
_FREE, _BUSY = b"\r\nTRANSP:TRANSPARENT\r\n", b"\r\nTRANSP:OPAQUE\r\n"
#: before a timed event: a day to prepare, two hours to set out
_ALARMS = ("-P1D", "-PT2H")
#: before a whole day: six in the evening, not midnight
_EVENING = ("-PT6H",)
_ON_LINE = ("-PT10M",)
#: the lines that all calendars share
_HEAD: Final = (
    f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODID}\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n"
    f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}\r\nX-PUBLISHED-TTL:{REFRESH}\r\nX-WR-TIMEZONE:{ZONE}\r\n"
).encode()
#: the one zone: no summer time since 1991, so one STANDARD part is exact. Source: RFC 5545 §3.6.5
_ZONE: Final = (
    f"BEGIN:VTIMEZONE\r\nTZID:{ZONE}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZNAME:CST\r\n"
    "TZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
).encode()


@dataclass(frozen=True, slots=True)
class Part:
    """One VEVENT to be: wall times, the exclusive end, what its UID and title add, its own place and state."""

    start: date
    end: date
    suffix: str = ""
    label: str = ""
    place: Place | None = None
    status: str = "CONFIRMED"

    @property
    def whole_day(self) -> bool:
        """Whether only days are known."""
        return not isinstance(self.start, datetime)


def file_of(record: Scheduled) -> str:
    """Return the address of a record's own calendar file under the site's root."""
    return f"{record.url.removesuffix('/')}.ics"


def slot_file_of(record: Scheduled, number: int) -> str:
    """Return the address of the calendar file of visiting slot ``number`` (from 1)."""
    return f"{record.url}slot-{number}.ics"


def uid(shown: Shown, record: Scheduled, suffix: str = "") -> str:
    """Return ``events/2023-06-08-launch@host``: the same for ever, whatever changes in the record.

    Source: RFC 7986 §5.3; a suffix begins with ``/``, which no id contains.
    """
    return f"{record.collection}/{record.id}{suffix}@{urlsplit(shown.campaign.site_url).hostname}"


def entries(shown: Shown, record: Scheduled) -> tuple[bytes, ...]:
    """Return the VEVENTs of ``record`` as they stand in every feed; made once."""
    key = ("ical", f"{record.collection}/{record.id}")
    known = shown.memo.get(key)
    if not isinstance(known, tuple):
        known = shown.memo[key] = tuple(_event(shown, record, part) for part in _parts(shown, record))
    return known


def feed(shown: Shown, name: str, path: str, page: str, records: Iterable[Scheduled]) -> bytes:
    """Return the calendar ``name`` served at ``path``; ``page`` is where people read about it."""
    return _calendar(shown, name, path, page, (entry for record in records for entry in entries(shown, record)))


def record_file(shown: Shown, record: Scheduled) -> bytes:
    """Return the file of one record: its VEVENTs with alarms."""
    events = (
        _own(record, part, entry) for part, entry in zip(_parts(shown, record), entries(shown, record), strict=True)
    )
    return _calendar(shown, record.name_text, file_of(record), record.url, events)


def slot_files(shown: Shown, record: Scheduled) -> Iterator[tuple[str, bytes]]:
    """Yield the file of each visiting slot, for the visitor who booked just that one."""
    place = place_of(shown, record)
    for number, slot in enumerate(getattr(record, "slots", ()), 1):
        status = "CANCELLED" if slot.state == "取消" else _STATUS.get(record.status, "CONFIRMED")
        part = Part(slot.start, slot.end, f"/slot-{number}", f"第 {number} 批", place, status)
        path = slot_file_of(record, number)
        event = _own(record, part, _event(shown, record, part))
        yield path, _calendar(shown, f"{record.name_text}（{part.label}）", path, record.url, [event])


def _parts(shown: Shown, record: Scheduled) -> Iterator[Part]:
    place, status = place_of(shown, record), _STATUS.get(record.status, "CONFIRMED")
    if not record.sessions:
        end = None if getattr(record, "on_demand", False) else record.end
        yield Part(*_span(record.start, end, all_day=record.all_day), place=place, status=status)
    for number, session in enumerate(record.sessions, 1):
        venue = shown.site.get("venues", session.venue)
        own = Place(venue.name, venue, access=venue.access) if isinstance(venue, Venue) else place
        label = session.label or f"第 {number} 场"
        span = _span(session.start, session.end, all_day=record.all_day)
        yield Part(*span, f"/session-{number}", label, own, "CANCELLED" if session.state == "取消" else status)


def _span(start: datetime, end: datetime | None, *, all_day: bool) -> tuple[date, date]:
    """Return beginning and exclusive end, as days where only the days are known. Source: RFC 5545 §3.6.1."""
    if all_day:
        return start.date(), (end or start).date() + _DAY
    return start, end or start + ASSUMED


def _event(shown: Shown, record: Scheduled, part: Part) -> bytes:
    changed = f"{_changed(record):%Y%m%dT%H%M%SZ}"
    location, point = ical_text.location(record, part.place), ical_text.point(shown, record, part.place)
    words = dict.fromkeys((record.kind_text, *record.topics))
    org = shown.site.org(record.reporting_unit)
    return b"".join(
        (
            b"BEGIN:VEVENT\r\n",
            line("SUMMARY", escaped(ical_text.summary(record, part.label, part.status))),
            line(*_moment("DTSTART", part.start)),
            line(*_moment("DTEND", part.end)),
            line("DTSTAMP", changed),
            line("UID", escaped(uid(shown, record, part.suffix))),
            line("SEQUENCE", str(record.revision)),
            line("CATEGORIES", ",".join(escaped(ical_text.line(word)) for word in words)),
            line("DESCRIPTION", escaped(ical_text.description(shown, record, part.label, part.status))),
            line("GEO", f"{point[0]};{point[1]}") if point else b"",
            line("LAST-MODIFIED", changed),
            line("LOCATION", escaped(location)) if location else b"",
            _organizer(ical_text.line(org.name), org.url or shown.campaign.site_url),
            line("STATUS", part.status),
            line("TRANSP", "TRANSPARENT"),
            line("URL", f"{shown.campaign.site_url}{record.url}"),
            _END_EVENT,
        )
    )


def _moment(name: str, moment: date) -> tuple[str, str]:
    """Return name with parameters, and value, of a property that is a wall time or a day."""
    if isinstance(moment, datetime):
        return f"{name};TZID={ZONE}", f"{moment:%Y%m%dT%H%M%S}"
    return f"{name};VALUE=DATE", f"{moment:%Y%m%d}"


@functools.cache
def _organizer(name: str, address: str) -> bytes:
    """Return the line of an organisation; the library knows when a parameter wants quotes. Source: RFC 5545 §3.2."""
    organizer = vCalAddress(address)
    organizer.params["CN"] = name
    return line(*Contentline.from_parts("ORGANIZER", organizer.params, organizer).split(":", 1))


def _own(record: Scheduled, part: Part, entry: bytes) -> bytes:
    """Return ``entry`` as it stands in the file of one event: it takes up time, and reminds."""
    if part.status != "CONFIRMED":
        return entry
    on_demand = getattr(record, "on_demand", False)
    triggers = _ON_LINE if on_demand else _EVENING if part.whole_day else _ALARMS
    said = line("DESCRIPTION", escaped(ical_text.summary(record, part.label, part.status)))
    alarms = b"".join(
        b"BEGIN:VALARM\r\nACTION:DISPLAY\r\n" + said + line("TRIGGER", trigger) + b"END:VALARM\r\n"
        for trigger in triggers
    )
    busy = entry if on_demand or part.whole_day else entry.replace(_FREE, _BUSY)
    return busy.removesuffix(_END_EVENT) + alarms + _END_EVENT


def _calendar(shown: Shown, name: str, path: str, page: str, events: Iterable[bytes]) -> bytes:
    site_url = shown.campaign.site_url
    title = escaped(f"{ical_text.line(name)}（示例数据）" if shown.campaign.sample_data else ical_text.line(name))
    own = (
        line("NAME", title),
        line("X-WR-CALNAME", title),
        line("SOURCE;VALUE=URI", f"{site_url}{path}"),
        line("URL", f"{site_url}{page}"),
    )
    return b"".join((_HEAD, *own, _ZONE, *events, b"END:VCALENDAR\r\n"))


def _changed(record: Scheduled) -> datetime:
    """Return when the record was last changed, as far as the data say, in UTC."""
    checked = record.review.checked if record.review else None
    reviewed = datetime.combine(checked, time.min) if checked else record.start
    moment = record.changed_at or record.publish_from or reviewed
    return moment.replace(tzinfo=clock.SHANGHAI).astimezone(UTC)
