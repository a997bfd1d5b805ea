"""Reading settings: kept, applied before anything is drawn, legible on every page; and the voice that reads aloud."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from tests.browser.conftest import OpenPage
from tests.browser.test_axe import violations

#: a voice that says nothing, ends when told, and remembers what it was given
_VOICE = """
  window.said = [];
  class Utterance { constructor(text) { this.text = text; } }
  window.SpeechSynthesisUtterance = Utterance;
  const voice = { speak(one) { window.said.push(one.text); window.last = one; }, cancel() { window.cancelled = true; } };
  Object.defineProperty(window, "speechSynthesis", { value: voice });
"""


def panel(page: Page) -> None:
    page.get_by_role("button", name="阅读设置").click()
    expect(page.get_by_role("region", name="阅读设置")).to_be_visible()


def test_choice_is_kept_and_drawn_at_once_on_the_next_page(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "events/", color_scheme="light")
    panel(page)
    for choice in ("特大", "深色", "高对比", "简洁"):
        page.get_by_role("radio", name=choice, exact=True).check()
    assert violations(page) == []
    page.route(
        "**/reading.js", lambda route: route.fulfill(body="", content_type="text/javascript")
    )  # the inline script alone draws it
    page.goto(preview + "help/")
    expect(page.locator("html")).to_have_attribute("data-text", "huge")
    expect(page.locator("html")).to_have_attribute("data-contrast", "high")
    expect(page.locator("html")).to_have_attribute("data-layout", "plain")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "30px"


def test_everything_comes_back_as_it_was(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "events/", color_scheme="dark")
    panel(page)
    page.get_by_role("radio", name="大", exact=True).check()
    page.get_by_role("radio", name="浅色", exact=True).check()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_role("button", name="恢复原样").click()
    expect(page.get_by_role("button", name="阅读设置")).to_be_focused()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert page.evaluate("({ ...document.documentElement.dataset }).text") is None
    assert page.evaluate("localStorage.getItem('fuwuyue.reading')") == "{}"


def test_panel_is_worked_by_keyboard_and_left_with_escape(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "help/")
    page.get_by_role("button", name="阅读设置").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="标准").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("html")).to_have_attribute("data-text", "large")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="阅读设置")).to_be_focused()
    expect(page.locator(".c-read")).to_have_count(0)


def test_storage_that_is_refused_or_broken_leaves_the_page_as_it_comes(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "help/", color_scheme="light")
    page.evaluate("localStorage.setItem('fuwuyue.reading', '{broken')")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    panel(page)
    page.evaluate("void (Storage.prototype.setItem = () => { throw new DOMException('refused'); })")
    page.get_by_role("radio", name="特大", exact=True).check()
    expect(page.locator("html")).to_have_attribute("data-text", "huge")


def test_page_is_read_aloud_sentence_by_sentence(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "explainers/what-is-a-secret/")
    page.evaluate(_VOICE)
    panel(page)
    page.get_by_role("button", name="朗读本页").click()
    expect(page.locator("h1[data-spoken]")).to_have_count(1)
    assert page.evaluate("said") == [page.locator("h1").inner_text()]
    page.evaluate("last.onend()")
    expect(page.locator("[data-spoken]")).not_to_have_text(page.locator("h1").inner_text())
    pause = page.get_by_role("button", name="暂停")
    pause.click()
    page.evaluate("last.onend()")  # cancelling ends the sentence, and must not go on
    assert page.evaluate("said.length") == 2
    page.get_by_role("button", name="继续").click()
    assert page.evaluate("[said.length, said[1] === said[2]]") == [3, True]
    page.get_by_role("button", name="停止").click()
    expect(page.locator("[data-spoken]")).to_have_count(0)
    expect(page.locator(".c-aloud")).to_have_count(0)
    assert page.evaluate("cancelled") is True


def test_voice_reaches_the_end_of_the_page_and_says_nothing_hidden(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "help/")
    page.evaluate(_VOICE)
    page.evaluate(
        "document.querySelector('#main h1').insertAdjacentHTML('afterend', '<p hidden>藏着</p><nav><p>导航</p></nav>')"
    )
    panel(page)
    page.get_by_role("button", name="朗读本页").click()
    page.evaluate("while (document.querySelector('.c-aloud')) last.onend()")
    said = "".join(page.evaluate("said"))
    assert ("藏着" in said, "导航" in said) == (False, False)
    visible = page.evaluate(
        "[...document.querySelectorAll('#main p')].filter(one => one.offsetParent && !one.closest('nav')).pop().innerText"
    )
    assert said.replace(" ", "").endswith(visible.replace(" ", "").replace("\n", ""))


def test_browser_without_a_voice_says_so(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "help/")
    page.evaluate("delete window.SpeechSynthesisUtterance")
    panel(page)
    expect(page.get_by_text("这个浏览器不会朗读")).to_be_visible()
    expect(page.get_by_role("button", name="朗读本页")).to_have_count(0)
