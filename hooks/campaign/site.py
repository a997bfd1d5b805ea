"""All records of one campaign, read once and resolved; every output asks this object.

Source: DATA_MODEL in the design: all feeds, pages and forms read the same parsed model.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar, cast

from campaign.dead import Link
from campaign.geo import Point
from campaign.models.base import REGISTRY, Published, Record
from campaign.models.campaign import Campaign
from campaign.models.capabilities import Scheduled
from campaign.models.orgs import Org
from campaign.models.vocab import Vocab
from campaign.problems import Problem, Where
from campaign.source import Entry

Key = tuple[str, str]
T = TypeVar("T", bound=Published)


@dataclass(frozen=True, slots=True)
class Hidden:
    """A public record that is not on line at a moment, and why."""

    record: Published
    reason: str


@dataclass(frozen=True)
class Site:
    """Every valid record by collection and id, with where it was written."""

    campaign: Campaign
    records: dict[str, dict[str, Record]]
    entries: dict[Key, Entry] = field(default_factory=dict, repr=False)
    citing: dict[Key, list[Key]] = field(default_factory=dict, repr=False)
    private: dict[Key, list[Problem]] = field(default_factory=dict, repr=False)  # what looks like private data

    links: tuple[Link, ...] = ()  # what the weekly question about foreign addresses found
    layers: dict[str, list[list[Point]]] = field(default_factory=dict, repr=False)  # path → lines, WGS 84

    def without(self, records: Iterable[object]) -> Site:
        """Return the site as if ``records`` were not there; for a rule that can't judge them."""
        out = {id(record) for record in records}
        kept = {
            name: {key: record for key, record in those.items() if id(record) not in out}
            for name, those in self.records.items()
        }
        return replace(self, records=kept)

    def get(self, collection: str, key: str | None) -> Record | None:
        """Return one record, or None."""
        return self.records.get(collection, {}).get(key) if key else None

    def all(self, collection: str) -> Iterable[Record]:
        """Return every record of a collection, hidden ones too, in the order of ids."""
        return self.records.get(collection, {}).values()

    def org(self, key: str) -> Org:
        """Return the organisation a record names; references were checked on loading."""
        return cast("Org", self.records["orgs"][key])

    def where(self, record: Record) -> Where:
        """Return the place a record was written."""
        return self.entries[record.collection, record.id].where(())

    def file(self, record: Record) -> str:
        """Return the file a record was written in, as staff know it."""
        return self.entries[record.collection, record.id].document.file

    def words(self, scheme: str) -> list[Vocab]:
        """Return the vocabulary of one scheme in the order of the file."""
        return [word for word in cast("Iterable[Vocab]", self.all("vocab")) if word.scheme == scheme]

    def shown_at(self, now: datetime) -> Shown:
        """Return the site as the public sees it at ``now``."""
        return Shown(self, now)


class Shown:
    """A site at one moment: drafts, withdrawn records and closed publish windows are out."""

    def __init__(self, site: Site, now: datetime) -> None:
        self.site = site
        self.now = now
        self.campaign = site.campaign
        self.memo: dict[Key, object] = {}
        self.hidden: list[Hidden] = []
        self._public: dict[str, tuple[Published, ...]] = {}
        for name in self.collections():
            visible = []
            for record in cast("Iterable[Published]", site.all(name)):
                reason = record.hidden_at(now)
                if reason:
                    self.hidden.append(Hidden(record, reason))
                else:
                    visible.append(record)
            self._public[name] = tuple(sorted(visible, key=lambda record: record.sort_key))

    @staticmethod
    def collections() -> dict[str, type[Published]]:
        """Return the collections that have pages."""
        return {name: model for name, model in REGISTRY.items() if issubclass(model, Published)}

    def public(self, collection: str) -> tuple[Published, ...]:
        """Return the visible records of a collection in their own order."""
        return self._public.get(collection, ())

    def everything(self) -> list[Published]:
        """Return all visible records, collection by collection."""
        return [record for records in self._public.values() for record in records]

    def having(self, capability: type[T]) -> list[T]:
        """Return the visible records that show a capability, collection by collection."""
        return [record for record in self.everything() if isinstance(record, capability)]

    def scheduled(self) -> list[Scheduled]:
        """Return the visible records that have a time, in order of time."""
        return sorted(self.having(Scheduled), key=lambda record: (record.start, record.id))

    def find(self, collection: str, key: str | None) -> Published | None:
        """Return one visible record, or None."""
        return self._by_key.get((collection, key)) if key else None

    def citing(self, record: Record) -> list[Published]:
        """Return the visible records that point at ``record``."""
        keys = self.site.citing.get((record.collection, record.id), [])
        return [found for key in keys if (found := self._by_key.get(key))]

    def of_item(self, no: int) -> list[Published]:
        """Return the visible records that carry out item ``no`` of the notice."""
        return self._by_item[no]

    @functools.cached_property
    def _by_key(self) -> dict[Key, Published]:
        return {(record.collection, record.id): record for record in self.everything()}

    @functools.cached_property
    def _by_item(self) -> defaultdict[int, list[Published]]:
        found: defaultdict[int, list[Published]] = defaultdict(list)
        for record in self.everything():
            if record.item:
                found[record.item].append(record)
        return found
