"""Pages of records the moment their data change: made when somebody asks, from what the last whole build left.

A shell is the same as long as everything that goes into it is: what surrounds a page, the front matter, the prose.
Where that can't be said the whole build decides, and nobody is shown anything before it has.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from campaign import prose
from campaign.models.base import Published
from campaign.plan import Plan
from campaign.planning import Places, planned
from campaign.reading import Memory
from campaign.titles import unique_titles
from campaign.weaving import record_page


@dataclass(slots=True)
class Live:
    """What one whole build left (``built``), and the files that it has read."""

    places: Places
    built: Plan
    memory: Memory = field(default_factory=dict)
    _frame: object = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Note what the shells were made of."""
        self._frame = _frame(self.built, self.places)

    def pages(self) -> dict[str, Callable[[], bytes]] | None:
        """Return address → page of every record as the data are now; None where a shell might be another.

        Raises DataError with every mistake.
        """
        plan = planned(self.places, memory=self.memory)
        if _frame(plan, self.places) != self._frame:
            return None
        plan.shells = self.built.shells
        records = plan.shown.everything()
        titles = unique_titles(records)
        return {record.url: _page(plan, record, titles[record.url]) for record in records}


def _page(plan: Plan, record: Published, title: str) -> Callable[[], bytes]:
    def made() -> bytes:
        return record_page(plan, record, title).page.encode()

    return made


def _frame(plan: Plan, places: Places) -> object:
    """Return all that goes into a shell beside templates and configuration."""
    return plan.chrome() | {"built_at": ""}, plan.theme_pages(), sorted(prose.pages(places.data / "pages", places.data))
