"""What may be published but should be looked at: private contacts and unprotected links.

Asked of the raw tree, so that no field is forgotten. One search over a file's text
decides first; nearly all files are done with that.
Source: 个人信息保护法 §13; GB 11643 (18-digit citizen numbers).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace

from campaign.problems import Problem, Where
from campaign.source import Entry

Path = tuple[str | int, ...]

#: not inside a checksum, whose 64 hexadecimal digits hold every run of digits sooner or later
_MOBILE = r"(?<![\d.])(?<![0-9a-f]{8})(?:(?:86[ \-]?)?1[3-9]\d[ \-－—]?\d{4}[ \-－—]?\d{4}|[１][３-９][０-９]{9})(?!\d|[0-9a-f]{8})"
_CITIZEN = r"(?<!\d)[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXxＸ](?![\dA-Za-z])"
_MAIL = (
    r"(?<![A-Za-z0-9_.+\-])[A-Za-z0-9_.+\-]{1,64}[@＠](?:vip\.)?(?:qq|163|126|yeah|188|139|189|wo|sina|sohu|tom|21cn|aliyun|foxmail|gmail|googlemail"
    r"|hotmail|outlook|live|msn|icloud|me|yahoo|proton|protonmail)\.(?:com|cn|net|me)(?:\.cn)?(?![\w.])"
)
_KINDS = (
    (re.compile(_CITIZEN), "身份证号码", "网站上不能出现身份证号码，请删去。"),
    (re.compile(_MOBILE), "个人手机号", "改成单位的座机号码，例如 021-0000-0000（示例）。"),
    (re.compile(_MAIL, re.IGNORECASE), "个人邮箱", "改成单位的邮箱。"),
)
#: Status of records that no page shows.
_UNSEEN = frozenset({"draft", "withdrawn"})
_INSECURE = re.compile(r"http://[^\s<>\"')）]+", re.IGNORECASE)
#: Cheap signs of any of the above; each starts with a literal or a class, which ``re`` finds fast.
_SIGNS = (
    re.compile(r"1[3-9]\d[ \-－—]?\d{4}[ \-－—]?\d{4}"),
    re.compile(r"[1-9]\d{16}"),
    re.compile(r"１[３-９][０-９]{9}"),
)


def soft_problems(entry: Entry) -> list[Problem]:
    """Return the warnings ``privacy`` and ``url-insecure`` about one record."""
    if not _worth_a_look(entry.document.text):
        return []
    return [
        problem
        for path, text in _texts(entry.data, ())
        if _worth_a_look(text)
        for problem in _of_text(entry, path, text)
    ]


def refused(private: list[Problem], status: str) -> list[Problem]:
    """Return what was found of private people: errors, unless nobody will see the record."""
    return private if status in _UNSEEN else [replace(problem, severity="error") for problem in private]


@functools.lru_cache(maxsize=2)
def _worth_a_look(text: str) -> bool:
    return (
        "@" in text or "＠" in text or "http:" in text or "HTTP:" in text or any(sign.search(text) for sign in _SIGNS)
    )


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))


def _of_text(entry: Entry, path: Path, text: str) -> Iterator[Problem]:
    for pattern, noun, hint in _KINDS:
        if match := pattern.search(text):
            message = f"“{match[0]}”看起来是{noun}，不应公开。"
            yield placed(entry, entry.problem("privacy", path, message, hint=hint, severity="warning"), match[0])
    if match := _INSECURE.search(text):
        message = f"“{match[0]}”以 http:// 开头，传输时可能被人改动。"
        better = text[: match.start()] + "https" + text[match.start() + 4 :] if "\n" not in text.strip() else None
        hint = "多数网站已经可以用 https://，在浏览器里试一下再改。"
        problem = entry.problem("url-insecure", path, message, hint=hint, severity="warning", value=better)
        if better is None:
            problem = replace(problem, suggestion="https" + match[0][4:])
        yield placed(entry, problem, match[0])


def placed(entry: Entry, problem: Problem, words: str) -> Problem:
    """Return ``problem`` moved to the line that holds ``words``, when the value has several lines."""
    document = entry.document
    where = problem.where
    if words in document.line_text(where.line):
        return problem
    lines = document.lines
    for number in range(where.line, len(lines)):
        if words in lines[number]:
            place = Where(where.file, number + 1, lines[number].index(words) + 1)
            return replace(problem, where=place, line_text=lines[number])
    return problem
