"""Which public pages a change of the data touches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from campaign.models.base import Published
from campaign.site import Shown

State = Literal["新增", "改动", "下线"]


@dataclass(frozen=True, slots=True)
class Touched:
    """One page: ``url`` is relative to the site's root."""

    state: State
    url: str
    title: str
    file: str


def touched(before: Shown, after: Shown) -> Iterator[Touched]:
    """Yield the records' pages that are new, differ or are gone, in the order of their addresses."""
    old, new = _by_url(before), _by_url(after)
    for url in sorted(old.keys() | new.keys()):
        was, now = old.get(url), new.get(url)
        if was == now:
            continue
        shown, record = (after, now) if now else (before, was)
        if record:
            state: State = "改动" if was and now else "新增" if now else "下线"
            yield Touched(state, url, record.name_text, shown.site.file(record))


def _by_url(shown: Shown) -> dict[str, Published]:
    return {record.url: record for record in shown.everything()}
