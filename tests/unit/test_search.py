"""Search: writings made equal, sections cut from markup, postings and files."""

from __future__ import annotations

import importlib.util
import itertools
import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from tests.conftest import REPO

from campaign.scripts import slimmed
from campaign.search import terms
from campaign.search.digits import ALPHABET, varint
from campaign.search.extract import ASIDE, FACT, NAME, TEXT, TITLE, sections
from campaign.search.files import FOLDER, files, place
from campaign.search.folding import fold, initials
from campaign.search.postings import FOLLOWING, LEVELS, Index, Page

#: other writings; the browser folds them too
WRITINGS = [
    ("６月１２日", "6月12日"),
    ("6 月 12 日", "6月12日"),
    ("6月8号、六月八日、六月二十一號", "6月8日 6月8日 6月21日"),
    ("十二月三十日，2月1号楼", "12月30日 2月1日楼"),
    ("之一 六月，8号楼", "之一6月 8号楼"),
    ("商業秘密", "商业秘密"),
    ("衞生、接著回覆", "卫生 接着回复"),
    ("著作权", "着作权"),
    ("《反不正当竞争法》第十条", "反不正当竞争法第10条"),
    ("第 10 条", "第10条"),
    ("第二百一十九条之一", "第219条之一"),
    ("第一千一百八十五条", "第1185条"),
    ("第十届", "第十届"),
    ("G60 科创走廊，九亭", "g60科创走廊 九亭"),
    ("一、二\n三", "一 二 三"),
    ("👍好", "好"),
]


def test_a_check_does_not_wait_for_numpy() -> None:
    code = "import sys, campaign.building, campaign.search.indexing; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(("text", "folded"), WRITINGS)
def test_fold_makes_writings_equal(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_initials_follow_the_readings_of_a_name() -> None:
    assert initials("松江区叶榭镇（示例）广富林") == "sjqyxzslgfl"
    assert initials("九亭，泗泾") == "jt,sj"


def test_table_of_characters_is_what_the_tool_writes() -> None:
    path = REPO / "tools" / "characters.py"
    spec = importlib.util.spec_from_file_location("characters", path)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.TARGET.read_text(encoding="utf-8") == tool.text()


def test_sections_begin_at_headings_and_anchors_and_know_what_places_weigh() -> None:
    long = "证" * 80
    html = (
        f"<nav>首页</nav><h1>题目</h1><p>说<b>明</b></p><button>收藏</button><p hidden>没有</p><p>{long}</p>"
        f'<h2 id="how">怎么办</h2><p>先 留\n证据</p><ul class="c-cards"><li>别的<h3>卡片</h3></li></ul><p>{long}</p>'
        f"<section id='x'><h2>尾</h2></section>"
    )
    first, second, third = sections(html, {})
    assert first.blocks == [(ASIDE, "首页"), (TITLE, "题目"), (TEXT, "说明"), (TEXT, long)]
    assert (second.anchor, second.heading) == ("how", "怎么办")
    assert second.blocks == [(FACT, "怎么办"), (TEXT, "先 留 证据"), (ASIDE, "别的"), (ASIDE, "卡片"), (TEXT, long)]
    assert (third.anchor, third.heading, third.blocks) == ("how", "尾", [(FACT, "尾")])
    assert [level for level, _ in sections("<h1>一</h1><p>二</p>", {}, aside=True)[0].blocks] == [TITLE, ASIDE]


def index_of(*pages: tuple[Page, str]) -> Index:
    """Return the index of pages with their bodies."""
    index = Index()
    for page, body in pages:
        index.add(page, body)
    return index


def numbers(written: str) -> list[int]:
    """Return the numbers whose Base64 digits are ``written``, as the browser reads them."""
    found, number, shift = [], 0, 0
    for digit in map(ALPHABET.index, written):
        number += digit % 32 << shift
        shift += 5
        if digit < 32:
            found.append(number)
            number = shift = 0
    return found


def followed(index: Index, term: str) -> dict[str, list[int]]:
    """Return group of what follows a pair (of any other term: nothing) → section × LEVELS + level where it does."""
    written = next((one[term] for one in table(index).values() if isinstance(one, dict) and term in one), "")
    lists = written.split(".")[1:] if len(term) == 2 else [f" {written}"]
    return {one[0]: list(itertools.accumulate(numbers(one[1:]))) for one in lists}


def places(index: Index, term: str) -> list[int]:
    """Return section × LEVELS + level of a term's postings."""
    return sorted({one for found in followed(index, term).values() for one in found})


def table(index: Index) -> dict[str, Any]:
    """Return path below the folder → content of the index's files."""
    return {path.removeprefix(f"{FOLDER}/"): json.loads(content) for path, content in files(index, ["开放日"])}


A = (Page("a/", "开放日", "开放日", "6月1日", "九亭镇", 90), "<h1>开放日</h1><p>九亭，看一看</p>")
B = (Page("b/", "公告", "公告"), "<h1>公告</h1><p>看一看</p>")


def test_pairs_and_single_characters_know_their_sections_and_levels() -> None:
    index = index_of(A, B)
    assert places(index, "开放") == [TITLE]
    assert places(index, "看一") == [TEXT, LEVELS + TEXT]
    assert places(index, "九") == [TITLE]  # the place weighs as much as the title
    assert places(index, "亭看") == []
    assert [
        name for name, one in table(index).items() if isinstance(one, dict) and any(" " in term for term in one)
    ] == []


def test_pairs_tell_what_follows_them_in_a_section() -> None:
    index = index_of((B[0], "<p>离职交接</p><p>职员工，离职</p>"))
    transfer, staff, end = (f"{ord(sign) % FOLLOWING}" for sign in "交员 ")
    assert followed(index, "离职") == {transfer: [TEXT], end: [TEXT]}
    assert followed(index, "职员") == {f"{ord('工') % FOLLOWING}": [TEXT]}
    assert followed(index, "员工") == {end: [TEXT]}
    assert transfer != staff  # so that 离职员工 isn't looked for here


def test_highest_level_of_a_section_counts_and_sections_stand_in_their_order() -> None:
    body = f"<h1>密级</h1><nav>密级</nav><h2>密级</h2><p>{'密级分明' * 20}</p><h2>密级</h2><nav>密级</nav>"
    index = index_of((B[0], body), A)
    assert followed(index, "密级") == {"0": [TITLE, LEVELS + FACT], f"{ord('分') % FOLLOWING}": [TEXT]}
    assert places(index, "密") == [TITLE, LEVELS + FACT]
    many = index_of(*[A] * 40)
    assert places(many, "看一") == [number * LEVELS + TEXT for number in range(40)]


def test_files_hold_what_the_browser_asks_for() -> None:
    found = table(index_of(A, B))
    contents = found["index.json"]
    version = contents["version"]
    tables = [f"s{number}" for number in range(16)]
    assert set(found) == {"index.json", *(f"{version}/{name}.json" for name in ("p0", "c0", "t0", "w", *tables))}
    assert found[f"{version}/p0.json"]["看一"] == f".{ord('看') % FOLLOWING}" + varint(TEXT) + varint(LEVELS)
    assert found[f"{version}/p0.json"]["一看"] == ".0" + varint(TEXT) + varint(LEVELS)  # a phrase ends
    assert found[f"{version}/c0.json"]["看"] == varint(TEXT) + varint(LEVELS)
    assert found[f"{version}/t0.json"] == [
        [[0, "a/", "开放日", "kfr,jtz", "6月1日", "九亭镇"], "", "", "九亭，看一看"],
        [[1, "b/", "公告", "gg", "", ""], "", "", "看一看"],
    ]
    assert contents["groups"] == [["开放日", 1], ["公告", 1]]
    assert (contents["sections"], contents["blocks"], contents["until"]) == ("BB", "C", [90, "BA"])
    assert (contents["traditional"], contents["suggestions"]) == (False, ["开放日"])
    assert "開开" in found[f"{version}/s{ord('開') % 16}.json"]


def test_page_is_over_in_the_hour_after_its_end_never_before() -> None:
    pages = [(replace(A[0], url=f"{end}/", until=end), A[1]) for end in (90, 91, 150, 151, 0)]
    base, ends = table(index_of(*pages))["index.json"]["until"]
    assert (base, numbers(ends)) == (90, [1, 2, 2, 3, 0])


def test_same_pages_give_the_same_bytes_and_others_another_folder() -> None:
    assert table(index_of((B[0], "<p>商業</p>")))["index.json"]["traditional"] is True
    assert list(files(index_of(A, B), [])) == list(files(index_of(A, B), []))
    other = (B[0], "<p>不一样</p>")
    assert table(index_of(A, B))["index.json"]["version"] != table(index_of(A, other))["index.json"]["version"]


def test_numbers_and_places_are_what_the_script_reckons() -> None:
    assert [varint(number) for number in (0, 31, 32, 1024)] == ["A", "f", "gB", "ggB"]
    assert (place("商业", 7), place("商", 7)) == ((21830 * 31 + 19994 * 6) % 7, (21830 * 37) % 7)
    assert place("第10条", 7) == (31532 * 31 + ord("1") + ord("0") + 26465 * 6) % 7


def test_single_characters_spread_over_all_files() -> None:
    assert {place(chr(0x4E00 + number), 128) for number in range(128)} == set(range(128))


def test_trail_to_a_page_is_no_text_of_it() -> None:
    html = '<nav class="c-trail"><ol><li>首页</li><li>宣讲</li></ol></nav><h1>定密分级</h1><nav><a>上一篇</a></nav>'
    assert [one.blocks for one in sections(html, {})] == [[(TITLE, "定密分级"), (ASIDE, "上一篇")]]


def test_tools_of_a_page_are_no_text_of_it_and_badges_no_part_of_a_sentence() -> None:
    tools = ("c-cite", "c-share", "c-ways-there", "c-ways__buttons", "c-ways__address", "c-ways__code")
    html = "".join(f'<div class="{one}" data-x><p>https://a/<a class="c-button">高德</a></p></div>' for one in tools)
    html = f'<p>先留<span class="c-badge c-badge--sample">示例</span>证据</p>{html}'
    assert sections(html, {})[0].blocks == [(TEXT, "先留"), (ASIDE, "示例"), (TEXT, "证据")]


def test_time_of_what_happens_weighs_as_a_title_and_its_kind_as_a_fact() -> None:
    page = Page("a/", "沙龙", "活动", "6月1日", kind="研讨", happens=True)
    index = index_of((page, "<h1>沙龙</h1>"), (Page("b/", "公告", "公告", "6月1日"), "<p>见6月2日</p>"))
    assert places(index, "月1") == [TITLE, LEVELS + FACT]
    assert places(index, "月2") == [LEVELS + TEXT]
    assert places(index, "研讨") == [FACT]


def test_page_is_found_by_its_other_names() -> None:
    index = Index()
    index.add(Page("r/", "出事了", "网页"), '<h1>出事了</h1><h2 id="x">找人</h2>', named={"": ("怎么举报",)})
    assert places(index, "举报") == [NAME]
    assert index.entries[0].sections[0] == ("", "", "", "怎么举报")


def test_sections_begin_at_every_part_that_has_a_name_of_its_own() -> None:
    html = '<ul><li id="a1">第一条</li><li id="a10"><h3 id="t10">第十条</h3></li></ul><h2>谁讲到</h2><p>讲义</p>'
    named = {"a1": ("反法第一条",), "a10": ("反法第十条",)}
    assert [(one.anchor, one.names, [text for _, text in one.blocks]) for one in sections(html, named)] == [
        ("a1", ("反法第一条",), ["第一条"]),
        ("a10", ("反法第十条",), ["第十条"]),
        ("a10", (), ["谁讲到", "讲义"]),
    ]


def test_article_is_indexed_under_its_names_and_its_number_as_a_whole() -> None:
    index = Index()
    index.add(Page("l/", "某法", "法规"), '<h1>某法</h1><p id="a10">第十条</p>', named={"a10": ("某法第十条",)})
    assert places(index, "某法第10条") == [LEVELS + NAME]
    assert places(index, "某法") == [TITLE, LEVELS + NAME]
    assert set(index.articles) == {"某法第10条", "法第10条", "第10条"}
    assert places(index, "第10条") == [LEVELS + NAME]  # and not once more for the text, whose level is lower
    assert index.entries[0].sections == [("", "", ""), ("a10", "", "第十条", "某法第十条")]


def test_first_initials_of_a_name_count_as_its_name() -> None:
    place = "示例站 · 方松街道"
    index = index_of((Page("a/", "沙龙", "活动", place=place), ""), (Page("b/", "办法十条", "公告"), ""))
    assert index.entries[0].initials == "sl,slz,fsjd"
    assert places(index, "fs") == [TITLE, NAME, LEVELS + TITLE]


def test_brackets_that_are_no_tags_do_not_hide_what_follows() -> None:
    html = "<p>甲 < 乙</p><p>a > b > c</p><ul><li hidden>没有</li><li>有</li></ul><!-- 注 --><p>丙</p>"
    texts = [text for one in sections(html, {}) for _, text in one.blocks]
    assert texts == ["甲 乙", "a b c", "有", "丙"]


def test_scripts_lose_their_comments_and_nothing_else() -> None:
    script = (
        '/** One. */\nimport "./a.js"; // why\n/* two\n * lines */\n  // alone\nconst x = "// no";\n'
        '/* kept */ go("http://a/", / \\/ /); // it\'s\n'
    )
    assert slimmed(script) == ('import "./a.js";\nconst x = "// no";\n/* kept */ go("http://a/", / \\/ /); // it\'s\n')


def test_ways_for_staff_are_not_found() -> None:
    found = sections('<p>正文</p><p class="c-edit"><a href="x">在线编辑</a></p><p>最后</p>', {})

    assert [text for one in found for _, text in one.blocks] == ["正文", "最后"]


def test_signs_are_counted_alike_in_one_lot_and_in_many(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["商业秘密保护", "", "保护商业秘密 保护", "密", "ab 12 秘密"]
    postings = [4, 5, 11, 12, 23]
    whole = [list(found.items()) for found in terms.counted(texts, postings)]
    assert dict(whole[1])["密"] == "".join(map(varint, (4, 8, 11)))  # of one section the highest level
    for lot in (1, 2, 5):
        monkeypatch.setattr(terms, "_LOT", lot)
        assert [list(found.items()) for found in terms.counted(texts, postings)] == whole
    assert [len(found) for found in terms.counted([], [])] == [0, 0]
