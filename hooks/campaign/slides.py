"""What screens show: every slide as a pure function of the site at a moment.

A slide carries its validity window; words that depend on the day (今天, 还有 3 天) are the
player's, because a slide may be on the glass for weeks after the build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, cast

from campaign import card, wall_map, zh
from campaign.models.base import Published
from campaign.models.capabilities import Counted, Scheduled
from campaign.models.explainers import Explainer
from campaign.models.law_cases import Case
from campaign.models.notices import Notice
from campaign.models.screens import UNDATED, Bulletin, Kind, Playlist, Programme, Screen
from campaign.site import Shown

_DEFAULT_DAYS: Final = 30
#: a terminal's menu: what each entry lists, and at most how many of it
SECTIONS: Final[dict[str, dict[Kind, int]]] = {
    "法规": {"法规": 6, "案例": 3},
    "活动": {"活动": 4, "宣讲": 4, "开放日": 4},
    "示范单位": {"示范单位": 6},
    "如何举报": {"举报": 1},
}
_LOOKED_UP: Final = 60
#: how many of a line travel along for later: a wall that hears nothing new goes on as its lines say
_AHEAD: Final[dict[Kind, int]] = {"活动": 32, "宣讲": 32, "开放日": 32, "倒计时": 32, "公告": 8}


@dataclass(frozen=True, slots=True)
class Slide:
    """One picture of the programme.

    ``start`` and ``end`` are the occasion's, ``first`` and ``last`` the window in which it may be
    shown; ``counts`` asks the player for the days until ``start`` in large type. ``body`` may be
    shortened from its end where the screen is small; ``off`` says that it is called off. ``section`` is the entry of a terminal's menu,
    counted from 1, and ``weight`` 0 keeps a slide out of the turns. ``line`` is the line of the playlist,
    counted from 1: of those that may be shown at a moment its first ``most`` have their turn.
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
    ground: wall_map.Lie | None = None
    first: datetime | None = None
    last: datetime | None = None
    counts: bool = False
    seconds: int = 12
    weight: int = 1
    line: int = 0
    most: int = 0
    section: int = 0
    evergreen: bool = False

    @property
    def when(self) -> str:
        """The occasion's date as it stands on the glass."""
        return zh.span(self.start, self.end, all_day=self.all_day) if self.start else ""


def programme(shown: Shown, screen: Screen) -> list[Slide]:
    """Return the slides of a screen: its playlist's, those of its fallback marked, and what breaks in."""
    main = _of_playlist(shown, cast("Playlist", shown.site.get("playlists", screen.playlist)))
    spare = _of_playlist(shown, cast("Playlist", shown.site.get("playlists", screen.fallback)))
    undated = {slide.id: replace(slide, evergreen=True) for slide in spare if slide.kind in UNDATED}
    own = [replace(slide, evergreen=slide.id in undated) for slide in main]
    known = {slide.id for slide in own}
    only_spare = [replace(slide, weight=0, line=0, most=0) for slide in undated.values() if slide.id not in known]
    played = [*own, *only_spare]
    return [*(_filed(shown, played) if screen.touch else played), *bulletins(shown, screen)]


def _filed(shown: Shown, played: list[Slide]) -> list[Slide]:
    """Return what a terminal holds: each slide in its section of the menu, and more of each kind to look up."""
    known = {slide.id for slide in played}
    looked_up, below = [], max((slide.line for slide in played), default=0)
    asked = [(kind, most) for kinds in SECTIONS.values() for kind, most in kinds.items()]
    for number, (kind, most) in enumerate(asked, below + 1):
        line = Programme.model_construct(show=kind, days=_LOOKED_UP, most=most, record=None)
        found = [slide for slide in _of_line(shown, line) if slide.id not in known]
        looked_up += [replace(slide, weight=0, line=number, most=most) for slide in found]
    numbers = {kind: number for number, kinds in enumerate(SECTIONS.values(), 1) for kind in kinds}
    return [replace(slide, section=numbers.get(cast("Kind", slide.kind), 0)) for slide in [*played, *looked_up]]


def bulletins(shown: Shown, screen: Screen) -> list[Slide]:
    """Return what breaks into the programme of ``screen`` and is not over."""
    found = cast("Iterable[Bulletin]", shown.site.all("bulletins"))
    return [
        Slide(f"bulletin-{one.id}", "插播", "重要通知", one.title, one.lines, first=one.start, last=one.until)
        for one in found
        if one.until > shown.now and (not one.screens or screen.id in one.screens)
    ]


def _of_playlist(shown: Shown, playlist: Playlist) -> list[Slide]:
    found = []
    for number, line in enumerate(playlist.items, 1):
        for slide in _of_line(shown, line):
            first = max(filter(None, (slide.first, playlist.first)), default=None)
            last = min(filter(None, (slide.last, playlist.last)), default=None)
            if last is None or last > shown.now:
                timed = replace(slide, first=first, last=last, seconds=line.seconds, weight=line.weight)
                found.append(replace(timed, line=number, most=line.most))
    return found


def _of_line(shown: Shown, line: Programme) -> list[Slide]:
    made = [slide for slide in MAKERS[line.show](shown, line) if line.record in {None, slide.id.partition("-")[2]}]
    return made[: max(line.most, _AHEAD.get(line.show, 0))]


def _scheduled(collection: str, tag: str) -> Callable[[Shown, Programme], Iterator[Slide]]:
    def make(shown: Shown, line: Programme) -> Iterator[Slide]:
        for record in _coming(shown, collection):
            first = record.opening - timedelta(days=_DEFAULT_DAYS if line.days is None else line.days)
            off = "已取消" if record.cancelled else ""
            slide = Slide(
                f"{tag}-{record.id}", line.show, record.kind_text, record.name_text,
                () if off else tuple(filter(None, (record.note_at(shown.now),))), off=off, first=first,
                place=_place(shown, record), url=record.url, start=record.start, end=record.end, all_day=record.all_day, last=record.closing,
            )  # fmt: skip
            if getattr(record, "on_demand", False) and record.opening <= shown.now:
                slide = replace(slide, start=None, end=None, body=("随时可看", *filter(None, (record.summary,))))
            yield slide

    return make


def _coming(shown: Shown, collection: str) -> list[Scheduled]:
    """Return what is still to come or going on, soonest first; what was postponed has no date to show."""
    dated = [one for one in shown.public(collection) if isinstance(one, Scheduled)]
    return [one for one in dated if one.closing > shown.now and not one.postponed]


def _place(shown: Shown, record: Published) -> str:
    found = card.place_of(shown, record)
    return found.name if found else ""


def _countdown(shown: Shown, _line: Programme) -> Iterator[Slide]:
    for record in _coming(shown, "events"):
        if record.opening > shown.now and not record.cancelled:
            yield Slide(
                f"countdown-{record.id}", "倒计时", "倒计时", record.name_text, place=_place(shown, record),
                url=record.url, start=record.start, end=record.end, all_day=record.all_day,
                last=record.opening, counts=True,
            )  # fmt: skip


def _explainers(shown: Shown, _line: Programme) -> Iterator[Slide]:
    for record in cast("tuple[Explainer, ...]", shown.public("explainers")):
        yield Slide(
            f"law-{record.id}", "法规", "学法一分钟", record.title, (record.summary, *record.points), url=record.url
        )


def _cases(shown: Shown, _line: Programme) -> Iterator[Slide]:
    for record in cast("tuple[Case, ...]", shown.public("cases")):
        yield Slide(f"case-{record.id}", "案例", "典型案例", record.title, record.lesson, url=record.url)


def _units(shown: Shown, _line: Programme) -> Iterator[Slide]:
    for record in shown.public("units"):
        yield Slide(
            f"unit-{record.id}", "示范单位", record.kind_text, record.name_text,
            tuple(filter(None, (record.summary,))), url=record.url,
        )  # fmt: skip


def _map(shown: Shown, line: Programme) -> Iterator[Slide]:
    found = wall_map.lie(shown)
    if found:
        names = tuple(f"{number}　{unit.name}" for number, unit in enumerate(found[1][: line.most], 1))
        title = f"{shown.campaign.district}示范单位分布"
        yield Slide("map-stations", "地图", "示意图", title, names, url="map/", ground=found[0])


def _notices(shown: Shown, _line: Programme) -> Iterator[Slide]:
    for record in cast("tuple[Notice, ...]", shown.public("notices")):
        if not record.expired_at(shown.now):
            text = tuple(filter(None, (record.summary, record.note_at(shown.now))))
            yield Slide(
                f"notice-{record.id}", "公告", record.kind_text, record.title, text, url=record.url,
                last=record.expires,
            )  # fmt: skip


def _hotline(shown: Shown, _line: Programme) -> Iterator[Slide]:
    campaign = shown.campaign
    if campaign.hotline:
        yield Slide(
            "report-hotline", "举报", "如何举报", "发现侵犯商业秘密，请举报", campaign.report_how, campaign.hotline,
            url="report/",
        )  # fmt: skip


def _statistics(shown: Shown, _line: Programme) -> Iterator[Slide]:
    told = [one.outcome_at(shown.now) for one in shown.having(Counted) if one.ours]
    held = [one for one in told if one]
    if held:
        people = sum(one.people or 0 for one in held)
        firms = sum(one.enterprises or 0 for one in held)
        figures = (f"参与 {people} 人次", f"惠及企业 {firms} 家次")
        yield Slide(
            "figures-month", "统计", "服务月数字", "已经举办", figures, f"{len(held)} 场", url="calendar/",
            last=_next_week(shown),
        )  # fmt: skip


def _next_week(shown: Shown) -> datetime:
    """Figures are today's: on a screen that hears nothing new they vanish after a week."""
    return shown.now + timedelta(days=7)


def _site_code(shown: Shown, _line: Programme) -> Iterator[Slide]:
    campaign = shown.campaign
    body = (campaign.slogan or campaign.theme,)
    yield Slide("code-site", "二维码", "扫码看全部活动", campaign.title, body, url="calendar/")


MAKERS: Final[dict[Kind, Callable[[Shown, Programme], Iterator[Slide]]]] = {
    "活动": _scheduled("events", "event"),
    "宣讲": _scheduled("lectures", "lecture"),
    "开放日": _scheduled("open_days", "visit"),
    "倒计时": _countdown,
    "法规": _explainers,
    "案例": _cases,
    "示范单位": _units,
    "公告": _notices,
    "举报": _hotline,
    "统计": _statistics,
    "二维码": _site_code,
    "地图": _map,
}
