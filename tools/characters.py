"""Write hooks/campaign/search/characters.txt: traditional → simplified, and the first letter of each reading.

Run it when OpenCC or pypinyin changes: ``.venv/bin/python tools/characters.py``; a test compares the two.
"""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path

TARGET = Path(__file__).parents[1] / "hooks" / "campaign" / "search" / "characters.txt"
_BMP = 0xFFFF


def simplified() -> str:
    """Return pairs of a traditional character and its simplified form, one after the other."""
    lines = (resources.files("opencc") / "dictionary" / "TSCharacters.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines]
    found = {old: new.split(" ")[0] for old, new in pairs}
    return "".join(old + new for old, new in sorted(found.items()) if old != new and max(map(ord, old + new)) <= _BMP)


def initials() -> dict[str, str]:
    """Return letter → the characters of GB 2312 whose usual reading begins with it."""
    os.environ["PYPINYIN_NO_PHRASES"] = "true"
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 it reads the variable on import

    found: dict[str, str] = {}
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            char = bytes((row, cell)).decode("gb2312", "ignore")
            letter = lazy_pinyin(char, style=Style.FIRST_LETTER)[0] if char else ""
            if letter.isascii() and letter.isalpha():
                found[letter] = found.get(letter, "") + char
    return dict(sorted(found.items()))


def text() -> str:
    """Return the whole file: the pairs, then a line for each letter."""
    lines = [simplified(), *(letter + chars for letter, chars in initials().items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
