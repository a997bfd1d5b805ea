"""Templates: one page of A4, complete without scripts, and no longer than the model reckons."""

from __future__ import annotations

import csv
import io
import re

import pytest
import yaml
from playwright.sync_api import Page, expect
from tests.browser.conftest import OpenPage
from tests.browser.pages import PAGES, until
from tests.conftest import REPO

from campaign.models.templates import Template

_MM = 25.4 / 96
FILES = sorted((REPO / "data" / "templates").glob("*.yml"))
TEMPLATES = [Template.model_validate(yaml.load(one.read_text(encoding="utf-8"), yaml.BaseLoader)) for one in FILES]  # noqa: S506 makes text only


def sheets(page: Page) -> list[tuple[int, int]]:
    """Return width and height in millimetres of every page that comes out of the printer."""
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4)) for width, height in boxes]


@pytest.mark.parametrize("one", TEMPLATES, ids=lambda one: one.id)
def test_template_is_one_page_of_a4_and_no_longer_than_reckoned(
    open_page: OpenPage, preview: str, one: Template
) -> None:
    width, height = one.sheet.paper
    page = open_page(preview, one.url, viewport={"width": round(width / _MM), "height": 900})
    assert sheets(page) == [(297, 210) if one.sheet.wide else (210, 297)]
    page.emulate_media(media="print")
    real = page.locator(".c-tpl").evaluate("one => one.getBoundingClientRect().height") * _MM
    assert (real <= one.sheet.height <= height, one.sheet.height - real < 20) == (True, True), real


def test_paper_has_the_sheet_and_nothing_else(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, PAGES["template-text"])
    page.emulate_media(media="print")
    texts = page.evaluate("document.body.innerText").split("\n")
    assert [one for one in texts if one.strip()][:2] == ["示例文本，签之前请律师看。", "员工保密约定要点"]
    chrome = (".c-header", ".c-banner", ".c-trail", ".c-record", ".c-alert", ".c-tpl__tools", ".c-facts", ".c-footer")
    assert [part for part in chrome if page.locator(part).first.is_visible()] == []
    assert page.locator(".c-tpl__heads span").all_inner_texts() == ["单位：", "员工姓名：", "岗位：", "日期："]
    assert page.locator(".c-tpl__signs span").all_inner_texts() == ["单位盖章：", "员工签字："]
    expect(page.locator(".c-tpl__from")).to_contain_text("示例模板，按自己的情况改；不是官方文书。")
    expect(page.locator(".c-tpl__clauses > li")).to_have_count(9)


def test_template_is_complete_without_scripts_and_opens_in_a_spreadsheet(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, PAGES["template-table"], java_script_enabled=False)
    expect(page.locator("[data-print]")).to_be_hidden()
    rows = page.locator(".c-tpl__table tbody th")
    assert rows.all_inner_texts() == ["示例", "示例", *map(str, range(1, 12))]
    link = page.get_by_role("link", name="下载表格（CSV）")
    assert link.get_attribute("download") == "密级清单.csv"
    raw = page.request.get(f"{preview}{PAGES['template-table']}secret-list.csv").body()
    assert link.get_attribute("href") == "../../templates/secret-list/secret-list.csv"
    assert raw.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert table[0] == [
        "序号",
        *page.locator("thead th").evaluate_all("all => all.slice(1).map((one) => one.firstChild.data)"),
    ]
    assert [row[0] for row in table[1:]] == rows.all_inner_texts()


def test_template_leads_back_to_questions_and_explainers(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, PAGES["template-checks"])
    page.evaluate("() => { window.print = () => { document.title = 'printed'; }; }")
    page.get_by_role("button", name="打印这一页（A4）").click()
    expect(page).to_have_title("printed")
    assert page.locator(".c-related .c-card__title").all_inner_texts() == ["员工入职到离职：保密与竞业限制"]
    questions = page.locator(".c-related li > a")
    expect(questions).to_have_count(3)
    questions.first.click()
    expect(page.locator("#q-leaving-return")).to_be_in_viewport()
    page.goto(preview + "explainers/joining-and-leaving/")
    taken = page.locator(".c-dos__do .c-dos__take a")
    assert taken.all_inner_texts() == ["员工保密约定要点", "离职交接单"]


def test_wide_table_can_be_moved_by_the_keyboard_on_a_phone(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, PAGES["template-table"], viewport={"width": 390, "height": 844})
    region = page.get_by_role("region", name="密级清单，可以左右滑动")
    region.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    expect(region).to_be_focused()
    until(region, "one => one.scrollLeft > 0")
