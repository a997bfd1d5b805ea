"""What hangs over the square: readable, right about today, and never blank."""

from __future__ import annotations

import io
import json
import re
import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote

import esprima
import pytest
import zxingcpp
from PIL import Image
from tests.browser.pages import until
from tests.browser.test_axe import violations
from tests.browser.walls import SCREENS, sum_of
from tests.conftest import REPO, Folder
from tests.site.sample import PREVIEW_AT

from campaign import clock, fitting, frame, packs, wall
from campaign.loading import load
from campaign.models.screens import Daypart, Screen
from campaign.problems import Problems
from campaign.programme import programme

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.browser.conftest import OpenPage

MENU = ["法规", "活动", "示范单位", "如何举报"]
STRIP = {"viewport": {"width": 1920, "height": 640}, "timezone_id": "America/New_York"}
#: least sizes of running text and of headlines that the distance asks for
LEAST = {
    "plaza-strip": (36, 50), "plaza-wall": (95, 134), "pillar": (24, 32), "hall": (47, 66),
    "g60-touch": (36, 51), "g60-portrait": (60, 85),
}  # fmt: skip
#: least side of a code: a tenth of the distance from which it is scanned
SCANNED = {"plaza-strip": 300, "plaza-wall": 600, "pillar": 150, "hall": 316, "g60-touch": 162, "g60-portrait": 404}
#: where a picture of every kind on every screen is kept, to be looked at
PICTURES = REPO / "build/walls"
PACK = """async () => {
  const id = Kiosk.pack.screen.id, pointer = await (await fetch('latest.json')).json();
  Kiosk.adopt(await (await fetch(`pack.${id}.${pointer.screens[id]}.json`)).json());
}"""
#: shows one slide and tells what leaves its place, is set too small, or breaks a date or time
MEASURE = """([id, least]) => {
  const screen = Kiosk.pack.screen, item = Kiosk.pack.items.filter((one) => one.id === id)[0], wrong = [];
  Kiosk.show(item);
  const layer = document.querySelector('.slide.on'), text = layer.querySelector('.text');
  const rect = (node) => node.getBoundingClientRect();
  const words = (node) => { const range = document.createRange(); range.selectNodeContents(node); return range.getBoundingClientRect(); };
  const box = rect(text), panel = rect(layer.querySelector('.panel')), foot = rect(document.querySelector('.foot'));
  const menu = screen.touch ? rect(document.getElementById('bar')) : { top: innerHeight };
  const parts = [...text.children].filter((part) => part.offsetHeight), colours = new Set();
  if (rect(parts[0]).top < box.top - 1 || rect(parts[parts.length - 1]).bottom > box.bottom + 1) { wrong.push('too high'); }
  const day = text.querySelector('.kicker b'), word = day && day.textContent;
  if (day) {
    day.textContent = '还有999天';  // its longest
    if (rect(day).right > box.right + 1) { wrong.push('word of the day'); }
    day.textContent = word;
  }
  for (const [built, now] of [[Kiosk.pack.built_at, Kiosk.now()], [Date.UTC(2023, 11, 30), Date.UTC(2024, 10, 1)]]) {
    Kiosk.foot(Object.assign({}, Kiosk.pack, { built_at: built }), now, item, Kiosk.high(screen));  // the second is long out of date
    const told = words(document.querySelector('.foot'));
    if (told.right > box.right + 1 || told.right > innerWidth) { wrong.push('foot too wide'); }
  }
  Kiosk.foot(Kiosk.pack, Kiosk.now(), item, Kiosk.high(screen));
  const held = layer.querySelector('.panel'), sealed = getComputedStyle(layer.querySelector('.cap'), ':before').display !== 'none';
  if (held.scrollWidth > held.clientWidth || held.scrollHeight > held.clientHeight) { wrong.push('panel too small'); }
  if (screen.layout === 'column' && item.cap_px && sealed !== Boolean(screen.seal)) { wrong.push('seal'); }
  if (box.bottom > foot.top || foot.bottom > menu.top) { wrong.push('text on the foot'); }
  if (panel.height && screen.layout === 'column' && foot.bottom > panel.top + 1) { wrong.push('foot on the panel'); }
  if (panel.height && panel.bottom > menu.top + 1) { wrong.push('panel on the menu'); }
  for (const line of layer.querySelectorAll('.text span, .cap span')) {
    const at = words(line), size = parseFloat(getComputedStyle(line).fontSize), inside = line.closest('.cap') ? panel : box;
    if (!at.width) { continue; }
    if (at.right > inside.right + 1 || at.left < inside.left - 1) { wrong.push(`${line.textContent}: too wide`); }
    if (size < (line.closest('.title') ? least[1] : least[0])) { wrong.push(`${line.textContent}: ${size} px`); }
    const before = line.previousSibling ? line.previousSibling.textContent.trim() : '';
    if (/[\\d:]$/.test(before) && /^[年月日时分场:\\d]/.test(line.textContent.trim())) { wrong.push(`${line.textContent}: torn`); }
  }
  const title = [...text.querySelectorAll('.title span')].map((line) => line.textContent);
  if (title.length > 1 && title[title.length - 1].length < 2) { wrong.push('orphan'); }
  for (const node of [...layer.querySelectorAll('.text span, .text b, .cap span'), document.querySelector('.foot')]) {
    let under = node;
    while (getComputedStyle(under).backgroundColor === 'rgba(0, 0, 0, 0)') { under = under.parentElement; }
    if (node.classList.contains('foot')) { under = layer; }
    colours.add(getComputedStyle(node).color + ' ' + getComputedStyle(under).backgroundColor);
  }
  const inset = layer.querySelector('.inset.code'), found = inset && rect(inset);
  return [wrong, [...colours], found ? [found.left, found.top, found.width, found.height] : null];
}"""


#: what of menu and list on the glass is cut off, torn or outside
AROUND = """() => {
  const wrong = [], rect = (node) => node.getBoundingClientRect();
  const words = (node) => { const range = document.createRange(); range.selectNodeContents(node); return range.getBoundingClientRect(); };
  for (const node of document.querySelectorAll('#bar button, #sheet button, #sheet h2')) {
    const at = words(node), box = rect(node);
    if (!box.width) { continue; }
    if (at.top < box.top - 1 || at.bottom > box.bottom + 1 || at.left < box.left - 1 || at.right > box.right + 1) { wrong.push(node.textContent); }
    if (node.scrollWidth > node.clientWidth || node.scrollHeight > node.clientHeight) { wrong.push(node.textContent); }
    if (node.parentElement.id === 'bar' && at.height > parseFloat(getComputedStyle(node).fontSize) * 1.9) { wrong.push(node.textContent + ': torn'); }
  }
  return wrong;
}"""


def _around(page: Page) -> list[str]:
    """Go through a terminal's menu and every page of its lists; return what has no room there."""
    page.evaluate("Kiosk.turn()")
    found = list(page.evaluate(AROUND))
    for number in range(4):
        page.evaluate(f"document.querySelectorAll('#bar button')[{number}].click()")
        found += page.evaluate(AROUND)
        while page.evaluate(
            "document.querySelectorAll('#sheet button').length && [...document.querySelectorAll('#bar button')]"
            ".filter((one) => one.textContent === '下一页' && !one.disabled).map((one) => one.click()).length"
        ):
            found += page.evaluate(AROUND)
        if page.locator("#sheet button").first.is_visible():
            page.evaluate("document.querySelector('#sheet button').click()")
            found += page.evaluate(AROUND)
        page.evaluate("document.querySelector('#bar button').click()")  # 首页
        found += page.evaluate(AROUND)
    return found


def _luminance(colour: str) -> float:
    """Return the relative luminance of a CSS colour. Source: WCAG 2.2."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _faint(pairs: set[str]) -> list[str]:
    """Return the pairs of colours that can't be read indoors (7:1) or in the sun (2.5:1 with a flare of 0.4)."""
    found = []
    for pair in pairs:
        light, dark = sorted(map(_luminance, re.findall(r"rgb\([^)]*\)", pair)), reverse=True)
        if (light + 0.05) / (dark + 0.05) < 7 or (light + 0.4) / (dark + 0.4) < 2.5:
            found.append(pair)
    return found


def _opened(open_page: OpenPage, *address: str, clock: str, **options: Any) -> Page:
    """Open a screen's page that has its pack and hears nothing new: the test server's own date would mend the clock."""
    page = open_page(*address, clock=clock, **options)
    page.evaluate(PACK)
    page.route("**/latest.json*", lambda route: route.fulfill(body="{}"))
    return page


def _shown(page: Page) -> str:
    return str(page.locator(".slide.on").get_attribute("data-slide"))


def _live(page: Page) -> list[str]:
    return list(page.evaluate("Kiosk.live(Kiosk.now()).map((item) => item.kind)"))


def _at(page: Page, moment: str) -> None:
    page.clock.set_fixed_time(moment)
    page.evaluate("Kiosk.tick()")


@pytest.mark.parametrize("name", SCREENS)
def test_every_slide_of_every_screen_fits_can_be_read_and_its_code_scanned(
    preview: str, open_page: OpenPage, name: str
) -> None:
    width, height = SCREENS[name]
    options = {"viewport": {"width": width, "height": height}, "reduced_motion": "reduce"}
    page = _opened(open_page, preview, f"kiosk/{name}.html", clock="2023-06-12T09:30:00+08:00", **options)
    page.evaluate("document.fonts.ready")
    items = page.evaluate("Kiosk.pack.items.map((one) => [one.id, one.kind, one.code.px / (one.code.n + 8)])")
    PICTURES.mkdir(parents=True, exist_ok=True)
    colours: set[str] = set()
    seen: set[str] = set()
    for slide, kind, module in items:
        wrong, pairs, code = page.evaluate(MEASURE, [slide, LEAST[name]])
        assert wrong == [], slide
        colours |= set(pairs)
        assert module >= 3
        assert code[2] == code[3] >= SCANNED[name]
        clip = dict(zip(("x", "y", "width", "height"), code, strict=True))
        picture = Image.open(io.BytesIO(page.screenshot(clip=clip)))
        read = [found.text for found in zxingcpp.read_barcodes(picture)]
        assert len(read) == 1, slide
        assert read[0].startswith("https://"), slide
        if kind not in seen:
            page.screenshot(path=PICTURES / f"{name}-{len(seen):02}.jpg", quality=80, type="jpeg")
        seen.add(kind)
    if page.locator("#bar").count():
        assert _around(page) == []
    page.evaluate(
        "() => { const one = Kiosk.pack.items.find((item) => item.kind === '法规');"
        " Kiosk.pack.items.push(Object.assign({}, one, { id: 'urgent', kind: '插播' })); }"
    )
    wrong, urgent, _ = page.evaluate(MEASURE, ["urgent", LEAST[name]])
    assert wrong == []
    assert len(set(urgent) - colours) >= 1  # it has a ground of its own
    colours |= set(urgent)
    if page.evaluate("Boolean(Kiosk.pack.screen.turns)"):
        before = page.evaluate("document.documentElement.className.split(' ').sort()")
        _at(page, "2023-06-12T14:00:00+08:00")
        assert ({*before} ^ {*page.evaluate("document.documentElement.className.split(' ')")}) == {"light", "dark"}
        for slide in ["urgent", *{kind: slide for slide, kind, _ in items}.values()]:
            colours |= set(page.evaluate(MEASURE, [slide, LEAST[name]])[1])
    assert _faint(colours) == []
    assert {kind for _, kind, _ in items} == {
        "活动", "宣讲", "开放日", "倒计时", "公告", "统计", "法规", "案例", "示范单位", "举报", "二维码", "地图",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["pillar", "g60-touch"])
def test_what_stands_around_slides_has_room_at_the_limits_that_the_rules_allow(
    preview: str, open_page: OpenPage, name: str
) -> None:
    built = clock.now(PREVIEW_AT)
    site = load(REPO / "data", built, Problems())
    shown, screen = site.shown_at(built), cast("Screen", site.get("screens", name))
    options = {"viewport": {"width": screen.width, "height": screen.height}, "reduced_motion": "reduce"}
    page = _opened(open_page, preview, f"kiosk/{name}.html", clock="2023-06-12T09:30:00+08:00", **options)
    page.evaluate("document.fonts.ready")
    fonts = page.evaluate("Kiosk.pack.fonts")

    def taken(screen: Screen, short: str) -> dict[str, Any]:
        """Let the wall play the screen as it would be made, and return the pack."""
        changed = site.shown_at(built)
        changed.campaign = site.campaign.model_copy(update={"short": short})
        pack = packs.sealed(packs.content(changed, screen), fonts)
        assert page.evaluate("(pack) => Kiosk.adopt(pack)", pack) is True
        return pack

    for short in ("服务月", "保密服务季", "商业秘密服务月", "商业秘密保护服务"):
        pack = taken(screen, short)
        least = [pack["screen"]["foot"], pack["screen"]["foot"]]
        slides = {(one["kind"], "code" in one and one["code"]["px"]): one["id"] for one in pack["items"]}
        wrong = {one: page.evaluate(MEASURE, [one, least])[0] for one in slides.values()}
        assert {one: found for one, found in wrong.items() if found} == {}
    if screen.touch:
        far = screen.model_copy(update={"far_m": 5.0})
        best = fitting.farthest_fitting(far, programme(shown, far), site.campaign)
        assert 3 < best < 5
        taken(screen.model_copy(update={"far_m": best}), "服务月")
        assert _around(page) == []
        taken(far, "服务月")
        cut = {*_around(page)}  # and what the rule refuses is indeed cut off, and nothing else
        told = "；".join(frame.misfits(far, programme(shown, far)))
        rows = {one for one in cut if len(one) > 10}
        assert [one in cut for one in ("法规: torn", "示范单位: torn", "如何举报: torn")] == [False, True, True]
        assert 0 < len(rows) <= int(re.findall("“示范单位”要 314 .*；目录里有 ([0-9]+) 行放不下", told)[0])


@pytest.mark.parametrize("name", ["plaza-strip", "g60-touch"])
def test_wall_shows_what_the_command_tells(preview: str, open_page: OpenPage, tmp_path: Path, name: str) -> None:
    page = _opened(open_page, preview, f"kiosk/{name}.html", clock="2023-06-12T09:30:00+08:00")
    built, data = clock.now(PREVIEW_AT), Folder(tmp_path / "data")
    shutil.copytree(REPO / "data", data.root)
    sessions = "[{start: 2023-06-14 14:00}, {start: 2023-06-15 10:00, venue: g60-ipcenter}, {start: 2023-06-30 09:00}]"
    data.edit("events/2023-06-14-hr-camp.yml", end=None, sessions=sessions)
    data.replace(
        "playlists.yml", "{show: 法规, most: 4, seconds: 14", "{show: 法规, most: 2, order: 每天打乱, seconds: 14"
    )
    site = load(data.root, built, Problems())
    screen = cast("Screen", site.get("screens", name))
    hours = cast("Daypart", site.get("dayparts", screen.hours))
    slides = programme(site.shown_at(built), screen)
    pack = packs.sealed(packs.content(site.shown_at(built), screen), page.evaluate("Kiosk.pack.fonts"))
    assert page.evaluate("(pack) => Kiosk.adopt(pack)", pack) is True
    sitting = "Kiosk.live(Kiosk.now()).map((one) => [one.id, ...Kiosk.sitting(one, Kiosk.now()).slice(2, 4).map((all) => (all || []).join(''))])"
    seen = {}
    for moment in (
        "06-12T09:30",
        "06-13T23:59",
        "06-14T00:00",
        "06-14T23:59",
        "06-15T00:01",
        "06-17T12:00",
        "06-22T07:30",
        "06-30T21:59",
        "07-01T08:30",
    ):
        at = datetime.fromisoformat(f"2023-{moment}")
        _at(page, f"2023-{moment}:00+08:00")
        assert page.evaluate("Kiosk.live(Kiosk.now()).map((one) => one.id)") == [
            one.id for one in wall.playing(slides, at)
        ]
        fresh = {one.id: [one.when, one.place] for one in programme(site.shown_at(at), screen) if one.start}
        told = {id_: rest for id_, *rest in page.evaluate(sitting) if id_ in fresh}
        assert told == {id_: fresh[id_] for id_ in told}
        seen[moment[3:5] + moment[6:8]] = told.get("event-2023-06-14-hr-camp", [""])[0]
        assert page.evaluate("Kiosk.lit(Kiosk.pack.hours, Kiosk.now())") is wall.lit(hours, at)
    assert [seen[key] for key in ("1423", "1500", "3021")] == [
        "6月14日（周三）14:00", "6月15日（周四）10:00", "6月30日（周五）09:00",
    ]  # fmt: skip
    _at(page, "2023-06-15T10:01:00+08:00")
    page.evaluate("Kiosk.show(Kiosk.pack.items.filter((one) => one.id === 'event-2023-06-14-hr-camp')[0])")
    assert page.locator(".slide.on .kicker b").text_content() == "今天"  # nobody wrote until when it goes on
    place = site.get("venues", "g60-ipcenter")
    assert place is not None
    assert page.locator(".slide.on .place").text_content() == place.name_text


def test_wall_that_hears_nothing_for_ten_days_shows_what_a_new_one_would(preview: str, open_page: OpenPage) -> None:
    planned = {"活动", "宣讲", "开放日", "倒计时"}
    site = load(REPO / "data", clock.now(PREVIEW_AT), Problems())
    shown = site.shown_at(datetime.fromisoformat("2023-06-22T09:30"))
    for name in ("plaza-strip", "g60-touch"):
        page = _opened(open_page, preview, f"kiosk/{name}.html", clock="2023-06-22T09:30:00+08:00")
        slides = wall.playing(programme(shown, cast("Screen", site.get("screens", name))), shown.now)
        fresh = [one.id for one in slides if one.kind in planned]
        assert len(fresh) == 4 + 4 + 3 + 1
        live = "Kiosk.live(Kiosk.now()).filter((one) => kinds.includes(one.kind)).map((one) => one.id)"
        assert page.evaluate(f"(kinds) => {live}", [*planned]) == fresh
    page.unroute("**/latest.json*")
    page.goto(preview + "kiosk/plaza-strip.html?at=2023-06-22T09:30")  # what staff ask beforehand
    until(page, "Kiosk.pack.hash !== Kiosk.seed.hash")
    assert page.evaluate(f"(kinds) => {live}", [*planned]) == fresh
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('plaza-strip:pack'))") == []


@pytest.mark.parametrize(
    ("asked", "moment"),
    [
        ("2023-06-12", "2023-06-12 09:00"),
        ("2023-06-12T21:30", "2023-06-12 21:30"),
        ("2023-06-12T21%3A30", "2023-06-12 21:30"),
        ("2023-06-12+21:30", "2023-06-12 21:30"),
        ("2023-6-12", ""),
        ("2023-02-31", ""),
        ("2023-06-12T25:00", ""),
        ("%E6%98%8E%E5%A4%A9", ""),
        ("%zz", ""),
        ("", ""),
    ],
)
def test_preview_takes_a_day_for_its_morning_and_says_what_no_moment_is(
    preview: str, open_page: OpenPage, asked: str, moment: str
) -> None:
    page = open_page(preview, f"kiosk/plaza-strip.html?at={asked}", clock="2023-06-20T10:00:00+08:00", **STRIP)
    shows = "new Date(Kiosk.now() + 28800000).toISOString().slice(0, 16).replace('T', ' ')"
    assert page.evaluate(f"[Kiosk.preview, {shows}]") == [True, moment or "2023-06-20 10:00"]
    if moment:
        assert page.locator(".refused").count() == 0
        assert str(clock.now(unquote(asked.replace("+", " "))))[:16] == moment  # as the command has it
    else:
        said = asked if asked == "%zz" else unquote(asked)
        told = f"“{said}”不是时间，要写成 2023-06-12T09:30 或 2023-06-12。屏上是现在的内容。"
        assert page.locator(".refused").inner_text() == told
        assert page.locator(".refused").is_visible()
    assert page.evaluate("Object.keys(localStorage)") == []


def test_box_that_can_only_put_out_a_lying_picture_is_turned_and_hidden_edges_stay_free(
    preview: str, open_page: OpenPage
) -> None:
    size = {"width": 640, "height": 1920}
    page = _opened(open_page, preview, "kiosk/plaza-strip.html", clock="2023-06-12T09:30:00+08:00", viewport=size)

    def stands(turned: int) -> tuple[list[int], list[int]]:
        """Return the stage's edges on the glass, and where the first line's top left corner lies in it."""
        found = page.evaluate(
            """(turned) => {
              const screen = Object.assign(Kiosk.pack.screen, { rotate: turned, orbit: 0, at: [32, 8], px: [1872, 616] });
              Kiosk.fit(0);
              const stage = document.getElementById('stage').getBoundingClientRect();
              const first = document.querySelector('.slide.on .kicker').getBoundingClientRect();
              const middle = [first.left + first.width / 2, first.top + first.height / 2];
              return [[stage.left, stage.top, stage.right, stage.bottom],
                [middle[0] < innerWidth / 2, middle[1] < innerHeight / 2]];
            }""",
            turned,
        )
        return [round(edge) for edge in found[0]], found[1]

    # whole is 1920 × 640 with 8 hidden above, 16 right, 16 below, 32 left; the output is 640 × 1920
    assert stands(90) == ([16, 32, 632, 1904], [False, True])
    assert stands(270) == ([8, 16, 624, 1888], [True, False])
    page.set_viewport_size({"width": 1920, "height": 640})
    assert stands(0) == ([32, 8, 1904, 624], [True, True])
    assert stands(180) == ([16, 16, 1888, 632], [False, False])
    for wide, high, scale in ((960, 320, 0.5), (960, 640, 0.5), (1440, 320, 0.5), (3840, 1280, 2), (3840, 1281, 2)):
        page.set_viewport_size({"width": wide, "height": high})  # an output of other pixels shows the whole picture
        assert stands(0)[0] == [round(edge * scale) for edge in (32, 8, 1904, 624)], (wide, high)
    page.set_viewport_size({"width": 320, "height": 960})
    assert stands(90)[0] == [8, 16, 316, 952]


def test_terminal_leads_to_everything_within_reach_and_rests_again(preview: str, open_page: OpenPage) -> None:
    size = {"width": 1080, "height": 1920}
    page = _opened(open_page, preview, "kiosk/g60-touch.html", clock="2023-06-12T09:30:00+08:00", viewport=size)
    touch = page.evaluate("Kiosk.pack.screen.touch")

    def buttons(within: str) -> list[str]:
        found = page.locator(f"{within} button")
        for box in (found.nth(index).bounding_box() for index in range(found.count())):
            assert box is not None
            assert min(box["width"], box["height"]) >= touch["target"] >= 40  # 20 mm at 0.496 mm a pixel
            assert touch["reach"] - 3 <= box["y"]
            assert box["y"] + box["height"] <= 1920 + 3
        return [text.split("\n")[0] for text in found.all_inner_texts()]

    assert buttons("#bar") == ["法规", "活动", "示范单位", "如何举报"]
    focus = "document.activeElement.textContent"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # 活动, by its key
    assert page.evaluate(f"[{focus}.slice(0, 6), getComputedStyle(document.activeElement).outlineStyle]") == [
        "商业秘密保护",
        "solid",
    ]
    page.keyboard.press("Enter")
    assert page.evaluate(focus) == "下一条"
    page.get_by_role("button", name="首页").click()
    assert page.evaluate(f"[{focus}, getComputedStyle(document.activeElement).outlineStyle]") == ["活动", "none"]
    page.get_by_role("button", name="活动", exact=True).click()
    rows = buttons("#sheet")
    assert len(rows) >= 4
    assert rows[0] == "商业秘密保护展示场景首个开放日"
    assert buttons("#bar") == ["首页", "上一页", "下一页"]
    assert violations(page) == []
    assert page.locator("#sheet h2").inner_text() == "活动　1 / 10 页"
    page.get_by_role("button", name="下一页").click()
    assert page.locator("#sheet h2").inner_text() == "活动　2 / 10 页"
    assert page.evaluate(focus) in {"下一页", "上一页"}
    assert buttons("#sheet")[0] != rows[0]
    page.locator("#sheet button").first.click()
    assert buttons("#bar") == ["首页", "目录", "上一条", "下一条"]
    styles = "[...document.querySelectorAll('.slide')].map((one) => getComputedStyle(one)).map((one) => [one.visibility, one.transitionDuration])"
    assert sorted(page.evaluate(styles)) == [["hidden", "0s"], ["visible", "0s"]]  # at once, and nothing behind it
    assert page.evaluate("getComputedStyle(document.querySelector('.slide.on')).userSelect") == "none"
    held = _shown(page)
    _at(page, "2023-06-12T09:30:40+08:00")
    assert _shown(page) == held
    _at(page, "2023-06-12T09:30:46+08:00")
    assert buttons("#bar") == ["法规", "活动", "示范单位", "如何举报"]
    page.get_by_role("button", name="如何举报").click()
    assert "12315" in str(page.locator(".slide.on .text").inner_text())
    assert page.locator(".slide.on .inset.code svg").count() == 1  # to take away
    assert page.locator("a").count() == 0
    page.get_by_role("button", name="首页").click()
    page.get_by_role("button", name="活动", exact=True).click()
    page.locator("#sheet button").first.click()
    _at(page, "2023-06-12T16:30:00+08:00")  # what is read ends while it is read
    assert buttons("#bar") == ["法规", "活动", "示范单位", "如何举报"]


def test_fingers_enlarge_nothing_on_a_terminal_and_a_clock_set_back_keeps_nobody_reading(
    preview: str, open_page: OpenPage
) -> None:
    size = {"width": 1080, "height": 1920}
    page = _opened(
        open_page, preview, "kiosk/g60-touch.html", clock="2023-06-12T09:30:00+08:00", viewport=size, has_touch=True
    )
    page.get_by_role("button", name="法规").click()
    entries = "[...document.querySelectorAll('#bar button')].map((one) => one.textContent)"
    assert page.evaluate(entries)[0] == "首页"
    _at(page, "2023-06-12T08:30:00+08:00")
    assert page.evaluate(entries) == ["法规", "活动", "示范单位", "如何举报"]
    session = page.context.new_cdp_session(page)
    for kind, gap in [("touchStart", 20), *(("touchMove", gap) for gap in range(30, 300, 15)), ("touchEnd", 0)]:
        fingers = [{"x": 500 + side * gap, "y": 900, "id": side} for side in (-1, 1) if gap]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
    assert page.evaluate("new Promise((done) => requestAnimationFrame(() => done(visualViewport.scale)))") == 1


def test_staff_see_what_each_wall_shows_at_a_moment_and_what_the_box_played(preview: str, open_page: OpenPage) -> None:
    page = _opened(open_page, preview, "kiosk/plaza-strip.html", clock="2023-06-12T09:30:00+08:00", **STRIP)
    page.evaluate("Kiosk.note(Kiosk.pack.items[0], Kiosk.now())")
    page.unroute("**/latest.json*")
    page.goto(preview + "kiosk/")
    assert violations(page) == []
    strip = page.locator("[data-screen=plaza-strip]")
    assert "这台设备上次播放：2023-06-12 09:30（不到 1 小时前），版本" in str(strip.inner_text())
    assert re.search("版本 [0-9a-f]{10}，是最新的。", str(strip.inner_text()))
    assert "没有播放过" in str(page.locator("[data-screen=hall]").inner_text())
    for moment, told in (
        ("2023-06-14T09:00", "47 小时前"),
        ("2023-06-14T10:00", "2 天前"),
        ("2023-06-12T09:00", "时钟不对"),
    ):
        page.clock.set_fixed_time(f"{moment}:00+08:00")
        page.reload()
        strip.get_by_text(told).wait_for()
    page.clock.set_fixed_time("2023-06-12T09:30:00+08:00")
    key = "kiosk:/kiosk/:plaza-strip:played"
    page.evaluate(f"localStorage['{key}'] = localStorage['{key}'].replace(']]', '],[\"\",\"x\",2,\"=1+1\"]]')")
    page.reload()
    with page.expect_download() as saved:
        strip.get_by_text("下载播放记录").click()
    rows = Path(saved.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert (rows[0], rows[1].split(",")[0]) == ("日期,编号,标题,次数", "2023-06-12")
    assert rows[1].endswith('",1')
    assert rows[2] == """时钟不对,x,"'=1+1",2"""

    page.locator("input[name=at]").fill("2023-06-22T21:30")
    page.get_by_role("button", name="看这一刻").click()
    frame = page.frame_locator("[data-screen=plaza-strip] iframe")
    frame.locator("#night.on").wait_for()
    inside = next(one for one in page.frames if "plaza-strip.html?at=2023-06-22T21:30" in one.url)
    assert inside.evaluate("[Kiosk.china(Kiosk.now()).iso, Kiosk.preview]") == ["2023-06-22", True]
    carried = next(one for one in page.frames if "pillar.html?at=2023-06-22T21:30" in one.url)  # its box has no network
    until(carried, "Kiosk.pack !== Kiosk.seed")
    assert str(carried.evaluate("Kiosk.pack.hash")) in str(page.locator("[data-screen=pillar]").inner_text())
    before = page.evaluate("localStorage.getItem('kiosk:/kiosk/:plaza-strip:played')")
    assert before
    inside.evaluate("Kiosk.note(Kiosk.pack.items[0], Kiosk.now() + 1e6)")
    assert page.evaluate("localStorage.getItem('kiosk:/kiosk/:plaza-strip:played')") == before  # a preview is no proof


def test_list_of_screens_shows_each_in_its_own_shape_on_a_telephone_and_a_desk(
    preview: str, open_page: OpenPage
) -> None:
    page = open_page(preview, "kiosk/", clock="2023-06-12T09:30:00+08:00", viewport={"width": 1280, "height": 800})
    shapes = """[...document.querySelectorAll('[data-screen]')].map((section) => {
      const card = section.getBoundingClientRect(), frame = section.querySelector('iframe').getBoundingClientRect();
      const view = section.querySelector('.view').getBoundingClientRect(), wanted = section.dataset.width / section.dataset.height;
      const centred = Math.abs(frame.left + frame.right - view.left - view.right) < 2 && frame.right <= view.right;
      return [Math.abs(frame.width - frame.height * wanted) < wanted + 1, centred, frame.width > 180, card.left];
    })"""

    def columns() -> int:
        """Return how many cards stand side by side; each frame is as the wall, in the middle, and not too small."""
        found = page.evaluate(shapes)
        assert [one[:3] for one in found] == [[True, True, True]] * 6
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        return len({round(left) for *_, left in found})

    assert columns() == 2
    page.set_viewport_size({"width": 390, "height": 844})
    until(page, "document.querySelector('iframe').getBoundingClientRect().width < 390")
    until(page, f"{shapes}.every(([shape]) => shape)")  # frames are drawn one after the other
    assert columns() == 1
    assert violations(page) == []


def test_tomorrow_becomes_today_at_midnight_in_shanghai_and_what_is_over_vanishes(
    preview: str, open_page: OpenPage
) -> None:
    page = _opened(open_page, preview, "kiosk/plaza-strip.html", clock="2023-06-12T23:59:00+08:00", **STRIP)
    item = "Kiosk.pack.items.filter((one) => one.kind === '活动' && one.start >= 1686585600000)[0]"
    assert page.evaluate(f"Kiosk.dayWord({item}, Kiosk.now())") == "明天"
    page.evaluate(f"Kiosk.show({item})")
    assert page.locator(".slide.on .kicker b").text_content() == "明天"
    page.clock.set_fixed_time("2023-06-13T00:01:00+08:00")
    page.evaluate(f"Kiosk.show({item})")
    assert page.locator(".slide.on .kicker b").text_content() == "今天"
    counted = "Kiosk.pack.items.filter((one) => one.counts && one.start >= 1686758400000)[0]"  # from 15 June on
    start = datetime.fromtimestamp(page.evaluate(f"{counted}.start") / 1000, clock.SHANGHAI)
    for day, hour in ((start.day - 2, "23:59"), (start.day - 1, "00:01"), (start.day, "00:01")):
        page.clock.set_fixed_time(f"2023-06-{day:02}T{hour}:00+08:00")
        page.evaluate(f"Kiosk.show({counted})")
        left = start.day - day
        assert page.locator(".slide.on .big").text_content() == (f"{left} 天" if left else "今天")

    _at(page, "2023-06-30T23:59:00+08:00")
    over = "Kiosk.live(Kiosk.now()).filter((one) => one.last && one.last <= Kiosk.now()).length"
    assert page.evaluate(over) == 0
    _at(page, "2023-07-01T00:01:00+08:00")
    assert set(_live(page)) == {"法规", "举报", "二维码"}
    _at(page, "2023-07-20T09:00:00+08:00")
    foot = page.locator(".foot")
    assert (
        foot.text_content() == f"示例数据　更新于2023年6月12日　{page.evaluate('Kiosk.pack.hash')}"
    )  # and nobody's name
    _at(page, "2024-03-20T09:00:00+08:00")
    assert "更新于2023年6月12日" in str(foot.text_content())


def test_clock_in_2013_shows_undated_slides_until_it_is_mended(preview: str, open_page: OpenPage) -> None:
    page = _opened(open_page, preview, "kiosk/plaza-strip.html", clock="2013-06-12T09:30:00+08:00", **STRIP)
    assert set(_live(page)) == {"法规", "举报", "二维码"}
    assert page.locator("#night").get_attribute("class") == ""
    page.evaluate("Kiosk.pack.items.forEach((one) => { if (one.last) { delete one.first; } })")
    assert set(_live(page)) == {"法规", "举报", "二维码"}  # what only ends has not ended in 2013

    page.evaluate("Kiosk.learn('Mon, 12 Jun 2023 01:30:00 GMT', '3600', Date.now(), Kiosk.pack.built_at)")
    assert page.evaluate("Kiosk.trusted()") is False  # an answer out of a cache tells no time
    page.evaluate("Kiosk.learn('Mon, 12 Jun 2023 01:30:00 GMT', null, Date.now(), Kiosk.pack.built_at); Kiosk.tick()")
    assert page.evaluate("Kiosk.trusted()") is True
    assert "活动" in _live(page)


def test_event_that_is_called_off_says_so_and_nothing_else(preview: str, open_page: OpenPage) -> None:
    size = {"width": 1080, "height": 1920}
    page = _opened(open_page, preview, "kiosk/g60-touch.html", clock="2023-06-15T09:30:00+08:00", viewport=size)
    lit = "(at) => Kiosk.lit(Kiosk.pack.hours, Date.parse(at + '+08:00'))"
    days = ("2023-06-11T10:00", "2023-06-12T08:29", "2023-06-12T08:30", "2023-06-16T17:29", "2023-06-17T10:00")
    assert [page.evaluate(lit, at) for at in days] == [
        False,
        False,
        True,
        True,
        False,
    ]  # Sunday, Monday, Friday, Saturday
    light = "(at) => Kiosk.light(Kiosk.pack.hours, Date.parse(at + '+08:00'))"
    assert [page.evaluate(light, at) for at in ("2023-06-12T12:59", "2023-06-12T13:00")] == [True, False]
    page.evaluate("Kiosk.show(Kiosk.pack.items.filter((one) => one.id === 'event-2023-06-15-maogang-fair')[0])")
    assert str(page.locator(".foot").text_content()).endswith(str(page.evaluate("Kiosk.pack.hash")))
    mark = page.locator(".slide.on .kicker b")
    assert (mark.text_content(), mark.evaluate("node => getComputedStyle(node).backgroundColor")) == (
        "已取消",
        "rgb(163, 21, 11)",
    )
    assert page.locator(".slide.on .body span").count() == 0
    page.get_by_role("button", name="活动", exact=True).click()
    row = page.locator("#sheet button", has_text="已取消")
    assert str(row.locator(".off").text_content()).endswith("　已取消")
    torn = "[...document.querySelectorAll('#sheet b')].map((one) => [one.textContent, one.getClientRects().length])"
    assert ["正在进行", 1] in page.evaluate(torn)
    assert [one for one in page.evaluate(torn) if one[1] > 1] == []
    listed = page.locator("#sheet button span").all_text_contents()
    while page.get_by_role("button", name="下一页").is_enabled():
        page.get_by_role("button", name="下一页").click()
        listed += page.locator("#sheet button span").all_text_contents()
    assert "6月21日（周三）14:00–16:00　还有6天" in listed  # the next of three sessions, in its place of the list
    days = [int(found[1]) for found in (re.match(r"6月(\d+)日", one) for one in listed) if found]
    assert len(days) > 20
    assert days == sorted(days)


def _press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def _menu(page: Page) -> list[str]:
    return page.locator("#bar button").all_inner_texts()


def test_terminal_moves_its_menu_with_the_pack(preview: str, open_page: OpenPage) -> None:
    size = {"width": 1080, "height": 1920}
    page = _opened(open_page, preview, "kiosk/g60-touch.html", clock="2023-06-12T09:30:00+08:00", viewport=size)

    def adopt(higher: int) -> list[str]:
        page.evaluate(
            """(higher) => {
              const pack = JSON.parse(JSON.stringify(Kiosk.pack)), touch = pack.screen.touch;
              touch.stage -= higher;
              touch.bar += 10;
              pack.built_at += 1;
              Kiosk.adopt(pack);
            }""",
            higher,
        )
        return list(page.evaluate("[Kiosk.pack.screen.touch.stage + 'px', Kiosk.pack.screen.touch.bar + 'px']"))

    placed = "[document.getElementById('bar').style.top, document.getElementById('bar').style.height]"
    before = page.evaluate(placed)
    wanted = adopt(40)
    assert before != wanted
    page.evaluate("Kiosk.tick()")
    assert (page.evaluate(placed), _menu(page)) == (wanted, MENU)
    high = "document.querySelector('.slide.on').style.height"
    assert page.evaluate(high) == wanted[0]  # and the slide above it
    _press(page, "活动")
    wanted = adopt(20)
    _press(page, "下一页")
    assert page.evaluate(placed) == wanted
    assert page.evaluate("document.getElementById('sheet').style.height") == wanted[0]
    wanted = adopt(10)
    page.locator("#sheet button").first.click()
    assert (page.evaluate(placed), page.evaluate(high)) == (wanted, wanted[0])


def test_terminal_keeps_its_readers_and_opens_only_what_is_on(preview: str, open_page: OpenPage) -> None:
    size = {"width": 1080, "height": 1920}
    page = _opened(open_page, preview, "kiosk/g60-touch.html", clock="2023-06-12T16:29:30+08:00", viewport=size)
    rows, head = page.locator("#sheet button"), page.locator("#sheet h2")
    _press(page, "活动")
    _press(page, "下一页")
    rows.first.click()
    _press(page, "目录")
    assert head.inner_text() == "活动　2 / 10 页"  # where the reader was
    _press(page, "上一页")
    first = rows.first.inner_text()
    page.clock.set_fixed_time("2023-06-12T16:30:10+08:00")  # the first has ended since it was listed
    rows.first.click()
    assert _menu(page) == ["首页", "上一页", "下一页"]
    assert rows.first.inner_text() != first
    rows.first.click()
    opened = _shown(page)
    _press(page, "下一条")
    following = _shown(page)
    _press(page, "上一条")
    assert _shown(page) == opened
    page.evaluate("(id) => Kiosk.pack.items.forEach((one) => { if (one.id === id) { one.last = 1; } })", following)
    _press(page, "下一条")
    assert (_menu(page), head.is_visible()) == (["首页", "上一页", "下一页"], True)
    page.evaluate("""() => {
      const left = Kiosk.open(Kiosk.now()).filter((one) => one.section === 2).pop().id;
      Kiosk.pack.items.forEach((one) => { if (one.section === 2 && one.id !== left) { one.section = 0; } });
    }""")
    rows.last.click()
    assert (_menu(page), rows.count()) == (["首页"], 1)  # nor does the only one that is left open unasked

    rows.first.click()  # at 16:30:10; each touch is good for 45 seconds
    _at(page, "2023-06-12T16:30:50+08:00")
    page.mouse.click(500, 600)
    _at(page, "2023-06-12T16:31:34+08:00")
    page.keyboard.press("Shift")
    _at(page, "2023-06-12T16:32:18+08:00")
    assert _menu(page) == ["首页"]
    _at(page, "2023-06-12T16:32:20+08:00")
    assert _menu(page) == MENU
    page.evaluate("Kiosk.pack.items.forEach((one) => { one.seconds = 120; })")
    _press(page, "如何举报")  # or for as long as it takes to read
    _at(page, "2023-06-12T16:34:18+08:00")
    assert _menu(page) == ["首页"]
    _at(page, "2023-06-12T16:34:21+08:00")
    assert _menu(page) == MENU


def test_entry_of_the_menu_that_holds_nothing_says_so_and_leads_to_the_others(
    preview: str, open_page: OpenPage
) -> None:
    size = {"width": 1080, "height": 1920}
    page = _opened(open_page, preview, "kiosk/g60-touch.html", clock="2023-06-12T09:30:00+08:00", viewport=size)
    page.evaluate("Kiosk.pack.items.forEach((one) => { if (one.section === 1) { one.section = 0; } })")
    rows, count = (
        page.locator("#sheet button"),
        "(no) => new Set(Kiosk.open(Kiosk.now()).filter((one) => one.section === no).map((one) => one.id)).size",
    )
    _press(page, "法规")
    assert page.locator("#sheet h2").inner_text() == "法规　现在没有这类内容"
    assert rows.all_inner_texts() == [
        f"看看活动\n现在有 {page.evaluate(count, 2)} 条",
        f"看看示范单位\n现在有 {page.evaluate(count, 3)} 条",
        "看看如何举报\n现在有 1 条",
    ]
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / "g60-touch-empty.jpg", quality=80, type="jpeg")
    assert page.evaluate(AROUND) == []
    assert _menu(page) == ["首页"]
    for box in (rows.nth(number).bounding_box() for number in range(3)):
        assert box is not None
        assert page.evaluate("Kiosk.pack.screen.touch.reach") - 3 <= box["y"]
    rows.nth(1).click()
    assert page.locator("#sheet h2").inner_text().startswith("示范单位")
    _press(page, "首页")
    _press(page, "法规")
    rows.nth(2).click()
    assert (_shown(page), _menu(page)) == ("report-hotline", ["首页"])
    page.evaluate("Kiosk.pack.items.forEach((one) => { if (one.section === 2) { one.section = 0; } })")
    _press(page, "首页")
    _press(page, "活动")
    assert [text.split("\n")[0] for text in rows.all_inner_texts()] == ["看看示范单位", "看看如何举报"]


def test_enrolment_and_sessions_go_by_the_clock_on_the_wall(preview: str, open_page: OpenPage) -> None:
    page = _opened(open_page, preview, "kiosk/plaza-strip.html", clock="2023-06-12T09:30:00+08:00", **STRIP)
    item = "Kiosk.pack.items.filter((one) => one.id === 'event-2023-06-14-hr-camp')[0]"

    def told(moment: str) -> list[str]:
        """Return the word of the day, the date and the note as they stand on the glass."""
        page.clock.set_fixed_time(f"2023-06-{moment}:00+08:00")
        read = "[...document.querySelectorAll('.slide.on ' + part)].map((one) => one.textContent).join('')"
        return list(page.evaluate(f"Kiosk.show({item}), ['.kicker b', '.when', '.body'].map((part) => {read})"))

    first, second = "6月14日（周三）14:00–16:00", "6月21日（周三）14:00–16:00"
    assert told("12T09:30") == ["后天", first, "可报名"]
    assert told("13T17:00") == ["明天", first, "报名已截止"]
    assert told("14T13:59") == ["今天", first, "报名已截止"]
    assert told("14T14:00") == ["正在进行", first, "报名已截止"]
    assert told("14T16:00") == ["还有7天", second, "报名已截止"]  # between two sessions nothing is going on
    assert told("21T15:00") == ["正在进行", second, "报名已截止"]
    page.evaluate("Kiosk.trust = 'behind'")
    assert told("14T14:00")[0] == told("12T09:30")[2] == ""


def test_terminal_lists_the_same_when_the_month_is_over_or_its_clock_is_wrong(
    preview: str, open_page: OpenPage
) -> None:
    page = _opened(open_page, preview, "kiosk/g60-touch.html", clock="2023-06-12T09:30:00+08:00")
    listed = "[1, 3, 4].map((no) => [...new Set(Kiosk.open(Kiosk.now()).filter((one) => one.section === no).map((one) => one.id))])"
    before = page.evaluate(listed)
    assert [len(ids) for ids in before] == [9, 7, 1]  # of units six, and the map that says how many there are
    _at(page, "2023-07-20T09:30:00+08:00")
    assert page.evaluate(listed) == before
    page.evaluate("Kiosk.trust = 'behind'")
    assert page.evaluate(listed) == before


def test_screen_is_dark_at_night_and_on_other_days_by_their_hours(preview: str, open_page: OpenPage) -> None:
    page = _opened(open_page, preview, "kiosk/plaza-strip.html", clock="2023-06-12T21:59:00+08:00", **STRIP)
    night = page.locator("#night")
    found = {}
    for moment in ("12T21:59", "12T22:00", "13T06:59", "13T07:00", "22T07:30", "22T20:59", "22T21:00"):
        _at(page, f"2023-06-{moment}:00+08:00")
        found[moment] = night.get_attribute("class")
    dark = [moment for moment, state in found.items() if state == "on"]
    assert dark == ["12T22:00", "13T06:59", "22T07:30", "22T21:00"]
    always = "{ from: 420, to: 420, days: [0, 1, 2, 3, 4, 5, 6], except: {} }"
    for moment in ("13T03:00", "13T12:00"):
        assert page.evaluate(f"Kiosk.lit({always}, Date.parse('2023-06-{moment}:00+08:00'))") is True
    friday = "{ from: 1320, to: 360, days: [5], except: {} }"  # 22:00 to 06:00 belongs to Friday
    lit = {
        moment: page.evaluate(f"Kiosk.lit({friday}, Date.parse('2023-06-{moment}:00+08:00'))")
        for moment in ("16T05:59", "16T21:59", "16T22:00", "17T05:59", "17T06:00", "17T22:00")
    }
    assert [moment for moment, on in lit.items() if on] == ["16T22:00", "17T05:59"]


def test_new_pack_shows_without_reload_and_a_bulletin_ends_by_itself(
    preview: str, preview_folder: Path, open_page: OpenPage
) -> None:
    page = _opened(open_page, preview, "kiosk/plaza-strip.html", clock="2023-06-12T09:30:00+08:00", **STRIP)
    page.evaluate("window.sameVisit = true")
    pointer = json.loads((preview_folder / "kiosk/latest.json").read_text(encoding="utf-8"))
    old = json.loads((preview_folder / f"kiosk/pack.plaza-strip.{pointer['screens']['plaza-strip']}.json").read_bytes())
    notice = {
        **old["items"][0], "id": "bulletin-x", "kind": "插播", "title": ["临时通知"], "first": old["built_at"],
        "last": old["built_at"] + 600_000,
    }  # fmt: skip
    new = {**old, "items": [*old["items"], notice], "built_at": old["built_at"] + 1000, "hash": "new", "end": "."}
    answers: dict[str, Any] = {"latest": {**pointer, "screens": {"plaza-strip": "new"}}, "pack": new}
    page.route("**/latest.json*", lambda route: route.fulfill(json=answers["latest"]))
    page.route("**/pack.*.new.json*", lambda route: route.fulfill(body=answers["body"]))

    def poll() -> str:
        answers["latest"]["sums"] = {"plaza-strip": sum_of(answers["body"])}
        with page.expect_response("**/pack.*.new.json*"):
            page.evaluate("Kiosk.poll()")
        page.evaluate("new Promise((done) => setTimeout(done, 0)).then(Kiosk.tick)")
        return str(page.evaluate("Kiosk.pack.hash"))

    whole = json.dumps(new)
    for broken in (
        whole[:-40],
        "<html>请登录</html>",
        json.dumps({**new, "built_at": 1}),
        json.dumps({**new, "end": ""}),
    ):
        answers["body"] = broken
        assert poll() == old["hash"]
    answers["body"] = whole
    assert poll() == "new"
    assert (_shown(page), page.evaluate("window.sameVisit")) == ("bulletin-x", True)
    _at(page, "2023-06-12T09:41:00+08:00")
    assert _shown(page) != "bulletin-x"

    page.reload()  # what was taken is kept
    assert page.evaluate("Kiosk.pack.hash") == "new"


def test_player_and_its_sheet_are_as_old_as_the_boxes() -> None:
    newer = {
        "ArrowFunctionExpression", "TemplateLiteral", "ClassDeclaration", "SpreadElement", "RestElement", "ForOfStatement",
        "ArrayPattern", "ObjectPattern", "AwaitExpression", "YieldExpression", "ImportDeclaration", "AssignmentPattern",
    }  # fmt: skip
    methods = {"flat", "includes", "padStart", "replaceChildren", "append", "finally", "closest", "matches"}
    found: list[str] = []
    for path in sorted((REPO / "overrides/kiosk").glob("*.js")):

        def judge(node: Any, _place: Any, name: str = path.name) -> None:
            modern = node.type in newer or (node.type == "VariableDeclaration" and node.kind != "var")
            modern = modern or (node.type == "Property" and (node.shorthand or node.method or node.computed))
            called = node.type == "MemberExpression" and not node.computed and node.property.name in methods
            if modern or called:
                found.append(f"{name}: {node.type}")

        esprima.parseScript(path.read_text(encoding="utf-8"), delegate=judge)
    assert found == []

    sheet = (REPO / "overrides/kiosk/player.css").read_text(encoding="utf-8")
    denied = r"(?<![a-z-])(?:gap|inset|aspect-ratio)\s*:|clamp\(|min\(|max\(|@layer|:has\(|:is\(|:focus-visible|var\("
    assert re.findall(denied, re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)) == []


def test_pages_of_screens_stay_light(preview_folder: Path) -> None:
    pages = {path.name: path.stat().st_size for path in (preview_folder / "kiosk").glob("*.html")}
    assert {name: size for name, size in pages.items() if size > 30_000} == {}
    assert sum(path.stat().st_size for path in (preview_folder / "kiosk").glob("*.woff2")) <= 200_000
