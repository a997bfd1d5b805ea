"""The staff manual: one page for each collection, from its model."""

from __future__ import annotations

from collections.abc import Iterator

from campaign import describe
from campaign.checks import rules_about
from campaign.handbook import Handbook
from campaign.models.base import REGISTRY
from campaign.pages import StampedPage, page_set
from campaign.site import Shown


@page_set("manual", noindex="yes")
def manual(shown: Shown) -> Iterator[StampedPage]:
    """Yield ``manual/<collection>/``; staff come from ``manual/``, search engines don't."""
    book = Handbook(shown.site)
    for name, model in REGISTRY.items():
        context = {
            "model": model,
            "rows": list(book.rows(model)),
            "sample": describe.sample(model),
            "rules": rules_about(model),
        }
        title, description = f"编辑手册：{model.label}（{name}）", f"{model.label}的每个字段怎么填。"
        yield StampedPage("manual", f"manual/{name}/", title, description, "manual.html", context, listed=False)
