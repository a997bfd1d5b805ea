"""Lines of a screen: whole dates, no orphans, equal lengths."""

from __future__ import annotations

from campaign import typeset


def test_dates_and_times_are_never_torn_apart() -> None:
    assert typeset.lines("启动仪式改到6月16日 9:30在示例广场", 10) == ["启动仪式改到", "6月16日 9:30", "在示例广场"]
    assert typeset.lines("依据第一百二十三条办理", 7) == ["依据", "第一百二十三条", "办理"]
    assert typeset.lines("座谈改到 16 日。出门前看", 6) == ["座谈改到", "16 日。", "出门前看"]


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
    assert typeset.lines("给老板的 45 分钟", 7) == ["给老板的", "45 分钟"]


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
