"""What the site's feeds say, and the two forms it is said in: Atom and JSON Feed.

Both forms come from one list of entries. Identifiers are tag URIs of the record's id, so they stay when
a title or the path of the site changes; times come from the data, never from the clock.
Source: RFC 4287 (Atom), RFC 4151 (tag URIs), jsonfeed.org/version/1.1.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from campaign import clock
from campaign.history import Change, changes
from campaign.models.capabilities import Scheduled
from campaign.site import Shown

#: entries of one feed; whatever upsets somebody's plan is never among those left out
NEWEST = 100
_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``key`` names it within the campaign for ever; ``text`` is plain; times are Shanghai wall time."""

    key: str
    path: str
    title: str
    text: str
    author: str
    tags: tuple[str, ...]
    published: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: its name in addresses, its title, the page it follows, and what makes its entries."""

    name: str
    label: str
    about: str
    page: str
    entries: Callable[[Shown], list[Entry]]

    @property
    def atom(self) -> str:
        """Address of the Atom form under the site's root."""
        return f"feeds/{self.name}.atom"

    @property
    def json(self) -> str:
        """Address of the JSON Feed form under the site's root."""
        return f"feeds/{self.name}.json"


def news(shown: Shown) -> list[Entry]:
    """Return the dated publications that are no part of the programme, newest first."""
    found = []
    for record in shown.everything():
        if record.day and not isinstance(record, Scheduled):
            issued = datetime.combine(record.day, time.min)
            found.append(
                Entry(
                    key=f"{record.collection}/{record.id}",
                    path=record.url,
                    title=record.name_text,
                    text=record.summary or record.name_text,
                    author=shown.site.org(record.reporting_unit).name,
                    tags=(record.kind_text, *record.topics),
                    published=issued,
                    updated=max(issued, record.updated or issued),
                )
            )
    return sorted(found, key=lambda entry: (entry.published, entry.updated), reverse=True)[:NEWEST]


def programme_changes(shown: Shown) -> list[Entry]:
    """Return the programme's changes, newest first."""
    found: list[Entry] = []
    added = 0
    for change in changes(shown):
        added += change.added
        if not change.added or added <= NEWEST:
            found.append(_entry(shown, change))
    return found


def _entry(shown: Shown, change: Change) -> Entry:
    record = change.record
    return Entry(
        key=f"{record.collection}/{record.id}/{change.key}",
        path=record.url,
        title=f"{change.kind}：{record.name_text}",
        text=change.text + (f"。原因：{change.reason}。" if change.reason else "。"),
        author=shown.site.org(record.reporting_unit).name,
        tags=(change.kind, record.kind_text),
        published=change.moment,
        updated=change.moment,
    )


FEEDS = (
    Feed("changes", "变更公告", "日程的新增、改期、延期和取消。", "changes/", programme_changes),
    Feed("news", "公告", "政策、公告、申报、服务和提示。", "notices/", news),
)


def atom(shown: Shown, feed: Feed, entries: list[Entry]) -> bytes:
    """Return the Atom document. Source: RFC 4287 §4.1.1 and §4.1.2 for what must be there."""
    site_url = shown.campaign.site_url
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-CN"})
    _child(root, "id", _tag(shown, f"feeds/{feed.name}"))
    _child(root, "title", _title(shown, feed))
    _child(root, "subtitle", feed.about)
    _child(root, "updated", clock.rfc3339(_updated(shown, entries)))
    _child(root, "link", rel="self", type="application/atom+xml", href=site_url + feed.atom)
    _child(root, "link", rel="alternate", type="text/html", hreflang="zh-CN", href=site_url + feed.page)
    _child(_child(root, "author"), "name", shown.campaign.issued_by)
    if shown.campaign.licence:
        _child(root, "rights", shown.campaign.licence.name)
    for entry in entries:
        _atom_entry(shown, _child(root, "entry"), entry)
    ET.indent(root)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode").encode() + b"\n"


def json_feed(shown: Shown, feed: Feed, entries: list[Entry]) -> bytes:
    """Return the JSON Feed document."""
    site_url = shown.campaign.site_url
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(shown, feed),
        "description": feed.about,
        "home_page_url": site_url + feed.page,
        "feed_url": site_url + feed.json,
        "language": "zh-CN",
        "authors": [{"name": shown.campaign.issued_by}],
        "items": [
            {
                "id": _tag(shown, entry.key),
                "url": site_url + entry.path,
                "title": entry.title,
                "content_text": entry.text,
                "date_published": clock.rfc3339(entry.published),
                "date_modified": clock.rfc3339(entry.updated),
                "authors": [{"name": entry.author}],
                "tags": list(entry.tags),
            }
            for entry in entries
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _atom_entry(shown: Shown, element: ET.Element, entry: Entry) -> None:
    _child(element, "id", _tag(shown, entry.key))
    _child(element, "title", entry.title)
    _child(element, "link", rel="alternate", type="text/html", href=shown.campaign.site_url + entry.path)
    _child(element, "published", clock.rfc3339(entry.published))
    _child(element, "updated", clock.rfc3339(entry.updated))
    _child(_child(element, "author"), "name", entry.author)
    for tag in entry.tags:
        _child(element, "category", term=tag)
    _child(element, "summary", entry.text)


def _child(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    child.text = text or None
    return child


def _title(shown: Shown, feed: Feed) -> str:
    return f"{feed.label} - {shown.campaign.district}{shown.campaign.short}"


def _tag(shown: Shown, key: str) -> str:
    return f"tag:{urlsplit(shown.campaign.site_url).hostname},{shown.campaign.year}:{shown.campaign.id}/{key}"


def _updated(shown: Shown, entries: list[Entry]) -> datetime:
    """Return the newest entry's time; an empty feed has said nothing since the notice was issued."""
    return max((entry.updated for entry in entries), default=datetime.combine(shown.campaign.issued, time.min))
