"""The filters of a list: what they hide, what they say, and that the address keeps them."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import OpenPage

_NOW = datetime.fromisoformat("2023-06-12T09:30+08:00")


def titles(page: Page) -> list[str]:
    """Return the titles of the cards that are to be seen."""
    return page.locator(".c-card:visible .c-card__title").all_inner_texts()


def matching(page: Page, **wanted: str) -> list[str]:
    """Return the titles of the cards whose data- attributes hold ``wanted``, reckoned here."""
    found = page.locator(".c-card").evaluate_all(
        "cards => cards.map(one => ({ ...one.dataset, title: one.querySelector('.c-card__title').innerText, text: one.textContent }))"
    )
    return [
        one["title"]
        for one in found
        if all(value in (one[key].split(" ") if key == "audience" else [one[key]]) for key, value in wanted.items())
    ]


def query(page: Page) -> dict[str, str]:
    """Return what the address says."""
    return dict(parse_qsl(urlsplit(page.url).query))


def count(page: Page, shown: int) -> None:
    """Expect the status line to count ``shown`` of all cards."""
    total = page.locator(".c-card").count()
    expect(page.get_by_role("status")).to_have_text(f"共 {total} 条，显示 {shown} 条")


def test_filter_shows_everything_at_first(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "events/")
    expect(page.locator("[data-filter]")).to_be_visible()
    assert titles(page) == matching(page)
    count(page, page.locator(".c-card").count())
    assert page.url == preview + "events/"


def test_text_shows_the_cards_that_hold_every_word(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "events/")
    page.get_by_label("找一找").fill("启动 仪式")
    expect(page.locator(".c-card:visible")).to_have_count(1)
    assert titles(page) == ["松江区“服务月”启动仪式"]
    assert query(page) == {"q": "启动 仪式"}
    count(page, 1)


@pytest.mark.parametrize(
    ("label", "name"), [("类型", "badge"), ("街镇", "town"), ("面向", "audience")], ids=["kind", "town", "audience"]
)
def test_every_choice_shows_as_many_cards_as_it_promises(
    open_page: OpenPage, preview: str, label: str, name: str
) -> None:
    page = open_page(preview, "events/")
    field = page.get_by_label(label)
    said = [re.fullmatch(r"(.+)（(\d+)）", text) for text in field.locator("option").all_inner_texts()[1:]]
    promised = {found[1]: int(found[2]) for found in said if found}
    assert len(promised) >= 4
    shown = {}
    for choice in promised:
        field.select_option(choice)
        assert titles(page) == matching(page, **{name: choice})
        assert query(page) == {name: choice}
        shown[choice] = len(titles(page))
    assert shown == promised


def test_only_unfinished_leaves_out_what_is_over(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "events/")
    until = page.locator(".c-card").evaluate_all("cards => cards.map(one => one.dataset.until)")
    left = [one for one in until if not one or datetime.fromisoformat(one) > _NOW]  # postponed: no date yet
    page.get_by_label("只看没结束的").check()
    expect(page.locator(".c-card:visible")).to_have_count(len(left))
    expect(page.get_by_role("heading", name="已结束")).to_be_hidden()
    assert (0 < len(left) < len(until), query(page)) == (True, {"past": "0"})


def test_filters_together_show_what_matches_all(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "events/")
    page.get_by_label("面向").select_option("公众")
    page.get_by_label("类型").select_option("宣传")
    assert titles(page) == matching(page, audience="公众", badge="宣传")
    assert query(page) == {"audience": "公众", "badge": "宣传"}


def test_address_brings_the_choice_back(open_page: OpenPage, preview: str) -> None:
    first = open_page(preview, "events/")
    first.get_by_label("找一找").fill("企业")
    first.get_by_label("面向").select_option("园区")
    first.get_by_label("只看没结束的").check()
    second = open_page(first.url)
    expect(second.get_by_label("找一找")).to_have_value("企业")
    expect(second.get_by_label("面向")).to_have_value("园区")
    expect(second.get_by_label("只看没结束的")).to_be_checked()
    assert titles(second) == titles(first)
    assert query(second) == {"q": "企业", "audience": "园区", "past": "0"}
    assert 0 < len(titles(second)) < second.locator(".c-card").count()


def test_address_with_an_unknown_choice_shows_everything(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "events/?town=nowhere&other=1")
    expect(page.locator(".c-card:visible")).to_have_count(page.locator(".c-card").count())
    expect(page.get_by_label("街镇")).to_have_value("")
    assert page.get_by_label("街镇").evaluate("field => field.selectedIndex") == 0


def test_reset_shows_everything_and_empties_the_address(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "events/?q=%E4%BC%81%E4%B8%9A&past=0")
    assert len(titles(page)) < page.locator(".c-card").count()
    page.get_by_role("button", name="清除").click()
    expect(page.locator(".c-card:visible")).to_have_count(page.locator(".c-card").count())
    expect(page.get_by_label("找一找")).to_have_value("")
    expect(page.get_by_label("只看没结束的")).not_to_be_checked()
    expect(page).to_have_url(preview + "events/")


@pytest.mark.parametrize(
    ("typed", "plain"), [("１２", "12"), ("Ｇ６０", "g60"), ("６月１２日", "6月12日"), ("启动　仪式", "启动 仪式")]
)
def test_full_width_text_matches_half_width(open_page: OpenPage, preview: str, typed: str, plain: str) -> None:
    page = open_page(preview, "events/")
    field = page.get_by_label("找一找")
    field.fill(plain)
    expected = titles(page)
    field.fill("")
    field.fill(typed)
    assert titles(page) == expected
    assert 0 < len(expected) < page.locator(".c-card").count()


def test_half_typed_pinyin_filters_nothing_until_it_is_chosen(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "events/")
    total = page.locator(".c-card").count()
    page.get_by_label("找一找").focus()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "qi'dong", "selectionStart": 7, "selectionEnd": 7})
    expect(page.get_by_label("找一找")).to_have_value("qi'dong")
    expect(page.locator(".c-card:visible")).to_have_count(total)
    assert query(page) == {}
    keyboard.send("Input.insertText", {"text": "启动"})
    expect(page.get_by_label("找一找")).to_have_value("启动")
    expect(page.locator(".c-card:visible")).not_to_have_count(total)
    assert query(page) == {"q": "启动"}


def test_input_events_while_composing_filter_nothing(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "events/")
    field = page.get_by_label("找一找")
    field.evaluate("""field => {
      field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
      field.value = "zzzz";
      field.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
    }""")
    count(page, page.locator(".c-card").count())
    field.evaluate("field => field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))")
    count(page, 0)


def test_nothing_found_says_so(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "events/")
    expect(page.locator("[data-none]")).to_be_hidden()
    page.get_by_label("找一找").fill("没有这样的东西")
    expect(page.locator("[data-none]")).to_have_text("没有符合条件的活动。请少选一个条件，或点“清除”。")
    expect(page.locator("[data-none]")).to_be_visible()
    expect(page.locator("[data-group]:visible")).to_have_count(0)
    count(page, 0)


def test_filter_holds_when_the_reader_comes_back_to_the_page(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "events/?past=0")
    before = titles(page)
    expect(page.get_by_role("heading", name="已结束")).to_be_hidden()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("heading", name="已结束")).to_be_hidden()
    assert titles(page) == before


def test_enter_in_the_text_field_reloads_nothing(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "events/")
    page.get_by_label("找一找").fill("启动")
    page.evaluate("window.stayed = true")
    page.get_by_label("找一找").press("Enter")
    expect(page).to_have_url(re.compile(r"/events/\?q=[^&]+$"))
    assert page.evaluate("window.stayed") is True
