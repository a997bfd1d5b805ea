"""What to change where a slide does not fit: from how near it would, or which field has to be how much shorter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from campaign import codes, frame, glass, laying
from campaign.models.campaign import Campaign
from campaign.models.screens import Screen
from campaign.slide import Slide

#: parts of a slide that its record's fields fill, most telling first
_FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "title": ("title", "name"),
    "body": ("summary", "lesson", "lines"),
    "place": ("venue",),
}


@dataclass(frozen=True, slots=True)
class Cure:
    """The greatest distance in metres from which a slide could be read (0 for none), and the field to shorten.

    ``field`` is empty where no field of the record is too long; ``most`` are the characters that fit (0: unknown).
    """

    far_m: float
    field: str = ""
    written: int = 0
    most: int = 0


def cure(screen: Screen, slide: Slide, campaign: Campaign, fields: frozenset[str]) -> Cure:
    """Return what makes ``slide`` fit on ``screen``; ``fields`` are those that its record has."""
    far = farthest(screen, slide, campaign)
    for part, names in _FIELDS.items():
        name = next((one for one in names if one in fields), "")
        found = _shortest(screen, slide, campaign, part) if name else None
        if found is not None:
            written, most = found
            return Cure(far, name, written, most)
    return Cure(far)


def farthest(screen: Screen, slide: Slide, campaign: Campaign) -> float:
    """Return the greatest distance from which the slide could be read."""

    def fits(far: float) -> bool:
        return laying.lay(screen.model_copy(update={"far_m": far}), slide, campaign) is not None

    return _greatest_below(screen.far_m, fits)


def farthest_scan(screen: Screen, addresses: Iterable[str]) -> float:
    """Return the greatest distance from which the codes of all ``addresses`` could be scanned."""
    asked = list(addresses)

    def fits(scan: float) -> bool:
        nearer = screen.model_copy(update={"scan_m": scan})
        return all(glass.code_fits(nearer, codes.code(nearer, one).px) for one in asked)

    return _greatest_below(screen.scan_m, fits)


def farthest_fitting(screen: Screen, slides: Sequence[Slide], campaign: Campaign) -> float:
    """Return the greatest distance from which all slides could be read, and a terminal's menu and lists."""

    def fits(far: float) -> bool:
        nearer = screen.model_copy(update={"far_m": far})
        around = not screen.touch or not frame.misfits(nearer, slides)
        return around and all(laying.lay(nearer, one, campaign) for one in slides)

    return _greatest_below(screen.far_m, fits)


def farthest_told(screen: Screen, slides: Sequence[Slide], campaign: Campaign) -> float:
    """Return the greatest distance for codes at which the line at the bottom has room."""

    def fits(scan: float) -> bool:
        return frame.foot_fits(screen.model_copy(update={"scan_m": scan}), slides, campaign)

    return _greatest_below(screen.scan_m, fits)


def _greatest_below(metres: float, fits: Callable[[float], bool]) -> float:
    """Return the greatest distance below ``metres`` that ``fits``: in tenths below three, halves above; 0 for none."""
    steps = [tenth / 10 for tenth in range(1, 30)] + [half / 2 for half in range(6, int(metres * 2) + 1)]
    nearer = [step for step in steps if step < metres]
    low, high = 0, len(nearer)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(nearer[middle - 1]) else (low, middle - 1)
    return nearer[low - 1] if low else 0.0


def _shortest(screen: Screen, slide: Slide, campaign: Campaign, part: str) -> tuple[int, int] | None:
    """Return how long the part is and how long it may be; None where shortening it alone does not help."""
    text = {"title": slide.title, "place": slide.place}.get(part, slide.body[0] if slide.body else "")
    for most in range(len(text) - 1, 0 if part == "title" else -1, -1):
        if laying.lay(screen, _cut(slide, part, text[:most]), campaign):
            return len(text), most
    return None


def _cut(slide: Slide, part: str, text: str) -> Slide:
    if part == "title":
        return replace(slide, title=text)
    return replace(slide, place=text) if part == "place" else replace(slide, body=(text,) if text else ())
