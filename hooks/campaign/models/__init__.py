"""The collections. Importing this package registers every module's models."""

from __future__ import annotations

import importlib
import pkgutil

from campaign.models.base import REGISTRY, Part, Published, Record
from campaign.models.capabilities import Attendable, Counted, Placed, Scheduled

__all__ = ["REGISTRY", "Attendable", "Counted", "Part", "Placed", "Published", "Record", "Scheduled"]

for _module in sorted(module.name for module in pkgutil.iter_modules(__path__)):
    importlib.import_module(f"{__name__}.{_module}")
