"""The screens' own letters: of a Chinese font on this machine exactly the glyphs that the packs use.

A box that never saw a Chinese font then still shows every character. Cutting takes seconds,
so what was cut is kept in the user's cache; the same letters of the same file are the same bytes.
Source: SIL Open Font License 1.1 (Noto Sans CJK, Source Han Sans may be embedded and cut; system fonts may not).
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

from campaign import fonts
from campaign.cache import remembered
from campaign.sources import source

#: weight → names of the free Chinese fonts that may be cut and sent along, the first found is taken
FILES: Final = {
    "400": ("NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "SourceHanSansSC-Regular.otf"),
    "700": ("NotoSansCJK-Bold.ttc", "NotoSansCJKsc-Bold.otf", "SourceHanSansSC-Bold.otf"),
}
MISSING: Final = "这台电脑上没有思源黑体（Noto Sans CJK），屏幕用盒子自带的字体。"
HINT: Final = "装上再生成一次，例如 sudo apt install fonts-noto-cjk。"
_KEPT: Final = frozenset({"head", "hhea", "hmtx", "maxp", "cmap", "name", "OS/2", "post", "CFF ", "glyf", "loca"})


def cut_fonts(text: str, folders: tuple[str, ...] | None = None) -> dict[str, bytes]:
    """Return a WOFF2 file for each weight with the characters of ``text``; nothing where a font is missing."""
    letters = "".join(sorted(set(text)))
    found = {weight: fonts.first(names, folders) for weight, names in FILES.items()}
    known = {weight: one for weight, one in found.items() if one}
    return {weight: _kept(*one, letters) for weight, one in known.items()} if len(known) == len(FILES) else {}


def _kept(path: Path, face: int, letters: str) -> bytes:
    import brotli  # noqa: PLC0415 only a campaign with screens pays for it
    from fontTools import version  # noqa: PLC0415 as above

    stat = path.stat()
    made_of = (
        path.name,
        str(stat.st_size),
        str(stat.st_mtime_ns),
        letters,
        version,
        brotli.__version__,
        source("glyphs"),
    )
    return remembered("letters", lambda: cut(path, face, letters), *made_of)


def cut(path: Path, face: int, letters: str) -> bytes:
    """Return the given face of the font at ``path`` with nothing but ``letters``, as WOFF2."""
    from fontTools import subset  # noqa: PLC0415 as above
    from fontTools.ttLib import TTFont  # noqa: PLC0415 as above

    options = subset.Options()
    options.hinting, options.layout_features, options.notdef_outline = False, [], True
    options.desubroutinize = True  # what Brotli finds alike is smaller than what the font itself shares
    with TTFont(path, fontNumber=face, lazy=True, recalcTimestamp=False) as font:
        options.drop_tables = [tag for tag in font.keys() if tag not in _KEPT]  # noqa: SIM118 a font is no dict
        cutter = subset.Subsetter(options)
        cutter.populate(text=letters)
        cutter.subset(font)
        font.flavor = "woff2"
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()


def lacking(letters: str, data: bytes) -> str:
    """Return those of ``letters`` that the cut font ``data`` has not: a box shows them in a font of its own, or as squares."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 as above

    with TTFont(io.BytesIO(data), lazy=True) as font:
        known = font.getBestCmap()
    return "".join(sorted({sign for sign in letters if sign.isprintable() and ord(sign) not in known}))
