"""What a screen plays: the lines of its playlist, what it falls back on, what a terminal's menu holds, what breaks in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, cast

from campaign.models.screens import UNDATED, Bulletin, Kind, Playlist, Programme, Screen
from campaign.site import Shown
from campaign.slide import Slide
from campaign.slides import MAKERS

#: a terminal's menu: what each entry lists, and at most how many of it
SECTIONS: Final[dict[str, dict[Kind, int]]] = {
    "法规": {"法规": 6, "案例": 3},
    "活动": {"活动": 4, "宣讲": 4, "开放日": 4},
    "示范单位": {"地图": 1, "示范单位": 6},
    "如何举报": {"举报": 1},
}
_LOOKED_UP: Final = 60
#: how many of a line travel along for later: a wall that hears nothing new goes on as its lines say
_AHEAD: Final[dict[Kind, int]] = {"活动": 32, "宣讲": 32, "开放日": 32, "倒计时": 32, "公告": 8}


#: how many times as many as have their turn a shuffled line brings along, to draw from
_TO_DRAW: Final = 4


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
    """Return what a terminal holds: each slide in its section of the menu, and more of each kind to look up.

    The menu goes by a slide's own window, not by the playlist's: people look things up after the month as well.
    """
    known = {slide.id for slide in played}
    looked_up, below = [], max((slide.line for slide in played), default=0)
    asked = [(kind, most) for kinds in SECTIONS.values() for kind, most in kinds.items()]
    for number, (kind, most) in enumerate(asked, below + 1):
        line = Programme.model_construct(show=kind, days=_LOOKED_UP, most=most)
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
            if playlist.last is None or playlist.last > shown.now:
                turn = replace(slide, begins=playlist.first, ends=playlist.last, line=number, most=line.most)
                shuffled = line.order == "每天打乱"
                found.append(replace(turn, seconds=line.seconds, weight=line.weight, shuffled=shuffled))
    return found


def _of_line(shown: Shown, line: Programme) -> list[Slide]:
    made = [slide for slide in MAKERS[line.show](shown, line) if _asked(line, slide)]
    ahead = _TO_DRAW * line.most if line.order == "每天打乱" else _AHEAD.get(line.show, 0)
    return made[: max(line.most, ahead)]


def _asked(line: Programme, slide: Slide) -> bool:
    topics = slide.record.topics if slide.record else ()
    return line.record in {None, slide.id.partition("-")[2]} and (not line.topics or bool({*line.topics} & {*topics}))
