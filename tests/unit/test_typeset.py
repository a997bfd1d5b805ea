"""Lines of a screen: whole dates, no orphans, equal lengths."""

from __future__ import annotations

import itertools

import pytest
from fontTools.ttLib import TTFont

from campaign import ems, fonts, glyphs, typeset

#: dates, times, amounts and numbers as staff write them; none may end in one line and go on in the next
UNITS = (
    "上午9时30分", "9：30", "9:30", "14:00-16:00", "14:00—16:00", "14:00–16:00", "14：00~16：00", "9时至11时30分", "下午2点半",
    "9点30分", "九点半", "下午三点", "十四时三十分", "2023年7月", "2023 年 7 月", "二〇二三年六月", "六月十六日", "二十八日",
    "6月16日(周五)", "6月16日（周五）", "6月16号（星期五）", "6月12日至15日", "6月12—15日", "6月12、13日", "6月28日至7月2日",
    "2023年6月16日", "6月至8月", "6月底", "2023-06-16", "2023-06-16 09:30", "2023.6.16", "500万元", "500 余家", "1.2亿元",
    "3至5个工作日", "20—30人", "45 分钟", "021-6777 1234", "(021)67771234", "138 0000 0000", "021-67771234转801", "第39-1条",
    "第三十九条之一", "第 39 条", "第二届", "2023年至2025年", "50%",
    "九点到十一点", "6月16日 周五", "6月16日星期五", "2023.6.1-6.30", "¥500", "二十余家", "四十五分钟",
)  # fmt: skip


def test_dates_and_times_are_never_torn_apart() -> None:
    assert typeset.lines("启动仪式改到6月16日 9:30在示例广场", 10) == ["启动仪式改到", "6月16日 9:30", "在示例广场"]
    assert typeset.lines("依据第一百二十三条办理", 7) == ["依据", "第一百二十三条", "办理"]
    assert typeset.lines("座谈改到 16 日。出门前看", 6) == ["座谈改到 ", "16 日。", "出门前看"]


@pytest.mark.parametrize("unit", UNITS)
def test_what_staff_write_of_dates_times_and_amounts_is_never_torn_apart(unit: str) -> None:
    for before, after in (
        ("请于", "前到示例广场签到并领取手册"),
        ("座谈改到园区会议室，时间是", "，请相互转告"),
        ("签到", ""),
    ):
        text = before + unit + after
        inside = set(range(len(before) + 1, len(before + unit)))
        for em in (half / 2 for half in range(8, 41)):
            if ems.width(unit) + 1 > em:  # with the mark that belongs to it
                continue
            for broken in (typeset.lines(text, em), typeset.lines(text, em, balanced=False), typeset.whole(text, em)):
                found = _ends(broken or [])
                assert found & inside == set(), (em, broken)
            assert typeset.lines(text, em) is not None


def _ends(broken: list[str]) -> set[int]:
    """Return where in the text the lines end."""
    return set(itertools.accumulate(map(len, broken[:-1])))


def test_span_longer_than_a_line_ends_between_its_dates_and_makes_no_slide_unlayable() -> None:
    assert typeset.lines("6月28日至7月2日", 6) == ["6月28日", "至7月2日"]
    assert typeset.lines("2023年6月16日（周五）", 6) == ["2023年", "6月16日", "（周五）"]
    assert typeset.lines("2023-06-16 09:30", 8) == ["2023-06-16 ", "09:30"]


def test_number_in_a_word_binds_nothing_else() -> None:
    assert typeset.lines("统一时间统一人选", 4) == ["统一时间", "统一人选"]
    assert typeset.lines("懂AI 人才的三点建议", 5) == ["懂AI ", "人才的", "三点建议"]


def test_headline_is_balanced_and_has_no_orphan() -> None:
    broken = typeset.lines("商业秘密保护服务月启动仪式啦", 13)
    assert broken == ["商业秘密保护", "服务月启动仪式啦"]
    assert not typeset.is_orphan(broken)
    assert typeset.is_orphan(["商业秘密", "啦。"])


def test_lines_end_between_phrases_where_it_costs_no_line() -> None:
    assert typeset.lines("走进新桥：芯片设计企业上门调研", 9) == ["走进新桥：芯片", "设计企业上门调研"]
    assert typeset.lines("长三角G60科创走廊知识产权行政保护协作中心", 14) == [
        "长三角G60科创走廊",
        "知识产权行政保护协作中心",
    ]
    assert typeset.lines("长三角G60科创走廊知识产权行政保护协作中心", 11.5) == [
        "长三角G60",
        "科创走廊知识产权",
        "行政保护协作中心",
    ]
    assert typeset.lines("知识产权知识产权", 3) == ["知识", "产权知", "识产权"]  # a phrase longer than the line


def test_line_ends_behind_a_mark_rather_than_between_phrases_and_never_within_a_term() -> None:
    assert typeset.lines("六月活动有变化：一场取消", 9) == ["六月活动有变化：", "一场取消"]
    assert typeset.lines("六月活动有变化：一场取消", 10, balanced=False) == ["六月活动有变化：", "一场取消"]
    assert typeset.lines("请到办公室登记以后再去领取知识产权手册", 10) == ["请到办公室登记以后", "再去领取知识产权手册"]
    assert typeset.lines("由市场监督管理局和科创走廊办公室答复", 9) == ["由市场监督管理局和", "科创走廊办公室答复"]


def test_headline_is_kept_whole_by_one_more_line_at_most() -> None:
    title = "街道企业互相学习保密做法"
    assert typeset.lines(title, 6) == ["街道企业互相", "学习保密做法"]
    assert typeset.whole(title, 6) == ["街道企业", "互相学习", "保密做法"]
    assert typeset.whole("知识产权知识产权", 3) is None  # a phrase longer than the line
    assert typeset.lines("商业秘密保护展示场景首个开放日", 6) == ["商业秘密", "保护展示场景", "首个开放日"]
    assert typeset.lines("给老板的 45 分钟", 7) == ["给老板的 ", "45 分钟"]


def test_suffix_alone_is_no_phrase() -> None:
    assert typeset.lines("走进示例生物医药园：隔着玻璃看规矩", 10) == ["走进示例生物医药园：", "隔着玻璃看规矩"]
    assert typeset.lines("走进示例生物医药园：隔着玻璃看规矩", 9) == ["走进示例", "生物医药园：", "隔着玻璃看规矩"]
    assert typeset.lines("方松律师服务站：看外文约定", 8) == ["方松律师服务站：", "看外文约定"]
    assert typeset.lines("不算侵权的反向工程、自行研发", 8) == ["不算侵权的", "反向工程、", "自行研发"]


def test_punctuation_stays_with_its_words() -> None:
    assert typeset.lines("先想一想：“谁能看”，再说", 6) == ["先想一想：", "“谁能看”，", "再说"]


def test_word_longer_than_the_line_is_refused() -> None:
    assert typeset.lines("abcdefghijkl", 4) is None


def test_largest_scale_that_fits() -> None:
    assert typeset.largest(lambda scale: scale <= 1.75, 1, 2.5) == 1.7
    assert typeset.largest(lambda _scale: False, 1, 2.5) is None


@pytest.mark.parametrize(
    "text",
    [
        "给老板的 45 分钟：秘密值多少钱",
        "1　示例佘山涉外服务站",
        "懂AI 人才的三点建议",
        "6月12日 09:00 至 6月13日 16:30",
        "走进 G60 科创走廊",
    ],
)
def test_lines_together_are_the_text_with_its_spaces(text: str) -> None:
    for em in range(6, 20):
        broken = typeset.lines(text, em)
        assert broken is None or "".join(broken) == text
        assert [line for line in broken or [] if line[:1].isspace()] == []
        assert max(map(ems.width, map(str.strip, broken or [""]))) <= em
        kept = typeset.whole(text, em)
        assert kept is None or "".join(kept) == text


def test_text_over_several_lines_goes_on_without_a_space_in_chinese_only() -> None:
    assert typeset.lines("给老板的\n  45 分钟", 20) == ["给老板的 45 分钟"]
    assert typeset.lines("外人不知道，\n对生意有用\n", 20) == ["外人不知道，对生意有用"]
    assert typeset.whole("懂 AI\r\n人才", 20) == ["懂 AI 人才"]
    assert typeset.filled("给老板的\n45 分钟", 10) == 1


def test_no_sign_of_the_font_is_wider_than_was_reckoned_with() -> None:
    found = fonts.first(glyphs.FILES["700"])
    if not found:
        pytest.skip("no free Chinese font that may be cut is installed")
    with TTFont(found[0], fontNumber=found[1], lazy=True) as font:
        em, advances = font["head"].unitsPerEm, font["hmtx"]
        wider = {
            chr(code)
            for code, name in font.getBestCmap().items()
            if advances[name][0] / em > ems.width(chr(code)) + 1e-9 and chr(code).isprintable()
        }
    assert wider == set("⸺⸻ﬃﬄ")  # dashes of two and three signs, letters of old prints
    assert (ems.width("保密"), ems.width("abc"), ems.width("㎡"), ems.width("\U0001f512")) == (
        2.0,
        pytest.approx(2.1),
        1.0,
        1.4,
    )


@pytest.mark.parametrize(
    ("text", "em", "expected"),
    [
        ("6月19日（周一）全天", 9, ["6月19日（周一）", "全天"]),
        ("6月19日（周一）上午9点", 9, ["6月19日（周一）", "上午9点"]),
        ("6月13日（周二）09:00至6月15日（周四）17:00", 14, ["6月13日（周二）09:00", "至6月15日（周四）17:00"]),
        ("6月13日（周二）09:00至6月15日（周四）17:00", 10, ["6月13日（周二）", "09:00", "至6月15日（周四）", "17:00"]),
        ("6月13日（周二）09:00–11:30", 8, None),
    ],
)
def test_date_and_time_are_parted_but_neither_is_torn(text: str, em: float, expected: list[str] | None) -> None:
    assert typeset.dated(text, em) == expected


def test_no_line_begins_with_what_belongs_to_a_number() -> None:
    found = typeset.lines("2023 年 6 月 22 日至 24 日放假", 9)
    assert found == ["2023 年 ", "6 月 22 日", "至 24 日放假"]
