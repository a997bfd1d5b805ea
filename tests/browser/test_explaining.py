"""Popovers of the glossary, quizzes, desks and the policy wall, as readers meet them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import OpenPage
from tests.browser.test_axe import violations

CASE, LECTURE, DESK = "cases/leaving-drawings/", "lectures/2023-06-14-noncompete/", "desks/g60-centre/"
PHONE = {"width": 390, "height": 844}
SENTENCE = "别人不知道、有价值、自己采取了保密措施的技术、经营等商业信息。"


def test_word_is_explained_on_focus_until_escape(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, CASE)
    link, tip = page.locator("a[data-gloss]").first, page.get_by_role("tooltip")
    expect(tip).to_be_hidden()
    link.focus()
    expect(tip).to_have_text(SENTENCE)
    expect(link).to_have_accessible_description(SENTENCE)
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(preview + "terms/trade-secret/")


def test_word_stays_explained_while_the_pointer_is_on_the_popover(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, CASE)
    link, tip = page.locator("a[data-gloss]").first, page.get_by_role("tooltip")
    link.hover()
    expect(tip).to_be_visible()
    tip.hover()
    page.evaluate("() => new Promise((done) => setTimeout(done, 400))")  # twice as long as the popover lingers
    expect(tip).to_be_visible()
    page.mouse.move(5, 5)
    expect(tip).to_be_hidden()


@pytest.mark.parametrize("top_layer", [True, False])
def test_first_tap_explains_and_second_follows(open_page: OpenPage, preview: str, *, top_layer: bool) -> None:
    page = open_page(preview, "", viewport=PHONE, has_touch=True)
    if not top_layer:  # an old WebView
        page.add_init_script("delete HTMLElement.prototype.showPopover")
    page.goto(preview + CASE)
    link, tip = page.locator("a[data-gloss]").first, page.get_by_role("tooltip")
    link.tap()
    expect(tip).to_have_text(f"{SENTENCE}再点一次看详细")
    box, place = tip.bounding_box(), link.bounding_box()
    assert box is not None
    assert place is not None
    assert place["y"] + place["height"] <= box["y"] <= place["y"] + place["height"] + 12
    assert 0 <= box["x"] <= box["x"] + box["width"] <= PHONE["width"]
    assert page.url == preview + CASE
    page.get_by_role("heading", level=1).tap()
    expect(tip).to_be_hidden()
    link.tap()
    link.tap()
    expect(page).to_have_url(preview + "terms/trade-secret/")


def test_without_scripts_word_leads_to_glossary_and_answers_can_be_opened(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, CASE, java_script_enabled=False)
    page.locator("a[data-gloss]").first.click()
    expect(page).to_have_url(preview + "terms/trade-secret/")
    page.goto(preview + LECTURE)
    answer = page.locator(".c-quiz__answer").first
    answer.locator("summary").click()
    expect(answer.get_by_text("不可以，只能约束特定的人")).to_be_visible()


def test_choice_says_whether_it_is_right_and_why(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, LECTURE)
    first, second = page.get_by_role("group").filter(has=page.get_by_role("radio")).all()
    expect(first.get_by_text("法律只允许约束")).to_be_hidden()
    first.get_by_label("可以，签了就算", exact=True).check()
    expect(first.get_by_role("status")).to_have_text("✕ 不对，答案是：不可以，只能约束特定的人")
    expect(first.get_by_text("法律只允许约束")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(first.get_by_role("status")).to_have_text("✓ 答对了。")
    second.get_by_label("可以，没签就没有约束", exact=True).check()
    expect(page.locator("[data-score]")).to_have_text("2 题，答对 1 题。")


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("2023-06-12T09:29:00+08:00", "现在不开放，今天 09:30 开门"),
        ("2023-06-12T09:30:00+08:00", "现在开放，到 11:30"),
        ("2023-06-12T11:30:00+08:00", "现在不开放，今天 13:30 开门"),
        ("2023-06-21T16:00:00+08:00", "现在不开放"),  # a holiday, then a shifted workday
        ("2023-06-25T10:00:00+08:00", "今天是调休上班日，来前请先打电话"),
        ("2023-06-30T10:00:00+08:00", "现在不开放，7月3日（周一） 09:30 开门"),
    ],
)
def test_desk_says_whether_it_is_open(open_page: OpenPage, published: str, clock: str, said: str) -> None:
    page = open_page(published, DESK, clock=clock)
    expect(page.locator("[data-week]")).to_have_text(said)


def test_notice_moves_to_the_expired_by_itself(open_page: OpenPage, published: str) -> None:
    title = "商业秘密保护示范单位申报指南（示例）"
    for clock, group, note in (
        ("2023-06-30T23:59:00+08:00", "coming", "有效期至6月30日"),
        ("2023-07-01T00:00:00+08:00", "past", "已过期"),
    ):
        page = open_page(published, "notices/", clock=clock)
        card = page.locator(f'[data-group="{group}"] .c-card').filter(has=page.get_by_text(title, exact=True))
        expect(card.locator(".c-card__note:visible")).to_have_text(note)


def test_cases_are_filtered_by_act(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "cases/")
    page.get_by_label("行为").select_option("第三人")
    expect(page.locator(".c-card:visible .c-card__title")).to_have_text(["新东家装作不知道（示例）"])


@pytest.mark.parametrize("path", ["cases/", CASE, "terms/", "terms/noncompete/", "desks/", DESK, "learn/", LECTURE])
def test_axe_finds_nothing(open_page: OpenPage, preview: str, path: str) -> None:
    page = open_page(preview, path, viewport=PHONE)
    if path == LECTURE:
        page.get_by_role("radio").first.check()
    if path == CASE:
        page.locator("a[data-gloss]").first.focus()
    assert violations(page) == []
