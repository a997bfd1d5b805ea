"""The results: what was done, by unit, week, item and sub-district, the form's sums, the press, and earlier editions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from markupsafe import Markup

from campaign import outcomes
from campaign.charts import Bar, bars, columns
from campaign.forms.figures import Book, Sheet
from campaign.models.capabilities import Counted
from campaign.models.reporting import Edition, Media, Outlet
from campaign.outcomes import Sums
from campaign.site import Shown
from campaign.views import Context, Options, view

_NARROW = 300  # units: three columns beside others of their kind


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One chart and the table that says the same."""

    key: str
    title: str
    first: str
    picture: Markup
    rows: Sequence[Sums]
    note: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure in every edition, oldest first."""

    label: str
    unit: str
    picture: Markup
    values: tuple[int, ...]


@view("results", Counted, "worklog", "media")
def results(shown: Shown, _options: Options) -> Context:
    """Return sums, charts with their tables, the bureau's form, the press and the comparison of editions."""
    book = Book.of(shown.site, shown.now)
    sheet = book.bureau() if book else None
    years, compared = editions(shown, sheet)
    return {
        "total": outcomes.total(shown),
        "breakdowns": breakdowns(shown),
        "sheet": sheet,
        "press": press(shown),
        "years": years,
        "compared": compared,
    }


def breakdowns(shown: Shown) -> list[Breakdown]:
    """Return the four ways to take the sum apart; each adds up to it."""
    units, weeks, items, towns = (
        outcomes.by_unit(shown), outcomes.by_week(shown), outcomes.by_item(shown), outcomes.by_town(shown),
    )  # fmt: skip
    people = "参与人次"
    return [
        Breakdown(
            "week", "按周", "周", columns("week", f"每周{people}", "人次", [Bar(one.label, one.people) for one in weeks]),
            weeks, f"柱高是{people}。录播课算在上线的那一周。",
        ),
        Breakdown(
            "item", "按活动安排", "安排", bars("item", "各项安排举办的场次", "场", [Bar(one.label, one.held) for one in items]),
            items, "条长是场次。有些安排（如走访、办案）不办公开活动，所以是 0。",
        ),
        Breakdown(
            "unit", "按单位", "单位", bars("unit", f"各单位{people}", "人次", [Bar(one.label, one.people) for one in units]),
            units, f"条长是{people}。联合举办的只算给责任单位；“所”是市场监督管理所。",
        ),
        Breakdown(
            "town", "按街镇", "街镇", bars("town", f"各街镇{people}", "人次", [Bar(one.label, one.people) for one in towns]),
            towns, f"条长是{people}，按举办的地点算；线上的单列。",
        ),
    ]  # fmt: skip


def press(shown: Shown) -> list[tuple[Media, str, str]]:
    """Return each report of the press with its outlet's name and level, newest first."""
    every = [one for one in cast("Iterable[Media]", shown.site.all("media")) if one.day <= shown.now.date()]
    outlets = {one.id: one for one in cast("Iterable[Outlet]", shown.site.all("outlets"))}
    latest = sorted(every, key=lambda one: (-one.day.toordinal(), one.id))
    return [(one, outlets[one.outlet].name, outlets[one.outlet].level) for one in latest]


def editions(shown: Shown, sheet: Sheet | None) -> tuple[list[int], list[Compared]]:
    """Return the years, this one last, and each figure that all of them have; nothing while there is but one."""
    earlier = sorted(cast("Iterable[Edition]", shown.site.all("editions")), key=lambda one: one.year)
    if not earlier or sheet is None:
        return [], []
    years = [*(one.year for one in earlier), shown.campaign.year]
    past = [{one.cell: one.value for one in edition.values} for edition in earlier]
    compared = []
    for figure in sheet.figures:
        cell = figure.cell
        if figure.value is None or not all(cell.key in values for values in past):
            continue
        values = (*(one[cell.key] for one in past), figure.value)
        drawn = [Bar(str(year), value, year == years[-1]) for year, value in zip(years, values, strict=True)]
        title = f"历届{cell.label}"
        picture = columns(f"ed-{cell.key}".replace("_", "-"), title, cell.unit, drawn, width=_NARROW)
        compared.append(Compared(cell.label, cell.unit, picture, values))
    return years, compared
