"""Laws in a browser: the converter, copying a citation, the states and banners at the reader's moment."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import OpenPage

_CHANGES, _LAW, _EXPLAINER = "law-changes/aucl-2025/", "laws/aucl-2025/", "explainers/what-is-a-secret/"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("9", "旧法第九条，现在是第十条。文字没有变。"),
        ("第二十一条", "旧法第二十一条，现在是第二十六条。文字有改动。"),
        ("十七", "旧法第十七条，现在是第二十二条。文字有改动。"),
        ("３２", "旧法第三十二条，现在是第三十九条。文字没有变。"),
        ("三十", "旧法第三十条，现在是第三十七条。文字有改动。"),
        ("第 10 条", "旧法第十条，现在是第十一条。文字有改动。"),
        ("34", "旧法一共 33 条，没有这一条。写成 9 或第九条。"),
        ("十条十", "旧法一共 33 条，没有这一条。写成 9 或第九条。"),
        ("商业", "旧法一共 33 条，没有这一条。写成 9 或第九条。"),
    ],
)
def test_converter_says_the_new_number(open_page: OpenPage, published: str, typed: str, said: str) -> None:
    page = open_page(published, _CHANGES)
    page.get_by_label("旧条号").fill(typed)
    expect(page.locator("[data-convert] [role=status]")).to_have_text(said)
    assert page.locator(".c-renumbered__row--found").count() == (0 if "没有这一条" in said else 1)


def test_comparison_is_complete_without_scripts(open_page: OpenPage, published: str) -> None:
    page = open_page(published, _CHANGES, java_script_enabled=False)
    expect(page.locator("[data-convert]")).to_be_hidden()
    assert page.locator(".c-renumbered tbody tr:visible").count() == 33


def test_citation_is_copied(open_page: OpenPage, published: str) -> None:
    page = open_page(published, _LAW, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制引用：反不正当竞争法第十条", exact=True).click()
    expect(page.locator("#a10 [role=status]")).to_have_text("已复制。")
    assert page.evaluate("navigator.clipboard.readText()") == (
        "《中华人民共和国反不正当竞争法》（2025年修订）第十条，2025年10月15日起施行。"
        "https://fuwuyue.example/laws/aucl-2025/#a10"
    )


def test_citation_is_selected_where_copying_is_refused(open_page: OpenPage, published: str) -> None:
    page = open_page(published, _LAW)
    page.evaluate("""() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error("refused"));
      document.execCommand = () => false;
    }""")
    page.get_by_role("button", name="复制引用：反不正当竞争法第十条", exact=True).click()
    expect(page.locator("#a10 [role=status]")).to_contain_text("文字已经选中")
    assert page.evaluate("getSelection().toString().trim()").endswith("#a10")


@pytest.mark.parametrize(
    ("moment", "old", "new", "banner"),
    [
        ("2025-10-14T23:59:00+08:00", "现行有效", "尚未施行", False),
        ("2025-10-15T00:00:00+08:00", "已被修订", "现行有效", True),
    ],
)
def test_standing_follows_the_readers_moment(
    open_page: OpenPage, published: str, moment: str, old: str, new: str, *, banner: bool
) -> None:
    older = open_page(published, "laws/aucl-2019/", clock=moment)
    newer = open_page(published, _LAW, clock=moment)
    expect(older.locator(".c-facts [data-state]")).to_have_text(old)
    expect(newer.locator(".c-facts [data-state]")).to_have_text(new)
    expect(older.locator(".c-alert[data-from]")).to_be_visible(visible=banner)
    explainer = open_page(published, _EXPLAINER, clock=moment)
    expect(explainer.locator(".c-alert[data-before]")).to_be_visible(visible=not banner)


def test_nothing_overflows_on_a_phone_and_articles_open_by_keyboard(open_page: OpenPage, published: str) -> None:
    page = open_page(published, _EXPLAINER, viewport={"width": 390, "height": 844})
    article = page.locator("details.c-article").first
    article.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(article.locator(".c-article__text")).to_be_visible()
    for path in (_EXPLAINER, _LAW, _CHANGES, "laws/", "explainers/"):
        page.goto(published + path)
        assert page.evaluate("document.documentElement.scrollWidth") == 390, path
