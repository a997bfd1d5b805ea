"""The picture and the words that send a page on."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from tests.conftest import Folder

from campaign import cache, fonts, poster, sharing
from campaign.poster import Words
from campaign.site import Shown

EVENT, LECTURE = "events/2023-06-08-launch.yml", "lectures/2023-06-14-grading.yml"
NOW = datetime(2023, 6, 12, 9, 30)
WORDS = Words(
    campaign="商业秘密保护服务月",
    badge="启动",
    title="什么是商业秘密：三性",
    facts=("6月8日（周四）09:30–11:30", "示例报告厅 · 中山街道"),
    text="外人不知道、对生意有用、自己锁好了。",
    points=("列一张清单",),
    foot=("长按识别，看全文", "举报热线 12315", "示例数据，请勿前往"),
    address="https://fuwuyue.example/explainers/what-is-a-secret/",
)
PAPER = (251, 250, 245)


@pytest.fixture(autouse=True)
def _needs_a_font() -> None:
    if fonts.sans() is None:
        pytest.skip("no Chinese font on this machine: fonts-noto-cjk")


def _picture(words: Words) -> Image.Image:
    made = poster.drawn(words)
    assert made is not None
    return Image.open(io.BytesIO(made)).convert("RGB")


def _urls(shown: Shown) -> dict[str, str]:
    return {record.id: sharing.picture_url(shown, record) for record in shown.everything()}


@pytest.mark.parametrize(
    "words",
    [
        WORDS,
        replace(
            WORDS,
            title="很长的标题" * 8,
            text="一段很长的摘要，" * 15,
            points=("很长的一条" * 9,) * 3,
            facts=WORDS.facts * 2,
        ),
    ],
)
def test_code_of_the_picture_leads_to_the_page_however_much_is_said(words: Words) -> None:
    image = _picture(words)
    (code,) = zxingcpp.read_barcodes(image)
    assert (code.text, image.size) == (words.address, (750, 1000))


def test_nothing_runs_over_the_margins_or_into_the_foot() -> None:
    image = _picture(replace(WORDS, title="很长的标题" * 8, text="一段很长的摘要，" * 15))
    margins = [(0, 140, 50, 1000), (700, 140, 750, 1000), (0, 768, 440, 780)]
    found = [{colour for _, colour in image.crop(box).getcolors() or ()} for box in margins]
    assert found == [{PAPER}, {PAPER}, {PAPER}]


def test_cut_paragraph_ends_with_a_sign_and_a_point_is_whole_or_missing() -> None:
    full = replace(WORDS, text="一段很长的摘要，" * 15, facts=WORDS.facts * 2)
    assert poster.drawn(full) == poster.drawn(replace(full, points=()))
    assert poster.drawn(full) == poster.drawn(replace(full, text=full.text + "还有"))
    assert poster.drawn(WORDS) != poster.drawn(replace(WORDS, points=()))


def test_lines_of_a_point_hang_beside_its_dot() -> None:
    image = _picture(replace(WORDS, facts=(), text="", points=("很长的一条" * 9,)))
    below_the_rule = image.crop((56, 345, 86, 760))
    inked = [
        y for y in range(below_the_rule.height) if below_the_rule.crop((0, y, 30, y + 1)).getcolors() != [(30, PAPER)]
    ]
    assert 0 < len(inked) < 10


def test_foot_is_that_of_the_page_whatever_was_drawn_before() -> None:
    own, bare = _picture(WORDS), _picture(replace(WORDS, foot=()))
    foot = (56, 790, 440, 1000)
    assert bare.crop(foot).getcolors() == [((440 - 56) * 210, PAPER)]
    assert own.crop(foot).getcolors() != bare.crop(foot).getcolors()
    assert own.tobytes() == _picture(WORDS).tobytes()
    assert (
        own.crop((0, 0, 750, 130)).tobytes()
        != _picture(replace(WORDS, campaign="另一届")).crop((0, 0, 750, 130)).tobytes()
    )


def test_picture_is_light_and_the_same_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "folder", lambda: None)
    made = poster.drawn(WORDS)
    assert made == poster.drawn(WORDS)
    assert made is not None
    assert len(made) < 40_000


def test_one_changed_record_another_font_or_program_is_all_that_is_drawn_again(
    tiny: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "folder", lambda: tmp_path)

    def drawn() -> int:
        before = len(list(tmp_path.glob("share-*")))
        for _, words in sharing.pictures(tiny.shown(datetime(2023, 6, 1))):
            poster.drawn(words)
        return len(list(tmp_path.glob("share-*"))) - before

    every = drawn()
    assert every > 1
    assert drawn() == 0
    tiny.edit(LECTURE, title="另一个标题")
    assert drawn() == 1
    serif = fonts.serif()
    assert serif is not None
    newer = tmp_path / serif[0].name
    newer.write_bytes(serif[0].read_bytes())
    monkeypatch.setattr(fonts, "serif", lambda: (newer, serif[1]))
    assert drawn() == every
    os.utime(newer, (0, 0))
    assert drawn() == every
    monkeypatch.setattr(poster, "source", lambda _name: "another program")
    assert drawn() == every


def test_what_is_over_or_called_off_has_no_picture(tiny: Folder) -> None:
    assert _urls(tiny.shown(NOW))["2023-06-08-launch"] == ""
    assert _urls(tiny.shown(datetime(2023, 6, 1)))["2023-06-08-launch"] == "events/2023-06-08-launch/share.png"
    tiny.edit(LECTURE, status="cancelled", status_reason="讲师生病", revision="1")
    assert _urls(tiny.shown(datetime(2023, 6, 1)))["2023-06-14-grading"] == ""


def test_without_a_font_there_is_no_picture_and_no_address(tiny: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FOLDERS", ())
    fonts.first.cache_clear()
    try:
        assert set(_urls(tiny.shown(datetime(2023, 6, 1))).values()) == {""}
        assert poster.drawn(WORDS) is None
    finally:
        monkeypatch.undo()
        fonts.first.cache_clear()


def test_words_for_a_chat_say_what_when_where_and_the_full_address(tiny: Folder) -> None:
    shown = tiny.shown(NOW)
    records = {record.id: record for record in shown.everything()}
    site = shown.campaign.site_url
    assert sharing.text(shown, records["2023-06-08-launch"]).endswith(f" {site}events/2023-06-08-launch/")
    assert sharing.text(shown, records["2023-06-08-launch"]).startswith("服务月启动仪式｜6月8日（周四）14:00–16:00，")
    assert sharing.text(shown, records["station"]) == f"示例服务站 {site}units/station/"
