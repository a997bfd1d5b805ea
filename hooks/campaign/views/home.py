"""The home page: what is on now, this week, where, and what came of it."""

from __future__ import annotations

from datetime import date, timedelta

from markupsafe import Markup

from campaign import outcomes
from campaign.almanac import DaySheet, monday_of
from campaign.card import Card, card
from campaign.history import Change, changes
from campaign.models.base import Published
from campaign.models.capabilities import Counted
from campaign.models.units import Unit
from campaign.plane import apart
from campaign.schematic import Ground, drawing, shape
from campaign.site import Shown
from campaign.stations import clusters, stations
from campaign.timetable import almanac_of, week_url
from campaign.views import Context, Options, view

_SHOWN, _KEPT = 6, 18  # cards shown, and kept behind them for readers of a page built days ago
_CHANGES, _LATELY = 3, timedelta(days=7)  # changes told in the band, and for how long
_LEARN = 3  # explainers that the home page begins with
_FORTNIGHT = timedelta(days=13)
_GAP = 28.0  # units between two marks of the small map
_MARKS = ("area", "station", "point")


@view("home")
def home(shown: Shown, _options: Options) -> Context:
    """Return hero, programme, recordings, stations, notices and figures at the moment of ``shown``."""
    scheduled = [card(shown, record) for record in shown.scheduled()]
    going = [one for one in scheduled if one.phase != "past" and not one.record.called_off and not one.on_demand]
    over = [one for one in scheduled if one.phase == "past" and not one.record.cancelled]
    return {
        "phase": shown.campaign.phase_at(shown.now),
        "soon": going[:_KEPT],
        "shown_cards": _SHOWN,
        "changed": upset(shown)[:_CHANGES],
        "lately": over[::-1][:_SHOWN],
        "recordings": [one for one in scheduled if one.on_demand and one.phase != "past" and not one.record.cancelled],
        "replays": replays(shown),
        "days_left": (shown.campaign.end - shown.now.date()).days,
        "days_until": (shown.campaign.start - shown.now.date()).days,
        "notices": [card(shown, record) for record in _valid_first(shown)[:4]],
        "fortnight": fortnight(shown),
        "learn": [card(shown, record) for record in shown.public("explainers")[:_LEARN]],
        "selfcheck": next((record for record in shown.public("selfchecks")), None),
        "overview": overview(shown),
        "kinds": kinds(shown),
        "figures": figures(shown),
    }


def fortnight(shown: Shown) -> list[tuple[DaySheet, str, int]]:
    """Return each day of this week and the next with the address of its list and how much takes place; empty where nothing does.

    The page may be read a week after it was built; the browser shows the seven days of the reader's week.
    """
    almanac = almanac_of(shown)
    monday = monday_of(shown.now.date())
    days = [(sheet, _held(sheet)) for sheet in almanac.days(monday, monday + _FORTNIGHT)]
    if not any(count for _, count in days):
        return []
    return [(sheet, f"{week_url(monday_of(sheet.day))}#d{sheet.day}" if count else "", count) for sheet, count in days]


def _held(sheet: DaySheet) -> int:
    return sum(not one.record.called_off for one in sheet.everything)


def overview(shown: Shown) -> Markup | None:
    """Return the map with a mark for each unit, or each sub-district with many, without links: all of it leads to the map's page."""
    ground = Ground.of(shown.site)
    if ground is None:
        return None
    found = stations(shown)
    grouped = clusters(shown, found)
    if grouped:
        spots = [one.spot for one in grouped]
        marks = [f'<circle r="17" cx="{x:.0f}" cy="{y:.0f}"/>' for x, y in spots]
        counts = [f'<text x="{one.spot[0]:.0f}" y="{one.spot[1]:.0f}">{len(one.stations)}</text>' for one in grouped]
        drawn = f'<g class="c-pin c-pin--sum">{"".join(marks)}{"".join(counts)}</g>'
    else:
        placed = [(one.unit.mark, ground.frame.at(one.point)) for one in found if one.point]
        spots = apart([spot for _, spot in placed], _GAP, ground.frame.height)
        drawn = "".join(
            f'<g class="c-pin c-pin--{mark}">{shape(mark, *spot)}</g>'
            for (mark, _), spot in zip(placed, spots, strict=True)
        )
    names = "".join(ground.names(spots, 19 if grouped else 14))
    return drawing(ground, f'<g aria-hidden="true">{names}{drawn}</g>', f"{shown.campaign.district}示范单位示意图")


def kinds(shown: Shown) -> list[tuple[str, str, int]]:
    """Return name, mark and number of each kind of unit that has its title, areas first."""
    found = [(_MARKS.index(unit.mark), unit.type, unit.mark) for unit in shown.having(Unit) if unit.stage == "已获评"]
    return [(name, mark, found.count((at, name, mark))) for at, name, mark in sorted(set(found))]


def replays(shown: Shown) -> list[tuple[Card, str]]:
    """Return each finished record that can be watched again, newest first, with the address of its recording."""
    told = [(record, record.outcome_at(shown.now)) for record in shown.having(Counted)]
    found = [(card(shown, record), result.replay) for record, result in told if result and result.replay]
    return sorted(found, key=lambda pair: (pair[0].day or date.min, pair[0].url), reverse=True)


def _valid_first(shown: Shown) -> list[Published]:
    return sorted(shown.public("notices"), key=lambda record: record.expired_at(shown.now))


def upset(shown: Shown) -> list[Change]:
    """Return the changes of the last days that upset somebody's plan, newest first."""
    return [change for change in changes(shown) if not change.added and change.moment > shown.now - _LATELY]


def figures(shown: Shown) -> list[tuple[str, int, str]]:
    """Return label, sum and unit of what the finished records report; joint ones count once."""
    total = outcomes.total(shown)
    sums = [
        ("已举办", total.held, "场"),
        ("参与企业", total.enterprises, "家次"),
        ("参与人数", total.people, "人次"),
        ("发放材料", total.materials, "份"),
    ]
    units = [record for record in shown.public("units") if getattr(record, "stage", "") == "已获评"]
    return [*sums, ("示范单位", len(units), "家")]
