"""Laws and explainers of the sample campaign as they are published."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Project, copy_project
from tests.site.reading import Site
from tests.site.sample import copy_sample
from tests.statutes import EXPLAINER, OLD, add_laws

_PINNED = re.compile(r"law:[a-z0-9-]+-\d{4}(?:-\d+)?(?:#\d+(?:-\d+)?)?|law:samr-126(?:#\d+)?")
_OLD = re.compile(r"(?<!\d年)反不正当竞争法》?第(?:九|十七|二十一|三十二|9|17|21|32)条")


def _of(records: dict[str, dict[str, Any]], folder: str) -> dict[str, dict[str, Any]]:
    return {url: record for url, record in records.items() if url.startswith(f"{folder}/")}


def test_each_explainer_rests_on_pinned_articles_and_was_reviewed(records: dict[str, dict[str, Any]]) -> None:
    explainers = _of(records, "explainers")
    assert sorted(int(one["order"]) for one in explainers.values()) == list(range(1, 13))
    for url, record in explainers.items():
        texts = str(record)
        assert record["articles"], url
        assert [name for name in ("do", "dont", "example", "faqs", "lectures", "cases") if not record[name]] == [], url
        assert [one for one in record["articles"] if not _PINNED.fullmatch(one)] == [], url
        links = re.findall(r"\]\(law:([^)]*)\)", texts)
        assert [one for one in links if not _PINNED.fullmatch(f"law:{one}")] == [], url
        bare = re.sub(r"\[[^\]]*\]\(law:[^)]*\)", "", texts)
        assert [
            one[0] for one in _OLD.finditer(bare) if "201" not in bare[max(0, one.start() - 12) : one.end() + 12]
        ] == []


def test_each_explainer_shows_its_parts_and_its_articles_word_for_word(
    site: Site, records: dict[str, dict[str, Any]]
) -> None:
    laws = _of(records, "laws")
    for url, record in _of(records, "explainers").items():
        page = html.unescape((site.folder / url / "index.html").read_text(encoding="utf-8"))
        assert f"一句话结论</span>{record['summary'].strip()}</p>" in page, url
        for one in [*record["do"], *record.get("dont", [])]:
            assert f"<li>{one}</li>" in page, url
        for pointed in ("lectures", "cases"):
            for key in record[pointed]:
                assert page.count(f'href="../../{pointed}/{key}/"') == 1, (url, key)
        for cited in record["articles"]:
            law, _, no = cited.removeprefix("law:").partition("#")
            anchor = f'href="../../laws/{law}/' + (f'#a{no}"' if no else '"')
            assert anchor in page, (url, cited)
            texts = [
                one["text"] for one in laws[f"laws/{law}/"].get("articles", []) if one["no"] == no and "text" in one
            ]
            for line in [line for text in texts for line in text.split("\n")]:
                assert f"<p>{line}</p>" in page, (url, cited)


def test_articles_lead_back_to_the_explainers(site: Site, records: dict[str, dict[str, Any]]) -> None:
    for url, record in _of(records, "explainers").items():
        for cited in record["articles"]:
            law = cited.removeprefix("law:").partition("#")[0]
            page = (site.folder / "laws" / law / "index.html").read_text(encoding="utf-8")
            assert f'href="../../{url}">' in page, (url, cited)


def test_law_without_checked_text_says_so_and_links_the_official_one(
    site: Site, records: dict[str, dict[str, Any]]
) -> None:
    bare = {url: one for url, one in _of(records, "laws").items() if "text_from" not in one}
    assert "laws/spc-2020-7/" in bare
    for url, record in bare.items():
        page = (site.folder / url / "index.html").read_text(encoding="utf-8")
        assert "这部法规的文本没有核对过" in page, url
        assert f'href="{record["official"]}"' in page, url
        assert "c-article__text" not in page, url


def _page(site: Site, url: str) -> str:
    return html.unescape((site.folder / url / "index.html").read_text(encoding="utf-8"))


def test_old_conduct_is_not_promised_the_old_law_without_its_exceptions(site: Site) -> None:
    explained = 'href="../../explainers/from-2019-to-2025/">2019→2025 变化与旧案适用</a>。'
    for url in ("laws/aucl-2019/", "law-changes/aucl-2025/"):
        page = _page(site, url)
        assert page.count(f"新法施行以前做完的事，一般仍看当时的法律；持续到以后的、行政处罚，见<a {explained}") == 1, (
            url
        )
        assert "仍按当时" not in page, url


def test_card_of_an_article_tells_its_version_its_note_and_where_to_search(site: Site) -> None:
    page = _page(site, "explainers/when-a-crime/")
    card = (
        page.partition('id="a219"')[0]
        .partition("刑法（2023年修正）第二百一十九条</span>")[2]
        .partition("</details>")[0]
    )
    assert "这个版本2024年3月1日起施行。" in card
    assert "逐字一致；软件包里是刑法修正案（十一）之后的文本" in card
    assert ">国家法律法规数据库首页</a>，按全称搜索。" in card
    assert ">最高人民法院网站</a>。" in _page(site, "laws/spc-spp-2025-5/"), (
        "an address of the very text needs no search"
    )


def test_law_without_text_names_each_reader_once(site: Site) -> None:
    page = _page(site, "laws/spc-2026-7/")
    assert page.count('href="../../explainers/how-much/"') == 1
    assert '赔多少：一至五倍与五百万元</a><span class="c-numbers__of">第二条至第十三条</span>' in page
    assert "../../lectures/2023" not in page, "no lecture of 2023 is about a text of 2026"
    assert "lectures/2023" not in _page(site, "laws/aucl-2025/").partition("<h2>条文</h2>")[2].partition("</main>")[0]


def test_what_a_case_had_done_wears_no_tick(site: Site) -> None:
    page = _page(site, "cases/night-login/")
    assert "<ul><li>源代码放在要登录的仓库里" in page
    assert "这是漏洞</li></ul>" in page


def test_comparison_has_every_number_without_scripts(site: Site) -> None:
    page = (site.folder / "law-changes/aucl-2025/index.html").read_text(encoding="utf-8")
    rows = re.findall(r'<tr[^>]* data-old="(\d+)" data-said="([^"]*)"', page)
    assert [int(no) for no, _ in rows] == list(range(1, 34))
    said = dict(rows)
    assert [re.findall(r"第([^条]+)条", said[no])[1] for no in ("9", "15", "17", "21", "30", "32")] == [
        "十", "十九", "二十二", "二十六", "三十七", "三十九",
    ]  # fmt: skip
    assert page.count('<li class="c-compare__pair">') == 6
    assert re.search(r"新增的条：(.*?)。旧法", page) is not None
    added = re.search(r"新增的条：(.*?)。旧法", page)
    assert added is not None
    assert (
        re.sub(r"<[^>]*>", "", added[1])
        == "第三条、第十四条、第十五条、第十八条、第二十一条、第三十条、第三十一条、第四十条"
    )


@pytest.fixture(scope="module")
def resting(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project whose explainer rests on the older version."""
    project = copy_project(tmp_path_factory.mktemp("resting"))
    add_laws(project.data)
    project.data.edit(EXPLAINER, articles="[law:demo-2019#2]", body="正文。")
    return project


@pytest.mark.parametrize(("at", "hidden"), [("2025-10-14T23:59", " hidden"), ("2025-10-15T00:00", "")])
def test_explainer_on_an_old_version_carries_the_banner_from_its_end(
    resting: Project, tmp_path: Path, at: str, hidden: str
) -> None:
    done = resting.run("build", "--at", at, "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stdout + done.stderr
    page = (tmp_path / "out" / "explainers/secret/index.html").read_text(encoding="utf-8")
    assert page.count(f'<div class="c-alert" role="note" data-from="2025-10-15T00:00+08:00"{hidden}>') == 1
    assert '现在请看<a href="../../laws/demo-2025/#a3">示例法（2025年版）第三条</a>' in page
    old = (tmp_path / "out" / OLD.removesuffix(".yml") / "index.html").read_text(encoding="utf-8")
    assert ">现行有效</span>" in old if hidden else ">已被修订</span>" in old


def test_one_changed_character_of_a_quoted_article_stops_the_build(tmp_path: Path) -> None:
    project = copy_sample(tmp_path)
    name = "laws/criminal-law-2023.yml"
    project.data.replace(name, "侵犯商业秘密行为之一，情节严重的", "侵犯商业秘密行为之一，情节严重")
    line = next(no for no, text in enumerate(project.data.read(name).splitlines(), 1) if text == "    text: |-")

    done = project.run("build", "--out", str(tmp_path / "out"))

    assert done.returncode == 1
    assert f"data/{name}:{line}:11 错误〔law-text-changed〕" in done.stdout
    assert "第二百一十九条" in done.stdout
    assert not (tmp_path / "out").exists()
