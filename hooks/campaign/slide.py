"""One picture of a wall's programme, before it is laid out for a screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import NamedTuple

from campaign import ems, wall_map, zh
from campaign.models.base import Published


class Held(NamedTuple):
    """A session: its beginning, its end if somebody wrote it, its place (None: that of the slide)."""

    start: datetime
    end: datetime | None = None
    place: str | None = None


def over(start: datetime, end: datetime | None, *, all_day: bool) -> datetime:
    """Return when a session is over: at midnight where only its day counts, or nobody wrote its end."""
    return end if end and not all_day else datetime.combine(end or start, time.min) + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Slide:
    """One picture of the programme.

    ``start`` and ``end`` are the occasion's, ``later`` its further sessions, ``first`` and ``last`` the window in
    which it may be shown; in turns only between ``begins`` and ``ends``, which are the playlist's. ``counts`` asks
    the player for the days until ``start`` in large type. ``notes`` stand above the body, each from its moment on
    (None: from the build on). ``body`` may be shortened from its end where the screen is small, and then ``whole``
    tells how many there are; ``off`` says that it is called off. ``section`` is the entry of a terminal's menu,
    counted from 1, and ``weight`` 0 keeps a slide out of the turns. ``line`` is the line of the playlist,
    counted from 1: of those that may be shown at a moment its first ``most`` have their turn, by a lot
    of the day where they are ``shuffled``. ``record`` is what the slide was made of.
    """

    id: str
    kind: str
    kicker: str
    title: str
    body: tuple[str, ...] = ()
    big: str = ""
    off: str = ""
    place: str = ""
    url: str = ""
    start: datetime | None = None
    end: datetime | None = None
    all_day: bool = False
    later: tuple[Held, ...] = ()
    notes: tuple[tuple[datetime | None, str], ...] = ()
    record: Published | None = None
    whole: int = 0
    ground: wall_map.Lie | None = None
    first: datetime | None = None
    last: datetime | None = None
    begins: datetime | None = None
    ends: datetime | None = None
    counts: bool = False
    seconds: int = 12
    weight: int = 1
    line: int = 0
    most: int = 0
    shuffled: bool = False
    section: int = 0
    evergreen: bool = False

    @property
    def held(self) -> tuple[Held, ...]:
        """The occasion's first session, or the whole of it, and its further ones."""
        return (Held(self.start, self.end), *self.later) if self.start else ()

    @property
    def whens(self) -> tuple[str, ...]:
        """The dates of the occasion and of its further sessions as they stand on the glass."""
        return tuple(zh.span(one.start, one.end, all_day=self.all_day) for one in self.held)

    @property
    def when(self) -> str:
        """The occasion's date."""
        return next(iter(self.whens), "")

    @property
    def places(self) -> tuple[str, ...]:
        """Where the occasion and its further sessions are."""
        return (self.place, *(self.place if one.place is None else one.place for one in self.later))

    @property
    def figure(self) -> str:
        """What stands in large type, at the longest."""
        if self.counts and self.start:
            return max(f"{(self.start - (self.first or self.start)).days} 天", "今天", key=ems.width)
        return self.big

    @property
    def overs(self) -> tuple[datetime, ...]:
        """When the occasion and its further sessions are over."""
        return tuple(over(one.start, one.end, all_day=self.all_day) for one in self.held)
