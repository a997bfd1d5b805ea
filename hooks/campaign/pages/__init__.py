"""Pages stamped beside the records' own: items, further lists, months, door sheets, the manual.

A page set is a pure function ``shown → pages``; each page names the shell it is stamped
on, the template of its body and the template's context.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from campaign.editing import Made
from campaign.site import Shown


@dataclass(frozen=True, slots=True)
class StampedPage:
    """One page; ``url`` is relative to the root. ``listed`` pages stand in the sitemap.

    ``head`` is the template of what belongs into ``<head>``, if anything does; ``made`` is what staff edit to change the page.
    """

    shell: str
    url: str
    title: str
    description: str
    template: str
    context: dict[str, Any]
    listed: bool = True
    head: str = ""
    made: tuple[Made, ...] = ()

    @property
    def base(self) -> str:
        """The way from the page to the site's root."""
        return "../" * self.url.count("/")


PageSet = Callable[[Shown], Iterator[StampedPage]]

PAGE_SETS: list[PageSet] = []
#: shells that are no collection's: folder → front matter of the page MkDocs renders
SHELLS: dict[str, dict[str, str]] = {}


def page_set(shell: str = "", **front: str) -> Callable[[PageSet], PageSet]:
    """Register a page set; ``shell`` adds a shell of that folder, ``front`` goes into its front matter.

    A shell's links fit pages one level below its folder: pages three levels deep need a shell such as ``door/sheet``.
    """

    def register(function: PageSet) -> PageSet:
        PAGE_SETS.append(function)
        if shell:
            SHELLS[shell] = {"section": shell, **front}
        return function

    return register


for _module in sorted(module.name for module in pkgutil.iter_modules(__path__)):
    importlib.import_module(f"{__name__}.{_module}")
