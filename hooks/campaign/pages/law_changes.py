"""A page for each revision: old and new numbers side by side, and what changed, in our own words."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.models.laws import Law
from campaign.pages import StampedPage, page_set
from campaign.site import Shown


@page_set("law-changes", section="laws")
def law_changes(shown: Shown) -> Iterator[StampedPage]:
    """Yield ``law-changes/<id of the newer version>/``."""
    for law in shown.having(Law):
        older = shown.find("laws", law.revises)
        if not isinstance(older, Law) or not law.renumbered:
            continue
        targets = {one.new for one in law.renumbered}
        context = {
            "law": law,
            "older": older,
            "changes": [one for one in law.renumbered if one.highlight],
            "added": [no for no in map(str, range(1, (law.article_count or 0) + 1)) if no not in targets],
        }
        title, said = f"{law.short}新旧条号对照", f"{older.name_text}的每一条，在{law.name_text}里是第几条，改了什么。"
        yield StampedPage("law-changes", law.changes_url, title, said, "law-changes.html", context, made=(law,))
