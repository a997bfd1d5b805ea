"""The search as readers use it: dialog, keys, input methods, the page of results, without scripts, below a path."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.browser.conftest import OpenPage
from tests.browser.serving import serving
from tests.browser.test_axe import violations
from tests.unit.test_search import WRITINGS

from campaign.search.folding import simplified

_LAUNCH = "松江区“服务月”启动仪式"


@pytest.fixture(scope="module")
def below(preview_folder: Path) -> Iterator[str]:
    """Return the address of the preview below a path."""
    with serving(preview_folder, "/fwy/sub/") as address:
        yield address


def opened(page: Page) -> Page:
    """Open the dialog by its key."""
    expect(page.get_by_role("button", name="搜索", exact=True)).to_be_attached()
    page.keyboard.press("/")
    expect(page.get_by_role("dialog", name="搜索")).to_be_visible()
    return page


def test_reader_finds_a_page_by_keyboard_alone_below_a_path(open_page: OpenPage, below: str) -> None:
    answers: dict[str, int] = {}
    page = open_page(below, "events/", answers=answers)
    expect(page.get_by_role("button", name="搜索", exact=True)).to_be_attached()
    typing = page.locator(".c-filter input[type=search]")
    typing.press("/")  # in a text field it is a sign like others
    expect(typing).to_have_value("/")
    typing.blur()
    opened(page)
    field = page.get_by_role("searchbox", name="搜索什么")
    expect(field).to_be_focused()
    page.keyboard.type("启动仪式")
    first = page.locator(".c-found a").first
    expect(first).to_have_accessible_name(_LAUNCH)
    expect(first).to_have_accessible_description(re.compile("活动.*6月8日.*同台"))
    assert first.locator("mark").all_inner_texts() == ["启动仪式"]
    expect(page.locator(".c-search__status")).to_contain_text("个网页")
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(below + "events/2023-06-08-launch/")
    opened(page)
    expect(page.get_by_role("button", name="启动仪式", exact=True)).to_be_visible()  # it is remembered
    page.get_by_role("button", name="清除搜索记录").click()
    expect(page.get_by_role("button", name="启动仪式", exact=True)).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="搜索", exact=True)).to_be_focused()
    assert {
        url: status for url, status in answers.items() if status not in {200, 304} or not url.startswith(below)
    } == {}


def test_input_methods_are_waited_for_and_pasted_or_spoken_text_is_searched(open_page: OpenPage, preview: str) -> None:
    page = opened(open_page(preview))
    field = page.locator("#search-field")
    found = page.locator(".c-found__item")
    field.evaluate("""one => {
      one.dispatchEvent(new CompositionEvent("compositionstart"));
      one.value = "jiu ting";
      one.dispatchEvent(new InputEvent("input", { isComposing: true, inputType: "insertCompositionText" }));
    }""")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    expect(page.locator(".c-search__status")).to_have_text("")
    expect(found).to_have_count(0)
    field.evaluate("""one => {
      one.value = "九亭";
      one.dispatchEvent(new CompositionEvent("compositionend", { data: "九亭" }));
    }""")
    expect(found.first).to_contain_text("九亭")
    field.evaluate(
        """one => { one.value = "佘山"; one.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste" })); }"""
    )
    expect(found.first).to_contain_text("佘山")


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("啟動儀式", _LAUNCH),
        ("反不正当竞争法第10条", "反不正当竞争法第十条"),
        ("ｇ６０科创走廊", "G60"),
        ("qdys", _LAUNCH),
        ("接著講", "接着讲"),
    ],
)
def test_other_writings_find_the_same(open_page: OpenPage, preview: str, query: str, title: str) -> None:
    page = opened(open_page(preview))
    page.locator("#search-field").fill(query)
    expect(page.locator(".c-found__item").filter(has_text=title).first).to_be_visible()


def test_browser_folds_writings_as_the_index_does(open_page: OpenPage, preview: str) -> None:
    folded = open_page(preview, "help/").evaluate(
        """async ([texts, table, root]) => {
          const { fold } = await import(root + "assets/js/search-fold.js");
          return texts.map((text) => fold(text, new Map(table)).text.trim());
        }""",
        [[text for text, _ in WRITINGS], list(simplified().items()), preview],
    )
    assert folded == [plain for _, plain in WRITINGS]


def test_what_is_over_is_placed_later_and_an_old_answer_covers_no_newer_one(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "help/")
    order = page.evaluate(
        """async (root) => {
          const { find } = await import(root + "assets/js/search-find.js");
          return (await find("走进", { group: "开放日" })).pages.map(({ over }) => over);
        }""",
        preview,
    )
    assert order == sorted(order)
    assert len(set(order)) == 2
    opened(page)
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/assets/search/*/p*.json", hold_the_first)
    with page.expect_request("**/assets/search/*/p*.json"):
        page.locator("#search-field").fill("佘山")
    page.locator("#search-field").fill("启动仪式")
    expect(page.locator(".c-found a").first).to_have_text(_LAUNCH)
    held[0].continue_()
    page.evaluate(
        """async (root) => {
          const { search } = await import(root + "assets/js/search-find.js");
          await search("佘山", {}, 6);
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        }""",
        preview,
    )
    expect(page.locator(".c-found a").first).to_have_text(_LAUNCH)


def test_dialog_keeps_the_page_still_offers_recent_queries_and_closes_beside_the_box(
    open_page: OpenPage, preview: str
) -> None:
    page = open_page(preview, "help/")
    page.evaluate(
        """async (root) => {
          const { remember } = await import(root + "assets/js/search-recent.js");
          for (const query of ["一", "二", "三", "四", "五", "六", "七", " 四 "]) remember(query);
        }""",
        preview,
    )
    opened(page)
    chips = page.locator(".c-search__chips", has_text="最近搜过").locator(".c-chip")
    expect(chips).to_have_text(["四", "七", "六", "五", "三", "二"])
    still = "getComputedStyle(document.documentElement).overflowY"
    assert page.evaluate(still) == "hidden"
    assert page.locator(".c-search__body").evaluate("one => getComputedStyle(one).overscrollBehaviorY") == "contain"
    page.locator("#search-field").fill("5")
    expect(page.locator(".c-search__status")).to_have_text("再多输入一个字，就能搜了")
    page.mouse.click(4, 4)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("html")).not_to_have_css(
        "overflow-y", "hidden"
    )  # a dialog says a moment later that it is closed


def test_digits_and_latin_letters_are_found_where_theirs_begin(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "search/?q=2日")
    results = page.locator(".c-found__item")
    expect(results.first).to_be_visible()
    shown = results.all_inner_texts()
    assert [text for text in shown if re.search(r"(?<!\d)2日", text.replace(" ", ""))] == shown
    assert [mark for mark in page.locator("mark").all_inner_texts() if "12" in mark] == []


def test_results_have_an_address_filters_and_further_pages(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "search/?q=开放日&group=开放日&time=past")
    found = page.locator(".c-found__item")
    expect(found.first).to_contain_text("已结束")
    assert set(page.locator(".c-found__about .c-badge").all_inner_texts()) == {"开放日"}
    past = found.count()
    page.get_by_label("时间").select_option("coming")
    expect(page.locator(".c-found__over")).to_have_count(0)
    expect(found.first).to_be_visible()
    assert "time=coming" in page.url
    expect(page).to_have_title(re.compile("^开放日 - 搜索 - "))
    left = "one => one.getBoundingClientRect().left"
    assert found.first.locator("a").evaluate(left) == page.locator("h1").evaluate(left)
    widest = found.locator(".c-found__text").evaluate_all(
        "all => Math.max(...all.map((one) => one.offsetWidth / parseFloat(getComputedStyle(one).fontSize)))"
    )
    assert widest <= 45
    assert past + found.count() >= 10
    page.get_by_label("时间").select_option("")
    page.get_by_label("栏目").select_option("")
    page.get_by_label("搜索什么").fill("密")
    expect(found).to_have_count(20)
    page.get_by_role("button", name="再看一些").click()
    expect(found).to_have_count(40)
    expect(found.nth(20).locator("a")).to_be_focused()
    page.reload()
    expect(page.get_by_label("搜索什么")).to_have_value("密")


def test_nothing_found_leads_on(open_page: OpenPage, preview: str) -> None:
    page = opened(open_page(preview))
    page.locator("#search-field").fill("开放日没有这回事")
    expect(page.locator(".c-search__status")).to_have_text("没有找到")
    page.get_by_role("button", name="开放", exact=True).click()
    expect(page.locator(".c-found__item").first).to_be_visible()
    page.locator("#search-field").fill("檢舉")
    page.locator(".c-none").get_by_role("button", name="举报", exact=True).click()
    expect(page.locator(".c-found__item").first).to_contain_text("举报")
    for query, said, leads in (
        ("劳动合同法第二十六条", ["这部法在本站没有收第26条，全文看"], ["labour-contract-law-2012/"]),
        ("反法 第99条", ["只有 41 条，没有第99条", "只有 33 条，没有第99条"], ["aucl-2025/", "aucl-2019/"]),
        (
            "刑法第219条之一第9款",
            ["条文不分款、项来找：《刑法（2023年修正）》第219条之一"],
            ["criminal-law-2023/#a219-1"],
        ),
    ):
        page.locator("#search-field").fill(query)
        expect(page.locator(".c-search__status")).to_have_text("没有找到")
        ways = page.locator(".c-none li:has(a[href*='/laws/'])")
        expect(ways).to_contain_text(said)
        links = [one.get_attribute("href") for one in ways.locator("a").all()]
        assert links == [f"{preview}laws/{one}" for one in leads]
    page.locator("#search-field").fill("qqqqq")
    page.get_by_role("link", name="看网站目录").click()
    expect(page.get_by_role("heading", name="网站目录")).to_be_in_viewport()


def test_network_that_is_away_is_told_and_asked_again(open_page: OpenPage, preview: str) -> None:
    page = opened(open_page(preview))
    expect(page.locator(".c-chip").first).to_be_visible()
    page.route("**/assets/search/*/p*.json", lambda route: route.fulfill(body="请先登录"))  # as hotel networks answer
    page.locator("#search-field").fill("离职员工")
    expect(page.locator(".c-search__status")).to_contain_text("可能没有网络")
    page.unroute("**/assets/search/*/p*.json")
    page.locator("#search-field").fill("离职")
    expect(page.locator(".c-found__item").first).to_be_visible()


def test_site_published_anew_is_searched_from_a_page_opened_before(
    browser: Browser, preview_folder: Path, tmp_path: Path
) -> None:
    site = shutil.copytree(preview_folder, tmp_path / "site")
    with serving(site) as address:
        context = browser.new_context()  # with pages that may complain about files that are gone
        page, results = context.new_page(), context.new_page()
        page.goto(address)
        opened(page)
        expect(page.locator(".c-chip").first).to_be_visible()  # the old table of contents is known
        results.goto(f"{address}search/?q=密")
        expect(results.locator(".c-found__item")).to_have_count(20)
        table = site / "assets/search/index.json"
        old = json.loads(table.read_text(encoding="utf-8"))["version"]
        (site / "assets/search" / old).rename(site / "assets/search/0123456789")
        table.write_text(table.read_text(encoding="utf-8").replace(old, "0123456789"), encoding="utf-8")
        page.locator("#search-field").fill("启动仪式")
        expect(page.locator(".c-found a").first).to_contain_text(_LAUNCH)
        results.get_by_role("button", name="再看一些").click()
        expect(results.locator(".c-found__item")).to_have_count(20)
        results.get_by_role("button", name="再看一些").click()
        expect(results.locator(".c-found__item")).to_have_count(40)
        context.close()


def test_citation_of_an_article_leads_to_the_article_itself(
    open_page: OpenPage, preview: str, preview_folder: Path
) -> None:
    wanted: dict[str, str] = {}
    for path in sorted((preview_folder / "laws").glob("*/index.html")):
        html = path.read_text(encoding="utf-8")
        named = re.search(r"<h1[^>]*>\s*([^<]+?)\s*<", html)
        assert named is not None
        for no in re.findall(r' id="a(\d+)"', html):
            wanted[f"{named[1]}第{no}条"] = f"laws/{path.parent.name}/#a{no}"
    assert len(wanted) >= 150
    wanted |= {
        "反不正当竞争法第十条": "laws/aucl-2025/#a10",
        "反法第十条": "laws/aucl-2025/#a10",
        "反法第10条": "laws/aucl-2025/#a10",
        "反不正當競爭法第十條": "laws/aucl-2025/#a10",
        "反不正当竞争法 第十条": "laws/aucl-2025/#a10",
        "反法第九条": "laws/aucl-2019/#a9",
        "商业秘密保护规定第５条": "laws/samr-126/#a5",
        "刑法第二百一十九条之一": "laws/criminal-law-2023/#a219-1",
        "商业秘密民事规定": "laws/spc-2020-7/#",  # not its first article
        "刑法219条": "laws/criminal-law-2023/#a219",
        "怎么举报": "report/#",
        "6月8日": "events/2023-06-08-launch/#",
        "六月八号": "events/2023-06-08-launch/#",
        "6/8": "events/2023-06-08-launch/#",
        "fs": "events/2023-06-12-fangsong-salon/#",  # a name that begins so comes before one in which the letters stand
    }
    page = open_page(preview, "help/")
    first = page.evaluate(
        """async ([queries, root]) => {
          const { search } = await import(root + "assets/js/search-find.js");
          const found = [];
          for (const query of queries) {
            const { page } = await search(query, {}, 1);
            found.push(page.results.map((one) => `${one.url}#${one.anchor}`)[0]);
          }
          return found;
        }""",
        [list(wanted), preview],
    )
    assert dict(zip(wanted, first, strict=True)) == wanted
    day = page.evaluate(
        """async (root) => {
          const { search } = await import(root + "assets/js/search-find.js");
          return (await search("6月20日", {}, 5)).page.results.map(({ when }) => when);
        }""",
        preview,
    )
    assert [when for when in day if "6月20日" in when] == day


def test_without_scripts_the_way_leads_to_a_list_of_every_page(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, java_script_enabled=False)
    page.get_by_role("link", name="搜索").click()
    expect(page).to_have_url(preview + "search/")
    expect(page.locator("[data-search-page]")).to_be_hidden()
    index = page.locator("[data-search-index]")
    expect(index.get_by_role("link", name=_LAUNCH)).to_be_visible()
    assert index.locator("a").count() >= 200


def test_browser_without_dialogs_gets_a_layer_that_keeps_the_focus(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview)
    page.evaluate("delete HTMLDialogElement.prototype.showModal")
    opened(page)
    page.locator("#search-field").fill("九亭")
    expect(page.locator(".c-found__item").first).to_be_visible()
    page.locator(".c-brand").focus()
    expect(page.locator("#search-field")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.c-search")).to_be_hidden()
    expect(page.locator("[data-search]")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_dialog(open_page: OpenPage, preview: str, scheme: str) -> None:
    page = opened(open_page(preview, color_scheme=scheme, viewport={"width": 390, "height": 844}))
    expect(page.locator(".c-chip").first).to_be_visible()
    welcome = violations(page)
    page.locator("#search-field").fill("九亭")
    expect(page.locator(".c-found__item").first).to_be_visible()
    assert [*welcome, *violations(page)] == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_door_sheet_has_no_search(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "open-days/2023-06-16-g60-park/door/")
    expect(page.locator("[data-search], dialog")).to_have_count(0)
