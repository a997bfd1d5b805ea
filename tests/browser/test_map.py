"""The station map: complete without scripts, then zoom, keyboard, filters and distances."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect
from tests.bench.units import write_units
from tests.browser.conftest import OpenPage
from tests.browser.pages import until
from tests.browser.serving import serving
from tests.site.sample import PREVIEW_AT, build, copy_sample

PINS, ROWS = ".c-map__picture a.c-pin", "[data-row]"
PHONE = {"width": 390, "height": 844}
HERE = {"latitude": 31.0205, "longitude": 121.2618}
_OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll(".c-map__picture a.c-pin :is(rect, circle, path:not(.c-pin__lead))")]
    .map((one) => one.getBoundingClientRect()).filter((one) => one.width);
  return boxes.filter((a, i) => boxes.some((b, j) => i < j &&
    Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2) < 24)).length;
}"""

_NAMES = """all => all.map((one) => one.getAttribute("aria-label") ||
  [...(one.labels?.length ? one.labels : [one])].map((label) => label.textContent).join("").trim())"""


def numbers(page: Page, what: str = ROWS) -> list[str]:
    """Return the numbers of the rows to be seen that have a pin, in order."""
    return page.locator(f"{what}:visible").evaluate_all(
        "all => all.map(one => one.dataset.row).filter(no => no !== '0')"
    )


def pins(page: Page) -> list[str]:
    """Return the numbers on the pins to be seen, in the order of the numbers."""
    return sorted(page.locator(f"{PINS}:visible text").all_text_contents(), key=int)


def zoomed(page: Page) -> float:
    """Return how many times the drawing is larger than at first."""
    return 480 / float((page.locator(".c-map__picture").first.get_attribute("viewBox") or "").split()[2])


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desk"])
def test_map_without_scripts_is_complete(open_page: OpenPage, preview: str, size: dict[str, int]) -> None:
    page = open_page(preview, "map/", java_script_enabled=False, viewport=size)
    rows = page.locator(ROWS)

    assert rows.count() == 22
    assert pins(page) == [str(no) for no in range(1, 23)]
    expect(page.locator("[data-map-filter], [data-map-tools]")).to_have_count(2)
    assert page.locator("[data-map-filter]:visible, [data-map-tools]:visible").count() == 0
    expect(page.get_by_text("示意图，不作导航和行政区划依据")).to_be_visible()
    page.locator(PINS).nth(4).click()
    assert page.url.endswith("map/#s5")
    page.locator("#s5 a").click()
    assert page.url.endswith("units/bio-park/")


def test_pins_can_be_told_apart_and_nothing_scrolls_sideways(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "map/", viewport=PHONE)
    assert page.evaluate(_OVERLAPS) == 0
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 px at 400 %
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    assert pins(page) == [str(no) for no in range(1, 23)]


def test_keyboard_walks_over_the_pins(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "map/")
    focused = "document.activeElement.getAttribute('href')"
    expect(page.locator(f'{PINS}[tabindex="0"]')).to_have_count(1)
    names = page.locator(".c-map :is(button, select, input, a)").evaluate_all(_NAMES)
    assert len(names) > 22 + 22
    assert [name for name in names if not name] == []
    page.locator(".c-map__skip").focus()
    expect(page.locator(".c-map__skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("[location.hash, document.activeElement.id]") == ["#rows", "rows"]
    page.locator("[data-near]").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "#s1"
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == "#s5"
    expect(page.locator("#s5")).to_have_class(re.compile("c-row--on"))
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) != "#s5"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    at = page.evaluate("document.activeElement.closest('[data-row]').id")
    page.keyboard.press("Escape")
    assert page.evaluate(focused) == f"#{at}"
    expect(page.locator(".c-row--on")).to_have_count(0)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.c-map__picture')") is None


def test_zoom_and_drag_keep_the_page_where_it_is(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "map/", viewport={"width": 1280, "height": 1200})
    picture = page.locator(".c-map__picture").first
    box = picture.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 3
    page.mouse.move(x, y)
    page.mouse.wheel(0, -100)
    assert zoomed(page) == 1
    size = page.locator(f"{PINS} circle").first.bounding_box()
    page.get_by_role("button", name="放大").click()
    assert zoomed(page) == pytest.approx(1.6)
    grown = page.locator(f"{PINS} circle").first.bounding_box()
    assert size
    assert grown
    assert grown["width"] == pytest.approx(size["width"], rel=0.02)
    before = picture.get_attribute("viewBox")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    assert picture.get_attribute("viewBox") != before
    first = page.locator(f'{PINS}[tabindex="0"]')
    first.focus()  # zooming and dragging left it outside
    frame, pin = picture.bounding_box(), first.bounding_box()
    assert frame
    assert pin
    assert frame["x"] < pin["x"] < frame["x"] + frame["width"]
    assert frame["y"] < pin["y"] < frame["y"] + frame["height"]
    page.keyboard.press("Enter")  # works after a drag as well
    assert page.evaluate("document.activeElement.closest('[data-row]').id") == "s1"
    page.keyboard.down("Control")
    page.mouse.move(x, y)
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    until(page, "Number(document.querySelector('.c-map__picture').getAttribute('viewBox').split(' ')[2]) < 299")
    page.get_by_role("button", name="复位").click()
    assert zoomed(page) == 1


def test_link_to_a_row_stays_as_it_was_sent(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "map/?from=poster#s9")
    expect(page.locator("#s9:target")).to_have_count(1)
    assert page.evaluate("location.search + location.hash") == "?from=poster#s9"


def test_filters_live_in_the_address(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "map/?kind=示范区&service=咨询")
    assert page.get_by_label("类型").input_value() == "示范区"
    expect(page.locator("[data-map-count]")).to_have_text("共 22 家，显示 4 家")
    assert pins(page) == numbers(page) == ["1", "4", "5", "19"]
    page.get_by_role("button", name="清除").click()
    expect(page.locator("[data-map-count]")).to_have_text("共 22 家，显示 22 家")
    assert page.url == preview + "map/"
    page.get_by_label("现在开放").check()
    assert pins(page) == numbers(page)
    assert page.url.endswith("?open=1")
    texts = page.locator(f"{ROWS}:visible .c-row__open").all_inner_texts()
    assert len(texts) == page.locator(f"{ROWS}:visible").count() > 0
    assert all(text.startswith("现在开放") for text in texts)
    page.get_by_label("街镇").select_option("新浜镇")
    expect(page.locator("[data-map-none]")).to_be_visible()
    assert pins(page) == []
    page.goto(preview + "map/?open=0&town=没有的镇&constructor=1&kind=")
    expect(page.locator("[data-map-count]")).to_have_text("共 22 家，显示 22 家")
    page.get_by_label("类型").select_option("示范区")
    assert page.evaluate("location.search") == "?" + urlencode({"kind": "示范区"})


def test_open_filter_follows_the_clock(open_page: OpenPage, published: str) -> None:
    page = open_page(published, "map/?open=1", clock="2023-06-12T08:59:00+08:00")
    before = numbers(page)
    page.clock.set_fixed_time("2023-06-12T09:00:00+08:00")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    after = numbers(page)
    assert ("1" in before, "1" in after, pins(page) == after) == (False, True, True)


def test_distances_are_reckoned_on_request_only(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "map/", geolocation=HERE, permissions=["geolocation"])
    said = page.locator("[data-said]")
    expect(said).to_be_empty()
    page.get_by_role("button", name="离我最近").click()
    expect(said).to_have_text(
        re.compile("^离您最近的是 1 号“示例智造产业园（示例）”，直线约 100 米。列表已按远近排。$")
    )
    assert numbers(page)[:2] == ["1", "3"] or numbers(page)[:2] == ["1", "11"]
    page.get_by_label("类型").select_option("示范站")
    page.context.set_geolocation({"latitude": 31.085, "longitude": 121.43})  # a kilometre outside the district's box
    page.reload()
    page.get_by_role("button", name="离我最近").click()
    expect(said).to_have_text(re.compile("^您现在不在本区，符合条件的单位里，最近的是“.*”，直线约 1[0-9] 公里。$"))
    page.get_by_role("button", name="清除").click()
    assert numbers(page) == [str(no) for no in range(1, 23)]
    page.context.set_geolocation({"latitude": 31.9, "longitude": 117.2})
    page.reload()
    page.get_by_role("button", name="离我最近").click()
    expect(said).to_have_text(re.compile("^您现在不在本区，最近的是“示例新材料有限公司（示例）”，直线约 38. 公里。$"))


def test_refused_position_leads_to_the_filters(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "map/", permissions=[])
    before = numbers(page)
    page.get_by_role("button", name="离我最近").click()
    expect(page.locator("[data-said]")).to_have_text("没有拿到您的位置，可以按街镇筛选。")
    assert numbers(page) == before


def test_two_thousand_interactions_leave_nothing_behind(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "map/")
    chrome = page.context.new_cdp_session(page)
    work = """(times) => {
      const form = document.querySelector("[data-map-filter]");
      const pins = [...document.querySelectorAll(".c-map__picture a.c-pin")];
      for (let no = 0; no < times; no += 1) {
        const pin = pins[no % pins.length];
        document.querySelectorAll("[data-zoom]")[no % 3].click();
        pin.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true, cancelable: true }));
        pin.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
        if (no % 10 === 0) {
          form.elements.town.selectedIndex = no % form.elements.town.options.length;
          form.dispatchEvent(new Event("input", { bubbles: true }));
        }
      }
      form.reset();
    }"""

    def weigh() -> tuple[int, int, int]:
        for _ in range(3):  # nodes go a round after what holds them
            page.evaluate("new Promise(requestAnimationFrame)")
            chrome.send("HeapProfiler.collectGarbage")
        found = chrome.send("Memory.getDOMCounters")
        heap = chrome.send("Runtime.getHeapUsage")
        return found["nodes"], found["jsEventListeners"], int(heap["usedSize"])

    page.evaluate(work, 200)
    nodes, listeners, heap = weigh()
    page.evaluate(work, 700)  # each round zooms, walks and opens
    later_nodes, later_listeners, later_heap = weigh()
    assert later_nodes <= nodes + 20
    assert later_listeners == listeners
    assert later_heap < heap * 1.2


def test_printed_map_is_whole_and_numbered(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "map/")
    page.get_by_role("button", name="放大").click()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert zoomed(page) == 1
    assert page.locator("[data-map-filter]:visible, [data-map-tools]:visible").count() == 0
    assert page.locator(".c-rows").first.evaluate("one => getComputedStyle(one).columnCount") == "2"
    assert pins(page) == numbers(page)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a preview with two hundred stations."""
    project = copy_sample(tmp_path_factory.mktemp("many"))
    write_units(project.root / "data" / "units", 200)
    with serving(build(project, project.root / "out", "--at", PREVIEW_AT)) as address:
        yield address


def test_many_stations_without_scripts_are_listed_by_town(open_page: OpenPage, many: str) -> None:
    page = open_page(many, "map/", java_script_enabled=False)
    rows = page.locator(f"{ROWS}:visible").count()
    towns = page.locator(".c-rows__town")
    sums = page.locator("a.c-pin--sum")
    assert rows > 150
    assert towns.count() == sums.count() > 10
    assert sum(int(one) for one in page.locator("a.c-pin--sum text").all_text_contents()) == len(numbers(page))
    page.get_by_role("link", name=re.compile("^中山街道，")).click()
    assert page.evaluate("[location.search, location.hash]") == [
        "?" + urlencode({"town": "中山街道"}),
        page.evaluate("'#' + document.querySelector('[data-head=中山街道]').id"),
    ]
    expect(page.locator("[data-head=中山街道]")).to_be_in_viewport()


def test_town_opens_into_its_pins(open_page: OpenPage, many: str) -> None:
    page = open_page(many, "map/", viewport={"width": 1280, "height": 900})
    count = page.locator("[data-map-count]")
    expect(count).to_have_text(re.compile("先列 60 家$"))
    assert page.locator(f"{ROWS}:visible").count() == 60
    page.get_by_role("button", name="再列 60 家").click()
    assert page.locator(f"{ROWS}:visible").count() == 120
    mark = page.get_by_role("link", name=re.compile("^中山街道，"))
    own = int(mark.locator("text").text_content() or 0)
    mark.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.search") == "?" + urlencode({"town": "中山街道"})
    assert len(pins(page)) == own == page.locator(f"{ROWS}:visible").count()
    assert (zoomed(page) > 1.5, page.evaluate(_OVERLAPS), page.locator("a.c-pin--sum:visible").count()) == (True, 0, 0)
    assert page.evaluate("document.activeElement.matches('a.c-pin')") is True
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('[data-row]').dataset.town") == "中山街道"
    page.get_by_label("类型").select_option("示范区")
    assert 0 < len(pins(page)) == page.locator(f"{ROWS}:visible").count() < own
    page.get_by_role("button", name="复位").click()
    assert (zoomed(page), page.evaluate("location.search")) == (1, "?" + urlencode({"kind": "示范区"}))
    shown = page.locator("a.c-pin--sum:visible")
    assert 0 < shown.count() < page.locator("[data-head]").count()
    assert sum(int(one) for one in shown.locator("text").all_text_contents()) == page.locator(f"{ROWS}:visible").count()
    page.emulate_media(media="print")
    page.evaluate("document.querySelector('[type=reset]').click()")
    until(page, "location.search === ''")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(f"{ROWS}:not([hidden])").count() == page.locator(ROWS).count()


def test_nearest_of_many_is_searched_among_all(open_page: OpenPage, many: str) -> None:
    page = open_page(many, "map/", java_script_enabled=False)
    last = page.locator("[data-spot]").last
    lng, lat = (last.get_attribute("data-spot") or "").split(",")
    row = int(last.get_attribute("data-row") or 0)
    assert row > 60
    here = {"latitude": float(lat), "longitude": float(lng)}
    page = open_page(many, "map/", geolocation=here, permissions=["geolocation"])
    page.get_by_role("button", name="离我最近").click()
    expect(page.locator("[data-said]")).to_have_text(re.compile(f"^离您最近的是 {row} 号.*直线约 100 米"))
    assert numbers(page)[0] == str(row)
    assert page.locator(".c-rows__town:visible").count() == 0
    page = open_page(many, f"map/#s{row}")
    expect(page.locator(f"#s{row}")).to_be_in_viewport()


def test_corridor_leads_from_city_to_its_records(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "g60/", java_script_enabled=False)
    assert page.locator(".c-stop").count() == page.locator(".c-city").count() == 9
    page.get_by_role("link", name="3 杭州").click()
    assert page.url.endswith("#c3")
    expect(page.locator("#c3 h3")).to_contain_text("杭州")
    expect(page.get_by_role("link", name="长三角G60商业秘密执法交流").first).to_be_visible()
    page.get_by_role("link", name="9 合肥").click()
    expect(page.locator(".c-city:target h3")).to_have_text("合肥区划代码 340100")
    expect(page.get_by_text("单独的合作公布后列出来")).to_have_count(1)


def test_corridor_is_seen_whole_on_a_phone_and_beside_its_list_on_a_desk(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "g60/", viewport=PHONE)
    frame, home = page.locator(".c-map__frame"), page.locator(".c-stop--home .c-stop__name")
    assert frame.evaluate("one => one.scrollWidth - one.clientWidth") == 0
    outer, name = frame.bounding_box(), home.bounding_box()
    assert outer
    assert name
    assert outer["x"] < name["x"] < name["x"] + name["width"] < outer["x"] + outer["width"]
    assert min(page.locator(".c-stop").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")) >= 24
    page.set_viewport_size({"width": 1280, "height": 900})
    picture, listed = frame.bounding_box(), page.locator(".c-corridor__list").bounding_box()
    assert picture
    assert listed
    assert picture["x"] + picture["width"] < listed["x"]


@pytest.mark.parametrize(
    ("path", "outline"),
    [
        ("map/", ["H1 示范单位地图", "H2 示意图", "H2 单位列表"]),
        (
            "g60/",
            [
                "H1 科创走廊城市合作",
                "H2 示意图",
                "H2 九城市一起做的",
                "H3 长三角G60商业秘密执法交流",
                "H2 各城市的合作",
            ],
        ),
    ],
)
def test_outline_leads_to_drawing_and_list(open_page: OpenPage, preview: str, path: str, outline: list[str]) -> None:
    page = open_page(preview, path, java_script_enabled=False)
    found = page.locator("#main :is(h1, h2, h3)").evaluate_all(
        "all => all.map(one => `${one.tagName} ${one.innerText}`)"
    )
    assert found[: len(outline)] == outline
    assert {one[:2] for one in found[len(outline) :]} <= {"H3"}


def test_who_has_no_title_yet_is_hollow_with_and_without_colour(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "map/", java_script_enabled=False)
    look = """all => all.map((one) => {
      const style = getComputedStyle(one);
      return [style.fill, style.stroke, style.strokeDasharray];
    })"""
    for colours in ("none", "active"):
        page.emulate_media(forced_colors=colours)
        ((fill, _, dashes),) = {
            tuple(one) for one in page.locator(f"{PINS}--candidate > g > circle").evaluate_all(look)
        }
        ((other, _, plain),) = {
            tuple(one) for one in page.locator(f"{PINS}--station:not(.c-pin--candidate) circle").evaluate_all(look)
        }
        assert (fill != other, dashes != "none", plain) == (True, True, "none")
    names = page.locator(f"{PINS}--candidate").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert [name.rpartition("，")[2] for name in names] == ["还没有称号"] * 4
    expect(page.locator(".c-row__stage")).to_have_count(4)
    expect(page.locator("#s19")).to_contain_text("拟创建，还没有称号")
    expect(page.locator(".c-map__legend")).to_contain_text("虚线空心：申报、培育中")
    expect(page.locator(".c-map__counted")).to_have_text("18 家已获称号 · 4 家申报、培育中")
    expect(page.get_by_text("6月17日（周六）09:30–11:30，周末加开")).to_be_visible()  # of this fortnight
    home = open_page(preview, "")
    assert home.locator(".c-near__map .c-pin").count() == 22
    said = [int(one) for one in home.locator(".c-near__kinds .c-stats__number").all_inner_texts()]
    assert (sum(said), said[-1], home.locator(".c-near__map .c-pin--candidate").count()) == (22, 4, 4)


def test_finger_moves_the_drawing_sideways_on_a_phone(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "map/", viewport=PHONE, has_touch=True, is_mobile=True)
    frame = page.locator(".c-map__frame")
    frame.scroll_into_view_if_needed()
    room = frame.evaluate("one => { one.scrollLeft = 0; return one.scrollWidth - one.clientWidth }")
    assert room > 80
    box = frame.bounding_box()
    assert box is not None
    session, y = page.context.new_cdp_session(page), min(box["y"] + 60, 800)
    for step in range(9):
        kind = ("touchStart", "touchMove")[step > 0]
        session.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": box["x"] + 200 - 15 * step, "y": y}]}
        )
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    until(page, "document.querySelector('.c-map__frame').scrollLeft > 40")
    north = page.locator(".c-map__north").bounding_box()
    assert north
    assert 0 < box["x"] + box["width"] - north["x"] - north["width"] < 20  # it stays in its corner
