"""libyaml's events to dicts, lists and texts, each with its place.

Anchors, aliases, tags, merges, repeated keys are named and left out, so that the rest
of the file can still be checked; what makes the rest meaningless stops the reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NoReturn

import yaml.cyaml
from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from campaign.problems import Problem, Where, printable
from campaign.tree import Marks, Tree, TreeError

DEEPEST = 12
MOST_VALUES = 500_000
#: fields of one record or group, and items of one list in a record: what is longer was not written by people
MOST_FIELDS, MOST_ITEMS = 500, 2_000
_MOST_FOUND = 20
#: A list's item that was perhaps meant as a field or as a dash.
_ODD_ITEM = re.compile(r"[a-z_]\w*\s*[:：](?!//)|[－—–−]")


#: One of ``yaml.events``. PyYAML's stubs give all of them one type, which lacks ``value``, ``tag`` and so on.
Event = Any


def build(text: str, shown: str) -> Tree:
    """Return the tree of one YAML text.

    Raises TreeError for text that is not YAML, or too deep or too long.
    """
    builder = _Builder(text, shown)
    try:
        builder.document()
    except YAMLError as error:
        raise TreeError(builder.tree.found, error) from None
    finally:
        builder.parser.dispose()
    return builder.tree


class _Builder:
    """Calls itself once per level, and there are at most DEEPEST levels."""

    __slots__ = ("get", "left", "parser", "shown", "tree")

    def __init__(self, text: str, shown: str) -> None:
        self.parser = yaml.cyaml.CParser(text)  # type: ignore[attr-defined]  # its stub forgets the export
        self.get: Callable[[], Event] = self.parser.get_event
        self.tree = Tree()
        self.shown = shown
        self.left = MOST_VALUES

    def document(self) -> None:
        """Read the one document of the stream into ``tree``."""
        tree = self.tree
        self.get()
        event = self.get()
        if event.__class__ is StreamEndEvent:
            return
        if event.version or event.tags:
            self.found(event, "unsupported-yaml", "以“%”开头的指令行在这里不能用。", "删去这一行。")
        event = self.get()
        mark = event.start_mark
        line, col = mark.line + 1, mark.column + 1
        if event.__class__ is ScalarEvent:
            self.tree.odd = True
        tree.data, children = self.value(event, 1)
        tree.root = (line, col, line, col, children)
        self.get()
        event = self.get()
        if event.__class__ is DocumentStartEvent:
            self.found(
                event, "multiple-documents", "一个文件里只能有一份内容，这里又开始了一份。", "删去这一行的“---”。"
            )

    def value(self, event: Event, depth: int) -> tuple[Any, Any]:
        """Return the value that starts with ``event``, and the places of its children."""
        kind = event.__class__
        if kind is AliasEvent:
            message = f"“*{event.anchor}”是 YAML 的引用，这里不能用。"
            self.found(event, "anchor-alias", message, "把要写的内容再写一遍；要写星号就给整个值加上引号。")
            return f"*{event.anchor}", None
        if event.anchor is not None:
            message = f"“&{event.anchor}”是 YAML 的锚点，这里不能用。"
            self.found(event, "anchor-alias", message, "删去它；要写“&”这个字就给整个值加上引号。")
        if event.tag is not None:
            self._tag(event)
        if kind is ScalarEvent:
            return event.value, None
        self._check_depth(event, depth)
        if kind is MappingStartEvent:
            return self.mapping(depth)
        items, places = self.sequence(depth)
        if (
            event.flow_style
            and len(items) == 1
            and items[0].__class__ is str
            and ("，" in items[0] or "、" in items[0])
        ):
            self.tree.odd = True
        return items, places

    def mapping(self, depth: int) -> tuple[dict[str, Any], dict[str, Marks]]:
        """Read up to the end of a mapping."""
        get = self.get
        data: dict[str, Any] = {}
        marks: dict[str, Marks] = {}
        read = 0
        while (event := get()).__class__ is ScalarEvent:
            key: str = event.value
            start: Any = event.start_mark
            line, col = start.line + 1, start.column + 1
            if not key.isidentifier() or event.anchor is not None or event.tag is not None:
                self._odd_name(event)
            first = get()
            mark = first.start_mark
            place = mark.line
            value: Any = first.value if first.__class__ is ScalarEvent else None
            children = None
            if value is None or first.anchor is not None or first.tag is not None:
                value, children = self.value(first, depth + 1)
            elif first.end_mark.line != place and not first.style:
                self.tree.odd = True
            if key in data:
                self._repeated(event, marks)
            else:
                data[key] = value
                marks[key] = (line, col, place + 1, mark.column + 1, children)
            read += 1
            if read > MOST_FIELDS:
                message = f"这里的字段超过 {MOST_FIELDS} 个。"
                self._stop(event, message, "每条记录写成一个文件，或者一条前面加一个“- ”。")
        if event.__class__ is not MappingEndEvent:
            self._complex_key(event, depth)
        self._count(event, read)
        return data, marks

    def sequence(self, depth: int) -> tuple[list[Any], list[Marks]]:
        """Read up to the end of a list."""
        get = self.get
        data: list[Any] = []
        marks: list[Marks] = []
        while (event := get()).__class__ is not SequenceEndEvent:
            mark = event.start_mark
            line, col = mark.line + 1, mark.column + 1
            value, children = self.value(event, depth + 1)
            if value.__class__ is str and (
                _ODD_ITEM.match(value) or (event.end_mark.line != mark.line and not event.style)
            ):
                self.tree.odd = True
            data.append(value)
            marks.append((line, col, line, col, children))
            if len(data) > self.left:
                break
            if depth > 1 and len(data) > MOST_ITEMS:
                self._stop(
                    event, f"这个列表超过 {MOST_ITEMS:,} 项。", "删去多出来的；要写的是多条记录，就写成几个文件。"
                )
        self._count(event, len(data))
        return data, marks

    def found(self, event: Event, code: str, message: str, hint: str, name: str = "") -> None:
        """Keep a finding about ``event``; after the twentieth of a kind the rest is noise."""
        known = self.tree.found
        if sum(problem.code == code for problem in known) < _MOST_FOUND:
            mark = event.start_mark
            known.append(Problem(code, Where(self.shown, mark.line + 1, mark.column + 1), message, hint, name))

    def _tag(self, event: Event) -> None:
        written = event.tag or ""
        if written == "!":
            self.tree.odd = True
        tag = written.replace("tag:yaml.org,2002:", "!!", 1)
        message = f"“{printable(tag, 60)}”是 YAML 的类型标签，这里不能用。"
        self.found(event, "yaml-tag", message, "删去叹号开头的这一段；要写“!”这个字就给整个值加上引号。")

    def _odd_name(self, event: Event) -> None:
        """Look at a key that is not a plain word."""
        key = event.value
        if key == "<<" and not event.style:
            self.found(
                event, "unsupported-yaml", "“<<”是 YAML 的合并写法，这里不能用。", "把要写的字段逐行写出来。", key
            )
        if event.anchor is not None or event.tag is not None:
            self.value(event, 1)
        self.tree.odd = True

    def _repeated(self, event: Event, marks: dict[str, Marks]) -> None:
        """Name a key that was there before; when it is the record's first, a dash was forgotten."""
        key = event.value
        name = printable(key, 40)
        first = marks[key][0]
        message = f"“{name}”在这条记录里写了两次（第 {first} 行已写过）。"
        hint = f"两行“{name}”只留一行，删去另一行。"
        if key == next(iter(marks)):
            hint = f"这里如果是下一条记录，“{name}”前面要加“- ”；不是的话，两行“{name}”只留一行。"
        self.found(event, "duplicate-key", message, hint, key)

    def _complex_key(self, event: Event, depth: int) -> None:
        """Stop at a key that is not a text: what follows can't be told apart any more."""
        if event.__class__ is AliasEvent:
            self.value(event, depth)
            raise TreeError(self.tree.found, mendable=True)
        inner = event
        while inner.__class__ in (MappingStartEvent, SequenceStartEvent):
            depth += 1
            self._check_depth(inner, depth)
            inner = self.get()
        message = "冒号前面应该是字段名，这里却是括号里的一组内容。"
        self.found(event, "unsupported-yaml", message, "要写的是文字，就给整个值加上英文双引号。")
        raise TreeError(self.tree.found, mendable=True)

    def _check_depth(self, event: Event, depth: int) -> None:
        if depth > DEEPEST:
            self.found(event, "too-deep", f"括号或缩进套了 {depth} 层，最多 {DEEPEST} 层。", "检查这里的缩进和括号。")
            raise TreeError(self.tree.found)

    def _count(self, event: Event, size: int) -> None:
        self.left -= size + 1
        if self.left < 0:
            self._stop(event, f"这个文件里的值超过 {MOST_VALUES:,} 个。", "拆成几个文件。")

    def _stop(self, event: Event, message: str, hint: str) -> NoReturn:
        self.found(event, "too-long", message, hint)
        raise TreeError(self.tree.found)
