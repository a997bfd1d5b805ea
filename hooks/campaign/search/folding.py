"""Different writings of the same words made equal; ``search-fold.js`` does the same to a query.

Width and case (６→6), traditional characters (商業→商业), article numbers (第十条→第10条), dates (六月八号→6月8日);
the marks that readers don't type (《》“”（）·- and spaces) go, every other mark parts two phrases.
Source: Unicode UAX #15 (NFKC); OpenCC (TSCharacters, TWVariants, HKVariants), pypinyin, by ``tools/characters.py``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from campaign.articles import counted

_JOINERS = "《》〈〉“”‘’\"'()「」『』·- "
#: written apart in simplified text, but not in Taiwan or Hong Kong: 接著 is 接着, 回覆 is 回复
_ALIKE = {"著": "着", "覆": "复"}
_APART = re.compile(r"[^\w]+|_+|[\U00010000-\U0010ffff]+")
_NUMBERED = re.compile("第([〇零一二三四五六七八九十百千]+)(?=[条章节款项])")
#: whether there is a date to be written in figures: few texts have one
_DATED = re.compile("月(?:(?<=[一二三四五六七八九十]月)|[一二三四五六七八九十]|[0-9]{1,2}号)")
_MONTH = re.compile("(十[一二]?|[一二三四五六七八九])(?=月)")
_DAY = re.compile("(?<=月)([二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=[日号])")
_CALLED = re.compile("(?<=月)([0-9]{1,2})号")


@cache
def _characters() -> list[str]:
    return Path(__file__).with_name("characters.txt").read_text(encoding="utf-8").splitlines()


@cache
def simplified() -> dict[str, str]:
    """Return traditional → simplified character."""
    pairs = _characters()[0]
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


@cache
def traditional() -> re.Pattern[str]:
    """Return the pattern of a traditional character."""
    return re.compile(f"[{''.join(simplified())}]")


class _Folded(dict[int, str]):
    """Character → what it is indexed as: letters, a space where a phrase ends, or nothing."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(code)).lower().translate(_changed())
        self[code] = folded = _APART.sub(" ", plain)
        return folded


@cache
def _changed() -> dict[int, str | None]:
    return str.maketrans(simplified() | _ALIKE) | dict.fromkeys(map(ord, _JOINERS))


_FOLDED = _Folded()


@cache
def _letters() -> dict[int, str]:
    return {ord(char): line[0] for line in _characters()[1:] for char in line[1:]}


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Return ``text`` as it is indexed: letters and digits only, one space where a phrase ends.

    Remembered, because half of what a site says stands in its lists once more.
    """
    plain = " ".join(text.translate(_FOLDED).split())
    if "第" in plain:
        plain = _NUMBERED.sub(_number, plain)
    if _DATED.search(plain):
        plain = _CALLED.sub(r"\1日", _DAY.sub(_figures, _MONTH.sub(_figures, plain)))
    return plain


def initials(name: str) -> str:
    """Return the first letters of the readings in a name: 松江，示范站 → sj,sfz."""
    return re.sub("[^a-z]+", ",", fold(name).translate(_letters())).strip(",")


def _figures(found: re.Match[str]) -> str:
    return str(counted(found[1]))


def _number(found: re.Match[str]) -> str:
    number = counted(found[1])
    return f"第{number}" if number else found[0]
