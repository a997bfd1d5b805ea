"""The picture of a page that one presses long in WeChat to send on: what it is, when and where, the code that leads there.

Portrait, 750 × 1000, two dozen shades, so that it weighs about 25 KB.
Source: WeChat recognises a QR code in a picture that is held; its own share card needs a signed script.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import cache, lru_cache

import budoux
import PIL
import segno
from PIL import Image, ImageColor, ImageDraw, ImageFont

from campaign import fonts, typeset
from campaign.cache import remembered
from campaign.sources import source
from campaign.symbol import symbol

SIZE = (750, 1000)
_PAPER, _INK, _DARK, _GREY, _SEAL, _WHITE = "#fbfaf5", "#17345a", "#1c2430", "#545d6b", "#b3261e", "#ffffff"
_BLACK = "#000000"
_LEFT, _RIGHT, _BAND, _FOOT = 56, 694, 132, 764
_TITLE, _LEAST = 58, 40  # px of the title, and how small it may become
_CODE = 184
_GAP = 12  # px of paper above the foot
_STEPS = 4  # shades between ground and letter
_EDGE = 4  # px by which a letter may reach over the margin
_LEVEL = 5  # of zlib: 6 takes half as long again for a tenth less


@dataclass(frozen=True, slots=True)
class Words:
    """All that stands on a picture. ``facts`` are lines below the title, ``text`` the paragraph after them, ``points`` a list."""

    campaign: str
    badge: str
    title: str
    facts: tuple[str, ...]
    text: str
    points: tuple[str, ...]
    foot: tuple[str, ...]
    address: str


def drawn(words: Words) -> bytes | None:
    """Return the picture as PNG, or None where the machine has no Chinese font."""
    serif, sans = fonts.serif(), fonts.sans()
    if serif is None or sans is None:
        return None
    parts = [str(one) for one in astuple(words)] + [
        *(f"{font} {font[0].stat().st_size} {font[0].stat().st_mtime_ns}" for font in (serif, sans)),
        PIL.__version__,
        segno.__version__,
        budoux.__version__,
        source("poster"),
    ]
    return remembered("share", lambda: _draw(words), *parts)


@cache
def _font(size: int, *, title: bool = False) -> ImageFont.FreeTypeFont:
    found = fonts.serif() if title else fonts.sans()
    if found is None:
        raise LookupError("no Chinese font")
    return ImageFont.truetype(found[0], size, index=found[1])


def _draw(words: Words) -> bytes:
    image = _ground(words.campaign, words.foot).copy()
    _written(image, _BAND + 50, 0, [words.badge], _font(28), _SEAL)
    y = _title(image, words.title, _BAND + 104)
    image.paste(_shade(_SEAL), (_LEFT, y + 14, _LEFT + 73, y + 20))
    y = _lines(image, y + 46, words.facts, 32, _DARK)
    y = _lines(image, y + 12, (words.text,), 30, _GREY)
    _lines(image, y + 12, words.points, 30, _DARK, points=True)
    code = _code(words.address)
    image.paste(code, (_RIGHT - code.width, _FOOT + 30))
    out = io.BytesIO()
    image.save(out, "PNG", bits=8, compress_level=_LEVEL)
    return out.getvalue()


@lru_cache(maxsize=8)
def _ground(campaign: str, foot: tuple[str, ...]) -> Image.Image:
    """Return what is the same on all pictures of a campaign."""
    image = Image.new("RGB", SIZE, _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, SIZE[0], _BAND), fill=_INK)
    pen.text((_LEFT, _BAND // 2), campaign, font=_font(38, title=True), fill=_WHITE, anchor="lm")
    _seal(pen, _RIGHT - 76, _BAND // 2 - 38)
    pen.line((_LEFT, _FOOT, _RIGHT, _FOOT), fill=_INK, width=3)
    image = image.quantize(palette=_palette(), dither=Image.Dither.NONE)
    _lines(image, _FOOT + 34, foot, 28, _DARK)
    return image


def _seal(pen: ImageDraw.ImageDraw, x: int, y: int) -> None:
    pen.rounded_rectangle((x, y, x + 76, y + 76), 6, fill=_SEAL)
    pen.rounded_rectangle((x + 5, y + 5, x + 71, y + 71), 4, outline=_WHITE, width=2)
    for row, text in enumerate(("服务", "月")):
        pen.text((x + 38, y + 24 + row * 28), text, font=_font(25, title=True), fill=_WHITE, anchor="mm")


def _title(image: Image.Image, text: str, y: int) -> int:
    """Draw the title over at most three lines, smaller where it is long, and return where it ends."""
    for size in range(_TITLE, _LEAST - 1, -2):
        lines = typeset.lines(text, (_RIGHT - _LEFT) / size) or [text]
        if len(lines) <= (2 if size > _LEAST else 3):
            break
    return _written(image, y, round(size * 1.35), lines, _font(size, title=True), _INK)


def _lines(image: Image.Image, y: int, texts: Sequence[str], size: int, colour: str, *, points: bool = False) -> int:
    """Draw paragraphs, or ``points`` of a list, as far as they fit whole, the first one cut if it must be.

    Returns where they end.
    """
    below, indent = y > _FOOT, size if points else 0
    room = _RIGHT - _LEFT - indent - (_CODE + 24 if below else 0)
    last = SIZE[1] if below else _FOOT - _GAP
    step = round(size * 1.6)
    for text in texts:
        broken = typeset.lines(text, room / size, balanced=False) or []
        fit = (last - y) // step
        if len(broken) > fit:
            if text is not texts[0] or fit < 1:
                return y
            broken = [*broken[: fit - 1], broken[fit - 1][:-1] + "…"]
        y = _written(image, y, step, broken, _font(size), colour, indent)
    return y


def _written(
    image: Image.Image,
    y: int,
    step: int,
    lines: Sequence[str],
    font: ImageFont.FreeTypeFont,
    colour: str,
    indent: int = 0,
) -> int:
    """Write lines on the paper, ``step`` apart, and return where they end; those that are indented after a dot.

    Only how far each point is covered is drawn; which shade that is, is looked up.
    """
    if not lines:
        return y
    height = step * (len(lines) - 1) + sum(font.getmetrics())
    cover = Image.new("L", (_RIGHT - _LEFT + 2 * _EDGE, height))
    pen = ImageDraw.Draw(cover)
    for row, line in enumerate(lines):
        pen.text((_EDGE + indent, row * step), line, font=font, fill=255)
    if indent:
        pen.text((_EDGE, 0), "·", font=font, fill=255)
    image.paste(cover.point(_shades(colour)), (_LEFT - _EDGE, y))
    return y + step * len(lines)


def _code(address: str) -> Image.Image:
    rows = list(symbol(address, "m").matrix)
    small = Image.new("P", (len(rows[0]), len(rows)))
    light, dark = _shade(_WHITE), _shade(_BLACK)
    small.putdata([dark if one else light for row in rows for one in row])
    module = _CODE // len(rows)
    return small.resize((module * len(rows), module * len(rows)), Image.Resampling.NEAREST)


@cache
def _palette() -> Image.Image:
    """All shades, as the palette of a picture."""
    image = Image.new("P", (1, 1))
    image.putpalette([part for colour in _colours() for part in colour])
    return image


@cache
def _colours() -> list[tuple[int, ...]]:
    """The shades between each ground and what is written on it, and those of the code."""
    written = [(_PAPER, ink) for ink in (_INK, _DARK, _GREY, _SEAL)] + [(_INK, _WHITE), (_SEAL, _WHITE)]
    found = [_between(ground, ink, step) for ground, ink in written for step in range(_STEPS + 1)]
    return list(dict.fromkeys([*found, ImageColor.getrgb(_BLACK)]))


def _between(ground: str, ink: str, step: int) -> tuple[int, ...]:
    both = zip(ImageColor.getrgb(ground), ImageColor.getrgb(ink), strict=True)
    return tuple(round(low + (high - low) * step / _STEPS) for low, high in both)


def _shade(colour: str) -> int:
    """Return the number of a colour in the palette."""
    return _colours().index(ImageColor.getrgb(colour))


@cache
def _shades(colour: str) -> list[int]:
    """Return the number of the shade for each degree to which the paper is covered, 0 to 255."""
    steps = [_colours().index(_between(_PAPER, colour, step)) for step in range(_STEPS + 1)]
    return [steps[round(degree * _STEPS / 255)] for degree in range(256)]
