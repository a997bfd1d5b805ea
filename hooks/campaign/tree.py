"""What a text holds, and where each value stands in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from yaml.error import YAMLError

from campaign.problems import Problem

#: key line, key column, value line, value column (from 1, in characters), places of the
#: children: a dict for a mapping, a list for a sequence, None for a text. A list's item
#: has no key: its first pair repeats the second.
Marks = tuple[int, int, int, int, "dict[str, Marks] | list[Marks] | None"]


class TreeError(Exception):
    """Reading has to stop; ``found`` says why, ``error`` is set when libyaml gave up.

    ``mendable``: a look at the lines may show what was meant.
    """

    def __init__(self, found: list[Problem], error: YAMLError | None = None, *, mendable: bool = False) -> None:
        super().__init__()
        self.found = found
        self.error = error
        self.mendable = mendable or error is not None


@dataclass(slots=True)
class Tree:
    """What a text holds: ``data`` is None when it holds nothing.

    ``odd`` marks something that is valid YAML but seldom meant so (a text that runs on
    over several lines, an unusual key): worth a look at the lines themselves.
    """

    data: Any = None
    root: Marks = (1, 1, 1, 1, None)
    found: list[Problem] = field(default_factory=list)
    odd: bool = False
