"""The entries of the header: the sections of the site and the collections under each."""

from __future__ import annotations

from campaign.bare import bare
from campaign.models.base import Published
from campaign.site import Shown

#: sections that the header leads to by a page of prose
_BY_PROSE = {"我要举报"}
#: pages of prose that stand under another section of the header
_UNDER = {"活动": ("items", "results"), "学法": ("learn", "share"), "示范单位": ("map", "g60")}


def sections(shown: Shown) -> list[dict[str, object]]:
    """Return the entries of the header: each section with the collections under it that have something to show."""
    found: dict[str, dict[str, object]] = {}
    empty = bare(shown)
    for name, model in shown.collections().items():
        if model.section in _BY_PROSE or f"{model.folder()}/" in empty:
            continue
        entry = found.setdefault(model.section, _entry(model))
        names = entry["names"]
        if isinstance(names, list):
            names.append(name)
    return list(found.values())


def _entry(model: type[Published]) -> dict[str, object]:
    return {"label": model.section, "url": f"{model.folder()}/", "names": [*_UNDER.get(model.section, ())]}
