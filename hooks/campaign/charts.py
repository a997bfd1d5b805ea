"""Bars and columns as SVG: drawn at build time, read by screen readers as a title and a sentence, coloured by the sheet.

The table beside each chart has every number; the drawing is one picture to who hears it.
Source: WAI-ARIA Graphics Module; SVG 2, 5.7 (title and desc).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

#: units of the drawing; on a telephone one unit is 0.8 px, so that 16 units of type are 13 px
_WIDTH, _LABEL, _VALUE = 440, 146, 66
_STEP, _THICK = 32, 16
_TALL, _FOOT, _HEAD = 150, 38, 26
_MOST_COLUMN = 64


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: name, value, and whether it is the one that the chart is about."""

    label: str
    value: int
    here: bool = False


def bars(key: str, title: str, unit: str, data: Sequence[Bar]) -> Markup:
    """Return horizontal bars, one under the other; ``key`` makes the ids of title and sentence unique on the page."""
    most = max([bar.value for bar in data], default=0) or 1
    room = _WIDTH - _LABEL - _VALUE
    drawn = []
    for no, bar in enumerate(data):
        y = no * _STEP
        width = max(bar.value / most * room, 1.5 if bar.value else 0)
        middle = y + _STEP / 2
        drawn.append(
            f'<text class="c-chart__label" x="0" y="{middle:g}">{escape(bar.label)}</text>'
            f'<rect class="c-chart__track" x="{_LABEL}" y="{middle - _THICK / 2:g}" width="{room}" height="{_THICK}" rx="3"/>'
            f'<rect class="{_look(bar)}" x="{_LABEL}" y="{middle - _THICK / 2:g}" width="{width:.1f}" height="{_THICK}" rx="3"/>'
            f'<text class="c-chart__value" x="{_WIDTH}" y="{middle:g}">{bar.value:,}</text>'
        )
    return _picture(key, title, _said(unit, data), (_WIDTH, len(data) * _STEP), drawn)


def columns(key: str, title: str, unit: str, data: Sequence[Bar], *, width: int = _WIDTH) -> Markup:
    """Return columns side by side, as time goes."""
    most = max([bar.value for bar in data], default=0) or 1
    step = width / max(len(data), 1)
    thick = min(step * 0.6, _MOST_COLUMN)
    ground = _HEAD + _TALL
    drawn = [f'<path class="c-chart__axis" d="M0 {ground}H{width}"/>']
    for no, bar in enumerate(data):
        middle, height = (no + 0.5) * step, bar.value / most * _TALL
        drawn.append(
            f'<rect class="{_look(bar)}" x="{middle - thick / 2:.1f}" y="{ground - height:.1f}" width="{thick:.1f}" height="{height:.1f}"/>'
            f'<text class="c-chart__top" x="{middle:.1f}" y="{ground - height - 8:.1f}">{bar.value:,}</text>'
            f'<text class="c-chart__foot" x="{middle:.1f}" y="{ground + 12}">{escape(bar.label)}</text>'
        )
    return _picture(key, title, _said(unit, data), (width, ground + _FOOT), drawn)


def _look(bar: Bar) -> str:
    return "c-chart__bar c-chart__bar--here" if bar.here else "c-chart__bar"


def _said(unit: str, data: Sequence[Bar]) -> str:
    """Return the sentence that stands for the drawing."""
    return "；".join(f"{bar.label} {bar.value:,} {unit}" for bar in data) + "。"


def _picture(key: str, title: str, said: str, size: tuple[int, int], drawn: Sequence[str]) -> Markup:
    return Markup(  # noqa: S704 made of numbers and escaped names
        f'<svg class="c-chart" viewBox="0 0 {size[0]} {size[1]}" role="img" aria-labelledby="{key}-t {key}-d">'
        f'<title id="{key}-t">{escape(title)}</title><desc id="{key}-d">{escape(said)}</desc>'
        f'<g aria-hidden="true">{"".join(drawn)}</g></svg>'
    )
