"""The value behind ``key: ``: what it must not begin with, quotes and brackets that do not close."""

from __future__ import annotations

import re
import sys
from typing import NamedTuple

from campaign.chars import kind_of
from campaign.lines import NAME, closing, is_block, nothing_after, quoted
from campaign.problems import Severity

_QUOTE_ALL = "给整个值加上英文双引号。"
_QUOTES = ("", "'", '"')
_MOST_CLOSED = 4
#: Lines after which quotes or brackets count as forgotten.
_FARTHEST = 500
_SURROGATES = range(0xD800, 0xE000)
#: ``{{ x }}`` and ``{% x %}`` of template languages; more braces are nesting gone wrong.
_TEMPLATE = re.compile(r"\{(?:\{(?!\{)|%)")
_OPENERS = {"[": "]", "{": "}"}
_WIDE_BRACKETS = str.maketrans("［］【】｛｝", "[][]{}")
_WIDE_COMMAS = str.maketrans({"，": ", ", "、": ", "})
_COMMA_OF_PAIR = re.compile(rf"\s*[，、；;]\s*(?={NAME.pattern}: )")
_NEXT_KEY = re.compile(r"([ \t　]*)(?:- +)*\"?[A-Za-z_][\w-]*[ \t]*[:：]")
_COMMENT = re.compile(r"(?<![ \t])[ \t]+#(?:\s.*)?$")
_HASH = re.compile(r"(?:^|[ \t])#(?=[^\s#!])")
_COLON = re.compile(r":(?=[ \t]|$)")
_YAML_WORDS = {
    "*": re.compile(r"\*[\w-]+[ \t]*(?:#.*)?$", re.ASCII),
    "&": re.compile(r"&[\w-]+(?=\s|$)", re.ASCII),
    "!": re.compile(r"!!?[\w:/.<>-]+(?=\s|$)", re.ASCII),
}
_QUOTED = re.compile(r"""(?<=[\[{,:\s])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'(?!'))""")
#: A quoted text counts only where an item, key or value begins; elsewhere a quote is a letter.
_BRACKET_PARTS = re.compile(
    r"""([\[{,:])\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'(?!'))|[\[\]{}]|[ \t]#[^\n]*""", re.DOTALL
)
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.)|$)")
_SIMPLE = dict(zip("0abt\tvfreNLP", "\0\a\b\t\t\v\f\r\x1b\x85\u2028\u2029", strict=True))
_GOOD = frozenset('n "/\\_')


class Mend(NamedTuple):
    """One mistake in a line: ``col`` from 0, ``line`` as it should be (the same for a warning)."""

    code: str
    col: int
    message: str
    hint: str
    line: str
    severity: Severity = "error"


def mend_value(lines: list[str], index: int, at: int, col: int) -> Mend | None:
    """Return the first mistake of the value that starts at column ``at`` of line ``index``.

    ``col`` is the column of the mapping or list that the value belongs to.
    """
    line = lines[index]
    value = line[at:].rstrip()
    if value[:1] in _QUOTES:
        return _mend_quotes(lines, index, at, col) if value else None
    if value[0] in _OPENERS and not _TEMPLATE.match(value):
        return _mend_brackets(lines, index, at, col)
    body = _COMMENT.sub("", value)
    mended = line[:at] + quoted(body) + value[len(body) :]
    if value[0] in _OPENERS:
        message = "以“{{”或“{%”开头的内容会被当成 YAML 的括号，不是文字。"
        return Mend("wrong-type", at, message, f"要写的是文字，就{_QUOTE_ALL}（加引号）", mended)
    if _is_reserved(value):
        sign = value.split()[0] if value[0] in "?:-" else value[0]
        return Mend("reserved-start", at, f"值不能以“{sign}”开头，它在 YAML 里另有用处。", _QUOTE_ALL, mended)
    colon = None if value[0] in "|>#&!*" else _COLON.search(body)
    if colon is None:
        return None
    message = "值里面的英文冒号加空格会被当成另一个“字段: 内容”。"
    return Mend("colon-in-value", at + colon.start(), message, f"{_QUOTE_ALL}或者用中文冒号“：”。", mended)


def hash_in(line: str, at: int) -> Mend | None:
    """Return the warning about a ``#`` that silently cuts the plain value at column ``at``."""
    value = line[at:].rstrip()
    found = _HASH.search(value)
    if found is None or value[:1] in "\"'[{|>":
        return None
    message = f"“{value[found.start() :].strip()[:20]}”会被当成注释，从“#”起的内容不会出现在网页上。"
    hint = f"“#”是内容的一部分，就{_QUOTE_ALL}真的是注释，就在“#”后面加一个空格。"
    col = at + value.index("#", found.start())
    return Mend("hash-in-value", col, message, hint, line[:at] + quoted(value), "warning")


def span(lines: list[str], index: int, at: int, col: int) -> tuple[int, int] | None:
    """Return line and column behind the quotes or brackets that open at ``at``; None if they never close.

    A line that starts a key no deeper than ``col`` ends the search: nobody writes
    that inside quotes.
    """
    sign = lines[index][at]
    last = _OPENERS.get(sign, sign)
    stop = index + 1
    while stop <= min(len(lines), index + _FARTHEST):
        if last in lines[stop - 1]:
            text = "\n".join(lines[index:stop])
            end = _bracket_end(text, at) if sign in _OPENERS else closing(text, at)
            if end >= 0:
                before = text[:end]
                return index + before.count("\n"), end - (before.rfind("\n") + 1)
        key = _NEXT_KEY.match(lines[stop]) if stop < len(lines) else None
        if key is not None and len(key[1]) <= col:
            break
        stop += 1
    return None


def _is_reserved(value: str) -> bool:
    sign = value[0]
    if sign in _YAML_WORDS:
        return _YAML_WORDS[sign].match(value) is None
    if sign in "|>":
        return not is_block(value)
    return sign in "%@`,]}" or (sign in "?:-" and value[1:2] in ("", " ", "\t"))


def _mend_quotes(lines: list[str], index: int, at: int, col: int) -> Mend | None:
    line, sign = lines[index], lines[index][at]
    end = span(lines, index, at, col)
    if end is None:
        body = line[at + 1 :].rstrip()
        body = body[:-1] if body.endswith(("”", "’", "＂", "＇", "'", '"')) and not body.endswith("\\" + sign) else body
        message = f"引号没有成对：这里的“{sign}”后面没有结束的引号。"
        return Mend("unclosed-quote", at, message, "在值的末尾补上同样的英文引号。", line[: at + 1] + body + sign)
    if sign == '"' and (mend := _mend_escape(lines, index, at, end)):
        return mend
    if end[0] != index or nothing_after(line, end[1]):
        return None
    whole = line[at:].rstrip()
    inner = whole[1:-1] if whole.endswith(sign) else whole
    message = f"引号里面又有引号：“{whole[: end[1] - at]}”到这里就结束了，后面的字读不进去。"
    return Mend(
        "quote-inside", at, message, "外面换成另一种英文引号，或者里面改用中文引号“”。", line[:at] + quoted(inner)
    )


def _mend_escape(lines: list[str], index: int, at: int, end: tuple[int, int]) -> Mend | None:
    """Return the first back slash of a double-quoted text that is wrong or hides something."""
    if index != end[0]:
        return None
    line = lines[index]
    for found in _ESCAPE.finditer(line, at, end[1]):
        number = next((int(digits, 16) for digits in found.groups()[:3] if digits), None)
        start, written = found.start(), found[0]
        if number is not None and number not in _SURROGATES and number <= sys.maxunicode:
            char = chr(number)
        elif number is None and found[4] in _GOOD:
            continue
        elif number is None and found[4] in _SIMPLE:
            char = _SIMPLE[found[4]]
        else:
            message = f"双引号里的“{written}”不是正确的写法。"
            hint = "要写反斜线本身，就把双引号换成单引号，或者写成“\\\\”。"
            return Mend("bad-escape", start, message, hint, f"{line[:start]}\\{line[start:]}")
        bad = ("control-char", "控制字符") if char == "\t" else kind_of(char)
        if bad:
            message = f"双引号里的“{written}”是{bad[1]}（U+{ord(char):04X}）。"
            gap = " " * len(written)
            return Mend(bad[0], start, message, "删去它。", line[:start] + gap + line[found.end() :])
    return None


def _mend_brackets(lines: list[str], index: int, at: int, col: int) -> Mend | None:
    line = lines[index]
    value = line[at:].rstrip()
    end = span(lines, index, at, col)
    if end is None:
        narrow = value.translate(_WIDE_BRACKETS)
        if narrow != value and _bracket_end(narrow, 0) > 0:
            message = "括号用了全角的，要用英文的“[ ]”“{ }”。"
            return Mend("fullwidth-bracket", at, message, "切换到英文输入法再写括号和逗号。", line[:at] + narrow)
        missing = _unclosed(value)
        mended = value + missing if len(missing) <= _MOST_CLOSED else quoted(value)
        message = f"括号没有成对：这里的“{value[0]}”后面没有结束的“{_OPENERS[value[0]]}”。"
        return Mend("unclosed-bracket", at, message, f"补上右括号；要写的是文字，就{_QUOTE_ALL}", line[:at] + mended)
    if end[0] != index:
        return None
    if not nothing_after(line, end[1]):
        message = f"值以“{value[0]}”开头会被当成列表或一组字段，括号后面不能再有字。"
        return Mend("reserved-start", at, message, f"要写的是文字，就{_QUOTE_ALL}", line[:at] + quoted(value))
    return _mend_inside(line, at, end[1])


def _mend_inside(line: str, at: int, end: int) -> Mend | None:
    """Return the first full-width sign that separates things inside brackets on one line."""
    inside = _QUOTED.sub(lambda match: "x" * len(match[0]), line[at:end])
    if inside[0] == "{":
        if wide := re.search(r"[{,]\s*[^\s,{}\[\]:：]+\s*(：\s*)", inside):
            start, stop = at + wide.start(1), at + wide.end(1)
            message = "字段名后面是全角冒号“：”，要用英文冒号加一个空格。"
            return Mend(
                "fullwidth-colon", start, message, "切换到英文输入法再写冒号。", f"{line[:start]}: {line[stop:]}"
            )
        if tight := re.search(rf"[{{,]\s*{NAME.pattern}(:)(?=[^\s,}}/])", inside):
            start = at + tight.end(1)
            message = "英文冒号后面缺少一个空格。"
            return Mend("missing-space", start - 1, message, "写成“字段: 内容”。", f"{line[:start]} {line[start:]}")
    if inside[0] == "{" and (comma := _COMMA_OF_PAIR.search(inside)):
        start, stop = at + comma.start(), at + comma.end()
        message = f"两项之间用“{comma[0].strip()}”隔开，会被当成一项；要用英文逗号加一个空格。"
        return Mend("fullwidth-comma", start, message, "切换到英文输入法再写逗号。", f"{line[:start]}, {line[stop:]}")
    comma = re.search("[，、]", inside)
    if comma is None or "," in inside:
        return None
    narrow = "".join(
        written.translate(_WIDE_COMMAS) if masked in "，、" else written
        for masked, written in zip(inside, line[at:end], strict=True)
    )
    message = f"方括号里用“{comma[0]}”隔开，会被当成一项；各项要用英文逗号加空格隔开。"
    hint = "如果这就是一项文字，就给它加上英文双引号。"
    return Mend("fullwidth-comma", at + comma.start(), message, hint, line[:at] + narrow + line[end:])


def _unclosed(text: str) -> str:
    """Return the brackets that ``text`` leaves open, as the text that closes them."""
    expected: list[str] = []
    plain = _QUOTED.sub(lambda match: "x" * len(match[0]), text)
    for sign in plain:
        if sign in _OPENERS:
            expected.append(_OPENERS[sign])
        elif expected and sign == expected[-1]:
            expected.pop()
    return "".join(reversed(expected))


def _bracket_end(text: str, at: int) -> int:
    """Return the index behind the bracket that closes the one at ``at``, or -1."""
    depth = 0
    for match in _BRACKET_PARTS.finditer(text, at):
        sign = match[1] or match[0]
        depth += (sign in _OPENERS) - (sign in _OPENERS.values())
        if depth == 0:
            return match.end()
    return -1
