"""The calendars one can subscribe to: address, title, and the records in each.

Exports, the page that lists them and every box on a page ask this module. Addresses stay
for good: a choice has its calendar even while it is empty, because a phone that gets 404
drops the subscription. Units are many and most never have an event, so a unit gets one
with its first record, and keeps it when that record is withdrawn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, get_args

from slugify import slugify

from campaign.card import card
from campaign.models.base import Audience
from campaign.models.capabilities import Scheduled
from campaign.models.units import Unit
from campaign.site import Shown

KIND_SLUGS: Final = {
    "启动": "launch",
    "宣传": "publicity",
    "座谈会": "roundtable",
    "行政指导会": "guidance",
    "调研": "survey",
    "研讨": "seminar",
    "培训": "training",
    "宣讲": "talk",
    "联动执法": "enforcement",
    "展示": "exhibition",
    "其他": "other",
    "现场宣讲": "lecture-on-site",
    "直播宣讲": "lecture-live",
    "录播宣讲": "lecture-recorded",
    "图文宣讲": "lecture-article",
}
AUDIENCE_SLUGS: Final = {"企业": "company", "园区": "park", "公众": "public", "员工": "staff", "执法人员": "officer"}


@dataclass(frozen=True, slots=True)
class Feed:
    """One calendar: ``name`` is its file under ``feeds/``, ``group`` the heading it is listed under."""

    name: str
    group: str
    title: str
    records: tuple[Scheduled, ...]
    site_url: str

    @property
    def path(self) -> str:
        """Address under the site's root."""
        return f"feeds/{self.name}.ics"

    @property
    def code(self) -> str:
        """Address of the QR code under the site's root."""
        return f"feeds/{self.name}.svg"

    @property
    def url(self) -> str:
        """The public address."""
        return f"{self.site_url}{self.path}"

    @property
    def webcal(self) -> str:
        """The public address by which a calendar application subscribes at a touch."""
        return f"webcal://{self.url.partition('://')[2]}"


class _Feeds(dict[str, Feed]):
    """All calendars by name, as the site remembers them."""


def feeds(shown: Shown) -> list[Feed]:
    """Return every calendar, in the order of the page that lists them."""
    return list(_by_name(shown).values())


def feed(shown: Shown, name: str) -> Feed | None:
    """Return the calendar ``name``, if there is one."""
    return _by_name(shown).get(name)


def _by_name(shown: Shown) -> dict[str, Feed]:
    known = shown.memo.get(("", "subscriptions"))
    if not isinstance(known, _Feeds):
        known = shown.memo["", "subscriptions"] = _Feeds()
        for name, group, title, records in _described(shown):
            free = f"{name}-{_digest(title)}" if name in known else name
            known[free] = Feed(free, group, title, tuple(records), shown.campaign.site_url)
    return known


def _described(shown: Shown) -> Iterator[tuple[str, str, str, Iterable[Scheduled]]]:
    """Yield name, group, title and records of every calendar."""
    everything = shown.scheduled()
    yield "all", "全部", "全部日程", everything
    for collection, model in shown.collections().items():
        if issubclass(model, Scheduled):
            own = [record for record in everything if record.collection == collection]
            yield model.folder(), "种类", model.label, own
    for kind in kinds(shown):
        yield f"kind-{slug_of(kind)}", "类型", kind, [record for record in everything if record.kind_text == kind]
    for word in shown.site.words("街镇"):
        name = f"town-{word.id.removeprefix('town-')}"
        yield name, "街镇", word.name, [record for record in everything if word.name in _towns(shown, record)]
    for who in get_args(Audience):
        yield f"audience-{AUDIENCE_SLUGS[who]}", "面向", who, [one for one in everything if who in one.audience]
    for unit in shown.having(Unit):
        if _was_ever_named(shown, unit):
            naming = {record.url for record in shown.citing(unit)}
            yield f"unit-{unit.id}", "示范单位", unit.name, [record for record in everything if record.url in naming]


def kinds(shown: Shown) -> list[str]:
    """Return every kind that records have or can have; one that only repeats its collection's name is left out."""
    models = [model for model in shown.collections().values() if issubclass(model, Scheduled)]
    choices = [kind for model in models for kind in model.kinds()]
    used = sorted({record.kind_text for record in shown.scheduled() if record.kind_text != record.label})
    return list(dict.fromkeys([*choices, *used]))


def slug_of(kind: str) -> str:
    """Return the ASCII name of a kind; words that the table lacks get one that is made from them."""
    return KIND_SLUGS.get(kind) or slugify(kind) or _digest(kind)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def _towns(shown: Shown, record: Scheduled) -> set[str]:
    venues = (shown.site.get("venues", session.venue) for session in record.sessions)
    return {card(shown, record).town, *(str(getattr(venue, "town", "")) for venue in venues)} - {""}


def _was_ever_named(shown: Shown, unit: Unit) -> bool:
    """Whether a record that was once on line points at ``unit``; what is still to come on line isn't given away."""
    named_by = (shown.site.get(*key) for key in shown.site.citing.get(("units", unit.id), []))
    return any(
        isinstance(record, Scheduled)
        and record.status != "draft"
        and (record.publish_from is None or record.publish_from <= shown.now)
        for record in named_by
    )
