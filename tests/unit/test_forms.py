"""The statistics form of the sample month, reckoned by hand, and what the engine takes and leaves."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.conftest import REPO, Folder

from campaign.forms.figures import Book, Figure, Sheet
from campaign.forms.filing import changes, digest, filings
from campaign.loading import load

EVENT = "events/2023-06-08-launch.yml"
#: everything is over, and two units have filed
AFTER = datetime(2023, 7, 15, 9, 30)


@pytest.fixture(scope="module")
def month() -> Book:
    book = Book.of(load(REPO / "data", AFTER), AFTER)
    assert book is not None
    return book


def book_of(tiny: Folder, now: datetime = AFTER) -> Book:
    book = Book.of(tiny.loaded(now), now)
    assert book is not None
    return book


def of_unit(book: Book, key: str) -> Sheet:
    return book.sheet(book.site.org(key))


def figure(sheet: Sheet, key: str) -> Figure:
    return next(one for one in sheet.figures if one.cell.key == key)


def test_month_of_the_section_is_what_a_hand_adds_up(month: Book) -> None:
    # row 1, stat_row 1 and held: seven events (启动、政策直播、展示、滚动宣讲、以案说法、画册、小结),
    # nine lectures, one open day; the two in which the section only took part count nowhere
    sessions = 7 + 9 + 1
    enterprises = (62 + 85 + 48 + 12 + 71 + 64 + 57) + (41 + 37 + 58 + 29 + 71 + 83 + 96 + 78 + 62) + 41
    people = (118 + 310 + 186 + 34 + 163 + 402 + 212) + (230 + 188 + 264 + 143 + 296 + 341 + 247 + 318 + 173) + 59
    # materials of everything held, of other rows and of none as well: 研讨 60, 门诊 22, 伙伴 60, 申报 60;
    # and what the worklog gave out besides, 0 in the first and 120 in the second half
    materials = (260 + 0 + 210 + 40 + 180 + 0 + 70) + 0 + 80 + (60 + 22 + 60 + 60) + (0 + 120)
    assert of_unit(month, "fbzdjz").values == {
        "publicity_sessions": sessions,
        "publicity_enterprises": enterprises,
        "publicity_people": people,
        "materials": materials,
        "forum_sessions": 2,  # 门诊、回头看座谈
        "forum_enterprises": 22 + 12,
        "visits": 18 + 15,
        "questionnaires": 260 + 180,
        "opinions": 21 + 14,
        "solved": 6 + 7,
        "training_sessions": 1,  # 申报辅导
        "training_enterprises": 27,
        "training_people": 54,
        "cases": 0,  # the sample's cases are of another year
        "reports_up": 3 + 4,
        "media_items": 6,
        "media_central": 2,
    }
    assert (sessions, enterprises, people, materials) == (17, 995, 3684, 1162)


def test_month_of_fangsong_is_what_a_hand_adds_up(month: Book) -> None:
    assert of_unit(month, "sub-fangsong").values == {
        "publicity_sessions": 1 + 1,  # 广场、开放日
        "publicity_enterprises": 18 + 13,
        "publicity_people": 640 + 21,
        "materials": 520 + 25 + 30 + (60 + 45),  # 广场、开放日、沙龙, worklog
        "forum_sessions": 1,  # 沙龙
        "forum_enterprises": 15,
        "visits": 6 + 9 - 2,  # one visit was entered by two groups
        "questionnaires": 40 + 55,
        "opinions": 5 + 8,
        "solved": 1 + 3,
        "training_sessions": 0,
        "training_enterprises": 0,
        "training_people": 0,
        "cases": 0,
        "reports_up": 1 + 1,
        "media_items": 2,
        "media_central": 0,
    }


def test_month_of_the_bureau_is_the_sum_of_its_units(month: Book) -> None:
    # in the order of the list: 科 · 岳阳 · 方松 · 中山 · 广富林 · 佘山 · 车墩 · 洞泾 · 九亭 · 泖港 · 石湖荡 · 新浜
    sessions = 17 + 2 + 2 + 2 + 2 + 2 + 1 + 1 + 2 + 2 + 1 + 2
    assert month.bureau().values == {
        "publicity_sessions": sessions,
        "publicity_enterprises": 995 + (26 + 5) + (18 + 13) + (17 + 14) + (6 + 18) + (23 + 20) + 16 + 24 + (34 + 15)
        + (47 + 9) + 17 + (19 + 19),
        "publicity_people": 3684 + (140 + 12) + (640 + 21) + (33 + 20) + (165 + 44) + (420 + 25) + 28 + 37 + (520 + 22)
        + (96 + 64) + 27 + (43 + 26),
        # of each unit: what events gave out, then the worklog's own; 车墩 as it was filed on 27 June, without the
        # 20 of a visit on the 29th; 永丰 and 小昆山 have worklogs and hardly any events
        "materials": 1162 + (300 + 12 + 150) + 40 + 680 + (260 + 140 + 40 + 20 + 80) + (170 + 100 + 50 + 0) + (45 + 30)
        + (40 + 50) + (300 + 28) + (70 + 30 + 60) + (45 + 70) + (60 + 40 + 45) + (480 + 55 + 30 + 90)
        + (130 + 90 + 25) + (35 + 30 + 20) + (60 + 30) + (24 + 30) + (50 + 15),
        # 科 2 · 方松 · 九里亭 · 泗泾 · 车墩 · 叶榭
        "forum_sessions": 2 + 1 + 1 + 1 + 1 + 1,
        "forum_enterprises": 34 + 15 + 28 + 14 + 9 + 11,
        "visits": 33 + 9 + 14 + 11 + 13 + 22 + 10 + 8 + 13 + 7 + 16 + 17 + 12 + 19 + 5 + 6 + 8 + 7,
        "questionnaires": 440 + 0 + 90 + 60 + 95 + 150 + 120 + 45 + 80 + 40 + 70 + 95 + 55 + 130 + 20 + 25 + 35 + 30,
        "opinions": 35 + 4 + 11 + 7 + 13 + 16 + 9 + 6 + 9 + 5 + 12 + 13 + 8 + 15 + 3 + 4 + 6 + 5,
        "solved": 13 + 3 + 4 + 2 + 4 + 6 + 2 + 1 + 3 + 1 + 5 + 4 + 2 + 5 + 0 + 1 + 2,  # 小昆山 left it open
        # 科 · 中山 2 · 广富林 · 泗泾 · 车墩 · 新桥 · 洞泾 · 九亭 · 石湖荡 · 小昆山
        "training_sessions": 1 + 2 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1,
        "training_enterprises": 27 + (58 + 68) + 21 + 19 + 38 + 30 + 22 + 33 + 29 + 14,
        "training_people": 54 + (237 + 131) + 92 + 36 + 66 + 43 + 47 + 48 + 32 + 46,
        "cases": 0,
        "reports_up": 7 + 2 + 2 + 1 + 2 + 2 + 1 + 1 + 2 + 1 + 2 + 1 + 1 + 2 + 1 + 0 + 1 + 1,
        "media_items": 14 + 1,  # and a reprint that 中山 entered later
        "media_central": 2,
    }  # fmt: skip
    assert sessions == 36


def test_open_cell_is_not_zero(month: Book) -> None:
    silent = of_unit(month, "sub-xinbang")
    assert [cell.key for cell in silent.open_cells] == ["visits", "questionnaires", "opinions", "solved", "reports_up"]
    assert (figure(silent, "visits").text, figure(silent, "cases").text) == ("未填", "0")
    none_solved = figure(of_unit(month, "sub-maogang"), "solved")
    assert (none_solved.value, none_solved.text) == (0, "0")


def test_every_cell_names_the_records_behind_it(month: Book) -> None:
    visits = figure(of_unit(month, "sub-fangsong"), "visits")
    assert [(share.record.id, share.value) for share in visits.shares] == [
        ("2023-fangsong-a", 6),
        ("2023-fangsong-b", 9),
    ]
    assert [(one.id, one.delta) for one in visits.adjustments] == [("2023-fangsong-visits", -2)]
    materials = figure(of_unit(month, "fbzdjz"), "materials")
    assert [share.record.id for share in materials.missing] == [
        "2023-06-21-g60-exchange",
        "2023-06-27-lookback-meeting",
    ]


def test_joint_event_counts_for_its_reporting_unit_and_once_for_the_bureau(tiny: Folder) -> None:
    tiny.edit(EVENT, co_hosts="[sub-fangsong]")
    book = book_of(tiny, datetime(2023, 6, 12, 9, 30))
    key = "publicity_sessions"
    sheets = [of_unit(book, "fbzdjz"), of_unit(book, "sub-fangsong"), book.bureau()]
    assert [figure(sheet, key).value for sheet in sheets] == [1, 0, 1]


@pytest.mark.parametrize(
    ("fields", "sessions", "people"),
    [
        ({}, 1, 45),
        ({"results": "{held: true}"}, 1, None),
        ({"results": "{held: true, people: 0}"}, 1, 0),
        ({"results": None}, None, None),
        ({"results": "{held: false}"}, 0, 0),
        ({"status": "draft"}, 0, 0),
        ({"status": "cancelled", "status_reason": "停电", "revision": "1", "results": None}, 0, 0),
        ({"role": "参加", "stat_row": "none"}, 0, 0),
        ({"stat_row": "2"}, 0, 0),
        ({"start": "2023-07-08 14:00", "end": "2023-07-08 16:00", "outside_reason": "补办"}, 0, 0),
    ],
)
def test_only_held_events_of_the_period_count(
    tiny: Folder, fields: dict[str, str | None], sessions: int | None, people: int | None
) -> None:
    tiny.edit(EVENT, **fields)
    sheet = of_unit(book_of(tiny), "fbzdjz")
    assert (figure(sheet, "publicity_sessions").value, figure(sheet, "publicity_people").value) == (sessions, people)


def test_event_counts_from_its_end_on(tiny: Folder) -> None:
    counted = [
        figure(of_unit(book_of(tiny, datetime(2023, 6, 8, hour, 0)), "fbzdjz"), "publicity_people").value
        for hour in (15, 16)
    ]
    assert counted == [0, 45]


def test_form_may_have_a_period_of_its_own(tiny: Folder) -> None:
    tiny.edit(EVENT, start="2023-07-03 14:00", end="2023-07-03 16:00", outside_reason="补办")
    tiny.edit("forms/annex.yml", period="custom", period_from="2023-06-01", period_to="2023-07-05")
    assert figure(of_unit(book_of(tiny), "fbzdjz"), "publicity_people").value == 45


def filed(values: dict[str, int | None]) -> str:
    shown = "".join(f"  - {{cell: {k}{'' if v is None else f', value: {v}'}}}\n" for k, v in values.items())
    return (
        "id: fbzdjz\nform: annex\nreporting_unit: fbzdjz\nsubmitted: 2023-06-20 10:00\nsigned_off: 科室\n"
        f"values:\n{shown}sha: {digest('annex', 'fbzdjz', values)}\n"
    )


def test_filed_form_keeps_its_figures_and_tells_what_changed(tiny: Folder) -> None:
    values = {"publicity_sessions": 1, "publicity_people": 45, "visits": None}
    tiny.write("submissions/fbzdjz.yml", filed(values))
    tiny.edit(EVENT, results="{held: true, people: 52}")

    book = book_of(tiny)
    sheet = of_unit(book, "fbzdjz")

    assert sheet.values == values
    told = [(one.cell.key, one.filed, one.today) for one in changes(sheet, book.live(book.site.org("fbzdjz")))]
    assert told == [("publicity_people", 45, 52)]
    assert figure(book.bureau(), "publicity_people").value == 45  # the bureau adds up what was signed
    before = book_of(tiny, datetime(2023, 6, 20, 9, 59))
    assert of_unit(before, "fbzdjz").filed is None
    assert [(one.sheet.key, one.filed is not None) for one in filings(book)] == [
        ("fbzdjz", True), ("sub-fangsong", False), ("bureau", False),
    ]  # fmt: skip


def test_worklog_counts_from_its_last_day_and_a_correction_from_its_own(tiny: Folder) -> None:
    text = "id: log\nreporting_unit: fbzdjz\nperiod: {from: 2023-06-05, to: 2023-06-11}\nvisits: 3\n"
    tiny.write("worklog/log.yml", text)
    fixed = "id: fix\nreporting_unit: fbzdjz\ncell: visits\ndelta: -1\nreason: 重复\nby: 科室\ndate: 2023-06-12\n"
    tiny.write("adjustments/fix.yml", fixed)
    counted = [
        figure(of_unit(book_of(tiny, datetime(2023, 6, day, 9, 30)), "fbzdjz"), "visits").value for day in (10, 11, 12)
    ]
    assert counted == [None, 3, 2]
