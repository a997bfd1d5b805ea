"""A slide on a given screen: lines broken, type as large as it fits, code and map in their place.

The build decides everything that can be decided, so that it can refuse what can't be read
and the player only has to draw.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from campaign import codes, ems, foot, glass, typeset, wall_map
from campaign.models.campaign import Campaign
from campaign.models.screens import Screen
from campaign.slide import Slide

#: how much larger than the least size type may become
MOST_SCALE: Final = 3.0
#: rather than more than a few lines at the least size, few lines so much larger
FEW, PLEASANT = 2, 1.4
#: characters a passer-by reads in a second, and the time to notice that the slide changed
READ, NOTICE = 4, 3
#: sizes of the large figure in titles and of the date in bodies
BIG, WHEN = 2.4, 1.25
#: the widest word of the day, and how wide it is with what stands around it, in em, as in ``player.css``
FARTHEST: Final = "还有999天"
DAY_WORD: Final = 0.6 + 0.8 + ems.width(FARTHEST)
#: space above each part, in em of the body
GAP: Final = 0.5
CAPTION: Final = ("微信扫一扫", "看详情")
#: how many steps smaller a slide may be set so that no word of its title is torn
_STEPS_LESS: Final = 3
#: how many of its numbers' letters a map is wide at least
_MAP_LEAST: Final = 8
SCAN: Final = "扫码看全部"
#: text and em → lines, or None where there are none
Breaking = Callable[[str, float], "list[str] | None"]
_CAPTION_EM, _CAPTION_MOST = 5.2, 1.6
#: what stands around the seal's signs, and how high it is with the caption, in em, as in ``player.css``
_SEAL_EM, _SEALED_HIGH = 0.8, 4.8


@dataclass(frozen=True, slots=True)
class Laid:
    """A slide's lines and sizes in pixels; ``panel`` is the part beside or below the text.

    ``whens`` and ``places`` are the lines of each session's date and place, ``notes`` those of each note. A map may have its code ``beside`` it.
    The line at the bottom is set in ``foot`` lines.
    """

    slide: Slide
    box: glass.Box
    title: list[str] = field(default_factory=list)
    whens: list[list[str]] = field(default_factory=list)
    places: list[list[str]] = field(default_factory=list)
    notes: list[list[str]] = field(default_factory=list)
    body: list[list[str]] = field(default_factory=list)
    title_px: int = 0
    body_px: int = 0
    panel: int = 0
    foot: int = 1
    beside: bool = False
    code: codes.Code | None = None
    caption_px: int = 0
    map: wall_map.Picture | None = None

    @property
    def seconds(self) -> int:
        """How long it stands: at least as long as it takes to read. Source: KIOSK, characters / 4 + 3."""
        written = [
            *self.title,
            *max(self.whens, key=_letters, default=[]),
            *max(self.places, key=_letters, default=[]),
            *max(self.notes, key=_letters, default=[]),
            self.slide.big,
            *(line for point in self.body for line in point),
        ]
        return max(self.slide.seconds, -(-sum(map(len, written)) // READ) + NOTICE)


def _letters(lines: list[str]) -> int:
    return sum(map(len, lines))


def lay(screen: Screen, slide: Slide, campaign: Campaign) -> Laid | None:
    """Return the slide as it stands on ``screen``, or None where its title, first line or map can't be read there.

    Further lines of the body are left out, last first, where they would not fit at the least size.
    """
    count = len(slide.body)
    pleasant = [] if slide.kind == "插播" else [(kept, PLEASANT) for kept in range(count, min(count, FEW) - 1, -1)]
    possible = [(kept, 1.0) for kept in range(count, min(count, 1) - 1, -1)]
    for kept, least in [*pleasant, *possible]:
        base, body = _panelled(screen, slide, kept, campaign), _shortened(slide, kept)
        if base.map and base.map.width < _MAP_LEAST * glass.body_px(screen):
            continue
        for dates in (typeset.dated, typeset.lines):
            fits = functools.partial(_fits, screen, base, body, dates)
            scale = typeset.largest(fits, least, MOST_SCALE)
            if scale is not None:
                return _untorn(screen, base, body, dates, scale, least) or _laid(screen, base, body, dates, scale)
    return None


def text_width(screen: Screen, slide: Slide, campaign: Campaign) -> int:
    """Return how many pixels its code or map leaves a slide's text, and the line below it."""
    return _panelled(screen, slide, len(slide.body), campaign).box.width


def sealed(screen: Screen, laid: Sequence[Laid], seal: str) -> tuple[Sequence[Laid], str]:
    """Return the slides with captions so small that ``seal`` fits above them, and the seal.

    Where it would be too small to read beside one of the codes, no slide is changed and the seal is empty.
    An upright screen shows it only.
    """
    if glass.layout(screen) != "竖排":
        return laid, ""
    em, pad, body = ems.width(seal) + _SEAL_EM, glass.pad_px(screen), glass.body_px(screen)
    found = []
    for one in laid:
        if one.caption_px and one.code:
            free = glass.free_box(screen).width - one.code.px - 3 * pad
            px = int(min(one.caption_px, free / em, (one.panel - 2 * pad) / _SEALED_HIGH))
            if px < body:
                return laid, ""
            one = replace(one, caption_px=px)  # noqa: PLW2901
        found.append(one)
    return found, seal


def _shortened(slide: Slide, kept: int) -> tuple[str, ...]:
    """Return the first lines of the body, and how many there are where it lists but some."""
    told = (f"等 {slide.whole} 家，{SCAN}",) if slide.whole > kept else ()
    return (*slide.body[:kept], *told)


def _untorn(
    screen: Screen, base: Laid, body: tuple[str, ...], dates: Breaking, scale: float, least: float
) -> Laid | None:
    """Return the slide with a title that is broken between phrases only: a line more or some steps less may do."""
    for less in range(_STEPS_LESS + 1):
        tried = round(scale - less * typeset.STEP, 2)
        found = _laid(screen, base, body, dates, tried, typeset.whole) if tried >= least else None
        if found:
            return found
    return None


def _panelled(screen: Screen, slide: Slide, kept: int, campaign: Campaign) -> Laid:
    """Return the slide without lines: what stands in its panel, and the area that is left for text and the line below."""
    found = _with_panel(screen, slide, kept, campaign)
    lines = foot.lines(screen, campaign, found.box.width)
    return replace(found, box=glass.text_box(screen, found.panel, lines), foot=lines)


def _with_panel(screen: Screen, slide: Slide, kept: int, campaign: Campaign) -> Laid:
    if slide.ground:
        found = codes.code(screen, campaign.site_url + slide.url, alone=False)
        box, beside = glass.picture_box(screen, slide.ground.aspect, found.px)
        drawn = wall_map.picture(slide.ground, kept, box, glass.body_px(screen))
        panel = glass.panel_px(screen, glass.with_code(screen, box, found.px, beside=beside))
        return Laid(slide, glass.text_box(screen, panel), panel=panel, beside=beside, code=found, map=drawn)
    if not slide.url:
        return Laid(slide, glass.text_box(screen, 0))
    found = codes.code(screen, campaign.site_url + slide.url)
    side = max(found.px, glass.slot_px(screen))
    panel = glass.panel_px(screen, glass.Box(side, side))
    caption = _caption_px(screen, found, panel)
    return Laid(slide, glass.text_box(screen, panel), panel=panel, code=found, caption_px=caption)


def _caption_px(screen: Screen, found: codes.Code, panel: int) -> int:
    """Return the size of the words beside or below a code; 0 where they would be too small to read."""
    pad, body = glass.pad_px(screen), glass.body_px(screen)
    if glass.layout(screen) == "竖排":
        free = glass.free_box(screen).width - found.px - 3 * pad
    else:
        free = panel - pad
        below = glass.stage_px(screen) - 2 * pad - found.px - pad // 2
        free = int(min(free, below / glass.LEADING / len(CAPTION) * _CAPTION_EM))
    px = int(min(body * _CAPTION_MOST, free / _CAPTION_EM))
    return px if px >= body else 0


def _fits(screen: Screen, base: Laid, body: tuple[str, ...], dates: Breaking, scale: float) -> bool:
    return _laid(screen, base, body, dates, scale) is not None


def _laid(
    screen: Screen,
    base: Laid,
    body: tuple[str, ...],
    dates: Breaking,
    scale: float,
    broken: Breaking = typeset.lines,
) -> Laid | None:
    slide, box = base.slide, base.box
    title_px, body_px = int(glass.title_px(screen) * scale), int(glass.body_px(screen) * scale)
    title = broken(slide.title, box.width / title_px)
    whens = _all(slide.whens, box.width / body_px / WHEN, dates)
    places = _all(slide.places, box.width / body_px)
    notes = _all([text for _, text in slide.notes], box.width / body_px - 1)
    points = _all(body, box.width / body_px - 1)
    if title is None or whens is None or places is None or notes is None or points is None or typeset.is_orphan(title):
        return None
    if ems.width(slide.kicker) + (0 if slide.counts else DAY_WORD) > box.width / body_px:
        return None
    if ems.width(slide.figure) * title_px * BIG > box.width:
        return None
    when, place, note = (max(map(len, one), default=0) for one in (whens, places, notes))
    small = 1 + WHEN * when + place + note + sum(map(len, points))
    parts = 2 + bool(when) + bool(place) + bool(note) + len(points)
    large = len(title) + (BIG if slide.figure else 0)
    height = glass.LEADING * (small * body_px + large * title_px) + GAP * parts * body_px
    if height > box.height:
        return None
    return replace(
        base, title=title, whens=whens, places=places, notes=notes, body=points, title_px=title_px, body_px=body_px
    )


def _all(texts: Iterable[str], em: float, broken: Breaking = typeset.lines) -> list[list[str]] | None:
    """Return the lines of each text; None where one of them has a word longer than a line."""
    found = [broken(text, em) for text in texts]
    whole = [one for one in found if one is not None]
    return whole if len(whole) == len(found) else None
