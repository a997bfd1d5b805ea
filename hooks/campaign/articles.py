"""Article numbers of Chinese statutes: ``219-1`` in data and addresses, ``第二百一十九条之一`` on paper.

Source: 立法技术规范（试行）（一）, 条的序号用中文数字依次表述, 增加的条为“第×条之一”.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_DIGITS = "零一二三四五六七八九"
_UNITS = (("千", 1000), ("百", 100), ("十", 10))
_LARGEST = 9999
#: so many numbers in a row are named by the first and the last
_RUN = 3
#: an article as people write it: 第二百一十九条之一, 第 10 条, 第１０条
PATTERN = re.compile(r"第\s*([零〇一二三四五六七八九十百千]+|[0-9０-９]+)\s*条(?:之([一二三四五六七八九十]+))?")


def spelled(number: int) -> str:
    """Return 1–9999 in Chinese numerals as statutes write them: ``一百一十``, ``五百零一``."""
    text, gap = "", False
    for sign, unit in _UNITS:
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if gap else "") + _DIGITS[digit] + sign
        gap = bool(text) and not digit
    text += ("零" if gap and number else "") + (_DIGITS[number] if number else "")
    return text.removeprefix("一") if text.startswith("一十") else text


def counted(text: str) -> int:
    """Return the number that Chinese numerals or digits spell, 0 for anything else."""
    plain = unicodedata.normalize("NFKC", text)
    if plain.isdecimal():
        return int(plain) if len(plain) <= len(str(_LARGEST)) else 0
    total, digit = 0, 0
    units = dict(_UNITS)
    for sign in plain.replace("〇", "零"):
        if sign in units:
            total, digit = total + (digit or 1) * units[sign], 0
        elif sign in _DIGITS:
            digit = _DIGITS.index(sign)
        else:
            return 0
    return total + digit


def article_name(no: str) -> str:
    """Return ``第二百一十九条之一`` for ``219-1``."""
    number, _, added = no.partition("-")
    return f"第{spelled(int(number))}条" + (f"之{spelled(int(added))}" if added else "")


def articles_name(numbers: Sequence[str]) -> str:
    """Return ``第一条、第三条至第七条`` for numbers in their order; three in a row or more become a run."""
    runs: list[list[str]] = []
    for no in numbers:
        follows = runs and no.isdecimal() and runs[-1][-1] == str(int(no) - 1)
        runs[-1].append(no) if follows else runs.append([no])
    short = ((run[0], run[-1]) if len(run) >= _RUN else run for run in runs)
    return "、".join(
        ("至" if len(run) >= _RUN else "、").join(map(article_name, ends))
        for run, ends in zip(runs, short, strict=True)
    )


def article_number(name: str) -> str:
    """Return ``219-1`` for ``第二百一十九条之一``, ``10`` for ``第10条``; an empty string for anything else."""
    found = PATTERN.fullmatch(name.strip())
    number = counted(found[1]) if found else 0
    if found is None or not number:
        return ""
    return f"{number}-{counted(found[2])}" if found[2] else str(number)


def article_order(no: str) -> tuple[int, int]:
    """Return what article numbers are sorted by: 219, 219之一, 220."""
    number, _, added = no.partition("-")
    return int(number), int(added or 0)
