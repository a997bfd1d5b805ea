"""Bytes to text: the encoding, and characters that nobody sees but every program does.

A file with such mistakes is named and read on without them, so that one run finds the
rest too.
Source: unicode.org/reports/tr36 and trojansource.codes (bidirectional controls).
"""

from __future__ import annotations

import codecs
import re

from campaign.problems import Problem, Problems, Severity, Where

_MOST_LINES = 20
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = "\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f"
_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f"
#: A joiner belongs to emoji such as 👩‍💻; anywhere else it is invisible dirt.
_JOINER = "(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"
_LOST = "\ufffd"
#: Printers' sign for a missing letter: harmless to YAML, visible to people.
_PLACEHOLDER = "〓"
_ANY = re.compile(f"[{_CONTROLS}{_BIDI}{_UNSEEN}{_SPACES}{_LOST}\u200d]")
_REMOVED = re.compile(f"[{_CONTROLS}{_BIDI}{_UNSEEN}{_LOST}]|{_JOINER}")
_SPACE = re.compile(f"[{_SPACES}]")
#: Where a space is part of YAML's own grammar: the indent, around dashes, up to behind the colon.
_FRAME = re.compile(rf"[\s{_SPACES}]*(?:-[ {_SPACES}]+)*(?:[\w\-]+[ {_SPACES}]*:[ {_SPACES}]*)?")
_KEY = re.compile(r"\s*(?:-\s+)*[\"']?([A-Za-z_][\w-]*)[\"']?\s*[:：]")
_CLASSES: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(f"[{_BIDI}]"), "bidi-control", "会把文字显示成另一个顺序的控制字符"),
    (re.compile(f"[{_CONTROLS}]"), "control-char", "控制字符"),
    (re.compile(f"[{_UNSEEN}\u200d]"), "invisible-char", "看不见的字符"),
    (re.compile(_LOST), "lost-char", "编码转换时丢失的字（显示为“�”）"),
    (_SPACE, "invisible-char", "一种特殊的空白，不是普通空格"),
)
_NAMES = {
    0x00: "空字符", 0x07: "响铃", 0x0D: "单独的回车", 0x1B: "ESC", 0x85: "NEL 换行", 0xA0: "不换行空格", 0xAD: "软连字符",
    0x200B: "零宽空格", 0x200C: "零宽不连字", 0x200D: "零宽连字", 0x2028: "行分隔符", 0x2029: "段分隔符", 0x2060: "零宽不换行",
    0x202E: "从右到左覆盖", 0xFEFF: "字节顺序标记",
}  # fmt: skip


def decode(raw: bytes, shown: str, problems: Problems) -> str:
    """Return the text of a file with LF line ends and without a byte order mark.

    UTF-8, and UTF-16 with a mark (Windows' Notepad: "Unicode"), are accepted. Anything
    else is the finding not-utf8, and the text is a guess.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and not raw.startswith(codecs.BOM_UTF32_LE):
        text = _guessed(raw, "utf-16", "损坏的 UTF-16", shown, problems, accepted=True)
    elif raw.count(0) * 5 > len(raw):
        little = raw[1::2].count(0) >= raw[::2].count(0)
        name = "utf-32" if raw.startswith(codecs.BOM_UTF32_LE) else "utf-16-le" if little else "utf-16-be"
        text = _guessed(raw, name, name[:6].upper(), shown, problems)
    else:
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            return _lines_with_lf(_not_utf8(raw, error, shown, problems))
    return _lines_with_lf(text.removeprefix("\ufeff"))


def field_of(line: str) -> str:
    """Return the field name that a line starts with, or an empty text."""
    match = _KEY.match(line)
    return match[1] if match else ""


def kind_of(char: str) -> tuple[str, str] | None:
    """Return the code and the Chinese description of a forbidden character, None for a good one."""
    return next(((code, words) for pattern, code, words in _CLASSES if pattern.match(char)), None)


def clean(text: str, shown: str, problems: Problems) -> str:
    """Return ``text`` without forbidden characters; every line with one is a finding.

    Breaks that only YAML sees (NEL, U+2028) become spaces, so that lines stay what
    editors count. Odd spaces are errors where YAML needs a real one, else warnings.
    """
    if _ANY.search(text) is None:
        return text
    lines = text.split("\n")
    reported = 0
    for index, line in enumerate(lines):
        match = _ANY.search(line)
        if match is None:
            continue
        mended, severity = _mended(line)
        if mended != line or severity == "warning":
            lines[index] = mended
            reported += 1
            if reported <= _MOST_LINES:
                problems.add(_finding(line, mended, severity, Where(shown, index + 1)))
    return "\n".join(lines)


def _mended(line: str) -> tuple[str, Severity | None]:
    """Return the line as it should be, and how grave the finding is."""
    mended = _REMOVED.sub(lambda match: " " if match[0] in "\x85\u2028\u2029\x0b\x0c" else "", line)
    frame = _FRAME.match(mended)
    end = frame.end() if frame else 0
    framed = _SPACE.sub(" ", mended[:end]) + mended[end:]
    if framed != line:
        return framed, "error"
    return line, "warning" if _SPACE.search(line.rstrip()) else None


def _finding(line: str, mended: str, severity: Severity | None, where: Where) -> Problem:
    bad = [match for match in _ANY.finditer(line) if match[0] != "\u200d" or _REMOVED.match(line, match.start())]
    first = next((match for match in bad if not _SPACE.match(match[0])), bad[0])
    if severity == "error" and _SPACE.match(bad[0][0]):
        first = bad[0]
    code, words = kind_of(first[0]) or ("control-char", "控制字符")
    number = ord(first[0])
    name = f"U+{number:04X}" + (f" {_NAMES[number]}" if number in _NAMES else "")
    more = f"这一行共有 {len(bad)} 个这类字符。" if len(bad) > 1 else ""
    message = f"第 {first.start() + 1} 个字是{words}（{name}）。{more}"
    replaced = "换成普通空格" if _SPACE.match(first[0]) else "删去"
    hint = f"{replaced}（U+{number:04X}）；看不见的话，把这一行删掉，照“改成”重新打一遍。"
    if code == "lost-char":
        hint, mended = f"照原稿补上这个字（U+{number:04X}）。", ""
    elif severity == "warning":
        mended = _SPACE.sub(" ", line)
    return Problem(
        code,
        Where(where.file, where.line, first.start() + 1),
        message,
        hint,
        field_of(mended),
        severity or "error",
        line,
        mended,
    )


def _lines_with_lf(text: str) -> str:
    """Return ``text`` with Windows' and old Mac's line ends as LF; a stray CR stays to be found."""
    if "\r" not in text:
        return text
    text = text.replace("\r\n", "\n")
    return text if "\n" in text else text.replace("\r", "\n")


def _guessed(raw: bytes, encoding: str, name: str, shown: str, problems: Problems, *, accepted: bool = False) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        text = raw.decode(encoding, "replace").replace("\ufffd", _PLACEHOLDER)
        accepted = False
    if not accepted:
        problems.add(_encoding_problem(Where(shown), name))
    return text


def _not_utf8(raw: bytes, error: UnicodeDecodeError, shown: str, problems: Problems) -> str:
    before = raw[: error.start].decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    where = Where(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))
    try:
        text = raw.decode("gb18030")
        name = "GBK"
    except UnicodeDecodeError:
        text = raw.decode("utf-8", "replace").replace("\ufffd", _PLACEHOLDER)
        name = ""
    problems.add(_encoding_problem(where, name))
    return text.removeprefix("\ufeff")


def _encoding_problem(where: Where, name: str) -> Problem:
    guess = f"（像是 {name}）" if name else ""
    hint = "用编辑器打开这个文件，选“另存为”，编码选 UTF-8，再保存。"
    return Problem("not-utf8", where, f"这个文件从这里起不是 UTF-8 编码{guess}。", hint)
