"""Mistakes of writing that YAML does not see, or reports on the wrong line.

Full-width signs, missing spaces, shifted lines, quotes without an end: each line is
compared with what may stand at its place. The finding carries the corrected line, and
the corrected line is what YAML gets to read, so that one run finds everything else too.
Blocks of text, quoted texts over several lines, brackets and comments are left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from campaign.braces import mend_braces
from campaign.chars import field_of
from campaign.layout import mend_layout
from campaign.lines import Frame, Spot, is_block, spot_of
from campaign.problems import Problem, Where
from campaign.values import Mend, hash_in, mend_value, span

_MOST = 20
#: So many mistakes are one mistake made everywhere; the rest can wait for the next run.
_ENOUGH = 500
_ROUNDS = 8
#: A field with a value that nothing can be wrong with: only to be quick with long files.
_ORDINARY = re.compile(
    r"""( *)[a-z][a-z0-9_]{0,60}: (?:("[^"\\]*")|[^\s"'#&*!|>%@`\[\]{},?:-][^#:\t]*(?::[^\s#:][^#:\t]*)*)"""
)
_MARKER = re.compile(r"^(---|\.\.\.)(?=\s|$)", re.MULTILINE)
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|>{7})(?: .*)?$|^={7}$", re.MULTILINE)
_BLANKS = re.compile(r"[ \t　]*")


def first_document(text: str, shown: str) -> tuple[str, list[Problem]]:
    """Return the text up to the first line that ends or starts another document, and a finding about it."""
    for match in _MARKER.finditer(text):
        if match[1] == "---" and _holds_nothing(text[: match.start()], "#%"):
            continue
        if match[1] == "..." and _holds_nothing(text[match.end() :], "#"):
            continue
        line = text.count("\n", 0, match.start()) + 1
        message = f"一个文件里只能有一份内容，这一行的“{match[1]}”把它分成了几份。"
        hint = "删去这一行；正文写在字段里，不写在文件末尾。"
        return text[: match.start()], [
            Problem("multiple-documents", Where(shown, line), message, hint, line_text=match[1])
        ]
    return text, []


def without_markers(text: str) -> str:
    """Return ``text`` with blank lines in place of those that end or start a document."""
    return _MARKER.sub("", text)


def conflict(text: str, shown: str) -> Problem | None:
    """Return the finding about a merge that was not finished: nothing else in the text can be trusted.

    Source: git-merge(1), "How conflicts are presented".
    """
    match = _CONFLICT.search(text)
    if match is None:
        return None
    message = "合并冲突：两个人改了同一处，还没有选定用哪一份。"
    hint = "“<<<<<<<”到“=======”之间是一份，“=======”到“>>>>>>>”之间是另一份：留下对的，删去另一份，再删去这三行记号。"
    return Problem(
        "merge-conflict", Where(shown, text.count("\n", 0, match.start()) + 1), message, hint, line_text=match[0]
    )


def _holds_nothing(text: str, comments: str) -> bool:
    """Tell whether ``text`` is only blank lines and lines that begin with one of ``comments``."""
    return all(line.lstrip()[:1] in ("", *comments) for line in text.split("\n"))


def scan(text: str, shown: str) -> tuple[str, list[Problem]]:
    """Return the text with corrected lines, and the findings about them."""
    walk = _Walk(text.split("\n"), shown)
    index = 0
    while index < len(walk.lines):
        if walk.count > _ENOUGH:
            message = f"前面已经有 {walk.count} 处写法问题，从这一行起这次没有检查。"
            walk.found.append(Problem("too-many", Where(shown, index + 1), message, "先改前面的，再检查一次。"))
            del walk.lines[index:]
            break
        index = walk.step(index)
    return "\n".join(walk.lines), walk.found


@dataclass(slots=True)
class _Walk:
    """``frames`` are the open mappings and lists, outermost first.

    ``open``: the last key has no value yet, so something deeper may follow. ``text``:
    the last value is plain text, which deeper lines continue.
    """

    lines: list[str]
    shown: str
    found: list[Problem] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    open: bool = True
    text: bool = False
    count: int = 0

    def step(self, index: int) -> int:
        """Mend line ``index``; return the index of the next line that stands on its own."""
        line = self.lines[index]
        ordinary = _ORDINARY.fullmatch(line)
        if ordinary is not None and self.frames and self.frames[-1] == ("map", ordinary.end(1)):
            self.open, self.text = False, ordinary[2] is None
            return index + 1
        content = line.strip(" \t　")
        if not content or content[0] == "#":
            self._blank(index)
            return index + 1
        for _ in range(_ROUNDS):
            spot = spot_of(self.lines[index])
            mend = mend_braces(self.lines[index], spot.start) if spot.dashes and not self._continues(spot) else None
            mend = mend or mend_layout(self.lines, index, spot, self.frames, open_=self.open, text=self.text)
            if mend is None and not self._continues(spot) and spot.value_at is not None:
                at = spot.value_at
                mend = mend_braces(self.lines[index], at) or mend_value(self.lines, index, at, spot.col)
            if mend is None:
                break
            self._keep(index, mend)
            if not mend.line.strip():
                return index + 1
        return self._advance(index)

    def _continues(self, spot: Spot) -> bool:
        """Tell whether the line carries on the plain text of the line before."""
        return self.text and bool(self.frames) and spot.indent > self.frames[-1].col

    def _blank(self, index: int) -> None:
        """Look at a line of blanks, or at the blanks before a comment: YAML wants spaces there."""
        line = self.lines[index]
        blanks = _BLANKS.match(line)
        assert blanks is not None  # noqa: S101 the pattern matches the empty text
        bad = re.search("[\t　]", blanks[0])
        if bad is None:
            return
        mended = line[blanks.end() :]
        name = "制表符（Tab）" if bad[0] == "\t" else "全角空格"
        where = "注释前面" if mended else "空行里"
        code = "tab" if bad[0] == "\t" else "fullwidth-space"
        self._keep(index, Mend(code, bad.start(), f"{where}有{name}。", "删去它，这里不需要空格。", mended))

    def _keep(self, index: int, mend: Mend) -> None:
        """Keep a finding and go on with the corrected line."""
        line = self.lines[index]
        self.lines[index] = mend.line
        self.count += 1
        if sum(problem.code == mend.code for problem in self.found) < _MOST:
            where = Where(self.shown, index + 1, mend.col + 1)
            suggestion = mend.line if mend.line != line else ""
            self.found.append(
                Problem(mend.code, where, mend.message, mend.hint, field_of(mend.line), mend.severity, line, suggestion)
            )

    def _advance(self, index: int) -> int:
        """Note what line ``index`` opens and closes; return the index of the next line to look at."""
        line = self.lines[index]
        spot = spot_of(line)
        if self._continues(spot):
            return index + 1
        self._enter(spot)
        at = spot.value_at
        value = line[at:].strip() if at is not None else ""
        if not value or value.startswith("#") or (value[0] in "&!" and " " not in value):
            if warning := hash_in(line, at) if at is not None else None:
                self._warn(index, warning)
            self.open, self.text = True, False
            return index + 1
        self.open, self.text = False, False
        if is_block(value):
            return self._block(index, spot.col)
        if value[0] in "\"'[{" and at is not None:
            end = span(self.lines, index, at, spot.col)
            return end[0] + 1 if end else index + 1
        if at is not None and (warning := hash_in(line, at)):
            self._warn(index, warning)
        self.text = True
        return index + 1

    def _warn(self, index: int, mend: Mend) -> None:
        """Keep a warning; the line stays as it is, because that is what YAML reads."""
        line = self.lines[index]
        self._keep(index, mend)
        self.lines[index] = line

    def _enter(self, spot: Spot) -> None:
        frames = self.frames
        while frames and (
            frames[-1].col > spot.indent or (frames[-1] == Frame("seq", spot.indent) and not spot.dashes)
        ):
            frames.pop()
        for dash in spot.dashes:
            if not frames or frames[-1] != Frame("seq", dash):
                frames.append(Frame("seq", dash))
        if spot.pair is not None and spot.pair.proper and (not frames or frames[-1] != Frame("map", spot.start)):
            frames.append(Frame("map", spot.start))

    def _block(self, index: int, col: int) -> int:
        """Skip a block of text that belongs to column ``col``; mend lines that are not moved in enough."""
        digit = re.search("[1-9]", self.lines[index].rstrip()[-2:])
        body = col + int(digit[0]) if digit else 0
        index += 1
        while index < len(self.lines) and self.count <= _ENOUGH:
            line = self.lines[index]
            content = line.strip(" \t　")
            spaces = len(line) - len(line.lstrip(" "))
            if content and (spaces <= col or spaces < body):
                if spaces <= col and self._ends_block(line, content):
                    break
                self._move_in(index, spaces, body or col + 2)
            elif content:
                body = body or spaces
            index += 1
        return index

    @staticmethod
    def _ends_block(line: str, content: str) -> bool:
        """Tell whether a line that is not moved in starts something new rather than being text."""
        spot = spot_of(line)
        pair = spot.pair
        is_pair = pair is not None and not pair.address and (pair.proper or pair.named)
        return is_pair or bool(spot.dashes) or content[0] == "#"

    def _move_in(self, index: int, spaces: int, col: int) -> None:
        """Name a line of a block that begins too far left, or with the wrong blanks."""
        line = self.lines[index]
        names = {"\t": ("tab", "制表符（Tab）"), "　": ("fullwidth-space", "全角空格")}
        code, name = names.get(line[spaces], ("bad-indent", f"只有 {spaces} 个空格"))
        message = f"“|”或“>”下面的文字要用普通空格往里移，这一行开头{'是' if code != 'bad-indent' else ''}{name}。"
        mended = " " * col + line[spaces:].lstrip("\t")
        self._keep(index, Mend(code, spaces, message, f"行首用 {col} 个空格。", mended))
