"""Write hooks/campaign/search/characters.txt: traditional → simplified, and the first letter of each reading.

Run it when OpenCC or pypinyin changes: ``.venv/bin/python tools/characters.py``; a test compares the two.
"""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path

TARGET = Path(__file__).parents[1] / "hooks" / "campaign" / "search" / "characters.txt"
_BMP = 0xFFFF


def _dictionary(name: str) -> dict[str, list[str]]:
    """Return character → its other forms, from one of OpenCC's dictionaries."""
    lines = (resources.files("opencc") / "dictionary" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return {old: new.split(" ") for old, new in (line.split("\t") for line in lines)}


def _own(char: str) -> bool:
    """Whether simplified text is written with a character as well (GB 2312): 著, 覆."""
    return bool(char.encode("gb2312", "ignore"))


def simplified() -> str:
    """Return pairs of a traditional character and its simplified form, one after the other.

    The forms of Taiwan and Hong Kong that the table of standard ones leaves out (衞, 牠) follow from the other tables.
    """
    found = {old: new[0] for old, new in _dictionary("TSCharacters").items()}
    local = [_dictionary("TWVariants"), _dictionary("HKVariants")]
    for plain, standard in _dictionary("STCharacters").items():
        for form in [*standard, *(one for old in [plain, *standard] for table in local for one in table.get(old, []))]:
            if len(form) == 1 and not _own(form):
                found.setdefault(form, plain)
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
