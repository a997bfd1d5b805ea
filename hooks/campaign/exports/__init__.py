"""Files made from the site beside its pages.

An export is a pure function ``shown → (path, bytes)…``; paths lie under the site's root.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator

from campaign.site import Shown

Export = Callable[[Shown], Iterator[tuple[str, bytes]]]

EXPORTS: list[Export] = []


def export(function: Export) -> Export:
    """Register ``function`` to run after every build."""
    EXPORTS.append(function)
    return function


for _module in sorted(module.name for module in pkgutil.iter_modules(__path__)):
    importlib.import_module(f"{__name__}.{_module}")
