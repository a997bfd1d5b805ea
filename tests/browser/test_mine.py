"""我的日程: stars, the page that lists them, its address, its calendar file, and the page without a network."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.serving import serving
from tests.browser.test_axe import violations
from tests.browser.test_every_page import clipped
from tests.site.sample import build, copy_sample

LAUNCH, CLINIC, FORUM = "events/2023-06-08-launch", "events/2023-06-20-clinic", "events/2023-06-16-yexie-forum"
OPEN_DAY, ON_DEMAND = "open-days/2023-06-16-g60-park", "lectures/2023-06-02-what-is-a-secret"
MARKET, SERIES = "events/2023-06-15-maogang-fair", "events/2023-06-14-hr-camp"
TITLES = {
    LAUNCH: "松江区“服务月”启动仪式",
    CLINIC: "一企一策门诊：三十分钟看一家",
    FORUM: "食品企业座谈：配方、供方、销路怎么守",
    OPEN_DAY: "走进示例智造产业园：两色访客证管一园",
    ON_DEMAND: "什么算商业秘密：二十分钟弄明白",
}
_PHONE = {"width": 390, "height": 844}
_REFUSED = "() => { throw new DOMException('refused', 'SecurityError'); }"

Reader = Callable[..., BrowserContext]


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    """Return a way to be a new reader, whose tabs share what the browser keeps; no script may fail."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def new(**options: Any) -> BrowserContext:
        context = browser.new_context(**options)
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        contexts.append(context)
        return context

    yield new
    for context in contexts:
        context.close()
    assert wrong == []


def tab(context: BrowserContext, address: str) -> Page:
    """Return a new tab that shows ``address``."""
    page = context.new_page()
    page.goto(address)
    return page


def star(page: Page, key: str) -> None:
    """Star one record on the page of its list."""
    button = page.locator(f'.c-card[data-key="{key}"] .c-star').first
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def starred(context: BrowserContext, root: str, *keys: str) -> Page:
    """Star records in the open browser's lists and return 我的日程, kept for later without a network."""
    page = context.new_page()
    for key in keys:
        page.goto(f"{root}{key.partition('/')[0]}/")
        star(page, key)
    page.goto(f"{root}mine/")
    expect(page.locator("[data-mine-kept]")).to_be_visible()
    return page


def until(page: Page, test: str, arg: str) -> None:
    """Wait until an asynchronous test holds; Playwright's own wait takes its promise for the answer."""
    asked = f"async (arg) => {{ for (let n = 0; n < 200; n += 1) {{ if (await ({test})(arg)) return true;"
    assert page.evaluate(f"{asked} await new Promise((go) => setTimeout(go, 50)); }} return false; }}", arg) is True


def listed(page: Page, group: str) -> list[str]:
    """Return the titles of one group, from top to bottom."""
    return page.locator(f'[data-mine-group="{group}"] li:visible :is(h3, [data-title])').all_inner_texts()


def kept(page: Page) -> list[str]:
    """Return the keys that the browser has stored, in any site's list."""
    text = page.evaluate("localStorage.getItem('fuwuyue.mine')")
    return [one["key"] for one in json.loads(text)["lists"]["/"]] if text else []


def exported(page: Page) -> Calendar:
    """Click on export and return the file that is saved, by its bytes."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="导入日历").click()
    assert waiting.value.suggested_filename == "我的日程.ics"
    content = Path(waiting.value.path()).read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    parsed: Calendar = Calendar.from_ical(content)
    return parsed


def uids(calendar: Calendar) -> list[str]:
    """Return the UIDs of the events, without the host, sorted."""
    return sorted(str(event["uid"]).partition("@")[0].replace("_", "-") for event in calendar.walk("VEVENT"))


def test_star_is_set_and_taken_back_by_mouse_on_a_card(reader: Reader, preview: str) -> None:
    page = tab(reader(), preview + "events/")
    button = page.get_by_role("button", name=f"收藏：{TITLES[CLINIC]}")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(preview + "events/")
    expect(page.locator("[aria-live=polite].c-told")).to_have_text("已收藏，到“我的日程”里看")
    expect(page.locator("[data-mine-count]")).to_have_text("1")
    assert kept(page) == [CLINIC]
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".c-told")).to_have_text("已取消收藏")
    expect(page.locator("[data-mine-count]")).to_be_hidden()
    assert kept(page) == []


def test_card_opens_the_record_beside_its_star(reader: Reader, preview: str) -> None:
    page = tab(reader(viewport=_PHONE), preview + "events/")
    page.locator(f'.c-card[data-key="{CLINIC}"] .c-card__line').first.click(force=True)
    expect(page).to_have_url(f"{preview}{CLINIC}/")


@pytest.mark.parametrize("key", ["Enter", " "])
def test_star_is_set_by_keyboard(reader: Reader, preview: str, key: str) -> None:
    page = tab(reader(), preview + "events/")
    page.locator(f'.c-card[data-key="{CLINIC}"] a').focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=f"收藏：{TITLES[CLINIC]}")).to_be_focused()
    page.keyboard.press(key)
    assert kept(page) == [CLINIC]
    expect(page).to_have_url(preview + "events/")


def test_star_of_a_record_page(reader: Reader, preview: str) -> None:
    page = tab(reader(), f"{preview}{FORUM}/")
    page.locator("header.c-record").get_by_role("button", name=f"收藏：{TITLES[FORUM]}").click()
    assert kept(page) == [FORUM]


def test_stars_of_the_calendar_live_on_when_its_months_are_turned(reader: Reader, preview: str) -> None:
    page = tab(reader(), preview + "calendar/2023-06/?when=all")
    page.evaluate("window.samePage = true")
    page.locator(f'.c-entry[data-key="{CLINIC}"] .c-star').click()
    page.get_by_role("link", name="按周看").click()
    expect(page).to_have_url(preview + "calendar/2023-w24/")
    expect(page.locator(".c-entry")).to_have_count(page.locator(".c-entry .c-star").count())
    page.locator(f'.c-entry[data-key="{FORUM}"] .c-star').click()
    page.get_by_role("link", name="按月看").click()
    expect(page).to_have_url(preview + "calendar/2023-06/")
    expect(page.locator(f'.c-entry[data-key="{CLINIC}"] .c-star')).to_have_attribute("aria-pressed", "true")
    assert (kept(page), page.evaluate("window.samePage")) == ([CLINIC, FORUM], True)


def test_record_without_a_time_has_no_star(reader: Reader, preview: str) -> None:
    for path in ("units/", "notices/", "units/g60-park/"):
        page = tab(reader(), preview + path)
        expect(page.locator("[data-mine-count]")).to_be_attached()
        expect(page.locator(".c-columns__main .c-star, .c-record .c-star, .c-group .c-star")).to_have_count(0)


def test_stars_are_large_enough_for_a_thumb(reader: Reader, preview: str) -> None:
    for path in ("events/", "calendar/2023-06/?when=all", f"{LAUNCH}/"):
        page = tab(reader(viewport=_PHONE), preview + path)
        sizes = page.locator(".c-star:visible").evaluate_all(
            "all => all.map(one => [one.getBoundingClientRect().width, one.getBoundingClientRect().height])"
        )
        assert (sizes != [], [size for size in sizes if min(size) < 44]) == (True, [])


def test_stars_outlast_a_reload_and_reach_the_other_tab(reader: Reader, preview: str) -> None:
    context = reader()
    first, second = tab(context, preview + "events/"), tab(context, preview + "mine/")
    expect(second.locator("[data-mine-empty]")).to_be_visible()
    star(first, CLINIC)
    expect(second.get_by_role("link", name=TITLES[CLINIC])).to_be_visible()
    first.reload()
    expect(first.locator(f'.c-card[data-key="{CLINIC}"] .c-star')).to_have_attribute("aria-pressed", "true")
    second.get_by_role("button", name=f"移除：{TITLES[CLINIC]}").click()
    expect(first.locator(f'.c-card[data-key="{CLINIC}"] .c-star')).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize(
    "content",
    ["{", "null", "7", '{"version":1}', '{"version":9,"lists":{"/":[]}}', '{"version":1,"lists":{"/":"x"}}',
     '{"version":1,"lists":{"/":[null,3,{"key":7},{"key":"<b>/x"}]}}'],
)  # fmt: skip
def test_damaged_storage_is_an_empty_list_that_takes_stars(reader: Reader, preview: str, content: str) -> None:
    page = tab(reader(), preview + "help/")
    page.evaluate("text => localStorage.setItem('fuwuyue.mine', text)", content)
    page.goto(preview + "mine/")
    expect(page.locator("[data-mine-empty]")).to_be_visible()
    expect(page.locator("[data-mine-refused]")).to_be_hidden()
    page.goto(preview + "events/")
    star(page, CLINIC)
    page.goto(preview + "mine/")
    expect(page.locator('[data-mine-group="coming"] h3')).to_have_text([TITLES[CLINIC]])


def test_refused_storage_works_as_long_as_the_page_and_says_so(reader: Reader, preview: str) -> None:
    context = reader()
    context.add_init_script(f"Object.defineProperty(window, 'localStorage', {{ get: {_REFUSED} }})")
    page = tab(context, preview + "events/")
    star(page, CLINIC)
    expect(page.locator(".c-told")).to_have_text("已收藏，但这个浏览器不让保存，离开这一页就没有了")
    page.goto(f"{preview}mine/?list={CLINIC}")
    page.get_by_role("button", name="加入我的日程").click()
    expect(page.locator('[data-mine-group="coming"] h3')).to_have_text([TITLES[CLINIC]])
    expect(page.locator("[data-mine-refused]")).to_be_visible()


def test_page_lists_what_is_to_come_and_what_is_over_in_order_of_time(reader: Reader, preview: str) -> None:
    page = starred(reader(), preview, CLINIC, LAUNCH, OPEN_DAY, ON_DEMAND, FORUM)
    assert listed(page, "coming") == [TITLES[key] for key in (ON_DEMAND, OPEN_DAY, FORUM, CLINIC)]
    assert listed(page, "past") == [TITLES[LAUNCH]]
    row = page.locator("li.c-card", has_text=TITLES[FORUM])
    expect(row.locator(".c-card__meta")).to_have_text("座谈会未开始已改期")
    expect(row.locator("[data-when]")).to_have_text("6月16日（周五）14:00–16:00")
    expect(page.locator("li.c-card", has_text=TITLES[ON_DEMAND]).locator(".c-card__meta")).to_contain_text("随时可看")
    page.get_by_role("link", name=TITLES[OPEN_DAY]).click()
    expect(page).to_have_url(preview + "open-days/2023-06-16-g60-park/")


def test_state_follows_the_readers_moment(reader: Reader, published: str) -> None:
    context = reader(timezone_id="America/New_York")
    for moment, group, said in (
        ("2023-06-20T08:59:00+08:00", "coming", "未开始"),
        ("2023-06-20T09:00:00+08:00", "coming", "进行中"),
        ("2023-06-20T16:30:00+08:00", "past", "已结束"),
    ):
        page = context.new_page()
        page.clock.set_fixed_time(moment)
        page.goto(f"{published}mine/?list={CLINIC}")
        expect(page.locator(f'[data-mine-group="{group}"] [data-state]')).to_have_text([said])


def test_removing_one_and_all_can_be_taken_back(reader: Reader, preview: str) -> None:
    page = starred(reader(), preview, CLINIC, FORUM)
    page.get_by_role("button", name=f"移除：{TITLES[FORUM]}").click()
    expect(page.locator("[data-mine-said]")).to_have_text(f"已移除“{TITLES[FORUM]}”")
    expect(page.get_by_role("button", name="撤销")).to_be_focused()
    assert (listed(page, "coming"), kept(page)) == ([TITLES[CLINIC]], [CLINIC])
    page.keyboard.press("Enter")
    assert listed(page, "coming") == [TITLES[FORUM], TITLES[CLINIC]]
    page.get_by_role("button", name="全部移除").click()
    expect(page.locator("[data-mine-empty]")).to_be_visible()
    assert kept(page) == []
    page.get_by_role("button", name="撤销").click()
    assert (listed(page, "coming"), sorted(kept(page))) == ([TITLES[FORUM], TITLES[CLINIC]], [FORUM, CLINIC])
    expect(page.get_by_role("button", name="撤销")).to_be_hidden()


def test_shared_list_leaves_the_readers_own_alone_until_it_is_taken(reader: Reader, preview: str) -> None:
    page = starred(reader(), preview, LAUNCH)
    page.goto(f"{preview}mine/?list={CLINIC},{FORUM},{CLINIC}")
    expect(page.get_by_role("heading", level=1)).to_have_text("收到的日程")
    assert (listed(page, "coming"), listed(page, "past")) == ([TITLES[FORUM], TITLES[CLINIC]], [])
    expect(page.get_by_role("button", name="移除")).to_have_count(0)
    assert kept(page) == [LAUNCH]
    page.get_by_role("button", name="加入我的日程").click()
    expect(page).to_have_url(preview + "mine/")
    expect(page.locator("[data-mine-said]")).to_have_text("已加入 2 项")
    assert (listed(page, "past"), sorted(kept(page))) == ([TITLES[LAUNCH]], [LAUNCH, FORUM, CLINIC])


def test_address_is_copied_and_gives_the_same_list(reader: Reader, preview: str) -> None:
    page = starred(reader(permissions=["clipboard-read", "clipboard-write"]), preview, CLINIC, OPEN_DAY)
    page.get_by_role("button", name="分享").click()
    expect(page.locator("[data-mine-said]")).to_have_text("网址已复制，粘贴给朋友就行")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == f"{preview}mine/?list={CLINIC},{OPEN_DAY}"
    other = tab(reader(), address)
    expect(other.locator('[data-mine-group="coming"] h3')).to_have_text([TITLES[OPEN_DAY], TITLES[CLINIC]])


def test_address_is_shown_where_nothing_can_copy_it(reader: Reader, preview: str) -> None:
    context = reader()
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page = starred(context, preview, CLINIC)
    page.get_by_role("button", name="分享").click()
    expect(page.get_by_label("复制这个网址")).to_have_value(f"{preview}mine/?list={CLINIC}")


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=window.bad=1>", "javascript:window.bad=1", "events/../../x", "中文", "events/no-such"]
)
def test_unknown_words_of_an_address_are_named_as_text(reader: Reader, preview: str, text: str) -> None:
    page = tab(reader(), f"{preview}mine/?list={quote(text)},{CLINIC}")
    expect(page.locator('[data-mine-group="gone"] h2')).to_have_text("没有找到")
    assert (listed(page, "gone"), listed(page, "coming")) == ([text], [TITLES[CLINIC]])
    assert page.evaluate("window.bad === undefined && document.querySelectorAll('#main img').length === 0")
    page.get_by_role("button", name="加入我的日程").click()
    expect(page).to_have_url(preview + "mine/")
    assert kept(page) == [CLINIC]


def test_address_longer_than_a_list_is_cut_with_a_word_about_it(reader: Reader, preview: str) -> None:
    page = tab(reader(), f"{preview}mine/?list={','.join(f'events/e{no}' for no in range(150))},{'x' * 500}")
    expect(page.locator("[data-mine-said]")).to_have_text("一次最多看 100 项，后面的没有显示")
    assert len(listed(page, "gone")) == 100
    page = tab(reader(viewport=_PHONE), f"{preview}mine/?list={'x' * 500}")
    expect(page.locator("[data-title]")).to_have_text(["x" * 60 + "…"])
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_export_holds_exactly_the_starred_events(reader: Reader, preview: str, preview_folder: Path) -> None:
    page = starred(reader(), preview, CLINIC, OPEN_DAY, ON_DEMAND, SERIES)
    calendar = exported(page)
    assert uids(calendar) == sorted([CLINIC, OPEN_DAY, ON_DEMAND, *(f"{SERIES}/session-{no}" for no in (1, 2, 3))])
    assert (len(calendar.walk("VALARM")), len(calendar.walk("VTIMEZONE")), calendar.errors) == (0, 1, [])
    heads = {name: str(value) for name, value in calendar.items()}
    assert (heads.pop("NAME"), heads.pop("X-WR-CALNAME")) == ("我的日程", "我的日程")
    assert sorted(heads) == ["CALSCALE", "METHOD", "PRODID", "VERSION", "X-WR-TIMEZONE"]
    for event in calendar.walk("VEVENT"):
        path = str(event["url"]).removeprefix("https://fuwuyue.example/").rstrip("/")
        own = Calendar.from_ical((preview_folder / f"{path}.ics").read_bytes()).walk("VEVENT")
        single = next(one for one in own if one["uid"] == event["uid"])
        single.subcomponents = []
        assert event.to_ical() == single.to_ical()
    expect(page.locator("[data-mine-said]")).to_have_text("已导出 4 项，打开文件就能加进日历")


def test_wechat_is_told_to_open_a_browser(reader: Reader, preview: str) -> None:
    page = starred(reader(user_agent="Mozilla/5.0 (Linux; Android 13) MicroMessenger/8.0.40"), preview, CLINIC)
    page.get_by_role("button", name="导入日历").click()
    expect(page.locator("[data-mine-said]")).to_contain_text("在浏览器打开")


def test_page_seen_once_opens_without_a_network_and_exports(reader: Reader, preview: str) -> None:
    context = reader()
    page = starred(context, preview, CLINIC, LAUNCH)
    context.set_offline(True)
    page.reload()
    expect(page.locator("[data-mine-offline]")).to_have_text("离线，内容是 6月12日 09:30 的")
    assert (listed(page, "coming"), listed(page, "past")) == ([TITLES[CLINIC]], [TITLES[LAUNCH]])
    assert page.evaluate("getComputedStyle(document.querySelector('.c-card')).position") == "relative"
    assert uids(exported(page)) == sorted([CLINIC, LAUNCH])
    page.goto(f"{preview}mine/?list={FORUM}")
    expect(page.get_by_role("heading", level=1)).to_have_text("收到的日程")
    page.get_by_role("button", name="导入日历").click()
    expect(page.locator("[data-mine-said]")).to_have_text(f"没能读到：{TITLES[FORUM]}。请有网络时再试")


def test_page_opens_when_its_server_is_gone(reader: Reader, preview_folder: Path) -> None:
    context = reader()
    with serving(preview_folder, "/fwy/sub/") as root:
        page = starred(context, root, CLINIC)
    page.reload()
    expect(page.locator("[data-mine-offline]")).to_be_visible()
    assert listed(page, "coming") == [TITLES[CLINIC]]


def test_only_the_page_and_its_own_files_are_kept(reader: Reader, preview: str) -> None:
    context = reader()
    page = starred(context, preview, CLINIC, FORUM)
    tab(context, preview + "events/")
    page.get_by_role("button", name=f"移除：{TITLES[FORUM]}").click()
    until(page, "async path => !(await caches.match(path))", f"/{FORUM}.ics")
    names, urls = page.evaluate("""async () => {
      const names = await caches.keys();
      const found = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return [names.length, found.flat().map((one) => new URL(one.url).pathname)];
    }""")
    others = [url for url in urls if not url.startswith("/assets/")]
    assert (names, sorted(others)) == (1, ["/api/v1/calendar.json", f"/{CLINIC}.ics", "/mine/"])
    assert {"/assets/js/mine-page.js", "/assets/js/now.js", "/assets/css/mine.css"} <= set(urls)
    scopes = page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).map((one) => one.scope)")
    assert scopes == [preview + "mine/"]


def test_pages_that_were_not_kept_fail_without_a_network_as_ever(reader: Reader, preview: str) -> None:
    context = reader()
    starred(context, preview, CLINIC)
    page = context.new_page()
    context.set_offline(True)
    for path in ("lectures/", "kiosk/", "mine/other", "mine.html"):
        response = "answered"
        try:
            page.goto(preview + path)
        except Exception as error:  # noqa: BLE001 the browser's own words for no network
            response = str(error).split(" at ")[0].split("net::")[1]
        assert (path, response) == (path, "ERR_INTERNET_DISCONNECTED")


def test_first_visit_without_data_says_so_and_keeps_the_list(reader: Reader, preview: str) -> None:
    context = reader()
    context.route("**/api/v1/calendar.json", lambda route: route.abort())
    page = tab(context, preview + "events/")
    star(page, CLINIC)
    page.goto(preview + "mine/")
    expect(page.locator("[data-mine-unread]")).to_be_visible()
    context.unroute("**/api/v1/calendar.json")
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator('[data-mine-group="coming"] h3')).to_have_text([TITLES[CLINIC]])


def test_page_works_where_no_worker_may(reader: Reader, preview: str) -> None:
    context = reader()
    context.add_init_script("delete Navigator.prototype.serviceWorker; delete window.caches;")
    page = tab(context, f"{preview}mine/?list={CLINIC}")
    expect(page.locator('[data-mine-group="coming"] h3')).to_have_text([TITLES[CLINIC]])
    expect(page.locator("[data-mine-kept]")).to_be_hidden()


def test_next_build_tells_of_changes_and_of_what_was_withdrawn(
    reader: Reader, published_folder: Path, tmp_path: Path
) -> None:
    project, out = copy_sample(tmp_path / "project"), tmp_path / "site"
    shutil.copytree(published_folder, out)
    context = reader()
    with serving(out) as root:
        page = starred(context, root, CLINIC, FORUM, LAUNCH)
        expect(page.locator("[data-changed]:visible")).to_have_count(0)
        before = page.evaluate("caches.keys()")
        project.data.edit(f"{CLINIC}.yml", status="cancelled", status_reason="讲师生病", revision="7", results=None)
        project.data.edit(f"{LAUNCH}.yml", status="withdrawn", status_reason="撤下试试", results=None)
        build(project, out, at=datetime(2023, 6, 11, 10, 0))
        page.reload()
        expect(page.locator(".c-footer__built time")).to_have_attribute("datetime", "2023-06-11T10:00+08:00")
        row = page.locator("li.c-card", has_text=TITLES[CLINIC])
        expect(row.locator("[data-changed]")).to_contain_text("时间或状态有变化")
        expect(row.locator(".c-card__meta")).to_contain_text("取消")
        expect(page.locator("li.c-card", has_text=TITLES[FORUM]).locator("[data-changed]")).to_be_hidden()
        assert listed(page, "gone") == [TITLES[LAUNCH]]
        until(
            page,
            "async old => { const all = await caches.keys(); return all.length === 1 && all[0] !== old }",
            before[0],
        )
        row.get_by_role("button", name="知道了").click()
        expect(row.locator("[data-changed]")).to_be_hidden()
        context.set_offline(True)
        page.reload()
        expect(page.locator("[data-mine-offline]")).to_have_text("离线，内容是 6月11日 10:00 的")
        expect(row.locator(".c-card__meta")).to_contain_text("取消")
        expect(page.locator("[data-changed]:visible")).to_have_count(0)


def test_page_without_scripts_explains_and_leads_on(reader: Reader, preview: str) -> None:
    page = tab(reader(java_script_enabled=False), preview + "mine/")
    expect(page.locator("[data-mine-plain]")).to_be_visible()
    links = page.locator("[data-mine-plain] a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert links == ["../calendar/", "../subscribe/"]
    expect(page.locator("#main button:visible")).to_have_count(0)
    page.goto(preview + "events/")
    expect(page.locator(".c-star")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_filled_list_at_390_px(reader: Reader, preview: str, scheme: str) -> None:
    context = reader(viewport=_PHONE, color_scheme=scheme)
    page = starred(context, preview, CLINIC, LAUNCH, FORUM)
    page.evaluate("""() => {
      const all = JSON.parse(localStorage.getItem("fuwuyue.mine"));
      for (const one of all.lists["/"]) one.sequence -= 1;
      all.lists["/"].push({ key: "events/gone", sequence: 0, title: "撤下的活动" });
      localStorage.setItem("fuwuyue.mine", JSON.stringify(all));
    }""")
    page.reload()
    expect(page.locator("[data-changed]:visible")).to_have_count(3)
    page.get_by_role("button", name="移除：撤下的活动").click()
    page.get_by_role("button", name="撤销").click()
    assert violations(page) == []
    assert (page.evaluate("document.documentElement.scrollWidth"), clipped(page)) == (390, [])
    page.goto(preview + "events/")
    star(page, MARKET)
    assert violations(page) == []
