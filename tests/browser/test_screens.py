"""What hangs over the square: readable, right about today, and never blank."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import REPO

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.browser.conftest import OpenPage

SCREENS = {
    "plaza-strip": (1920, 640),
    "plaza-wall": (3840, 2160),
    "pillar": (640, 1280),
    "hall": (1920, 1080),
    "g60-portrait": (1080, 1920),
}
STRIP = {"viewport": {"width": 1920, "height": 640}, "timezone_id": "America/New_York"}
#: shows every slide and tells which leave the glass, touch the code or are set too small
MEASURE = """() => {
  const screen = Kiosk.pack.screen, wrong = [];
  for (const item of Kiosk.pack.items) {
    Kiosk.show(item);
    const layer = document.querySelector('.slide.on'), text = layer.querySelector('.text');
    const box = text.getBoundingClientRect(), code = layer.querySelector('.code').getBoundingClientRect();
    const foot = document.querySelector('.foot').getBoundingClientRect();
    const orbit = screen.orbit + 1, right = Math.max(...[...text.querySelectorAll('span')].map((line) => {
      const range = document.createRange(); range.selectNodeContents(line); return range.getBoundingClientRect().right;
    }));
    if (right > innerWidth - screen.pad + orbit) { wrong.push(`${item.id}: ${right} wide`); }
    if (box.top < 0 || box.bottom > foot.top || code.bottom > innerHeight) { wrong.push(`${item.id}: ${box.bottom} high`); }
    const beside = code.width && screen.layout !== 'column';
    if (beside && right > code.left) { wrong.push(`${item.id}: text on the code`); }
    if (code.width && screen.layout === 'column' && box.bottom > code.top) { wrong.push(`${item.id}: code in the text`); }
  }
  return wrong;
}"""


def _opened(open_page: OpenPage, *address: str, clock: str, **options: Any) -> Page:
    """Open a screen's page that hears nothing new: the test server's own date would mend the clock."""
    page = open_page(*address, clock=clock, **options)
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
def test_every_slide_of_every_screen_fits_and_is_large_enough(preview: str, open_page: OpenPage, name: str) -> None:
    width, height = SCREENS[name]
    size = {"width": width, "height": height}
    page = _opened(open_page, preview, f"kiosk/{name}.html", clock="2023-06-12T09:30:00+08:00", viewport=size)
    least = {"plaza-strip": (36, 50), "plaza-wall": (95, 134), "pillar": (24, 32), "hall": (47, 66)}
    body, title = least.get(name, (60, 85))

    assert page.evaluate(MEASURE) == []
    sizes = page.evaluate("Kiosk.pack.items.map((item) => [item.body_px, item.title_px])")
    assert [one for one in sizes if one[0] < body or one[1] < title] == []
    kinds = set(page.evaluate("Kiosk.pack.items.map((item) => item.kind)"))
    assert {"活动", "宣讲", "开放日", "倒计时", "公告", "统计", "法规", "案例", "示范单位", "举报", "二维码"} == kinds


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

    _at(page, "2023-06-30T23:59:00+08:00")
    over = "Kiosk.live(Kiosk.now()).filter((one) => one.last && one.last <= Kiosk.now()).length"
    assert page.evaluate(over) == 0
    _at(page, "2023-07-01T00:01:00+08:00")
    assert set(_live(page)) == {"法规", "举报", "二维码"}
    _at(page, "2023-07-20T09:00:00+08:00")
    assert "内容更新于 6月12日" in str(page.locator(".foot").text_content())


def test_clock_in_2013_shows_undated_slides_until_it_is_mended(preview: str, open_page: OpenPage) -> None:
    page = _opened(open_page, preview, "kiosk/plaza-strip.html", clock="2013-06-12T09:30:00+08:00", **STRIP)
    assert set(_live(page)) == {"法规", "举报", "二维码"}
    assert page.locator("#night").get_attribute("class") == ""

    page.evaluate("Kiosk.learn('Mon, 12 Jun 2023 01:30:00 GMT', '3600', Date.now())")
    assert page.evaluate("Kiosk.trusted()") is False  # an answer out of a cache tells no time
    page.evaluate("Kiosk.learn('Mon, 12 Jun 2023 01:30:00 GMT', null, Date.now()); Kiosk.tick()")
    assert page.evaluate("Kiosk.trusted()") is True
    assert "活动" in _live(page)


def test_screen_is_dark_at_night_and_on_other_days_by_their_hours(preview: str, open_page: OpenPage) -> None:
    page = _opened(open_page, preview, "kiosk/plaza-strip.html", clock="2023-06-12T21:59:00+08:00", **STRIP)
    night = page.locator("#night")
    found = {}
    for moment in ("12T21:59", "12T22:00", "13T06:59", "13T07:00", "22T07:30", "22T20:59", "22T21:00"):
        _at(page, f"2023-06-{moment}:00+08:00")
        found[moment] = night.get_attribute("class")
    dark = [moment for moment, state in found.items() if state == "on"]
    assert dark == ["12T22:00", "13T06:59", "22T07:30", "22T21:00"]


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
    page.route("**/pack.*.new.json", lambda route: route.fulfill(body=answers["body"]))

    def poll() -> str:
        with page.expect_response("**/pack.*.new.json"):
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
    newer = r"=>|`|\b(?:let|const|class|async|await|import|export)\b|\?\.|\?\?|\.\.\.|\.(?:at|flat|includes|entries|values)\("
    scripts = {path.name: path.read_text(encoding="utf-8") for path in (REPO / "overrides/kiosk").glob("*.js")}
    code = {name: re.sub(r"/\*.*?\*/|'[^'\n]*'", "", text, flags=re.DOTALL) for name, text in scripts.items()}
    assert {name: re.findall(newer, text) for name, text in code.items() if re.search(newer, text)} == {}

    sheet = (REPO / "overrides/kiosk/player.css").read_text(encoding="utf-8")
    denied = r"(?<![a-z-])(?:gap|inset|aspect-ratio)\s*:|clamp\(|min\(|max\(|@layer|:has\(|:is\(|var\("
    assert re.findall(denied, re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)) == []
