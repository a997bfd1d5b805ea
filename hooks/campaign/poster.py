"""The picture of a page that one presses long in WeChat to send on: what it is, when and where, the code that leads there.

Portrait, 750 × 1000, sixteen shades of three colours, so that it weighs about 15 KB.
Source: WeChat recognises a QR code in a picture that is held; its own share card needs a signed script.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

import PIL
import segno
from PIL import Image, ImageDraw, ImageFont

from campaign import fonts, typeset
from campaign.cache import remembered
from campaign.symbol import symbol

SIZE = (750, 1000)
_PAPER, _INK, _DARK, _GREY, _SEAL, _WHITE = "#fbfaf5", "#17345a", "#1c2430", "#545d6b", "#b3261e", "#ffffff"
_LEFT, _RIGHT, _BAND, _FOOT = 56, 694, 132, 764
_TITLE, _LEAST = 58, 40  # px of the title, and how small it may become
_CODE = 184
_STEPS = 4  # shades between ground and letter


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
        _source(),
    ]
    return remembered("share", lambda: _draw(words), *parts)


@cache
def _source() -> str:
    """The text of this module and of the one that breaks its lines: another drawing is another picture."""
    return "".join(Path(one).read_text(encoding="utf-8") for one in (__file__, typeset.__file__))


@cache
def _font(size: int, *, title: bool = False) -> ImageFont.FreeTypeFont:
    found = fonts.serif() if title else fonts.sans()
    if found is None:
        raise LookupError("no Chinese font")
    return ImageFont.truetype(found[0], size, index=found[1])


def _draw(words: Words) -> bytes:
    image = Image.new("RGB", SIZE, _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, SIZE[0], _BAND), fill=_INK)
    pen.text((_LEFT, _BAND // 2), words.campaign, font=_font(38, title=True), fill=_WHITE, anchor="lm")
    _seal(pen, _RIGHT - 76, _BAND // 2 - 38)
    pen.text((_LEFT, _BAND + 50), words.badge, font=_font(28), fill=_SEAL)
    y = _title(pen, words.title, _BAND + 104)
    pen.rectangle((_LEFT, y + 14, _LEFT + 72, y + 19), fill=_SEAL)
    y = _lines(pen, y + 46, words.facts, 32, _DARK)
    y = _lines(pen, y + 12, (words.text,), 30, _GREY)
    _lines(pen, y + 12, tuple(f"· {one}" for one in words.points), 30, _DARK)
    pen.line((_LEFT, _FOOT, _RIGHT, _FOOT), fill=_INK, width=3)
    _lines(pen, _FOOT + 34, words.foot, 28, _DARK)
    code = _code(words.address)
    image.paste(code, (_RIGHT - code.width, _FOOT + 30))
    out = io.BytesIO()
    image.quantize(palette=_palette(), dither=Image.Dither.NONE).save(out, "PNG", bits=8)
    return out.getvalue()


def _seal(pen: ImageDraw.ImageDraw, x: int, y: int) -> None:
    pen.rounded_rectangle((x, y, x + 76, y + 76), 6, fill=_SEAL)
    pen.rounded_rectangle((x + 5, y + 5, x + 71, y + 71), 4, outline=_WHITE, width=2)
    for row, text in enumerate(("服务", "月")):
        pen.text((x + 38, y + 24 + row * 28), text, font=_font(25, title=True), fill=_WHITE, anchor="mm")


def _title(pen: ImageDraw.ImageDraw, text: str, y: int) -> int:
    """Draw the title over at most three lines, smaller where it is long, and return where it ends."""
    for size in range(_TITLE, _LEAST - 1, -2):
        lines = typeset.lines(text, (_RIGHT - _LEFT) / size) or [text]
        if len(lines) <= (2 if size > _LEAST else 3):
            break
    for line in lines:
        pen.text((_LEFT, y), line, font=_font(size, title=True), fill=_INK)
        y += round(size * 1.35)
    return y


def _lines(pen: ImageDraw.ImageDraw, y: int, texts: Sequence[str], size: int, colour: str) -> int:
    """Draw paragraphs as far as they fit whole, the first one cut if it must be, and return where they end."""
    below = y > _FOOT
    room = _RIGHT - _LEFT - (_CODE + 24 if below else 0)
    last = SIZE[1] if below else _FOOT
    step = round(size * 1.6)
    for text in texts:
        broken = typeset.lines(text, room / size, balanced=False) or []
        fit = (last - y) // step
        if len(broken) > fit:
            if text is not texts[0] or fit < 1:
                return y
            broken = [*broken[: fit - 1], broken[fit - 1][:-1] + "…"]
        for line in broken:
            pen.text((_LEFT, y), line, font=_font(size), fill=colour)
            y += step
    return y


def _code(address: str) -> Image.Image:
    rows = list(symbol(address, "m").matrix)
    small = Image.new("1", (len(rows[0]), len(rows)))
    small.putdata([not dark for row in rows for dark in row])
    module = _CODE // len(rows)
    return small.convert("RGB").resize((module * len(rows), module * len(rows)), Image.Resampling.NEAREST)


@cache
def _palette() -> Image.Image:
    """The shades between each ground and what is written on it."""
    found = []
    for ground, ink in (
        (_PAPER, _INK),
        (_PAPER, _DARK),
        (_PAPER, _GREY),
        (_PAPER, _SEAL),
        (_INK, _WHITE),
        (_SEAL, _WHITE),
    ):
        for step in range(_STEPS + 1):
            for at in (1, 3, 5):
                low, high = int(ground[at : at + 2], 16), int(ink[at : at + 2], 16)
                found.append(round(low + (high - low) * step / _STEPS))
    image = Image.new("P", (1, 1))
    image.putpalette([*found, 0, 0, 0])
    return image
