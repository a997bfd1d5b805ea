"""A Chinese font on this machine, for pictures and screens that the build makes; pages use the reader's own fonts."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from PIL import ImageFont

from campaign.made import FONT_FOLDERS as FOLDERS

#: file names, the best first: a serif for headlines, a sans for text
_SERIF = ("NotoSerifCJK-Bold.ttc", "SourceHanSerif*Bold*", "NotoSerifSC-Bold*", "Songti.ttc", "simsun.ttc")
_SANS = ("NotoSansCJK-Regular.ttc", "SourceHanSans*Regular*", "NotoSansSC-Regular*", "PingFang.ttc", "msyh.ttc")
_FACES = 12  # faces in one collection file, at most


def serif() -> tuple[Path, int] | None:
    """Return file and face of a font for headlines; None where the machine has no Chinese font."""
    return first(_SERIF) or first(_SANS)


def sans() -> tuple[Path, int] | None:
    """Return file and face of a font for text; None where the machine has no Chinese font."""
    return first(_SANS) or first(_SERIF)


@cache
def first(names: tuple[str, ...], folders: tuple[str, ...] | None = None) -> tuple[Path, int] | None:
    """Return the first of the named files that lies in or below ``folders`` (FOLDERS), and its face for the mainland."""
    for name in names:
        for root in FOLDERS if folders is None else folders:
            folder = Path(os.path.expanduser(root))  # noqa: PTH111 Path's own raises where the user has no home
            for path in sorted(folder.rglob(name)) if folder.is_dir() else ():
                return path, _simplified(path)
    return None


def _simplified(path: Path) -> int:
    """Return the number of the collection's face with the mainland's shapes, else 0."""
    for face in range(_FACES):
        try:
            family = str(ImageFont.truetype(path, 10, index=face).getname()[0])
        except OSError:
            break
        if family.endswith((" SC", " GB")):
            return face
    return 0
