"""The self-check in a browser: the scores of answers counted by hand, and that nothing leaves the page.

The figures of GOLDEN are worked out on paper from the weights in data/selfchecks/four-sides.yml; the
comments show how.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import OpenPage
from tests.browser.test_axe import violations

_PATH = "selfchecks/four-sides/"
_COUNT = 27
#: 人防 3d½ 2✓ 2✗ 3✓ 2½ – 2✓: (150+200+0+300+100+200) / 14 = 67.9; 物防 3✗ 2✓ 2✓ 3½ – 2½: 650 / 12 = 54.2;
#: 技防 nothing counts; 制度 3✓ 3½ 3✓ unanswered 2✗ 2✓ 1½: 1000 / 14 = 71.4; all: 2600 / 40 = 65, the band's first point
_MIXED = {
    "staff-agreement": "partly", "joining": "done", "training": "not-yet", "leaving-return": "done",
    "leaving-reminder": "partly", "noncompete": "skip", "in-charge": "done",
    "zones": "not-yet", "visitors": "done", "locked-papers": "done", "marking": "partly", "waste": "skip",
    "lent-out": "partly",
    "own-accounts": "skip", "need-to-know": "skip", "leaving-accounts": "skip", "copying-out": "skip", "logs": "skip",
    "guest-wifi": "skip", "devices": "skip",
    "secret-list": "done", "written-rules": "partly", "partners": "done", "records": "not-yet",
    "incident-plan": "done", "yearly-review": "partly",
}  # fmt: skip
#: gaps 300; 200 today, 200; 150 today, 150 in the order of the sheet; 100 today, 100; 50
_MIXED_LIST = [
    "zones", "training", "records", "marking", "staff-agreement", "written-rules", "leaving-reminder", "lent-out",
    "yearly-review",
]  # fmt: skip
#: (1×50 + 3×0) / 4 = 12.5, rounded up; gaps 300 and 50
_HALF = {"own-accounts": "not-yet", "guest-wifi": "partly"}
GOLDEN = {
    "mixed": (_MIXED, "65", "基本成形", ["68 分", "54 分", "不计分", "71 分"], _MIXED_LIST),
    "half": (_HALF, "13", "先补大洞", ["不计分", "不计分", "13 分", "不计分"], ["own-accounts", "guest-wifi"]),
    "full": ({"joining": "done", "waste": "done"}, "100", "守得细", ["100 分", "100 分", "不计分", "不计分"], []),
    "nothing": ({"zones": "not-yet"}, "0", "先补大洞", ["不计分", "0 分", "不计分", "不计分"], ["zones"]),
    "skipped": ({"zones": "skip"}, "—", "", ["不计分"] * 4, []),
}


def answer(page: Page, answers: dict[str, str]) -> None:
    """Tick the answers."""
    for question, value in answers.items():
        page.locator(f'[data-question="{question}"] input[value="{value}"]').check()


def answered(page: Page) -> dict[str, str]:
    """Return what is ticked."""
    found: dict[str, str] = page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('[data-question] input:checked')].map((one) => [one.name, one.value]))"
    )
    return found


def file_of(page: Page, folder: Path) -> Path:
    """Save the answers; returns the file."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="存成文件").click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def load(page: Page, content: str, name: str = "自测.json") -> None:
    """Load a file with this content."""
    file: Any = {"name": name, "mimeType": "application/json", "buffer": content.encode()}
    page.get_by_label("载入上次的文件").set_input_files(file)


def saved(answers: object, **others: object) -> str:
    """Return a file as the page writes it."""
    whole = {
        "format": "fuwuyue-selfcheck",
        "version": 1,
        "check": "four-sides",
        "saved": "2023-06-12",
        "answers": answers,
    }
    return json.dumps(whole | others)


@pytest.mark.parametrize("name", GOLDEN)
def test_golden_answers_have_golden_scores(open_page: OpenPage, preview: str, name: str) -> None:
    answers, overall, band, sides, todo = GOLDEN[name]
    page = open_page(preview, _PATH)
    answer(page, answers)
    expect(page.locator("[data-check-progress]")).to_have_text(f"已答 {len(answers)} / {_COUNT}")
    page.get_by_role("button", name="看结果").click()
    expect(page.get_by_role("heading", name="自测结果")).to_be_focused()
    expect(page.locator("[data-check-overall]")).to_have_text(overall)
    expect(page.locator("[data-check-band]")).to_have_text(band)
    assert page.locator("[data-row] td:nth-child(2)").all_inner_texts() == sides
    named = ["人防", "物防", "技防", "制度"]
    spoken = "，".join(f"{side} {score}" for side, score in zip(named, sides, strict=True))
    expect(page.get_by_role("img", name=f"四面的分数：{spoken}")).to_be_visible()
    widths = page.locator(".c-bars__bar").evaluate_all("(all) => all.map((one) => one.width.baseVal.value / 220)")
    assert widths == pytest.approx([int(one.split()[0]) / 100 if one != "不计分" else 0 for one in sides])
    asked = [page.locator(f'[data-question="{key}"] [data-q]').inner_text() for key in todo]
    assert page.locator(".c-todo__q").all_inner_texts() == asked


def test_result_follows_a_changed_answer_and_leads_to_what_is_missing(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, _PATH)
    page.get_by_role("button", name="看结果").click()
    expect(page.locator("[data-check-result]")).to_be_hidden()
    expect(page.get_by_text("还没有答题。答几题就能看结果")).to_be_visible()
    answer(page, _HALF)
    page.get_by_role("button", name="看结果").click()
    answer(page, {"own-accounts": "done"})
    expect(page.locator("[data-check-overall]")).to_have_text("88")  # (300 + 50) / 4 = 87.5
    expect(page.get_by_text("还有 25 题没答，没有算进分数。")).to_be_visible()
    page.get_by_role("button", name="去没答的题").click()
    expect(page.locator('[data-question="staff-agreement"] input').first).to_be_focused()


def test_entry_of_the_list_leads_to_law_lecture_and_explainer(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, _PATH)
    answer(page, {"secret-list": "not-yet"})
    page.get_by_role("button", name="看结果").click()
    links = page.locator(".c-todo a").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
    assert links == [
        "../../templates/secret-list/",
        "../../explainers/what-is-a-secret/",
        "../../lectures/2023-06-06-grading/",
        "../../laws/aucl-2025/#a10",
        "../../laws/spc-2020-7/#a5",
    ]
    expect(page.locator(".c-todo__meta")).to_have_text("制度 · 没做到 · 分值 3 · 这个月能做")
    expect(page.locator(".c-result__ask a")).to_have_attribute("href", "../../report/")
    desks = page.locator(".c-ask-desk")
    expect(desks.nth(1)).to_contain_text("洞泾镇市场监管所咨询点（示例）")
    expect(desks.nth(1)).to_contain_text("021-0000-0000（示例）")
    expect(desks.nth(1)).to_contain_text("周一至周五 09:00–11:30；周一、周三、周五 13:30–16:30")
    ways = desks.locator("a").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
    assert ways == ["../../desks/g60-centre/", "../../desks/dongjing-desk/"]


def test_nothing_leaves_the_browser(open_page: OpenPage, preview: str, tmp_path: Path) -> None:
    page = open_page(preview, _PATH)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.context.set_offline(True)
    answer(page, _MIXED)
    page.get_by_label("在这台设备上记住").check()
    page.get_by_role("button", name="看结果").click()
    file = file_of(page, tmp_path)
    page.get_by_role("button", name="重新开始").click()
    page.get_by_label("载入上次的文件").set_input_files(file)
    expect(page.get_by_text(f"已载入 {len(_MIXED)} 题的答案")).to_be_visible()
    page.keyboard.press("Enter")
    page.locator('[data-question="joining"] input').first.press("Enter")
    assert [url for url in asked if not url.startswith("blob:")] == []
    assert page.url == preview + _PATH
    assert page.context.cookies() == []
    assert page.evaluate("[document.forms.length, sessionStorage.length]") == [0, 0]


def test_file_has_its_date_and_brings_the_answers_back(open_page: OpenPage, preview: str, tmp_path: Path) -> None:
    page = open_page(preview, _PATH)
    answer(page, _MIXED)
    file = file_of(page, tmp_path)
    assert file.name == "自测-2023-06-12.json"
    content = json.loads(file.read_text(encoding="utf-8"))
    assert content == json.loads(saved(_MIXED))
    other = open_page(preview, _PATH)
    answer(other, _HALF)
    load(other, file.read_text(encoding="utf-8"))
    expect(other.get_by_text(f"已载入 {len(_MIXED)} 题的答案")).to_be_visible()
    assert answered(other) == _MIXED
    other.get_by_role("button", name="撤销").click()
    assert answered(other) == _HALF


_FOREIGN = "这不是自测的文件"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", _FOREIGN),
        ("{", _FOREIGN),
        ("null", _FOREIGN),
        ('"<img src=x onerror=alert(1)>"', _FOREIGN),
        ('{"format": "other"}', _FOREIGN),
        (saved([]), _FOREIGN),
        (saved(None), _FOREIGN),
        (saved({"joining": "done"}) + " " * 100_000, _FOREIGN),
        (saved({"joining": "done"}, version=2), "另一个版本"),
        (saved({"joining": "done"}, check="other"), "另一份自测"),
        (
            saved({"joining": ["done"], "zones": "__proto__", "__proto__": "done", "waste": "constructor"}),
            "没有这份自测的答案",
        ),
    ],
)
def test_broken_or_foreign_file_is_refused_in_words(open_page: OpenPage, preview: str, content: str, told: str) -> None:
    page = open_page(preview, _PATH)
    answer(page, _HALF)
    load(page, content)
    expect(page.locator("[data-check-told]")).to_contain_text(told)
    assert answered(page) == _HALF


def test_what_a_file_has_beside_known_answers_is_left_out(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, _PATH)
    load(page, saved({"joining": "done", '"><img src=x onerror=alert(1)>': "done", "zones": "<b>"}, saved="<script>"))
    expect(page.locator("[data-check-told]")).to_have_text("已载入 1 题的答案，另有 2 条对不上现在的题目，没有用")
    assert answered(page) == {"joining": "done"}
    assert page.locator(".c-check img").count() == 0


def test_browser_remembers_only_when_asked(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, _PATH)
    answer(page, _HALF)
    assert page.evaluate("Object.keys(localStorage).filter((one) => one.includes('selfcheck'))") == []
    page.reload()
    assert answered(page) == {}
    page.get_by_label("在这台设备上记住").check()
    answer(page, _HALF)
    page.reload()
    assert answered(page) == _HALF
    expect(page.get_by_text("已接着上次的答案。")).to_be_visible()
    page.get_by_label("在这台设备上记住").uncheck()
    page.reload()
    assert answered(page) == {}


def test_start_over_can_be_taken_back(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, _PATH)
    answer(page, _HALF)
    page.get_by_role("button", name="看结果").click()
    page.get_by_role("button", name="重新开始").click()
    expect(page.locator("[data-check-result]")).to_be_hidden()
    assert answered(page) == {}
    expect(page.get_by_role("button", name="撤销")).to_be_focused()
    page.keyboard.press("Enter")
    assert answered(page) == _HALF


def test_keyboard_alone_answers_and_shows_the_result(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, _PATH)
    group = page.get_by_role("group", name="能接触秘密的员工，都签了保密约定吗？")
    group.get_by_label("做到了", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert answered(page) == {"staff-agreement": "partly"}
    page.get_by_role("button", name="看结果").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="自测结果")).to_be_focused()
    expect(page.get_by_role("heading", name="自测结果")).to_be_in_viewport()


def test_sheet_is_complete_without_scripts(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, _PATH, java_script_enabled=False)
    expect(page.locator("[data-question]:visible")).to_have_count(_COUNT)
    expect(page.get_by_role("heading", name="自己算分")).to_be_visible()
    assert page.locator("[data-check-hand] tbody td:nth-child(2)").all_inner_texts() == ["15", "13", "16", "16", "60"]
    assert page.locator(".c-check button:visible, .c-check input[type=file]:visible").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_result(open_page: OpenPage, preview: str, scheme: str) -> None:
    page = open_page(preview, _PATH, color_scheme=scheme, viewport={"width": 390, "height": 844})
    answer(page, _MIXED)
    page.get_by_role("button", name="看结果").click()
    assert violations(page) == []


def test_result_fits_a_window_enlarged_four_times(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, _PATH, viewport={"width": 320, "height": 256})
    answer(page, _MIXED)
    page.get_by_role("button", name="看结果").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.locator(".c-check__go").evaluate("(one) => getComputedStyle(one).position") == "static"


def pages(page: Page) -> int:
    """Return how many pages of A4 the page takes."""
    return len(re.findall(rb"/Type /Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


def test_paper_shows_the_sheet_or_the_result_on_two_pages(open_page: OpenPage, preview: str) -> None:
    page = open_page(preview, _PATH)
    page.emulate_media(media="print")
    parts = [
        "[data-question='zones']",
        "[data-check-hand]",
        "[data-check-result]",
        ".c-check__bar >> nth=0",
        ".c-footer",
    ]
    assert [page.locator(one).is_visible() for one in parts] == [True, True, False, False, False]
    assert page.locator(".c-check__who:visible").count() == 1
    assert pages(page) == 2
    page.emulate_media(media="screen")
    everything = page.locator("[data-question]").evaluate_all("(all) => all.map((one) => one.dataset.question)")
    answer(page, dict.fromkeys(everything, "not-yet"))
    page.get_by_role("button", name="看结果").click()
    page.emulate_media(media="print")
    assert [page.locator(one).is_visible() for one in parts] == [False, False, True, False, False]
    assert page.locator(".c-check__who:visible").count() == 1
    assert pages(page) == 2
