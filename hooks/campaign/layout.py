"""Where a line stands: its indent, its dashes, its key, and whether it may stand there."""

from __future__ import annotations

import re
from typing import NamedTuple

from campaign.lines import Frame, Pair, Spot, pair_at, spot_of
from campaign.values import Mend

_LONGEST_KEY = 1000
_WIDE_DASH = re.compile(r"([－—–−‐‑﹣·•●]|[*+](?=[ 　])|--(?=[ 　]))(?![－—–−])([ 　]*)")
_TIGHT_DASH = re.compile(r"-(?=[^\s\-\d])")
_WORD = re.compile(r"([a-z][a-z0-9_]*)(?:[ 　]*[=＝;；→][ 　]*|[ 　]+)(?=\S)")
_BLANK_NAMES = {"\t": ("tab", "制表符（Tab）"), "　": ("fullwidth-space", "全角空格")}
_ALIGN = "同一条记录的各个字段左边要对齐。"


def mend_layout(
    lines: list[str], index: int, spot: Spot, frames: list[Frame], *, open_: bool, text: bool
) -> Mend | None:
    """Return the first mistake of line ``index`` before its value, or None.

    ``frames``, ``open_`` and ``text`` say what the lines above leave open; see
    :class:`campaign.scan._Walk`.
    """
    if lines[index].rstrip() == "[]" and any(line.startswith("- ") for line in lines):
        return Mend("needless-list", 0, "文件里已经有内容，“[]”（什么也没有）就多余了。", "删去这一行。", "")
    place = _Place(lines, index, spot, frames, open_, text)
    return place.blanks() or place.dash() or place.column() or place.colon()


class _Place(NamedTuple):
    lines: list[str]
    number: int
    spot: Spot
    frames: list[Frame]
    open: bool
    text: bool

    @property
    def line(self) -> str:
        return self.lines[self.number]

    @property
    def deeper(self) -> bool:
        """Tell whether the line stands further in than everything open."""
        return not self.frames or self.spot.indent > self.frames[-1].col

    @property
    def continues(self) -> bool:
        """Tell whether the line carries on the plain text above it."""
        return self.text and bool(self.frames) and self.deeper

    @property
    def named(self) -> bool:
        """Tell whether the line looks like a field of a model."""
        pair = self.spot.pair
        return (
            pair is not None
            and pair.named
            and not pair.address
            and (pair.proper or pair.sign != ":" or not self.continues)
        )

    def blanks(self) -> Mend | None:
        """Tabs and full-width spaces in the indent and behind dashes."""
        line, spot = self.line, self.spot
        bad = next((i for i in range(spot.indent) if line[i] != " "), None)
        if bad is not None and not (line[bad] == "　" and self._is_text_moved_in(bad)):
            code, name = _BLANK_NAMES[line[bad]]
            width = len(line[: spot.indent].replace("\t", "  ").replace("　", "  "))
            col = self._column_near(width)
            mended = " " * col + line[spot.indent :]
            hint = f"行首用 {col} 个空格。" if col else "行首不要有空格。"
            return Mend(code, bad, f"行首用了{name}，要用普通空格。", hint, mended)
        if spot.dashes and line[spot.start - 1] == "-" and line[spot.start : spot.start + 1] in _BLANK_NAMES:
            code, name = _BLANK_NAMES[line[spot.start]]
            rest = line[spot.start :].lstrip(" \t　")
            head = line[: spot.start].rstrip() + " "
            return Mend(
                code, spot.start, f"“-”后面是{name}，要用普通空格。", "写成“- ”：短横线加一个空格。", head + rest
            )
        return None

    def dash(self) -> Mend | None:
        """Dashes of the Chinese keyboard, and dashes without a space."""
        line, at = self.line, self.spot.indent
        if self.continues and self.frames[-1].kind == "map" and not self.named:
            return None
        listed = any(frame == Frame("seq", at) for frame in self.frames)
        wide = _WIDE_DASH.match(line, at)
        if wide is not None and line[wide.end() :].strip():
            pair = pair_at(line, wide.end())
            field = pair is not None and pair.named and not pair.address
            if field or listed or (wide[2] and self.open):
                mended = f"{line[:at]}- {line[wide.end() :]}"
                message = f"行首用了“{wide[1]}”，列表要用英文短横线加一个空格“- ”。"
                return Mend("fullwidth-dash", at, message, "切换到英文输入法再写短横线。", mended)
        tight = _TIGHT_DASH.match(line, at)
        if tight is not None:
            pair = pair_at(line, at + 1)
            field = pair is not None and pair.named and not pair.address
            if field or listed or (self.open and self.deeper and bool(self.frames)):
                mended = f"{line[:at]}- {line[at + 1 :]}"
                return Mend("missing-space", at, "短横线后面缺少一个空格。", "写成“- ”：短横线加一个空格。", mended)
        return None

    def column(self) -> Mend | None:
        """Lines that are aligned with nothing, or that lack the colon which their place asks for."""
        frames, spot = self.frames, self.spot
        if not frames or (self.open and self.deeper):
            return None
        top = frames[-1]
        if spot.dashes:
            allowed = [frame.col for frame in frames if frame.kind == "seq" or (frame is top and self.open)]
            wrong = bool(allowed) and spot.indent not in allowed and not (self.continues and top.kind == "map")
        elif self.named or (spot.pair is not None and spot.pair.proper and not self.continues):
            allowed = [frame.col for frame in frames if frame.kind == "map"]
            wrong = bool(allowed) and spot.indent not in allowed
        else:
            return self._words()
        return self._moved(min(allowed, key=lambda col: (abs(col - spot.indent), -col))) if wrong else None

    def _words(self) -> Mend | None:
        """A line without a key where only a key may stand, or with one inside running text."""
        line, spot, top = self.line, self.spot, self.frames[-1]
        if line.strip() == "[]":
            return Mend(
                "needless-list", spot.indent, "前面已经有内容，“[]”（什么也没有）就多余了。", "删去这一行。", ""
            )
        if self.continues:
            colon = re.search(r":(?=[ \t]|$)", line[spot.indent :].rstrip())
            if colon is None or line[spot.indent] in "\"'":
                return None
            at = spot.indent + colon.start()
            message = "这一行接着上一行的文字，其中的英文冒号加空格会被当成“字段: 内容”。"
            mended = f"{line[:at]}：{line[at + 1 :].lstrip()}"
            return Mend("colon-in-value", at, message, "用中文冒号“：”，或者给整个值加上英文双引号。", mended)
        if spot.pair is not None and (spot.pair.sign != ":" or not spot.pair.address) and self._is_key_column():
            return None
        word = _WORD.match(line, spot.start)
        if word is not None and self._is_key_column():
            message = f"“{word[1]}”后面缺少英文冒号。"
            mended = f"{line[: spot.start]}{word[1]}: {line[word.end() :]}"
            return Mend("missing-colon", word.end(1), message, "写成“字段: 内容”。", mended)
        return (
            self._moved(top.col + 2, "这一行没有字段名；如果是接着上一行的文字，前面要多加两个空格。")
            if self.text
            else None
        )

    def colon(self) -> Mend | None:
        """Full-width colons, and what is wrong between the key and the value."""
        pair = self.spot.pair
        if pair is None or (self.continues and not self.named):
            return None
        sure = self._is_key_column() and not self.spot.dashes
        if pair.sign != ":":
            return self._wide_colon(pair) if sure or pair.named else None
        if not pair.gap and pair.value:
            follows = sure or (pair.named and self._pairs_follow())
            return self._tight_colon(pair) if follows and not pair.address else None
        return (self._key(pair) if sure else None) or self._gap(pair)

    def _wide_colon(self, pair: Pair) -> Mend:
        message = f"“{pair.shown}”后面是全角冒号“{pair.sign}”，要用半角冒号加一个空格。"
        mended = f"{self.line[: pair.start]}{pair.key}: {self.line[pair.at :]}".rstrip()
        return Mend("fullwidth-colon", pair.colon, message, "切换到英文输入法再写冒号。", mended)

    def _tight_colon(self, pair: Pair) -> Mend:
        message = f"“{pair.shown}:”的冒号后面缺少一个空格。"
        mended = f"{self.line[: pair.colon]}: {self.line[pair.at :]}"
        return Mend("missing-space", pair.start, message, "写成“字段: 内容”。", mended)

    def _key(self, pair: Pair) -> Mend | None:
        """Blanks between key and colon that are no spaces, and keys that libyaml gives up on."""
        line = self.line
        end = pair.start + len(pair.key)
        before = line[end : pair.colon].strip(" ")
        if before:
            code, name = _BLANK_NAMES[before[0]]
            mended = f"{line[:end]}: {line[pair.at :]}".rstrip()
            return Mend(code, end, f"“{pair.shown}”和冒号之间有{name}。", "删去它。", mended)
        if len(pair.key) <= _LONGEST_KEY:
            return None
        message = f"没有“{pair.shown}”这个字段（字段名有 {len(pair.key)} 个字）。"
        cut = f"{line[: pair.start]}{pair.key[:60].rstrip()}:" if not pair.value else ""
        return Mend("unknown-key", pair.start, message, "检查这一行。", cut)

    def _gap(self, pair: Pair) -> Mend | None:
        """Tabs and full-width spaces between the colon and the value."""
        blank = next((i for i, sign in enumerate(pair.gap) if sign in _BLANK_NAMES), None)
        if blank is None or not pair.value or (blank > 0 and pair.gap[blank] != "\t"):
            return None
        code, name = _BLANK_NAMES[pair.gap[blank]]
        mended = f"{self.line[: pair.colon]}: {self.line[pair.at :]}"
        message = f"“{pair.shown}:”后面是{name}，要用一个普通空格。"
        return Mend(code, pair.colon + 1 + blank, message, "删去它，换成一个空格。", mended)

    def _is_text_moved_in(self, col: int) -> bool:
        """Tell whether a line of text stands in column ``col``, deep enough, and only begins with wide spaces."""
        pair = self.spot.pair
        plain = not self.spot.dashes and (pair is None or not pair.named)
        return plain and (self.text or self.open) and bool(self.frames) and col > self.frames[-1].col

    def _is_key_column(self) -> bool:
        """Tell whether the line stands where a mapping that is already open has its keys."""
        if not self.frames:
            return self.spot.pair is not None and (self.spot.pair.named or self.spot.pair.sign != ":")
        return any(frame == Frame("map", self.spot.indent) for frame in self.frames)

    def _pairs_follow(self) -> bool:
        """Tell whether the next line is a key right below this line's content."""
        for line in self.lines[self.number + 1 :]:
            if line.strip() and not line.lstrip().startswith("#"):
                spot = spot_of(line)
                return spot.indent == self.spot.start and spot.pair is not None and spot.pair.named
        return False

    def _column_near(self, width: int) -> int:
        """Return the column that a line meant which is moved in by about ``width``."""
        frames, spot = self.frames, self.spot
        if not frames:
            return 0
        if self.open and width > frames[-1].col:
            return frames[-1].col + 2
        kind = "seq" if spot.dashes else "map"
        if self.text and spot.pair is None and not spot.dashes:
            return frames[-1].col + 2
        columns = [frame.col for frame in frames if frame.kind == kind] or [frames[-1].col]
        return min(columns, key=lambda col: (abs(col - width), -col))

    def _moved(self, col: int, message: str = "") -> Mend:
        """Return the finding that the line should begin in column ``col``."""
        line, indent = self.line, self.spot.indent
        message = message or f"行首有 {indent} 个空格，应该是 {col} 个。"
        return Mend("bad-indent", indent, message, _ALIGN, " " * col + line[indent:])
