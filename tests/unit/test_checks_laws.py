"""The rules about laws: untouched texts, dates, the map of numbers."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.conftest import Folder
from tests.statutes import EXPLAINER, NEW, OLD, add_laws

from campaign.prose import check_prose


@pytest.fixture
def lawful(tiny: Folder) -> Folder:
    """Return the tiny campaign with a law in two versions."""
    return add_laws(tiny)


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [("骗走的。", "骗走了。", "text: ¦|-\n      甲"), ("text: 总则。", "text: 总则", "text: ¦总则\n")],
)
def test_quoted_article_is_untouched_by_one_character(lawful: Folder, old: str, new: str, at: str) -> None:
    lawful.replace(NEW, old, new)
    assert lawful.problems_of() == [lawful.finding(NEW, at, "law-text-changed")]


def test_quoted_article_is_untouched_needs_checksum_and_origin(lawful: Folder) -> None:
    text = lawful.read(NEW)
    checksum = next(line for line in text.splitlines() if "sha256" in line)
    lawful.replace(NEW, f"{checksum}\n", "")
    assert [code for *_, code in lawful.problems_of()] == ["law-text-source"]
    lawful.write(NEW, text)
    lawful.edit(NEW, text_from=None)
    assert {code for *_, code in lawful.problems_of()} == {"law-text-source"}


@pytest.mark.parametrize(
    ("as_of", "code"),
    [("2025-06-28", "law-another-version"), ("2025-06-26", "law-text-older"), ("2025-06-26, note: 没有改动", "")],
)
def test_text_belongs_to_the_version_by_its_date(lawful: Folder, as_of: str, code: str) -> None:
    lawful.replace(NEW, "as_of: 2025-06-27", f"as_of: {as_of}")
    assert lawful.problems_of() == ([lawful.finding(NEW, f"as_of: ¦{as_of}", code)] if code else [])


@pytest.mark.parametrize(
    ("name", "fields", "at", "code"),
    [
        (OLD, {"family": "other"}, "demo-2019\n¦", "law-id"),
        (OLD, {"effective_until": "2019-01-31"}, "2019-01-31", "law-dates"),
        (OLD, {"effective_until": None}, "replaced_by: ¦demo-2025", "law-end-missing"),
    ],
)
def test_version_is_named_and_dated_finds_a_wrong_one(
    lawful: Folder, name: str, fields: dict[str, str | None], at: str, code: str
) -> None:
    lawful.edit(name, **fields)
    assert code in [found for *_, found in lawful.problems_of()]
    if code != "law-id":
        assert lawful.problems_of() == [lawful.finding(name, at, code)]


def test_renumbering_is_complete_when_the_old_names_its_successor(lawful: Folder) -> None:
    lawful.edit(OLD, replaced_by=None)
    assert lawful.problems_of() == [lawful.finding(OLD, "id: ¦demo-2019", "law-replaced-by")]


def test_renumbering_is_complete_with_each_old_article_once(lawful: Folder) -> None:
    lawful.replace(NEW, "{old: 3, new: 4}", "{old: 2, new: 4}")
    assert lawful.problems_of() == [
        lawful.finding(NEW, "renumbered:\n  ¦- {old: 1", "law-map"),
        lawful.finding(NEW, "{old: ¦2, new: 4}", "law-map"),
    ]


def test_renumbering_is_complete_with_each_new_article_once(lawful: Folder) -> None:
    lawful.replace(NEW, "{old: 3, new: 4}", "{old: 3, new: 3}")
    assert lawful.problems_of() == [lawful.finding(NEW, "{old: 3, new: ¦3}", "law-map")]


def test_version_is_named_and_dated_has_each_article_once(lawful: Folder) -> None:
    lawful.replace(NEW, "- no: 3-1", "- no: 3")
    assert "law-article-twice" in [code for *_, code in lawful.problems_of()]


def test_text_cites_the_version_it_means_in_records_and_prose_but_laws(lawful: Folder) -> None:
    lawful.edit(EXPLAINER, do='["照示例法第二条做"]')
    lawful.edit("laws/demo-2025.yml", summary="示例法第二条现在是第三条。")
    assert lawful.problems_of() == [lawful.finding(EXPLAINER, "示例法¦第二条", "law-old-number")]

    lawful.edit(EXPLAINER, do="[列清单]")
    docs = lawful.root.parent / "docs"
    docs.mkdir()
    (docs / "page.md").write_text("# 页\n\n示例法第二条和[第三条](law:demo#3)\n", encoding="utf-8")
    found = [(one.where.line, one.where.col, one.code) for one in check_prose(docs, lawful.root, lawful.shown())]
    assert sorted(found) == [(3, 4, "law-old-number"), (3, 14, "law-unpinned")]


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"updated": "2025-06-26 10:00"}, "updated: ¦2025"),
        ({"review": "{secrecy: pass, checked: 2025-06-26}"}, "checked: ¦2025"),
        ({"reviewed": "{by: 法规科, on: 2025-06-26}"}, "on: ¦2025"),
    ],
)
def test_record_is_no_older_than_the_law_it_cites_by_any_of_its_dates(
    lawful: Folder, fields: dict[str, str], at: str
) -> None:
    lawful.edit(EXPLAINER, **fields)
    assert lawful.problems_of() == [lawful.finding(EXPLAINER, f"{at}-06-26", "older-than-law")]
    lawful.edit(EXPLAINER, **{key: value.replace("06-26", "06-27") for key, value in fields.items()})
    assert lawful.problems_of() == []


def test_record_is_no_older_than_the_law_it_cites_and_not_reviewed_in_the_future(lawful: Folder) -> None:
    found = lawful.finding(EXPLAINER, "on: ¦2025-10-20", "review-ahead")
    assert lawful.problems_of(datetime(2025, 10, 19, 23, 59)) == [found]
    assert lawful.problems_of(datetime(2025, 10, 20)) == []
    assert lawful.problems_of(datetime(2025, 6, 26)) == [], "a look at a time before the law tells nothing"
