"""Meta of government sites on list pages. Source: 国办发〔2017〕47号 政府网站发展指引, 附件 网页设计规范."""

from __future__ import annotations

import re

from tests.site.reading import Site

LISTS = {
    "events/",
    "lectures/",
    "open-days/",
    "units/",
    "notices/",
    "laws/",
    "explainers/",
    "cases/",
    "terms/",
    "desks/",
    "selfchecks/",
    "templates/",
    "partners/",
}
_NAMES = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")


def test_list_pages_say_which_column_they_are(site: Site) -> None:
    said = {url: [page.meta[name] for name in _NAMES if page.meta.get(name)] for url, page in site.pages.items()}
    assert {url for url, one in said.items() if len(one) == 4} == LISTS
    assert {url for url, one in said.items() if one} == LISTS


def test_column_of_open_days_is_named_in_the_words_of_the_page(site: Site) -> None:
    meta = site.pages["open-days/"].meta
    assert {name: meta[name] for name in _NAMES} == {
        "ColumnName": "开放日",
        "ColumnDescription": "走进已获评的示范单位，看别人怎么定密、怎么管人、怎么防泄密。",
        "ColumnKeywords": "开放日,活动,服务月,商业秘密保护,松江区",
        "ColumnType": "活动",
    }


def test_every_article_names_its_title_its_source_and_its_time(site: Site) -> None:
    articles = {url: page.meta for url, page in site.pages.items() if "ArticleTitle" in page.meta}
    lacking = {url for url, meta in articles.items() if not meta.get("ContentSource")}
    undated = {
        url for url, meta in articles.items() if not re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", meta.get("PubDate", ""))
    }

    assert len(articles) > 180
    assert (lacking, undated) == (set(), set())
    assert "更新于 <time" in (site.folder / "terms/nda/index.html").read_text(encoding="utf-8")
