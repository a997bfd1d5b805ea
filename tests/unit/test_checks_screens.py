"""The rules about screens, and what the build decides for them."""

from __future__ import annotations

import io
import json
import math
import re
import shutil
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from fontTools.ttLib import TTFont
from tests.conftest import REPO, copy_project

from campaign import clock, ems, fonts, frame, glass, glyphs, kiosk, laying, packs, wall, wall_map
from campaign.models.screens import Daypart, Screen, Touch
from campaign.plane import WIDTH
from campaign.problems import Problem, Problems
from campaign.programme import bulletins, programme
from campaign.render import Renderer
from campaign.slide import Slide
from campaign.wall_map import Lie

if TYPE_CHECKING:
    from tests.conftest import Folder

DAYPARTS, PLAYLISTS, SCREENS, BULLETINS = "dayparts.yml", "playlists.yml", "screens.yml", "bulletins.yml"
HOURS = """\
- id: outdoor
  name: 户外
  opens: "07:00"
  closes: "22:00"
"""
LISTS = """\
- id: month
  name: 服务月
  items:
    - {show: 活动}
- id: evergreen
  name: 常年
  items:
    - {show: 举报}
    - {show: 二维码}
"""
STRIP = """\
- id: strip
  name: 条屏
  width: 1920
  height: 640
  panel: LED
  pitch_mm: 5
  far_m: 30
  scan_m: 10
  hours: outdoor
  playlist: month
  fallback: evergreen
"""
TERMINAL = (
    STRIP[: STRIP.index("  width")]
    + """\
  width: 1080
  height: 1920
  panel: LCD
  diagonal_in: 43
  far_m: 3
  scan_m: 1
  hours: outdoor
  playlist: month
  fallback: evergreen
"""
)
MOVED = """\
- id: moved
  start: 2023-06-15 07:00
  until: 2023-06-15 12:00
  title: 启动活动改期
  lines: [改到6月16日 9:30]
  approved_by: 办公室
"""


@pytest.fixture
def screened(tiny: Folder) -> Folder:
    """Return the tiny campaign with one screen."""
    tiny.edit("campaign.yml", hotline="12315", report_how="[拨打 12315]")
    for name, text in ((DAYPARTS, HOURS), (PLAYLISTS, LISTS), (SCREENS, STRIP), (BULLETINS, MOVED)):
        tiny.write(name, text)
    assert tiny.problems_of() == []
    return tiny


def _strip(folder: Folder) -> Screen:
    return cast("Screen", folder.loaded().get("screens", "strip"))


def test_screen_says_how_large_its_pixels_are_finds_the_panel(screened: Folder) -> None:
    screened.replace(SCREENS, "  pitch_mm: 5\n", "")
    assert screened.problems_of() == [screened.finding(SCREENS, "panel: ¦LED", "screen-size")]


@pytest.mark.parametrize("edges", ["[250, 0, 0, 0]", "[0, 400, 0, 300]"])
def test_safe_edges_leave_most_of_the_screen_finds_the_edges(screened: Folder, edges: str) -> None:
    screened.replace(SCREENS, "  pitch_mm: 5\n", f"  pitch_mm: 5\n  safe_px: {edges}\n")
    assert screened.finding(SCREENS, f"safe_px: ¦{edges[:2]}", "safe-edges") in screened.problems_of()


@pytest.mark.parametrize(
    ("written", "code", "right"),
    [
        ("16", "wrong-type", "[16, 16, 16, 16]"),
        ("0 16", "wrong-type", "[0, 16, 0, 16]"),
        ("0，16", "wrong-type", "[0, 16, 0, 16]"),
        ("[0, 8]", "too-short", "[0, 8, 0, 8]"),
        ("[1, 2, 3]", "too-short", ""),
        ("[0, 0, 0, 0, 0]", "too-long", ""),
        ("一圈", "wrong-type", ""),
    ],
)
def test_hidden_edges_are_four_and_the_line_to_copy_says_so(
    screened: Folder, written: str, code: str, right: str
) -> None:
    screened.replace(SCREENS, "  pitch_mm: 5\n", f"  pitch_mm: 5\n  safe_px: {written}\n")
    [found] = [one for one in screened.problems() if one.code != "fullwidth-comma"]
    assert (found.code, found.suggestion) == (code, right and f"  safe_px: {right}")
    assert found.hint.endswith("上、右、下、左，四个数都写；不写就是没有。例如 [0, 16, 0, 16]。")
    assert code == "wrong-type" or "项，要 4 项。" in found.message
    if right:
        screened.write(SCREENS, STRIP.replace("  pitch_mm: 5\n", f"  pitch_mm: 5\n  safe_px: {right}\n"))
        assert screened.problems_of() == []


@pytest.mark.parametrize(
    ("name", "right", "wrong", "example"),
    [
        (SCREENS, "pitch_mm: 5", "pitch_mm: P5", "例如 5。"),
        (SCREENS, "far_m: 30", "far_m: 30米", "例如 30。"),
        (SCREENS, "pitch_mm: 5", "diagonal_in: 五", "例如 55。"),
        (SCREENS, "width: 1920", "width: 1920px", "例如 1920。"),
        (PLAYLISTS, "{show: 活动}", "{show: 活动, seconds: 十二}", "例如 12。"),
        (PLAYLISTS, "{show: 活动}", "{show: 活动, days: 一周}", "例如 30。"),
    ],
)
def test_number_that_is_none_is_answered_with_one_of_its_own_kind(
    screened: Folder, name: str, right: str, wrong: str, example: str
) -> None:
    screened.replace(name, right, wrong)
    assert [one.hint[-len(example) :] for one in screened.problems() if one.code == "number-format"] == [example]


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("far_m: 30米", "far_m: 30"),
        ("far_m: １２.５ Ｍ", "far_m: 12.5"),
        ("far_m: 3000毫米", ""),
        ("far_m: P30", ""),
        ("far_m: 30米外", ""),
        ("pitch_mm: P5", "pitch_mm: 5"),
        ("pitch_mm: 2.5MM", "pitch_mm: 2.5"),
        ("pitch_mm: 5米", ""),
        ('diagonal_in: 55"', "diagonal_in: 55"),
        ("diagonal_in: 55寸", "diagonal_in: 55"),
    ],
)
def test_unit_that_the_field_is_in_anyway_is_left_out(screened: Folder, written: str, right: str) -> None:
    name = written.partition(":")[0]
    line = next((one for one in screened.read(SCREENS).splitlines() if one.startswith(f"  {name}: ")), "  pitch_mm: 5")
    screened.replace(SCREENS, line, f"  {written}")
    [found] = [one for one in screened.problems() if one.code == "number-format"]
    assert found.suggestion == (right and f"  {right}")


def test_group_that_is_one_word_is_answered_with_the_group(screened: Folder) -> None:
    screened.replace(SCREENS, "  pitch_mm: 5\n", "  pitch_mm: 5\n  touch: 有\n")
    [found] = screened.problems()
    assert (found.code, found.hint.partition("；")[0]) == ("wrong-type", "写成“{bottom_mm: 700}”这样")


def test_what_is_missing_in_braces_is_added_in_braces(screened: Folder) -> None:
    screened.replace(PLAYLISTS, "{show: 活动}", "{seconds: 12}")
    screened.replace(SCREENS, "  width: 1920\n", "")
    hints = [one.hint for one in screened.problems() if one.code == "missing-field"]
    assert [hint.partition(":")[0] for hint in hints] == ["大括号里加上“, show", "加一行“width"]


@pytest.mark.parametrize(
    ("items", "codes"),
    [("[活动]", ["wrong-type"]), ('[""]', ["empty-value"]), ('["", ""]', ["empty-value", "empty-value"])],
)
def test_list_whose_items_are_wrong_is_not_called_too_short(screened: Folder, items: str, codes: list[str]) -> None:
    screened.replace(PLAYLISTS, "  items:\n    - {show: 活动}\n", f"  items: {items}\n")
    assert [code for *_, code in screened.problems_of()] == codes


def test_word_where_lines_of_a_playlist_belong_is_answered_with_a_line(screened: Folder) -> None:
    screened.replace(PLAYLISTS, "  items:\n    - {show: 活动}\n", "  items: 活动\n")
    assert [(one.suggestion, one.hint) for one in screened.problems()] == [
        ("", "每一项另起一行，以“- ”开头，例如“- {show: 活动}”。")
    ]


def test_screen_is_lit_until_midnight_where_its_hours_end_at_24(screened: Folder) -> None:
    other = '  exceptions:\n    - {on: 2023-06-22, opens: "09:00", closes: "24:00"}\n'
    screened.write(DAYPARTS, HOURS.replace('closes: "22:00"', 'closes: "24:00"') + other)
    assert screened.problems_of() == []
    hours = cast("Daypart", screened.loaded().get("dayparts", "outdoor"))
    moments = ("12 06:59", "12 07:00", "12 23:59", "13 00:00", "22 08:59", "22 23:59", "23 00:00")
    assert [one for one in moments if wall.lit(hours, datetime.strptime(f"2023-06-{one}", "%Y-%m-%d %H:%M"))] == [
        "12 07:00",
        "12 23:59",
        "22 23:59",
    ]
    screened.replace(DAYPARTS, 'opens: "07:00"', 'opens: "00:00"')
    hours = cast("Daypart", screened.loaded().get("dayparts", "outdoor"))
    assert [one for one in moments if not wall.lit(hours, datetime.strptime(f"2023-06-{one}", "%Y-%m-%d %H:%M"))] == [
        "22 08:59"
    ]
    screened.write(DAYPARTS, HOURS.replace('closes: "22:00"', "closes: 24点"))
    assert [one.suggestion for one in screened.problems()] == ["  closes: 24:00"]


def test_slides_keep_clear_of_hidden_edges(screened: Folder) -> None:
    screened.replace(SCREENS, "  pitch_mm: 5\n", "  pitch_mm: 5\n  safe_px: [8, 16, 24, 32]\n  rotate: 90\n")
    screen = _strip(screened)
    pack = packs.content(screened.shown(datetime(2023, 6, 1, 9, 0)), screen)
    assert glass.free_box(screen) == glass.Box(screen.width - 48, screen.height - 32)
    told = pack["screen"]
    assert (told["px"], told["at"], told["rotate"]) == ([screen.width - 48, screen.height - 32], [32, 8], 90)
    assert told["whole"] == [screen.width, screen.height]


def test_fallback_has_two_undated_slides_finds_the_list(screened: Folder) -> None:
    screened.replace(PLAYLISTS, "    - {show: 举报}\n", "    - {show: 公告}\n")
    assert screened.problems_of() == [screened.finding(SCREENS, "fallback: ¦evergreen", "no-evergreen")]


def test_slides_can_be_read_from_afar_finds_a_code_too_large_and_says_how_far_it_may_be_scanned(
    screened: Folder,
) -> None:
    screened.replace(SCREENS, "scan_m: 10", "scan_m: 30")
    found = list(screened.problems())
    assert [(one.code, one.where.line, one.suggestion) for one in found] == [("code-too-large", 8, "  scan_m: 25.5")]
    screened.replace(SCREENS, "scan_m: 30", "scan_m: 26")
    assert screened.problems_of() == [screened.finding(SCREENS, "scan_m: ¦26", "code-too-large")]
    screened.replace(SCREENS, "scan_m: 26", "scan_m: 25.5")
    assert screened.problems_of() == []


def test_slides_can_be_read_from_afar_finds_a_code_scanned_from_farther_than_text_is_read(screened: Folder) -> None:
    screened.write(SCREENS, STRIP.replace("far_m: 30", "far_m: 10").replace("scan_m: 10", "scan_m: 10.5"))
    found = list(screened.problems())
    assert [(one.code, one.where.line, one.suggestion) for one in found] == [("scan-too-far", 8, "  scan_m: 10")]
    screened.replace(SCREENS, "scan_m: 10.5", "scan_m: 45")  # too large as well: one line to copy, and it is right
    found = list(screened.problems())
    assert [(one.code, one.suggestion) for one in found] == [("code-too-large", "  scan_m: 10")]
    screened.replace(SCREENS, "scan_m: 45", "scan_m: 10.5")
    screened.replace(SCREENS, "scan_m: 10.5", "scan_m: 10")
    assert screened.problems_of() == []


def test_slides_can_be_read_from_afar_finds_letters_too_large(screened: Folder) -> None:
    screened.replace(SCREENS, "far_m: 30", "far_m: 300")
    found = screened.problems_of()
    assert screened.finding(SCREENS, "far_m: ¦300", "text-too-long") in found
    assert {code for *_, code in found} == {"text-too-long"}


def test_slides_can_be_read_from_afar_says_once_how_to_mend_a_title(screened: Folder) -> None:
    launch, long = (
        "events/2023-06-08-launch.yml",
        "示例区企业商业秘密保护能力提升服务月活动启动仪式暨示范单位授牌交流会议预告",
    )
    screened.edit(launch, title=long, start="2023-06-28 14:00", end="2023-06-28 16:00", results=None, revision="1")

    def told(far: str) -> list[Problem]:
        screened.write(SCREENS, STRIP.replace("far_m: 30", f"far_m: {far}"))
        return [one for one in screened.problems() if long[:16] in one.message]

    found = told("50")
    assert [(one.where.file, one.where.line, one.where.col, one.code) for one in found] == [
        screened.finding(launch, f"title: ¦{long}", "text-too-long")
    ]
    assert found[0].message == f"“{long}”在“条屏”上按 50 米的最小字号排不下，最远 44 米排得下。"
    assert found[0].hint == "把 title 从 37 字改到 16 字以内，或者把 data/screens.yml:7 改成 far_m: 44。"
    assert told("44") == []
    screened.replace(PLAYLISTS, "    - {show: 活动}\n", "    - {show: 活动}\n    - {show: 倒计时}\n")
    found = told("50")  # event and countdown both fail, the countdown more
    assert [(one.where.file, one.suggestion) for one in found] == [("data/screens.yml", "  far_m: 31")]
    assert told("31") == []
    screened.replace(PLAYLISTS, "    - {show: 倒计时}\n", "")
    screened.edit(launch, title=long[:16])
    assert told("50") == []


def test_slides_can_be_read_from_afar_says_once_that_the_distance_is_wrong(screened: Folder) -> None:
    for number in range(6):
        title = f"示例区企业商业秘密保护能力提升服务月活动第{number}次授牌交流会议"
        screened.add_like("events/2023-06-08-launch.yml", f"2023-06-2{number}-more", start=f"2023-06-2{number} 14:00",
                          end=None, results=None, title=title)  # fmt: skip
    screened.replace(PLAYLISTS, "{show: 活动}", "{show: 活动, most: 9}")
    screened.replace(SCREENS, "far_m: 30", "far_m: 55")
    found = list(screened.problems())
    assert [(one.code, one.where.line) for one in found] == [("text-too-long", 7)]
    assert found[0].message.count("”、“") == 2
    assert found[0].suggestion is not None
    screened.write(SCREENS, STRIP.replace("  far_m: 30", found[0].suggestion))
    assert screened.problems_of() == []


def test_slides_can_be_read_from_afar_gives_the_distance_of_what_has_no_file(screened: Folder) -> None:
    screened.replace(SCREENS, "far_m: 30", "far_m: 50")
    found = [one for one in screened.problems() if "请举报" in one.message]
    assert [(one.code, one.where.line, one.suggestion) for one in found] == [("text-too-long", 7, "  far_m: 43.5")]


def test_bulletin_ends_within_three_days_finds_the_end(screened: Folder) -> None:
    screened.replace(BULLETINS, "until: 2023-06-15 12:00", "until: 2023-06-18 07:01")
    assert screened.problems_of() == [screened.finding(BULLETINS, "until: ¦2023-06-18", "bulletin-too-long")]
    screened.replace(BULLETINS, "until: 2023-06-18 07:01", "until: 2023-06-15 07:00")
    assert screened.problems_of() == [screened.finding(BULLETINS, "until: ¦2023-06-15", "end-before-start")]


def test_bulletin_without_an_end_is_refused(screened: Folder) -> None:
    screened.replace(BULLETINS, "  until: 2023-06-15 12:00\n", "")
    assert [code for *_, code in screened.problems_of()] == ["missing-field"]


def test_bulletin_can_be_read_from_afar_finds_the_title(screened: Folder) -> None:
    many = "、".join(["改到6月16日上午九点半在示例广场西门外集合"] * 9)
    screened.replace(BULLETINS, "[改到6月16日 9:30]", f"[{', '.join([many[:150]] * 8)}]")
    assert [code for *_, code in screened.problems_of()] == ["text-too-long"]
    assert "只放得下前 2 行" in screened.problems().text()
    screened.write(BULLETINS, MOVED.replace("启动活动改期", "启动活动改期通知请相互转告并留意后续安排"))
    screened.replace(SCREENS, "far_m: 30", "far_m: 75")
    assert screened.finding(BULLETINS, "title: ¦启动活动改期", "text-too-long") in screened.problems_of()


def test_other_hours_are_complete_finds_the_day(screened: Folder) -> None:
    screened.write(DAYPARTS, HOURS + '  exceptions:\n    - {on: 2023-06-22, opens: "08:00"}\n')
    assert screened.problems_of() == [screened.finding(DAYPARTS, "on: ¦2023-06-22", "half-hours")]


def test_playlist_ends_after_it_begins_finds_the_end_and_unknown_records(screened: Folder) -> None:
    wrong = LISTS.replace("  name: 服务月\n", "  name: 服务月\n  valid_from: 2023-06-30\n  valid_until: 2023-06-01\n")
    screened.write(PLAYLISTS, wrong.replace("{show: 活动}", "{show: 活动, record: no-such}"))
    assert screened.problems_of() == [
        screened.finding(PLAYLISTS, "valid_until: ¦2023-06-01", "end-before-start"),
        screened.finding(PLAYLISTS, "record: ¦no-such", "unknown-record"),
    ]


@pytest.mark.parametrize("value", ["0", "121"])
@pytest.mark.parametrize("field", ["most", "seconds", "weight"])
def test_line_of_a_playlist_is_played_at_least_once_and_not_for_ever(screened: Folder, field: str, value: str) -> None:
    screened.replace(PLAYLISTS, "{show: 举报}", f"{{show: 举报, {field}: {value}}}")
    assert screened.problems_of() == [screened.finding(PLAYLISTS, f"{field}: ¦{value}", "out-of-range")]


def test_line_names_a_record_of_its_kind_finds_the_kind(screened: Folder) -> None:
    screened.replace(PLAYLISTS, "{show: 活动}", "{show: 活动, record: 2023-06-14-grading}")
    found = screened.problems()
    assert [(one.code, one.severity) for one in found] == [("other-kind", "warning")]
    assert next(iter(found)).suggestion == "    - {show: 宣讲, record: 2023-06-14-grading}"
    assert screened.problems_of() == [screened.finding(PLAYLISTS, "show: ¦活动", "other-kind")]


def test_playlist_in_use_is_not_over_finds_the_last_day(screened: Folder) -> None:
    screened.replace(PLAYLISTS, "  name: 服务月\n", "  name: 服务月\n  valid_until: 2023-06-11\n")
    assert screened.problems_of() == [screened.finding(PLAYLISTS, "valid_until: ¦2023-06-11", "playlist-over")]
    assert screened.problems_of(datetime(2023, 6, 11, 23, 59)) == []


def test_bulletin_is_not_over_finds_the_end(screened: Folder) -> None:
    assert screened.problems_of(datetime(2023, 6, 15, 12, 0)) == [
        screened.finding(BULLETINS, "until: ¦2023-06-15", "bulletin-over")
    ]


def test_bulletin_is_seen_while_a_screen_is_lit_finds_the_night(screened: Folder) -> None:
    night = MOVED.replace("06-15 07:00", "06-14 22:00").replace("06-15 12:00", "06-15 07:00")
    screened.write(BULLETINS, night)
    assert screened.problems_of() == [screened.finding(BULLETINS, "start: ¦2023-06-14", "bulletin-dark")]
    assert "“条屏”一直关屏，不会显示" in screened.problems().text()
    told = list(wall.told(screened.shown(datetime(2023, 6, 15, 6, 0)), _strip(screened)))
    assert "启动活动改期　关屏，不会显示" in told[1]
    screened.write(BULLETINS, night.replace("07:00", "07:01"))
    assert screened.problems_of() == []


def test_bulletin_reaches_its_screens_finds_those_that_are_carried_to(screened: Folder) -> None:
    screened.write(SCREENS, STRIP + "  transport: file\n" + STRIP.replace("strip", "other").replace("条屏", "横屏"))
    assert screened.problems_of() == [screened.finding(BULLETINS, "start: ¦2023-06-15", "bulletin-carried")]
    assert "“条屏”用 U 盘更新，这条插播不会自己到屏上。" in screened.problems().text()
    assert screened.problems_of(datetime(2023, 6, 15, 12, 0)) == [
        screened.finding(BULLETINS, "until: ¦2023-06-15", "bulletin-over")
    ]
    screened.replace(BULLETINS, "- id: moved\n", "- id: moved\n  screens: [other]\n")
    assert screened.problems_of() == []


@pytest.mark.parametrize(("written", "meant"), [("http", "https"), ("内网", "http-lan"), ("U盘", "file")])
def test_way_of_updating_is_understood_in_other_words(screened: Folder, written: str, meant: str) -> None:
    screened.write(SCREENS, STRIP + f"  transport: {written}\n")
    found = [one for one in screened.problems() if one.code == "unknown-choice"]
    assert [one.suggestion for one in found] == [f"  transport: {meant}"]


def test_unknown_playlist_is_found_by_its_reference(screened: Folder) -> None:
    screened.replace(SCREENS, "playlist: month", "playlist: mouth")
    assert [(line, code) for _, line, _, code in screened.problems_of()] == [(10, "unknown-reference")]


def test_type_and_code_follow_from_pitch_and_distance(screened: Folder) -> None:
    screen = _strip(screened)
    assert (glass.body_px(screen), glass.title_px(screen)) == (36, 50)
    assert glass.code_px(screen, 37) == 370  # 10 m ask for 200 px; the place for codes has 384
    assert glass.code_px(screen.model_copy(update={"scan_m": 24.0}), 37) == 481  # 480 px: 13 px for each of 37 modules
    assert glass.layout(screen) == "横排"
    assert glass.layout(screen.model_copy(update={"width": 640, "height": 1280})) == "竖排"


def test_slides_have_windows_and_bulletins_break_in(screened: Folder) -> None:
    shown = screened.shown(datetime(2023, 6, 1, 9, 0))
    made = {one.id: one for one in programme(shown, _strip(screened))}
    event = next(one for one in made.values() if one.kind == "活动")
    assert (event.first is None, event.last is None) == (False, False)
    assert (made["bulletin-moved"].first, made["bulletin-moved"].last) == (
        datetime(2023, 6, 15, 7, 0),
        datetime(2023, 6, 15, 12, 0),
    )
    assert sorted(one.id for one in made.values() if one.evergreen) == ["code-site", "report-hotline"]
    screened.replace(BULLETINS, "- id: moved\n", "- id: moved\n  screens: [strip]\n")
    shown = screened.shown(datetime(2023, 6, 1, 9, 0))
    other = _strip(screened).model_copy(update={"id": "another"})
    assert [[one.id for one in bulletins(shown, screen)] for screen in (_strip(screened), other)] == [
        ["bulletin-moved"],
        [],
    ]
    later = programme(screened.shown(datetime(2023, 7, 20, 9, 0)), _strip(screened))
    assert [one.kind for one in later] == ["举报", "二维码"]


def test_terminal_lists_after_the_month_what_it_listed_before(screened: Folder) -> None:
    screened.write(SCREENS, TERMINAL + "  touch: {bottom_mm: 700}\n")
    screened.replace(PLAYLISTS, "    - {show: 活动}\n", "    - {show: 活动}\n    - {show: 示范单位}\n")
    screened.replace(
        PLAYLISTS, "  name: 服务月\n", "  name: 服务月\n  valid_from: 2023-06-01\n  valid_until: 2023-06-13\n"
    )
    made = programme(screened.shown(datetime(2023, 6, 12, 9, 0)), _strip(screened))
    unit = next(one for one in made if one.kind == "示范单位")
    assert (unit.section, unit.first, unit.last) == (3, None, None)  # the menu asks for its own window
    assert (unit.begins, unit.ends) == (datetime(2023, 6, 1), datetime(2023, 6, 14))  # its turns end with the list
    assert unit.id not in {one.id for one in wall.playing(made, datetime(2023, 6, 14))}
    later = programme(screened.shown(datetime(2023, 6, 14, 9, 0)), _strip(screened))
    assert [one.id for one in later if one.section == 3] == [one.id for one in made if one.section == 3]


def test_slide_tells_of_enrolment_and_sessions_with_their_moments(screened: Folder) -> None:
    launch = "events/2023-06-08-launch.yml"
    screened.edit(
        launch, start="2023-06-20 14:00", end="2023-06-27 16:00", results=None,
        revision="1",
        registration='{required: true, opens: 2023-06-14 09:00, closes: 2023-06-19 17:00, phone: "021-0000-0000"}',
        sessions="[{start: 2023-06-20 14:00, end: 2023-06-20 16:00}, {start: 2023-06-23 14:00, state: 取消,"
        " state_since: 2023-06-09 09:00}, {start: 2023-06-27 14:00, end: 2023-06-27 16:00}]",
    )  # fmt: skip

    def event(moment: datetime) -> Slide:
        return next(one for one in programme(screened.shown(moment), _strip(screened)) if one.kind == "活动")

    assert event(datetime(2023, 6, 12, 9, 30)).notes == (
        (None, "6月14日开始报名"),
        (datetime(2023, 6, 14, 9, 0), "可报名"),
        (datetime(2023, 6, 19, 17, 0), "报名已截止"),
    )
    assert event(datetime(2023, 6, 12, 9, 30)).whens == ("6月20日（周二）14:00–16:00", "6月27日（周二）14:00–16:00")
    between = event(datetime(2023, 6, 21, 9, 0))
    assert (between.when, between.later, between.notes) == ("6月27日（周二）14:00–16:00", (), ((None, "报名已截止"),))
    screened.edit(
        launch, registration='{required: true, state: 开放, closes: 2023-06-19 17:00, phone: "021-0000-0000"}'
    )
    assert event(datetime(2023, 6, 12, 9, 30)).notes[-1] == (datetime(2023, 6, 19, 17, 0), "报名已截止")


def test_countdown_goes_to_the_first_session_that_is_held(screened: Folder) -> None:
    launch = "events/2023-06-08-launch.yml"
    screened.replace(PLAYLISTS, "{show: 活动}", "{show: 倒计时}")
    screened.edit(
        launch, start="2023-06-20 14:00", end="2023-06-27 18:00", results=None, revision="1",
        sessions="[{start: 2023-06-20 14:00, state: 取消, state_since: 2023-06-09 09:00},"
        " {start: 2023-06-27 14:00, end: 2023-06-27 16:00}]",
    )  # fmt: skip

    def told(day: int) -> list[tuple[str, datetime | None]]:
        made = programme(screened.shown(datetime(2023, 6, day, 9, 0)), _strip(screened))
        return [(one.when, one.last) for one in made if one.counts]

    end = next(one.end for one in programme(screened.shown(datetime(2023, 6, 12)), _strip(screened)) if one.counts)
    assert end == datetime(2023, 6, 27, 16, 0)
    assert told(12) == told(21) == [("6月27日（周二）14:00–16:00", datetime(2023, 6, 27, 14, 0))]
    assert told(28) == []
    screened.replace(PLAYLISTS, "{show: 倒计时}", "{show: 倒计时, days: 5}")
    screen = _strip(screened)
    assert [one.first for one in programme(screened.shown(datetime(2023, 6, 12, 9, 0)), screen) if one.counts] == [
        datetime(2023, 6, 22, 14, 0)
    ]


@pytest.mark.parametrize("every_one", ["all", "[all]", "全部", "[所有屏幕]", "[all, strip]"])
def test_bulletin_for_all_screens_reaches_all(screened: Folder, every_one: str) -> None:
    screened.replace(BULLETINS, "- id: moved\n", f"- id: moved\n  screens: {every_one}\n")
    assert screened.problems_of() == []
    assert [one.kind for one in bulletins(screened.shown(datetime(2023, 6, 15, 8, 0)), _strip(screened))] == ["插播"]


@pytest.mark.parametrize("before", [True, False])
def test_what_is_left_of_an_empty_list_is_told(screened: Folder, *, before: bool) -> None:
    text = screened.read(BULLETINS)
    screened.write(BULLETINS, f"# 平时留空\n[]\n{text}" if before else f"{text}[]\n")
    assert [(one.code, one.line_text, one.hint) for one in screened.problems()] == [
        ("needless-list", "[]", "删去这一行。")
    ]


@pytest.mark.parametrize(
    ("name", "line", "better"),
    [
        (BULLETINS, "- ｛id：x，title：，lines：［］｝", "- {id: x, title: , lines: []}"),
        (SCREENS, "- {id: x, touch: ｛bottom_mm：600｝}", "- {id: x, touch: {bottom_mm: 600}}"),
        (PLAYLISTS, "    - ｛show：举报，topics：［甲，乙，］｝", "    - {show: 举报, topics: [甲, 乙]}"),
    ],
)
def test_line_in_wide_braces_gets_its_line(screened: Folder, name: str, line: str, better: str) -> None:
    screened.write(name, screened.read(name).rstrip("\n") + f"\n{line}\n")
    assert [one.suggestion for one in screened.problems() if one.line_text == line and one.suggestion] == [better]


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("周一至周五", "[周一, 周二, 周三, 周四, 周五]"),
        ("周五到周一", "[周五, 周六, 周日, 周一]"),
        ("星期六、周日", None),
        ("周六、周日", "[周六, 周日]"),
        ("工作日", "[周一, 周二, 周三, 周四, 周五]"),
        ("看情况", None),
    ],
)
def test_days_in_words_are_answered_with_a_list_or_none(screened: Folder, written: str, right: str | None) -> None:
    screened.write(DAYPARTS, HOURS + f"  days: {written}\n")
    assert [(one.code, one.suggestion) for one in screened.problems()] == [
        ("wrong-type", f"  days: {right}" if right else "")
    ]
    assert "只能写：周一、周二、" in screened.problems().text()
    screened.write(DAYPARTS, HOURS + f"  days: [{written}]\n")
    if "至" in written:
        assert "一天一天写：周一, 周二, 周三, 周四, 周五。" in screened.problems().text()


def test_hint_of_an_id_is_left_as_it_is(screened: Folder) -> None:
    screened.replace(BULLETINS, "- id: moved\n", "- id: 改期\n")
    assert [one.hint[-22:] for one in screened.problems()] == ["，例如 2023-06-08-launch。"]


def test_other_hours_are_told_once_finds_the_second(screened: Folder) -> None:
    screened.write(
        DAYPARTS,
        HOURS + '  exceptions:\n    - {on: 2023-06-22}\n    - {on: 2023-06-22, opens: "08:00", closes: "12:00"}\n',
    )
    assert screened.problems_of() == [screened.finding(DAYPARTS, "    - {on: ¦2023-06-22, opens", "same-day-twice")]


def test_session_has_its_own_place_and_is_over_at_midnight_where_nobody_wrote_its_end(screened: Folder) -> None:
    launch = "events/2023-06-08-launch.yml"
    sessions = (
        "[{start: 2023-06-15 10:00, venue: annex}, {start: 2023-06-14 14:00},"
        " {start: 2023-06-16 10:00, end: 2023-06-16 11:00, venue: annex}]"
    )
    annex = screened.read("venues.yml").replace("hall", "annex").replace("示例会议中心", "示例图书馆")
    screened.write("venues.yml", screened.read("venues.yml") + annex)
    screened.edit(
        launch, start="2023-06-14 14:00", end=None, results=None, revision="1", sessions=sessions,
    )  # fmt: skip

    def slide(day: int, hour: int) -> Slide | None:
        made = programme(screened.shown(datetime(2023, 6, day, hour)), _strip(screened))
        return next((one for one in made if one.kind == "活动"), None)

    def told(day: int, hour: int) -> tuple[str, ...] | None:
        found = slide(day, hour)
        return found and (found.when, *found.places)

    first, second, third = "6月14日（周三）14:00", "6月15日（周四）10:00", "6月16日（周五）10:00–11:00"
    assert told(14, 23) == (first, "示例会议中心", "示例图书馆", "示例图书馆")
    assert told(15, 0) == told(15, 23) == (second, "示例图书馆", "示例图书馆")
    assert told(16, 0) == (third, "示例图书馆")
    assert told(16, 11) is None
    screened.edit(launch, sessions="[{start: 2023-06-14 14:00}, {start: 2023-06-15 10:00, venue: annex}]")
    assert (told(15, 23), told(16, 0)) == ((second, "示例图书馆"), None)  # the last as well
    screened.edit(launch, sessions=sessions)

    def item() -> dict[str, Any]:
        made = packs.content(screened.shown(datetime(2023, 6, 13, 9, 0)), _strip(screened))
        return next(one for one in made["items"] if one["kind"] == "活动")

    def ms(day: int, hour: int = 0) -> int:
        return int(datetime(2023, 6, day, hour, tzinfo=clock.SHANGHAI).timestamp() * 1000)

    found = item()
    assert (found["start"], found["end"], "".join(found["when"]), "".join(found["place"]), "known" in found) == (
        ms(14, 14), ms(15), first, "示例会议中心", False,
    )  # fmt: skip
    assert [(a, over, "".join(when), "".join(where), known) for a, over, when, where, known in found["later"]] == [
        (ms(15, 10), ms(16), second, "示例图书馆", False),
        (ms(16, 10), ms(16, 11), third, "示例图书馆", True),
    ]
    screened.edit(launch, all_day="true", end="2023-06-16 00:00")
    found = item()  # of days the last counts whole
    assert [found["end"], *(over for _, over, *_ in found["later"])] == [ms(15), ms(16), ms(17)]
    assert found["last"] == ms(17)
    made = programme(screened.shown(datetime(2023, 6, 16, 10)), _strip(screened))
    assert [one.when for one in made if one.kind == "活动"] == ["6月16日（周五）全天"]
    laid = laying.lay(
        _strip(screened), cast("Slide", replace(made[0], place="一二三四五六七八九十" * 9)), screened.loaded().campaign
    )
    assert laid is not None
    assert laid.seconds > 25  # the longest place is read as well


def test_what_was_postponed_is_not_shown_and_notices_and_figures_vanish(screened: Folder) -> None:
    screened.replace(PLAYLISTS, "    - {show: 活动}\n", "    - {show: 活动}\n    - {show: 公告}\n    - {show: 统计}\n")
    launch, now = "events/2023-06-08-launch.yml", datetime(2023, 6, 12, 9, 0)

    def last(moment: datetime) -> dict[str, datetime | None]:
        return {one.kind: one.last for one in programme(screened.shown(moment), _strip(screened)) if one.line}

    assert last(now) == {"公告": datetime(2023, 7, 1), "统计": datetime(2023, 6, 19, 9, 0)}
    assert "公告" in last(datetime(2023, 6, 30, 23, 59))
    assert "公告" not in last(datetime(2023, 7, 1))
    screened.edit(launch, start="2023-06-20 14:00", end=None, results=None)
    assert last(now)["活动"] == datetime(2023, 6, 21)
    screened.edit(launch, status="postponed", status_reason="台风", revision="1", status_since="2023-06-11 09:00")
    assert "活动" not in last(now)


def test_line_shows_its_topics_only_and_another_few_each_day(screened: Folder) -> None:
    for number in range(5):
        screened.add_like("events/2023-06-08-launch.yml", f"2023-06-2{number}-more", start=f"2023-06-2{number} 14:00",
                          end=None, results=None, topics="[人员管理]" if number else "[定密分级]")  # fmt: skip
    screened.replace(PLAYLISTS, "{show: 活动}", "{show: 活动, topics: [人员管理], most: 2, order: 每天打乱}")
    made = programme(screened.shown(), _strip(screened))
    assert [one.id[-7:] for one in made if one.kind == "活动"] == ["21-more", "22-more", "23-more", "24-more"]
    turns = {day: [one.id for one in wall.playing(made, datetime(2023, 6, day, 13, 0))] for day in range(12, 20)}
    assert {len(ids) for ids in turns.values()} == {2}
    assert len({tuple(ids) for ids in turns.values()}) > 2
    assert len({key for ids in turns.values() for key in ids}) == 4


def test_map_tells_how_many_there_are_and_has_its_code(screened: Folder) -> None:
    ground = Lie("<path/>", 800, ((100.0, 100.0), (200.0, 200.0)))
    listed = Slide(
        "map-stations", "地图", "示意图", "示范单位分布", ("1　甲", "2　乙"), url="map/", ground=ground, whole=22
    )
    laid = laying.lay(_strip(screened), listed, screened.loaded().campaign)
    assert laid is not None
    assert laid.body[-1] == ["等 22 家，扫码看全部"]
    assert laid.code is not None
    assert laid.code.px * 5 >= 1000  # 10 m ask for a metre
    whole = laying.lay(_strip(screened), replace(listed, whole=2), screened.loaded().campaign)
    assert whole is not None
    assert whole.body == [["1　甲"], ["2　乙"]]
    campaign, small = screened.loaded().campaign, {"pitch_mm": 2.5, "far_m": 4.0, "scan_m": 2.0}
    door = _strip(screened).model_copy(update={"width": 1280, "height": 400, **small})
    found = laying.lay(door, listed, campaign)
    assert found is not None
    assert found.map is not None
    assert found.map.width >= 8 * glass.body_px(door)
    assert laying.lay(door.model_copy(update={"width": 700}), listed, campaign) is None  # nobody could read it
    none = door.model_copy(update={"width": 640, "height": 160, "far_m": 14.0, "scan_m": 7.0})
    assert (laying.lay(none, listed, campaign), laying.text_width(none, listed, campaign) < 640) == (None, True)


def test_pins_of_the_map_stay_within_it() -> None:
    ground = Lie("<path/>", 800, ((0.0, 0.0), (1000.0, 800.0), (999.0, 799.0), (0.0, 800.0)))
    drawn = wall_map.picture(ground, 4, glass.Box(500, 400), 30).svg
    pins = [tuple(map(int, one)) for one in re.findall(r'cx="(-?\d+)" cy="(-?\d+)" r="(\d+)"', drawn)]
    assert len(pins) == 4
    assert [pin for pin in pins if not (pin[2] <= pin[0] <= WIDTH - pin[2] and pin[2] <= pin[1] <= 800 - pin[2])] == []


def test_command_tells_what_a_screen_shows_and_which_screens_there_are(screened: Folder, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    shutil.copytree(screened.root, project.data.root, dirs_exist_ok=True)
    done = project.run("screens", "preview", "strip", "--at", "2023-06-12T09:30")
    assert (done.returncode, done.stdout.splitlines()) == (
        0,
        [
            *wall.told(screened.shown(datetime(2023, 6, 12, 9, 30)), _strip(screened)),
            "看画面：运行 campaign serve，浏览器打开 http://127.0.0.1:8000/kiosk/strip.html?at=2023-06-12T09:30",
            "　　　　发布了的也能看：https://fuwuyue.example/2023/kiosk/strip.html?at=2023-06-12T09:30",
        ],
    )
    day = project.run("screens", "preview", "strip", "--at", "2023-06-12", "--data", "data")
    assert day.stdout.startswith("条屏，1920×640，2023-06-12 09:00：亮屏。")
    assert "运行 campaign serve --data data，" in day.stdout
    assert done.stdout.startswith("条屏，1920×640，2023-06-12 09:30：亮屏。\n  ")
    lost = project.run("screens", "preview", "stripe")
    assert (lost.returncode, lost.stdout) == (2, "没有编号为“stripe”的屏幕。是不是“strip”？\n")
    screened.replace(SCREENS, "pitch_mm: 5", "pitch_mm：5")
    shutil.copy(screened.root / SCREENS, project.data.root / SCREENS)
    broken = project.run("screens", "preview", "strip")
    assert (broken.returncode, "data/screens.yml:6" in broken.stdout) == (1, True)


def test_title_takes_another_line_or_a_smaller_size_before_a_word_is_torn(screened: Folder) -> None:
    size = {"width": 640, "height": 1280, "far_m": 15.0, "pitch_mm": 4.0, "scan_m": 6.0}
    laid = laying.lay(
        _strip(screened).model_copy(update=size),
        Slide(
            "x", "活动", "展示", "商业秘密保护展示场景首个开放日", url="events/x/", place="长三角G60科创走廊知识产权行政保护协作中心",
            start=datetime(2023, 6, 12, 9), end=datetime(2023, 6, 12, 16, 30), notes=((None, "无需报名"),),
        ),
        screened.loaded().campaign,
    )  # fmt: skip
    assert laid is not None
    assert laid.title == ["商业秘密保护", "展示场景首个开放日"]  # smaller, and not 保护展示 / 场景


def test_bulletin_is_signed_where_the_line_has_room(screened: Folder) -> None:
    def by(**changed: object) -> object:
        return packs.content(screened.shown(), _strip(screened).model_copy(update=changed))["screen"]["by"]

    assert by() == screened.loaded().campaign.issued_by != ""
    assert by(width=480, height=1280, pitch_mm=4.0, far_m=15.0, scan_m=6.0) == ""


def test_pack_is_named_by_its_content_and_complete(screened: Folder) -> None:
    def pack() -> dict[str, Any]:
        return packs.sealed(packs.content(screened.shown(), _strip(screened)), ["font.400.x.woff2"])

    assert (
        packs.content(screened.shown(), _strip(screened).model_copy(update={"poll_seconds": 90}))["screen"]["poll"]
        == 90
    )
    first = pack()
    assert list(first)[-2:] == ["hash", "end"]
    assert pack() == first
    assert len(packs.compact(first)) < 3000  # codes as bits, not as paths
    screened.replace(BULLETINS, "启动活动改期", "启动活动延期")
    assert pack()["hash"] != first["hash"]


@pytest.mark.parametrize("empty", ["touch:", 'touch: ""'])
def test_terminal_whose_touch_is_left_empty_is_told(screened: Folder, empty: str) -> None:
    screened.write(SCREENS, f"{TERMINAL}  {empty}\n")
    assert [(one.code, one.severity, one.where.line, one.hint) for one in screened.problems()] == [
        ("empty-value", "error", 12, "写成“{bottom_mm: 700}”这样；没有就删去这一行。")
    ]


def test_page_carries_of_each_line_what_is_next_and_no_more(screened: Folder) -> None:
    for number in range(5):
        day = f"2023-06-2{number}"
        screened.add_like("events/2023-06-08-launch.yml", f"{day}-more", start=f"{day} 14:00", end=None, results=None)
    screened.replace(PLAYLISTS, "{show: 活动}", "{show: 活动, most: 9}")
    whole = packs.content(screened.shown(), _strip(screened))
    assert [len([one for one in pack["items"] if one["kind"] == "活动"]) for pack in (whole, packs.seed(whole))] == [
        5,
        4,
    ]
    screened.replace(PLAYLISTS, "most: 9", "most: 2")
    whole = packs.content(screened.shown(), _strip(screened))
    events = [one["id"] for one in whole["items"] if one["kind"] == "活动"]
    assert len(events) == 5
    seed = packs.seed(whole)
    assert [one["id"] for one in seed["items"] if one["kind"] == "活动"] == events[:2]
    others = [[one["id"] for one in pack["items"] if one["kind"] != "活动"] for pack in (whole, seed)]
    assert others == [["report-hotline", "code-site", "bulletin-moved"]] * 2
    assert {**seed, "items": whole["items"]} == whole


def test_terminal_is_within_everybodys_reach_finds_how_high_it_hangs(screened: Folder) -> None:
    def found(bottom: int) -> list[Problem]:
        screened.write(SCREENS, TERMINAL + f"  touch: {{bottom_mm: {bottom}}}\n")
        return [one for one in screened.problems() if one.code == "out-of-reach"]

    high = found(1500)
    assert [(one.where.line, one.where.col, one.suggestion) for one in high] == [(12, 22, "  touch: {bottom_mm: 834}")]
    assert "菜单的上沿就有 1554 毫米高" in high[0].message
    assert "只排得下 2 行目录" in found(835)[0].message
    assert (found(834), found(0)) == ([], [])
    screened.write(SCREENS, STRIP + "  touch: {bottom_mm: 700}\n")
    assert [one.hint[:6] for one in screened.problems() if one.code == "out-of-reach"] == ["挂多高都不行"]


def test_line_at_the_bottom_has_room_finds_narrow_screens_and_far_codes(screened: Folder) -> None:
    def found(text: str) -> list[Problem]:
        screened.write(SCREENS, text)
        return [one for one in screened.problems() if one.code == "foot-too-wide"]

    small = (
        STRIP.replace("pitch_mm: 5", "pitch_mm: 4").replace("far_m: 30", "far_m: 8").replace("scan_m: 10", "scan_m: 3")
    )
    door = small.replace("1920", "384").replace("640", "768")
    assert found(door) == []
    assert found(door.replace("384", "320")) == []
    assert [(one.where.line, one.message, one.hint) for one in found(door.replace("384", "319"))] == [
        (
            3,
            "“条屏”屏底写数据日期和版本号的那一行，排成两行也要 288 像素宽，只有 287。",
            "这一行的字已经是最小的 24 像素：换一块横向像素多一些的屏。",
        )
    ]
    half = small.replace("1920", "620").replace("640", "520") + "  layout: 对半\n"
    assert [one.hint for one in found(half)] == ["加上一行 layout: 竖排，二维码就排到下面，这一行占满整个屏宽。"]
    far = found(small.replace("1920", "580").replace("640", "480").replace("scan_m: 3", "scan_m: 7.5"))
    assert [(one.where.line, one.suggestion) for one in far] == [(8, "  scan_m: 7")]
    assert found(small.replace("1920", "580").replace("640", "480").replace("scan_m: 3", "scan_m: 7")) == []


def test_line_at_the_bottom_takes_two_lines_where_one_has_no_room_and_slides_give_way(screened: Folder) -> None:
    screened.write(
        SCREENS,
        STRIP.replace("pitch_mm: 5", "pitch_mm: 4").replace("far_m: 30", "far_m: 8").replace("scan_m: 10", "scan_m: 3"),
    )

    def made(width: int, *, sample: str = "true") -> tuple[set[int], set[int]]:
        """Return in how many lines it is set on the slides of an upright screen, and how much height text has lost."""
        screened.edit("campaign.yml", sample_data=sample)
        screen = _strip(screened).model_copy(update={"width": width, "height": 768, "layout": "竖排"})
        items = packs.content(screened.shown(), screen)["items"]
        lost = {glass.text_box(screen, one.get("panel", 0)).height - one["box"][1] for one in items}
        return {one.get("foot_lines", 1) for one in items}, lost

    assert made(657) == ({1}, {0})
    assert made(656) == ({2}, {32})  # 1.3 × 24 pixels
    assert made(525, sample="false") == ({1}, {0})
    assert made(524, sample="false") == ({2}, {32})


def test_menu_and_lists_of_a_terminal_have_room_finds_the_distance(screened: Folder) -> None:
    def found(far: str) -> list[Problem]:
        screened.write(SCREENS, TERMINAL.replace("far_m: 3", f"far_m: {far}") + "  touch: {bottom_mm: 600}\n")
        return [one for one in screened.problems() if one.code == "menu-too-wide"]

    far = found("5")
    assert [(one.where.line, one.suggestion) for one in far] == [(7, "  far_m: 4")]
    assert "菜单上的“示范单位”要 314 像素宽，每格只有 270" in far[0].message
    assert found("4") == []
    long = "示例区商业秘密保护服务月启动仪式" * 3
    screened.edit("events/2023-06-08-launch.yml", title=long, start="2023-06-28 14:00", end=None, results=None)
    assert f"按 4 米的字号，目录里有 1 行放不下，例如“{long}”。" in found("4")[0].message


def test_distance_that_is_wrong_for_slides_and_lists_is_answered_once(screened: Folder) -> None:
    for number in range(6):
        day = f"2023-06-2{number}"
        screened.add_like("events/2023-06-08-launch.yml", f"{day}-more", start=f"{day} 14:00", end=None, results=None,
                          title="示例区商业秘密保护服务月启动仪式暨示范单位授牌仪式")  # fmt: skip
    screened.replace(PLAYLISTS, "{show: 活动}", "{show: 活动, most: 9}")
    screened.write(SCREENS, TERMINAL.replace("far_m: 3", "far_m: 9") + "  touch: {bottom_mm: 600}\n")
    screened.write(BULLETINS, "")
    found = [(one.code, one.suggestion) for one in screened.problems() if one.code != "out-of-reach"]
    assert found == [("menu-too-wide", "  far_m: 4"), ("text-too-long", "  far_m: 4")]


@pytest.mark.parametrize(("short", "shown"), [("服务月", True), ("保密服务季", True), ("商业秘密保护服务", False)])
def test_seal_is_set_beside_the_code_or_left_out(screened: Folder, short: str, *, shown: bool) -> None:
    screened.write(SCREENS, TERMINAL.replace("far_m: 3", "far_m: 5").replace("scan_m: 1", "scan_m: 2"))
    screened.edit("campaign.yml", short=short)
    screen = _strip(screened)
    pack = packs.content(screened.shown(), screen)
    assert pack["screen"]["seal"] == (short if shown else "")
    for one in pack["items"]:
        free = screen.width - 3 * pack["screen"]["pad"] - one["code"]["px"] if "code" in one else 0
        assert glass.body_px(screen) <= one.get("cap_px", 60) <= free / (len(pack["screen"]["seal"]) + 0.7) or not free


def test_player_is_another_where_a_pack_cannot_bring_what_changed(
    screened: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(REPO / "overrides", tmp_path / "overrides")

    def made() -> tuple[str, str]:
        files = dict(kiosk.files(Renderer(tmp_path / "overrides", screened.shown()), Problems()))
        pointer = json.loads(files["kiosk/latest.json"])
        return pointer["shell"], pointer["screens"]["strip"]

    screened.write(SCREENS, TERMINAL)
    first = made()
    screened.replace(SCREENS, TERMINAL, TERMINAL + "  theme: 浅色\n")
    light = made()
    assert (light[0] == first[0], light[1] == first[1]) == (True, False)  # the pack brings it
    screened.replace(SCREENS, "  theme: 浅色\n", "  theme: 浅色\n  touch: {bottom_mm: 700}\n")
    touch = made()
    assert touch[0] != light[0]  # the page has no place for a menu yet
    page = tmp_path / "overrides/kiosk/screen.html"
    page.write_text(page.read_text(encoding="utf-8").replace("<main ", "<main class=x "), encoding="utf-8")
    assert made()[0] != touch[0]
    before = made()
    monkeypatch.setattr(packs, "FORMAT", packs.FORMAT + 1)
    assert made()[0] != before[0]


@pytest.mark.parametrize("number", [1, 2])
def test_stick_offers_no_file_that_is_not_on_it(screened: Folder, number: int) -> None:
    screened.write(SCREENS, "".join(STRIP.replace("strip", f"strip-{one}") for one in range(number)))
    screened.replace(PLAYLISTS, "{show: 活动}", "{show: 活动, most: 1}")
    for day in ("21", "22"):
        screened.add_like(
            "events/2023-06-08-launch.yml", f"2023-06-{day}-more", start=f"2023-06-{day} 14:00", end=None, results=None
        )
    files = dict(kiosk.files(Renderer(REPO / "overrides", screened.shown()), Problems()))
    with zipfile.ZipFile(io.BytesIO(files["kiosk/strip-0.zip"])) as stick:
        offered = re.findall(r'(?:href|src)="([^"./][^"]*)"', stick.read("index.html").decode())
        assert "strip-0.html" in offered
        assert [one for one in offered if one not in stick.namelist()] == []
        carried = re.search(r'id="seed"[^>]*>(.*?)</script>', stick.read("strip-0.html").decode(), re.DOTALL)
    pack = next(data for path, data in files.items() if path.startswith("kiosk/pack.strip-0."))
    assert carried is not None
    assert json.loads(carried[1]) == json.loads(pack)  # the whole programme: nobody brings the rest
    assert 'href="strip-0.zip"' in files["kiosk/index.html"].decode()


def test_terminal_keeps_its_menu_within_reach(screened: Folder) -> None:
    terminal = _strip(screened).model_copy(update={"touch": Touch(bottom_mm="300")})
    assert (glass.target_px(terminal), glass.bar_px(terminal)) == (4, 108)  # 20 mm at 5 mm a pixel; three lines
    assert glass.stage_px(terminal) == 640 - 108 - 20  # 100 mm of it hang below 400 mm
    assert glass.reach_px(terminal) == 460  # 2300 mm of it stand above 1200 mm
    made = programme(screened.shown(datetime(2023, 6, 1, 9, 0)), terminal)
    sections = {"活动": 2, "宣讲": 2, "开放日": 2, "示范单位": 3, "举报": 4, "二维码": 0, "插播": 0}
    assert {one.kind: one.section for one in made} == sections


def test_hidden_edge_above_lowers_nothing_that_must_be_reached(screened: Folder) -> None:
    terminal = _strip(screened).model_copy(update={"touch": Touch(bottom_mm="300"), "safe_px": (40, 0, 0, 0)})
    assert glass.reach_px(terminal) == 420  # from the top of what can be seen


@pytest.mark.parametrize(("days", "figure"), [(999, "999 天"), (3, "3 天")])
def test_days_to_go_have_room_at_their_longest(screened: Folder, days: int, figure: str) -> None:
    screened.write(PLAYLISTS, LISTS.replace("{show: 活动}", f"{{show: 倒计时, days: {days}}}"))
    screened.edit("events/2023-06-08-launch.yml", title="会", start="2023-06-28 14:00", end=None, results=None)
    screen = _strip(screened).model_copy(update={"width": 640, "height": 1280, "layout": "竖排"})
    slide = next(one for one in programme(screened.shown(datetime(2023, 6, 26)), screen) if one.counts)
    laid = laying.lay(screen, slide, screened.loaded().campaign)
    assert laid is not None
    assert slide.figure == figure
    assert ems.width(figure) * laid.title_px * laying.BIG <= laid.box.width


def test_row_of_a_list_has_room_for_what_the_player_adds(screened: Folder) -> None:
    terminal = _strip(screened).model_copy(update={"touch": Touch(bottom_mm="300")})
    em = math.floor((glass.free_box(terminal).width - 2 * glass.pad_px(terminal)) / glass.body_px(terminal) - 1.5)
    plain = replace(next(one for one in programme(screened.shown(), terminal) if one.section), start=None)
    row = replace(plain, title="保密" * (em - 1), kicker="训" * (em - 2))  # two lines and one
    assert [found for found in frame.misfits(terminal, [row]) if "目录里" in found] == []
    assert frame.misfits(terminal, [replace(row, off="已取消")])[-1].startswith("目录里有 1 行放不下")


def test_wall_tells_what_is_on(screened: Folder) -> None:
    def kinds(moment: datetime) -> list[str]:
        shown = screened.shown(datetime(2023, 6, 1, 9, 0))
        return [one.kind for one in wall.playing(programme(shown, _strip(screened)), moment)]

    assert kinds(datetime(2023, 6, 2, 9, 0))[:1] == ["活动"]
    assert kinds(datetime(2023, 6, 15, 7, 0)) == ["插播"]
    assert kinds(datetime(2023, 7, 20, 9, 0)) == ["举报", "二维码"]
    lines = list(wall.told(screened.shown(datetime(2023, 6, 15, 22, 0)), _strip(screened)))
    assert lines[0] == "条屏，1920×640，2023-06-15 22:00：关屏（全黑）。"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("06-12 06:59", False),
        ("06-12 07:00", True),
        ("06-12 22:00", False),
        ("06-22 07:30", False),
        ("06-23 12:00", False),
    ],
)
def test_wall_is_lit_by_its_hours_and_their_exceptions(screened: Folder, moment: str, *, expected: bool) -> None:
    other = '  exceptions:\n    - {on: 2023-06-22, opens: "08:00", closes: "21:00"}\n    - {on: 2023-06-23}\n'
    screened.write(DAYPARTS, HOURS + other)
    hours = cast("Daypart", screened.loaded().get("dayparts", "outdoor"))
    assert wall.lit(hours, datetime.strptime(f"2023-{moment}", "%Y-%m-%d %H:%M")) is expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("06-16 21:59", False),
        ("06-16 22:00", True),
        ("06-17 05:59", True),  # Friday's night
        ("06-17 06:00", False),
        ("06-17 22:00", False),
        ("06-23 23:00", False),  # a Friday that differs
        ("06-24 03:00", False),
        ("06-18 03:00", False),
    ],
)
def test_night_belongs_to_the_day_it_begins_on(screened: Folder, moment: str, *, expected: bool) -> None:
    night = HOURS.replace("07:00", "22:00").replace('closes: "22:00"', 'closes: "06:00"')
    screened.write(DAYPARTS, night + "  days: [周五]\n  exceptions:\n    - {on: 2023-06-23}\n")
    hours = cast("Daypart", screened.loaded().get("dayparts", "outdoor"))
    assert wall.lit(hours, datetime.strptime(f"2023-{moment}", "%Y-%m-%d %H:%M")) is expected


def test_font_is_cut_to_the_letters_and_the_same_each_time() -> None:
    found = fonts.first(glyphs.FILES["700"])
    if found is None:
        pytest.skip("no Noto Sans CJK on this machine")
    first = glyphs.cut(*found, "商业秘密12315")
    assert glyphs.cut(*found, "商业秘密12315") == first
    assert len(first) < 6000
    with TTFont(io.BytesIO(first)) as font:
        assert set(font.getBestCmap()) == {ord(letter) for letter in "商业秘密12315"}


@pytest.mark.skipif(not glyphs.cut_fonts("字"), reason="no free Chinese font that may be cut is installed")
def test_sign_that_the_letters_lack_is_told(screened: Folder) -> None:
    def told() -> list[tuple[str, str]]:
        problems = Problems()
        for _ in kiosk.files(Renderer(REPO / "overrides", screened.shown()), problems):
            pass
        return [(one.code, one.message) for one in problems]

    screened.edit("events/2023-06-08-launch.yml", start="2023-06-28 14:00", end=None, results=None)
    assert told() == []
    screened.edit("events/2023-06-08-launch.yml", title="保密🔒课")
    assert told() == [("no-glyph", "屏幕用的字体里没有“🔒”，屏上会是方框，或者别的样子。")]


def test_font_that_is_missing_is_told(tmp_path: Path) -> None:
    assert glyphs.cut_fonts("商业秘密", (str(tmp_path),)) == {}


def test_slide_stands_as_long_as_it_takes_to_read(screened: Folder) -> None:
    laid = laying.lay(
        _strip(screened), Slide("x", "法规", "学法", "标题", ("一二三四五六七八九十" * 6,)), screened.loaded().campaign
    )
    assert laid is not None
    assert laid.seconds == 19  # 62 characters, four a second, and three to notice
    short = laying.lay(
        _strip(screened), Slide("x", "法规", "学法", "标题", ("短",), seconds=9), screened.loaded().campaign
    )
    assert short is not None
    assert short.seconds == 9


def test_body_is_shortened_but_title_never(screened: Folder) -> None:
    long = Slide("x", "法规", "学法", "标题", tuple(["一二三四五六七八九十" * 5] * 12))
    laid = laying.lay(_strip(screened), long, screened.loaded().campaign)
    assert laid is not None
    assert (laid.title, 0 < len(laid.body) < 12) == (["标题"], True)
