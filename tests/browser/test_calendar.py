"""The calendar: ranges at the reader's moment, filters by mouse, keyboard and address, turning pages, paper."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect
from tests.browser.conftest import PUBLISHED_FOR, OpenPage
from tests.browser.serving import serving
from tests.browser.test_axe import violations
from tests.site.sample import build, copy_sample

DURING, NEW_YORK = "2023-06-12T09:30:00+08:00", "America/New_York"
TODAY = [
    "商业秘密保护展示场景首个开放日", "走进新桥：芯片设计企业上门调研", "法务下午茶：供应商保密的五个坑", "夜校：销售主管的十个两难",
]  # fmt: skip


def listed(page: Page) -> list[str]:
    """Return the titles in sight in the list, from top to bottom."""
    return page.locator("[data-list] .c-entry:visible .c-entry__title").all_inner_texts()


def days(page: Page) -> list[str]:
    """Return the days in sight in the list."""
    found: list[str] = page.locator("[data-list] [data-day]:visible").evaluate_all(
        "all => all.map(one => one.dataset.day)"
    )
    return found


def choose(page: Page, when: str) -> None:
    """Choose a range by mouse."""
    page.locator(".c-when__label", has_text=re.compile(f"^{when}$")).click()


def cell(page: Page, date: str) -> list[str]:
    """Return the lines of a day in the month."""
    return page.locator(f'[data-date="{date}"] .c-pip:not(.c-pip--paper)').all_inner_texts()


def test_calendar_begins_with_today_and_goes_on_to_the_end_of_the_month(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "calendar/")
    assert days(page)[0] == "2023-06-12"
    assert days(page) == sorted(days(page))
    expect(page.get_by_label("接下来")).to_be_checked()


@pytest.mark.parametrize("zone", ["Asia/Shanghai", NEW_YORK])
def test_today_is_the_day_in_shanghai(open_page: OpenPage, published: str, zone: str) -> None:
    page = open_page(published, "calendar/?when=today", clock=DURING, timezone_id=zone)
    assert listed(page) == TODAY
    expect(page.locator(".c-day--today:visible")).to_have_attribute("data-day", "2023-06-12")
    expect(page.locator("td[aria-current=date]")).to_have_attribute("data-date", "2023-06-12")


@pytest.mark.parametrize(
    ("moment", "today"),
    [("2023-06-12T15:59:59Z", "2023-06-12"), ("2023-06-12T16:00:00Z", "2023-06-13")],
)
def test_midnight_is_shanghais_on_a_device_in_new_york(
    open_page: OpenPage, published: str, moment: str, today: str
) -> None:
    page = open_page(published, "calendar/", clock=moment, timezone_id=NEW_YORK)
    expect(page.locator(".c-day--today")).to_have_attribute("data-day", today)
    assert days(page)[0] == today


def test_page_left_open_over_midnight_follows_when_it_is_seen_again(open_page: OpenPage, published: str) -> None:
    page = open_page(published, "calendar/", clock="2023-06-12T23:50:00+08:00")
    page.clock.set_fixed_time("2023-06-13T00:10:00+08:00")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("td[aria-current=date]")).to_have_attribute("data-date", "2023-06-13")
    assert days(page)[0] == "2023-06-13"


@pytest.mark.parametrize(
    ("when", "name", "first", "last"),
    [
        ("今天", "today", "2023-06-12", "2023-06-12"),
        ("本周", "week", "2023-06-12", "2023-06-18"),
        ("本周末", "weekend", "2023-06-17", "2023-06-18"),
        ("整月", "all", "2023-06-01", "2023-06-30"),
    ],
)
def test_range_shows_its_days_and_lives_in_the_address(
    open_page: OpenPage, preview: str, when: str, name: str, first: str, last: str
) -> None:
    page = open_page(preview, "calendar/")
    choose(page, when)
    assert (days(page)[0], days(page)[-1]) == (first, last)
    expect(page).to_have_url(f"{preview}calendar/?when={name}")
    again = open_page(page.url)
    assert listed(again) == listed(page)


@pytest.mark.parametrize(
    ("label", "name", "choice"),
    [
        ("类型", "badge", "开放日"),
        ("街镇", "town", "中山街道"),
        ("面向", "audience", "公众"),
        ("形式", "mode", "线上"),
        ("主办层级", "level", "区"),
        ("宣讲难度", "difficulty", "入门"),
        ("无障碍", "access", "手语翻译"),
    ],
)
def test_filter_by_mouse_shows_as_many_as_it_promises_and_lives_in_the_address(
    open_page: OpenPage, preview: str, label: str, name: str, choice: str
) -> None:
    page = open_page(preview, "calendar/2023-06/?when=all")
    page.get_by_text("筛选", exact=True).click()
    field = page.get_by_role("combobox", name=label)
    promised = field.locator(f'option[value="{choice}"]').inner_text()
    field.select_option(choice)
    expect(page).to_have_url(f"{preview}calendar/2023-06/?{name}={quote(choice)}&when=all")
    shown = page.locator("[data-list] .c-entry:visible").count()
    assert promised == f"{choice}（{shown}）"
    assert 0 < shown < 66
    assert listed(open_page(page.url)) == listed(page)


def test_filter_by_keyboard(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "calendar/")
    page.locator(".c-cal__more summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("类型")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".c-cal__more summary")).to_have_text("筛选（已选 1 项）")
    badges = set(page.locator("[data-list] .c-entry:visible .c-badge").all_inner_texts())
    assert badges == {page.get_by_label("类型").input_value()}


def test_ranges_by_keyboard(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "calendar/")
    page.get_by_label("接下来").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("今天")).to_be_checked()
    assert listed(page) == TODAY


def test_filtered_month_shows_only_what_fits(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, f"calendar/?badge={quote('开放日')}")
    assert cell(page, "2023-06-16") == ["部分取消走进示例智造产业园：两色访客证管一园"]
    assert cell(page, "2023-06-12") == []
    page.get_by_role("button", name="清除").click()
    expect(page.locator('[data-date="2023-06-12"] .c-pip:not(.c-pip--paper)')).to_have_count(4)
    expect(page).to_have_url(f"{preview}calendar/")


@pytest.mark.parametrize("width", [390, 960, 1280])
@pytest.mark.parametrize("path", ["calendar/2023-06/", "calendar/2023-w24/"])
def test_filter_shows_what_it_counts_at_every_width(open_page: OpenPage, preview: str, path: str, width: int) -> None:
    page = open_page(preview, f"{path}?town={quote('中山街道')}", viewport={"width": width, "height": 900})
    counted = int(page.locator("[data-count]").inner_text().split()[1])
    assert counted == len(listed(page))
    assert set(page.locator("[data-list] .c-entry:visible .c-town").all_inner_texts()) == {"中山街道"}


def test_late_answer_does_not_undo_what_the_reader_did_meanwhile(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "calendar/2023-w24/")
    held: list[Route] = []
    page.route("**/2023-w25/*", lambda route: held.append(route))  # noqa: PLW0108 playwright marks its handlers
    page.get_by_role("link", name="下一周").click()
    page.get_by_role("link", name="按月看").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2023年6月")
    with page.expect_response("**/2023-w25/*"):
        held[0].continue_()
    page.evaluate("new Promise((done) => setTimeout(done))")
    expect(page.get_by_role("heading", level=1)).to_have_text("2023年6月 共 66 场")


def test_turning_to_the_end_keeps_the_focus_and_says_where_one_is(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "calendar/2023-w25/")
    page.get_by_role("link", name="下一周").click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.locator("[data-turned]")).to_have_text("2023年6月26日至7月2日")


def test_holiday_is_seen_on_a_phone(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "calendar/", viewport={"width": 390, "height": 844})
    box = page.locator('[data-date="2023-06-22"] .c-holiday b').bounding_box()
    assert box is not None
    assert (box["width"] >= 10, box["height"] >= 10) == (True, True)


def test_address_with_unknown_choices_shows_everything(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "calendar/?town=nowhere&when=never&other=%3Cb%3E")
    assert listed(page) == listed(open_page(preview, "calendar/"))


def test_nothing_found_says_so_and_how_to_go_on(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, f"calendar/?badge={quote('启动')}&when=today")
    expect(page.locator("[data-none]")).to_have_text("没有符合条件的安排。请少选一个条件，或点“清除”。")
    expect(page.locator("[data-none]")).to_be_visible()


def test_changed_events_say_so_in_month_and_list(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "calendar/?when=all")
    said = {
        key: page.locator(f'.c-entry:has([href*="{key}"]) :is(.c-state--off, .c-state--moved)').inner_text()
        for key in ("maogang-fair", "shihudang-tour", "yexie-forum")
    }
    assert said == {"maogang-fair": "取消", "shihudang-tour": "延期", "yexie-forum": "已改期"}
    leads = page.locator('[data-date="2023-06-15"] .c-pip b, [data-date="2023-06-16"] .c-pip b').all_inner_texts()
    assert leads == ["取消", "延期", "部分取消", "已改期"]


def test_what_lasts_or_repeats_is_readable(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "calendar/2023-06/?when=all")
    lasting = page.locator("[data-lasting] .c-entry__time").all_inner_texts()
    assert lasting == ["6月13日（周二）09:00至6月15日（周四）17:00", "6月14日（周三）09:00至6月20日（周二）16:30"]
    parts = page.locator('.c-entry:has([href*="hr-camp"])')
    assert [one.locator(".c-entry__part").inner_text()[:11] for one in parts.all()] == [
        "第 1 场，共 3 场", "第 2 场，共 3 场", "第 3 场，共 3 场",
    ]  # fmt: skip
    expect(page.locator('.c-entry:has([href*="open-consult"]) .c-entry__time')).to_have_text("全天")
    assert cell(page, "2023-06-14")[:2] == ["商业秘密保护联动执法周", "展板巡展：一张图纸的七次历险"]


def test_holidays_and_shifted_workdays_are_marked(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "calendar/")
    marks = {day: page.locator(f'[data-date="2023-06-{day}"] .c-holiday').all_inner_texts() for day in (21, 22, 24, 25)}
    assert marks == {21: [], 22: ["休端午节"], 24: ["休端午节"], 25: ["班端午节调休"]}


def test_week_turns_without_losing_the_filter_and_comes_back(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, f"calendar/2023-w24/?audience={quote('公众')}")
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="下一周").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2023年6月19日至6月25日")
    expect(page).to_have_url(f"{preview}calendar/2023-w25/?audience={quote('公众')}")
    expect(page.get_by_role("link", name="下一周")).to_be_focused()
    expect(page).to_have_title(re.compile("2023年6月19日至6月25日日程"))
    assert page.evaluate("window.stayed") is True
    page.locator("[data-list] .c-entry:visible .c-entry__title").first.click()
    expect(page.locator("h1")).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2023年6月12日至6月18日")


def test_reader_of_a_later_month_gets_that_month(open_page: OpenPage, tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "project")
    name = "lectures/2023-06-27-first-48-hours.yml"
    project.data.edit(
        project.data.add_like(name, "later", title="七月的宣讲", sessions=None),
        start="2023-07-12 14:00", end="2023-07-12 15:00", outside_reason="补一场", results=None, stat_row="none",
    )  # fmt: skip
    with serving(build(project, tmp_path / "site", at=PUBLISHED_FOR)) as address:
        page = open_page(address, "calendar/", clock="2023-07-11T09:00:00+08:00", timezone_id=NEW_YORK)
        expect(page.get_by_role("heading", level=1)).to_contain_text("2023年7月")
        assert listed(page) == ["七月的宣讲"]
        page.get_by_role("grid").locator('td[tabindex="0"]').focus()
        page.keyboard.press("PageUp")
        expect(page.get_by_role("heading", level=1)).to_contain_text("2023年6月")
        expect(page.get_by_role("gridcell").and_(page.locator(":focus"))).to_have_count(1)
        expect(page.get_by_label("整月")).to_be_checked()
        header = page.locator(".c-nav a").evaluate_all("all => all.map(one => one.href)")
        assert address + "events/" in header
        assert [url for url in header if "/calendar/" in url] == [address + "calendar/"]


def test_grid_is_walked_through_by_keyboard(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "calendar/")
    grid = page.get_by_role("grid")
    expect(grid.locator('td[tabindex="0"]')).to_have_count(1)
    grid.locator('td[tabindex="0"]').focus()
    visited = []
    for key in ("ArrowRight", "ArrowDown", "Home", "End", "ArrowUp", "Control+Home", "Control+End"):
        page.keyboard.press(key)
        visited.append(page.evaluate("document.activeElement.dataset.date"))
    assert visited == [
        "2023-06-13", "2023-06-20", "2023-06-19", "2023-06-25", "2023-06-18", "2023-05-29", "2023-07-02",
    ]  # fmt: skip
    grid.locator('[data-date="2023-06-20"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator("#d2023-06-20 h2")).to_be_focused()
    expect(page.locator("#d2023-06-20 h2")).to_be_in_viewport()


def test_day_of_the_past_opens_from_the_month(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "calendar/")
    expect(page.locator("#d2023-06-08")).to_be_hidden()
    page.locator('[data-date="2023-06-08"] .c-month__no').click()
    expect(page.locator("#d2023-06-08")).to_be_visible()
    expect(page.locator("#d2023-06-08")).to_be_in_viewport()


def test_without_scripts_month_and_list_are_complete(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "calendar/", java_script_enabled=False)
    expect(page.locator("[data-calendar-filter]")).to_be_hidden()
    assert len(listed(page)) == int(re.findall(r"共 (\d+) 场", page.locator("h1").inner_text())[0])
    expect(page.locator("td")).to_have_count(35)
    expect(page.get_by_role("link", name="按周看")).to_be_visible()


def test_phone_gets_days_to_touch_and_a_list_instead_of_a_squeezed_grid(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "calendar/", viewport={"width": 390, "height": 844})
    boxes = [one.bounding_box() for one in page.locator(".c-month td").all()]
    assert min(box["height"] for box in boxes if box) >= 44
    pips = page.locator(".c-month .c-pips").first.bounding_box()
    assert pips is not None
    assert pips["width"] <= 1
    expect(page.locator('[data-day="2023-06-12"] .c-entry__title').first).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["calendar/2023-06/?when=all", "calendar/2023-w25/"])
def test_axe_finds_nothing_on_whole_months_and_weeks(open_page: OpenPage, preview: str, path: str, width: int) -> None:
    assert violations(open_page(preview, path, viewport={"width": width, "height": 844})) == []


@pytest.mark.parametrize("path", ["calendar/2023-06/", "calendar/2023-w24/"])
def test_calendar_prints_on_one_sheet(open_page: OpenPage, preview: str, path: str, tmp_path: Path) -> None:
    page = open_page(preview, path)
    pdf = page.pdf(path=tmp_path / "calendar.pdf", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
