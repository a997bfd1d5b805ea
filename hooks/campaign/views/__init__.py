"""What can stand in a prose page: ``<!-- view: name option=value -->``.

A view is a pure function ``(shown, options) → context`` for the template of the
same name under ``overrides/views/``. Options are declared, so that a misspelt one
is an error with a line instead of being ignored.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from campaign.editing import Made
from campaign.site import Shown

Options = Mapping[str, str]
Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class View:
    """A registered view: its function, the options it knows with their meanings, and what it is made of."""

    name: str
    context: Callable[[Shown, Options], Context]
    options: Mapping[str, str]
    made: tuple[Made, ...] = ()

    def made_of(self, options: Options) -> tuple[Made, ...]:
        """Return what staff edit to change the view; a collection that is asked for is part of it."""
        return (*self.made, options["collection"]) if "collection" in options else self.made


VIEWS: dict[str, View] = {}


def view(
    name: str, *made: Made, **options: str
) -> Callable[[Callable[[Shown, Options], Context]], Callable[[Shown, Options], Context]]:
    """Register a view under ``name``, made of ``made``; keywords are its options with their meaning in Chinese."""

    def register(function: Callable[[Shown, Options], Context]) -> Callable[[Shown, Options], Context]:
        VIEWS[name] = View(name, function, options, made)
        return function

    return register


for _module in sorted(module.name for module in pkgutil.iter_modules(__path__)):
    importlib.import_module(f"{__name__}.{_module}")
