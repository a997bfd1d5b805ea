"""A copy of the sample campaign in which every text that may hold markup holds some, with a number to find it by."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import yaml
from tests.conftest import Folder

AT = datetime(2023, 6, 12, 9, 30)
#: leaves its quotes, opens a tag, and shows whether an entity was kept
PAYLOAD = "\"'><b x={}>&amp;"
MARK = re.compile(r"<b x=(\d+)>&amp;")
#: walls refuse what is longer than their glass, and names of towns and cities stand in many places
_LEFT_OUT = ("screens.yml", "playlists.yml", "dayparts.yml", "bulletins.yml")
_AS_THEY_ARE = ("vocab.yml", "forms/", "submissions/", "schema/")
_CHINESE = re.compile("[\u4e00-\u9fff]")

#: collection and field, with dots and without places in lists
Field = tuple[str, str]
_Leaf = tuple[str, tuple[Any, ...], str]


def _leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    if isinstance(node, str):
        if _CHINESE.search(node):
            yield path, node
        return
    for key, child in node.items() if isinstance(node, dict) else enumerate(node):
        yield from _leaves(child, (*path, key))


def _put(node: Any, path: tuple[Any, ...], value: str) -> None:
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value


def _field(name: str, path: tuple[Any, ...]) -> Field:
    return name.partition("/")[0].removesuffix(".yml"), ".".join(key for key in path if isinstance(key, str))


class Marked:
    """The campaign in ``folder``, marked until the check has nothing against it."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._files: dict[str, Any] = {}
        self._places: defaultdict[int, list[_Leaf]] = defaultdict(list)
        for name in _LEFT_OUT:
            (folder.root / name).unlink()
        for path in sorted(folder.root.rglob("*.yml")):
            name = path.relative_to(folder.root).as_posix()
            if not name.startswith(_AS_THEY_ARE):
                self._files[name] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 only strings
        self._mark()
        while refused := self._refused():
            for number in refused:
                for name, path, value in self._places.pop(number, ()):
                    _put(self._files[name], path, value)

    def _mark(self) -> None:
        """Put the payload into every text; what stands twice in a file (an answer and its option) gets the same."""
        numbers: dict[tuple[str, str], int] = {}
        count = itertools.count(1000)
        for name, data in self._files.items():
            for path, value in list(_leaves(data)):
                if "articles" in path:
                    continue  # the words of the law, each with its checksum
                number = numbers.setdefault((name, value), next(count))
                self._places[number].append((name, path, value))
                _put(data, path, value.rstrip("\n") + PAYLOAD.format(number))

    def _refused(self) -> set[int]:
        """Write all files; return the numbers in the lines, else in the files, that the check refuses."""
        for name, data in self._files.items():
            text = yaml.dump(data, allow_unicode=True, width=10**9, sort_keys=False, default_style='"')
            self._folder.write(name, text)
        found = set[int]()
        for problem in self._folder.problems(AT):
            text = self._folder.read(problem.where.file.removeprefix("data/"))
            numbers = MARK.findall(text.splitlines()[problem.where.line - 1]) or MARK.findall(text)
            assert numbers, problem
            found |= set(map(int, numbers))
        return found

    def fields(self) -> dict[Field, set[int]]:
        """Return the fields that took it, each with its numbers."""
        found = defaultdict[Field, set[int]](set)
        for number, places in self._places.items():
            for name, path, _ in places:
                found[_field(name, path)].add(number)
        return found
