"""Reading settings: kept, applied before anything is drawn, legible on every page; and the voice that reads aloud."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
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
    page.emulate_media(color_scheme="light")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")  # what was chosen stays
    page.get_by_role("button", name="恢复原样").click()
    expect(page.get_by_role("button", name="阅读设置")).to_be_focused()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="light")  # nothing is chosen now: the page follows the system
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    assert page.evaluate("({ ...document.documentElement.dataset }).text") is None
    assert page.evaluate("localStorage.getItem('fuwuyue.reading')") == "{}"


def test_panel_is_worked_by_keyboard_and_left_with_escape(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "help/")
    page.get_by_role("button", name="阅读设置").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="阅读设置")).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("radio", name="标准").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("html")).to_have_attribute("data-text", "large")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="阅读设置")).to_be_focused()
    expect(page.locator(".c-read")).to_have_count(0)
    expect(page.get_by_role("button", name="阅读设置")).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("width", [390, 320])
def test_ways_in_the_header_keep_their_distance(open_page: OpenPage, preview: str, width: int) -> None:
    page = open_page(preview, "help/", viewport={"width": width, "height": 800})
    near = []
    for text in ("large", "huge"):
        page.evaluate("size => void (document.documentElement.dataset.text = size)", text)
        boxes = page.locator("header a, header button").evaluate_all(  # of the words, the targets may touch
            """all => all.filter((one) => one.offsetParent).map((one) => {
              const words = document.createRange();
              words.selectNodeContents(one.querySelector(".c-brand__name, svg") || one);
              const { left, right, top, bottom } = words.getBoundingClientRect();
              return right > left ? { left, right, top, bottom } : one.querySelector("svg").getBoundingClientRect().toJSON();
            })"""
        )
        assert len(boxes) >= 8
        rows: list[list[dict[str, float]]] = []
        for box in sorted(boxes, key=lambda one: one["top"] + one["bottom"]):
            middle = (box["top"] + box["bottom"]) / 2
            row = next((row for row in rows if row[0]["top"] < middle < row[0]["bottom"]), None)
            row.append(box) if row else rows.append([box])
        for row in rows:
            for left, right in pairwise(sorted(row, key=lambda one: one["left"])):
                if right["left"] - left["right"] < 8:
                    near.append((text, left, right))
    assert near == []


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


def test_voice_stops_with_the_page_tells_what_is_wrong_and_keeps_its_block_in_sight(
    open_page: OpenPage, preview: str
) -> None:
    page = open_page(preview, "explainers/what-is-a-secret/", viewport={"width": 390, "height": 500})
    page.evaluate(_VOICE)
    panel(page)
    page.get_by_role("button", name="朗读本页").click()
    page.evaluate("for (let step = 0; step < 25; step += 1) last.onend()")
    expect(page.locator("[data-spoken]")).to_be_in_viewport()
    assert page.evaluate("scrollY") > 500
    told = page.locator(".c-aloud [role=status]")
    page.evaluate("last.onerror({ error: 'not-allowed' })")
    expect(told).to_have_text("浏览器不让朗读，请再点一次“继续”。")
    expect(page.get_by_role("button", name="继续")).to_be_visible()
    page.evaluate("last.onerror({ error: 'voice-unavailable' })")
    expect(told).to_have_text("这台设备没有中文朗读声音。")
    page.evaluate("() => { cancelled = false; dispatchEvent(new PageTransitionEvent('pagehide')); }")
    assert page.evaluate("cancelled") is True
    expect(page.locator(".c-aloud, [data-spoken]")).to_have_count(0)


def test_voice_parts_times_from_dates_and_leaves_out_what_is_folded(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, "events/2023-06-16-yexie-forum/")
    for path, wanted in (("events/2023-06-16-yexie-forum/", "14:00"), ("selfchecks/four-sides/", "，")):
        if path not in page.url:
            page.goto(preview + path)
        page.evaluate(_VOICE)
        panel(page)
        page.get_by_role("button", name="朗读本页").click()
        page.evaluate("while (document.querySelector('.c-aloud')) last.onend()")
        said = page.evaluate("said")
        assert wanted in "".join(said)
        assert [one for one in said if re.search(r"\d\d:\d\d\d", one)] == []
    folds = page.locator("#main details:not([open])").evaluate_all(
        """all => all.filter((one) => !one.closest(".c-read, nav")).map((one) => [
          one.querySelector("summary").textContent.trim(),
          [...one.children].filter((part) => part.tagName !== "SUMMARY").map((part) => part.textContent.trim()).filter(Boolean),
        ])"""
    )
    assert len(folds) >= 4
    aloud = re.sub(r"\s|，", "", "".join(said))
    inside = [re.sub(r"\s|，", "", text)[:12] for _, parts in folds for text in parts]
    assert [text for text in inside if text in aloud] == []
    assert [name for name, _ in folds if re.sub(r"\s|，", "", name) not in aloud and name != "分享"] == []


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
