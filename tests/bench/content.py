"""The records of the workload, in no tool's form: what every tool is given."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bench import words

COLLECTIONS = {"events": "活动", "lectures": "宣讲", "units": "示范单位", "notices": "公告"}
ORGS, VENUES, PEOPLE, ITEMS = 24, 16, 8, 10
#: the moment all builds look at: some records are over, some still to come
NOW = datetime(2023, 6, 12, 9, 30)
_FIRST = datetime(2023, 6, 1, 9, 0)
_DAYS, _HOURS, _TENS = 30, 9, 6
_SLOTS = _DAYS * _HOURS * _TENS


@dataclass(frozen=True, slots=True)
class Piece:
    """One record: ``place`` of ``total`` within its collection; ``body`` has neutral links."""

    collection: str
    id: str
    no: int
    title: str
    summary: str
    topics: tuple[str, ...]
    audience: tuple[str, ...]
    item: int
    org: int
    venue: int
    start: datetime
    end: datetime
    body: str

    @property
    def label(self) -> str:
        """The name of the collection."""
        return COLLECTIONS[self.collection]

    @property
    def town(self) -> str:
        """The sub-district it happens in."""
        return words.TOWNS[self.venue % len(words.TOWNS)]

    def facts(self) -> list[tuple[str, str]]:
        """Return the plain facts that every tool shows above the text."""
        return [
            ("时间", f"{self.start:%Y-%m-%d %H:%M} 至 {self.end:%H:%M}"),
            ("地点", f"示例场所 {self.venue:02}（{self.town}）"),
            ("责任单位", f"示例单位 {self.org:02}"),
            ("面向", "、".join(self.audience)),
            ("活动安排", f"第 {self.item} 项"),
            ("联系单位", "反不正当竞争科（示例） 021-0000-0000（示例）"),
        ]


def pieces(total: int, seed: int) -> Iterator[Piece]:
    """Yield ``total`` records, a quarter for each collection, the same for the same seed."""
    names = list(COLLECTIONS)
    for number in range(total):
        yield _piece(names[number % len(names)], number // len(names), number, total, seed)


def _piece(collection: str, place: int, number: int, total: int, seed: int) -> Piece:
    rng = random.Random(f"{seed}/{number}")  # noqa: S311 a workload, not a secret
    start = _start(collection, place)
    return Piece(
        collection=collection,
        id=_id(number, total),
        no=number,
        title=words.title(rng, number),
        summary=words.summary(rng),
        topics=tuple(rng.sample(words.TOPICS, 2)),
        audience=tuple(rng.sample(words.AUDIENCE, 2)),
        item=number % ITEMS + 1,
        org=(place + place // _SLOTS) % ORGS,
        venue=rng.randrange(VENUES),
        start=start,
        end=start + timedelta(hours=2),
        body=words.body(rng, [_link(rng, number, total) for _ in range(2)]),
    )


def _id(number: int, total: int) -> str:
    """Return ``ev-00004``: the letters of the collection at that place."""
    return f"{list(COLLECTIONS)[number % len(COLLECTIONS)][:2]}-{number % total:05}"


def _link(rng: random.Random, number: int, total: int) -> tuple[str, str]:
    other = (number + rng.randrange(1, total)) % total
    name = list(COLLECTIONS)[other % len(COLLECTIONS)]
    return f"{COLLECTIONS[name]}第 {other:05} 号", f"{name}/{_id(other, total)}"


def _start(collection: str, place: int) -> datetime:
    """Return a beginning that no other record of the same organisation has: lectures five minutes past events."""
    slot = place % _SLOTS
    day, rest = slot % _DAYS, slot // _DAYS
    late = timedelta(minutes=5 if collection == "lectures" else 0)
    return _FIRST + timedelta(days=day, hours=rest % _HOURS, minutes=10 * (rest // _HOURS % _TENS)) + late
