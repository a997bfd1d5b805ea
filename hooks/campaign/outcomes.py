"""What came of the events that are over, added up by unit, week, item and sub-district.

Every sum on the public pages is made here, so that the parts of each breakdown add up to the home page's figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from campaign.almanac import monday_of
from campaign.card import place_of
from campaign.models.capabilities import Counted, Results, Scheduled
from campaign.models.orgs import Org
from campaign.site import Shown

K = TypeVar("K")

#: what stands for those without a place
ONLINE, ELSEWHERE = "线上", "未注明地点"
_SAMPLE = "（示例）"


@dataclass(frozen=True, slots=True)
class Sums:
    """One group of records: how many were held, and what their results add up to."""

    label: str
    held: int
    enterprises: int
    people: int
    materials: int
    url: str = ""


def told(shown: Shown) -> list[tuple[Counted, Results]]:
    """Return every visible record of our own that is over, with its results; joint ones count once."""
    pairs = [(record, record.outcome_at(shown.now)) for record in shown.having(Counted) if record.ours]
    return [(record, results) for record, results in pairs if results]


def total(shown: Shown) -> Sums:
    """Return the sums of everything."""
    return _sums("合计", [results for _, results in told(shown)])


def by_unit(shown: Shown) -> list[Sums]:
    """Return one group for each reporting unit, those with most people first."""
    found = _grouped(shown, lambda record: record.reporting_unit)
    return _most_first([_sums(_short(shown.site.org(key)), members) for key, members in found.items()])


def by_week(shown: Shown) -> list[Sums]:
    """Return one group for each week of the campaign in which something was held, named by its days within it."""
    first, last = shown.campaign.start, shown.campaign.end
    found = _grouped(shown, lambda record: monday_of(_day(record) or first).toordinal())
    weeks = []
    for ordinal in sorted(found):
        monday = date.fromordinal(ordinal)
        start, end = max(monday, first), min(monday + timedelta(days=6), last)
        if end < start:
            start, end = monday, monday + timedelta(days=6)
        weeks.append(_sums(f"{start.month}/{start.day}–{end.month}/{end.day}", found[ordinal]))
    return weeks


def by_item(shown: Shown) -> list[Sums]:
    """Return one group for each item of the notice in its order, those without any as well."""
    found = _grouped(shown, lambda record: record.item or 0)
    items = [(item.no, item.short, item.url) for item in shown.campaign.items]
    known = {no for no, _, _ in items}
    groups = [_sums(f"{no}. {short}", found.get(no, []), url) for no, short, url in items]
    rest = [results for no, members in found.items() if no not in known for results in members]
    return [*groups, _sums("其他", rest)] if rest else groups


def by_town(shown: Shown) -> list[Sums]:
    """Return one group for each sub-district in which something took place, the internet last."""
    found = _grouped(shown, lambda record: _town(shown, record))
    sums = _most_first([_sums(str(town), members) for town, members in found.items()])
    return sorted(sums, key=lambda one: {ONLINE: 1, ELSEWHERE: 2}.get(one.label, 0))


def _short(org: Org) -> str:
    """Return a name that has room beside a bar: ``方松街道所``."""
    if org.kind == "市场监管所" and org.area:
        return f"{org.area}所"
    return (org.short or org.name).replace(_SAMPLE, "")


def _day(record: Counted) -> date | None:
    return record.start.date() if isinstance(record, Scheduled) else record.day


def _town(shown: Shown, record: Counted) -> str:
    place = place_of(shown, record)
    if place:
        return str(place.location.town)
    return ONLINE if isinstance(record, Scheduled) and record.attendance != "线下" else ELSEWHERE


def _grouped(shown: Shown, key: Callable[[Counted], K]) -> dict[K, list[Results]]:
    found: dict[K, list[Results]] = {}
    for record, results in told(shown):
        found.setdefault(key(record), []).append(results)
    return found


def _sums(label: str, members: Sequence[Results], url: str = "") -> Sums:
    return Sums(
        label,
        len(members),
        sum(one.enterprises or 0 for one in members),
        sum(one.people or 0 for one in members),
        sum(one.materials or 0 for one in members),
        url,
    )


def _most_first(groups: Iterable[Sums]) -> list[Sums]:
    return sorted(groups, key=lambda one: (-one.people, -one.held, one.label))
