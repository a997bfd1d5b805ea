"""One picture of a wall's programme, before it is laid out for a screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from campaign import wall_map, zh
from campaign.models.base import Published

#: beginning and end of a session
Time = tuple[datetime, datetime | None]


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
    later: tuple[Time, ...] = ()
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
    def whens(self) -> tuple[str, ...]:
        """The dates of the occasion and of its further sessions as they stand on the glass."""
        times = [(self.start, self.end), *self.later] if self.start else []
        return tuple(zh.span(start, end, all_day=self.all_day) for start, end in times if start)

    @property
    def when(self) -> str:
        """The occasion's date."""
        return next(iter(self.whens), "")

    @property
    def over(self) -> datetime | None:
        """When the occasion ends, as far as that is known: a day ends at midnight."""
        whole_day = self.end and self.all_day
        return datetime.combine(self.end, time.min) + timedelta(days=1) if self.end and whole_day else self.end
