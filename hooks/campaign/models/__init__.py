"""The collections. Importing this package registers every module's models."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Final

from campaign.models.base import REGISTRY, Published, Record
from campaign.models.capabilities import Attendable, Counted, Placed, Scheduled
from campaign.models.parts import Part

__all__ = ["REGISTRY", "Attendable", "Counted", "Part", "Placed", "Published", "Record", "Scheduled"]

#: the order in which tabs, lists and files name the collections; one that is not here comes last
_ORDER: Final = (
    *("campaign", "desks", "events", "explainers", "holidays", "cases", "laws", "lectures", "notices"),
    *("open_days", "orgs", "people", "selfchecks", "templates", "terms", "venues", "units", "partners", "vocab"),
    *("forms", "worklog", "media", "outlets", "adjustments", "submissions", "editions"),
)

for _module in sorted(module.name for module in pkgutil.iter_modules(__path__)):
    importlib.import_module(f"{__name__}.{_module}")

for _name in [*_ORDER, *(name for name in REGISTRY if name not in _ORDER)]:
    REGISTRY[_name] = REGISTRY.pop(_name)
