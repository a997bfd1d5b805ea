"""Pages that have nothing to show yet: they exist, so that an address once printed holds, but nothing leads to them."""

from __future__ import annotations

import re

from campaign.models.shared import Shared
from campaign.models.units import Unit
from campaign.site import Shown

_LINK = re.compile(r'<a href="(?:\.{1,2}/)*([a-z0-9-]+/)(?:index\.html)?(?:#[^"]*)?">(.*?)</a>', re.DOTALL)


def bare(shown: Shown) -> frozenset[str]:
    """Return the addresses of the lists and pages without content, below the root."""
    found = {f"{model.folder()}/" for name, model in shown.collections().items() if not shown.public(name)}
    filled = {
        "map/": [unit for unit in shown.having(Unit) if unit.mapped],
        "g60/": shown.campaign.corridor,
        "share/": shown.having(Shared),
        "learn/": shown.public("lectures"),
    }
    return frozenset(found | {url for url, content in filled.items() if not content})


def unlinked(html: str, pages: frozenset[str]) -> str:
    """Return prose in which the links to ``pages`` are plain words."""
    return _LINK.sub(lambda found: found[2] if found[1] in pages else found[0], html)
