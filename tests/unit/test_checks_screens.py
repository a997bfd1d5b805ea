"""The rules about screens, and what the build decides for them."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from fontTools.ttLib import TTFont

from campaign import fonts, glass, glyphs, laying, packs, slides, wall
from campaign.models.screens import Daypart, Screen

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


@pytest.mark.parametrize("edges", ["[0, 8]", "[250, 0, 0, 0]", "[0, 400, 0, 300]"])
def test_safe_edges_leave_most_of_the_screen_finds_the_edges(screened: Folder, edges: str) -> None:
    screened.replace(SCREENS, "  pitch_mm: 5\n", f"  pitch_mm: 5\n  safe_px: {edges}\n")
    assert screened.finding(SCREENS, f"safe_px: ¦{edges[:2]}", "safe-edges") in screened.problems_of()


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


def test_slides_can_be_read_from_afar_finds_a_code_too_large(screened: Folder) -> None:
    screened.replace(SCREENS, "scan_m: 10", "scan_m: 40")
    assert screened.problems_of() == [screened.finding(SCREENS, "scan_m: ¦40", "code-too-large")]


def test_slides_can_be_read_from_afar_finds_letters_too_large(screened: Folder) -> None:
    screened.replace(SCREENS, "far_m: 30", "far_m: 300")
    found = set(screened.problems_of())
    assert screened.finding(SCREENS, "far_m: ¦300", "text-too-long") in found
    assert {code for *_, code in found} == {"text-too-long"}


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
    assert screened.problems_of() == [screened.finding(BULLETINS, "title: ¦启动活动改期", "text-too-long")]


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
    made = {one.id: one for one in slides.programme(shown, _strip(screened))}
    event = next(one for one in made.values() if one.kind == "活动")
    assert (event.first is None, event.last is None) == (False, False)
    assert (made["bulletin-moved"].first, made["bulletin-moved"].last) == (
        datetime(2023, 6, 15, 7, 0),
        datetime(2023, 6, 15, 12, 0),
    )
    assert sorted(one.id for one in made.values() if one.evergreen) == ["code-site", "report-hotline"]
    later = slides.programme(screened.shown(datetime(2023, 7, 20, 9, 0)), _strip(screened))
    assert [one.kind for one in later] == ["举报", "二维码"]


def test_pack_is_named_by_its_content_and_complete(screened: Folder) -> None:
    def pack() -> dict[str, Any]:
        return packs.sealed(packs.content(screened.shown(), _strip(screened)), ["font.400.x.woff2"])

    first = pack()
    assert list(first)[-2:] == ["hash", "end"]
    assert pack() == first
    assert len(packs.compact(first)) < 3000  # codes as bits, not as paths
    screened.replace(BULLETINS, "启动活动改期", "启动活动延期")
    assert pack()["hash"] != first["hash"]


def test_terminal_keeps_its_menu_within_reach(screened: Folder) -> None:
    screened.replace(SCREENS, STRIP, STRIP + "  touch: {bottom_mm: 300}\n")
    terminal = _strip(screened)
    assert (glass.target_px(terminal), glass.bar_px(terminal)) == (4, 108)  # 20 mm at 5 mm a pixel; three lines
    assert glass.stage_px(terminal) == 640 - 108 - 20  # 100 mm of it hang below 400 mm
    assert glass.reach_px(terminal) == 460  # 2300 mm of it stand above 1200 mm
    made = slides.programme(screened.shown(datetime(2023, 6, 1, 9, 0)), terminal)
    sections = {"活动": 2, "宣讲": 2, "开放日": 2, "示范单位": 3, "举报": 4, "二维码": 0, "插播": 0}
    assert {one.kind: one.section for one in made} == sections


def test_wall_tells_what_is_on(screened: Folder) -> None:
    def kinds(moment: datetime) -> list[str]:
        shown = screened.shown(datetime(2023, 6, 1, 9, 0))
        return [one.kind for one in wall.playing(slides.programme(shown, _strip(screened)), moment)]

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


def test_font_is_cut_to_the_letters_and_the_same_each_time() -> None:
    found = fonts.first(glyphs.FILES["700"])
    if found is None:
        pytest.skip("no Noto Sans CJK on this machine")
    first = glyphs.cut(*found, "商业秘密12315")
    assert glyphs.cut(*found, "商业秘密12315") == first
    assert len(first) < 6000
    with TTFont(io.BytesIO(first)) as font:
        assert set(font.getBestCmap()) == {ord(letter) for letter in "商业秘密12315"}


def test_font_that_is_missing_is_told(tmp_path: Path) -> None:
    assert glyphs.cut_fonts("商业秘密", (str(tmp_path),)) == {}


def test_body_is_shortened_but_title_never(screened: Folder) -> None:
    long = slides.Slide("x", "法规", "学法", "标题", tuple(["一二三四五六七八九十" * 5] * 12))
    laid = laying.lay(_strip(screened), long, "https://fuwuyue.example/")
    assert laid is not None
    assert (laid.title, 0 < len(laid.body) < 12) == (["标题"], True)
