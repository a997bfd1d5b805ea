"""The home page: what is on now, this week, where, and what came of it."""

from __future__ import annotations

from datetime import date, timedelta

from campaign import outcomes
from campaign.almanac import DaySheet, monday_of
from campaign.card import Card, card
from campaign.history import Change, changes
from campaign.models.base import Published
from campaign.models.capabilities import Counted, Scheduled
from campaign.models.units import Unit
from campaign.site import Shown
from campaign.stations import Station, counted, picture, stations
from campaign.timetable import almanac_of, week_url
from campaign.views import Context, Options, view

_SHOWN, _KEPT = 6, 18  # cards shown, and kept behind them for readers of a page built days ago
_CHANGES, _LATELY = 3, timedelta(days=7)  # changes told in the band, and for how long
_LEARN = 3  # explainers that the home page begins with
_FORTNIGHT = timedelta(days=13)
_MARKS = ("area", "station", "point")


@view("home", "campaign", Scheduled, "notices")
def home(shown: Shown, _options: Options) -> Context:
    """Return hero, programme, recordings, stations, notices and figures at the moment of ``shown``."""
    scheduled = [card(shown, record) for record in shown.scheduled()]
    going = [one for one in scheduled if one.phase != "past" and not one.record.called_off and not one.on_demand]
    over = [one for one in scheduled if one.phase == "past" and not one.record.cancelled]
    found = stations(shown)
    drawn = [one for one in found if one.point]  # what stands beside a drawing counts what it draws
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
        "overview": picture(shown, found, links=False),
        "kinds": kinds(drawn),
        "candidates": sum(one.unit.candidate for one in drawn),
        "counted": counted(drawn),
        "undrawn": len(found) - len(drawn),
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


def kinds(found: list[Station]) -> list[tuple[str, str, int]]:
    """Return name, mark and number of each kind of unit that has its title, areas first."""
    kept = [(_MARKS.index(one.unit.mark), one.unit.type, one.unit.mark) for one in found if one.unit.titled]
    return [(name, mark, kept.count((at, name, mark))) for at, name, mark in sorted(set(kept))]


def replays(shown: Shown) -> list[tuple[Card, str]]:
    """Return each finished record that can be watched again, newest first, with the address of its recording."""
    told = [(record, record.outcome_at(shown.now)) for record in shown.having(Counted)]
    found = [(card(shown, record), result.replay) for record, result in told if result and result.replay]
    return sorted(found, key=lambda pair: (pair[0].day or date.min, pair[0].url), reverse=True)


def _valid_first(shown: Shown) -> list[Published]:
    issued = [one for one in shown.public("notices") if one.day and one.day <= shown.now.date()]
    return sorted(issued, key=lambda record: record.expired_at(shown.now))


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
    return [*sums, ("示范单位", sum(unit.titled for unit in shown.having(Unit)), "家")]
