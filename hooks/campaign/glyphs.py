"""The screens' own letters: of a Chinese font on this machine exactly the glyphs that the packs use.

A box that never saw a Chinese font then still shows every character. Cutting takes seconds,
so what was cut is kept in the user's cache; the same letters of the same file are the same bytes.
Source: SIL Open Font License 1.1 (Noto Sans CJK, Source Han Sans may be embedded and cut; system fonts may not).
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final

#: weight → names that the free Chinese fonts have, the first found is taken
FILES: Final = {
    "400": ("NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "SourceHanSansSC-Regular.otf"),
    "700": ("NotoSansCJK-Bold.ttc", "NotoSansCJKsc-Bold.otf", "SourceHanSansSC-Bold.otf"),
}
FOLDERS: Final = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
    "~/.local/share/fonts",
)
MISSING: Final = "这台电脑上没有思源黑体（Noto Sans CJK），屏幕用盒子自带的字体。"
HINT: Final = "装上再生成一次，例如 sudo apt install fonts-noto-cjk。"
#: cut fonts in the cache, 100 KB each: the oldest go
_MOST_KEPT: Final = 40
_KEPT: Final = frozenset({"head", "hhea", "hmtx", "maxp", "cmap", "name", "OS/2", "post", "CFF ", "glyf", "loca"})


def fonts(text: str, folders: Iterable[str] = FOLDERS) -> dict[str, bytes]:
    """Return a WOFF2 file for each weight with the characters of ``text``; nothing where a font is missing."""
    letters = "".join(sorted(set(text)))
    paths = {weight: found(names, tuple(folders)) for weight, names in FILES.items()}
    return {weight: _kept(path, letters) for weight, path in paths.items() if path} if all(paths.values()) else {}


@lru_cache(maxsize=16)
def found(names: tuple[str, ...], folders: tuple[str, ...]) -> Path | None:
    """Return where the first of the named fonts lies, or None."""
    known = {path.name: path for folder in folders for path in Path(folder).expanduser().rglob("*.[ot]t[cf]")}
    return next((known[name] for name in names if name in known), None)


def _kept(path: Path, letters: str) -> bytes:
    """Return the cut font from the user's cache, or cut it and keep it there."""
    stat = path.stat()
    key = hashlib.sha256(f"{path.name} {stat.st_size} {stat.st_mtime_ns} {letters}".encode()).hexdigest()[:32]
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "fuwuyue")
    kept = folder / f"{key}.woff2"
    if kept.is_file():
        return kept.read_bytes()
    data = cut(path, letters)
    folder.mkdir(parents=True, exist_ok=True)
    aside = kept.with_suffix(f".{os.getpid()}")
    aside.write_bytes(data)
    aside.replace(kept)
    for old in sorted(folder.glob("*.woff2"), key=lambda one: one.stat().st_mtime)[:-_MOST_KEPT]:
        old.unlink(missing_ok=True)
    return data


def cut(path: Path, letters: str) -> bytes:
    """Return the font at ``path`` with nothing but ``letters``, as WOFF2."""
    from fontTools import subset  # noqa: PLC0415 only a campaign with screens pays for it
    from fontTools.ttLib import TTCollection, TTFont  # noqa: PLC0415 as above

    number = -1
    if path.suffix == ".ttc":
        with TTCollection(path, lazy=True) as faces:
            names = [str(face["name"].getDebugName(1)) for face in faces]
        number = next((index for index, name in enumerate(names) if name.endswith(" SC")), 0)
    options = subset.Options()
    options.hinting, options.layout_features, options.notdef_outline = False, [], True
    with TTFont(path, fontNumber=number, lazy=True, recalcTimestamp=False) as font:
        options.drop_tables = [tag for tag in font.keys() if tag not in _KEPT]  # noqa: SIM118 a font is no dict
        cutter = subset.Subsetter(options)
        cutter.populate(text=letters)
        cutter.subset(font)
        font.flavor = "woff2"
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()
