"""From a campaign's folder to the plan of its site: everything read and judged, nothing rendered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from campaign import clock, prose
from campaign.editing import Editing
from campaign.loading import load
from campaign.plan import Plan
from campaign.problems import DataError, Problems
from campaign.reading import Memory
from campaign.render import Renderer


@dataclass(frozen=True, slots=True)
class Places:
    """Where a site's data, prose and templates are, and the moment of a preview."""

    data: Path
    docs: Path
    overrides: Path
    at: str | None = None


def planned(places: Places, say: Callable[[str], None] | None = None, memory: Memory | None = None) -> Plan:
    """Return the plan of the site as it is now; warnings are in its ``problems``. Raises DataError with every mistake."""
    problems, now = Problems(), clock.now(places.at)
    shown = load(places.data, now, problems, memory).shown_at(now)
    problems.extend(prose.check_prose(places.docs, places.data, shown))
    problems.extend(prose.check_drawings(places.overrides, shown))
    if problems.errors:
        raise DataError(problems)
    editing = Editing(shown.site, places.docs.parent, places.data)
    renderer = Renderer(places.overrides, shown, editing)
    plan = Plan(shown, renderer, media=places.data, preview_at=places.at, problems=problems)
    plan.say = say or plan.say
    plan.ledger.site_url = shown.campaign.site_url
    return plan
