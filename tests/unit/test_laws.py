"""Citations of laws: what they name, what is wrong with them and where, what became of them."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.conftest import Folder
from tests.statutes import EXPLAINER, NEW, OLD, add_laws

from campaign.citing import Citing
from campaign.laws import Citation, Fault, laws_of, resolve, successor
from campaign.models.laws import Law


@pytest.fixture
def lawful(tiny: Folder) -> Folder:
    """Return the tiny campaign with a law in two versions."""
    return add_laws(tiny)


def test_campaign_with_laws_has_no_problems(lawful: Folder) -> None:
    assert lawful.problems_of() == []


@pytest.mark.parametrize(
    ("text", "name", "url"),
    [
        ("law:demo-2025#3", "示例法（2025年版）第三条", "laws/demo-2025/#a3"),
        ("law:demo-2025#3-1", "示例法（2025年版）第三条之一", "laws/demo-2025/#a3-1"),
        ("law:rules-2020#9", "示例规定（2020年版）第九条", "laws/rules-2020/#a9"),
        ("law:rules-2020", "示例规定（2020年版）", "laws/rules-2020/"),
    ],
)
def test_resolve_names_version_and_article(lawful: Folder, text: str, name: str, url: str) -> None:
    found = resolve(text, laws_of(lawful.loaded().records))
    assert isinstance(found, Citation)
    assert (found.name, found.url) == (name, url)


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("law:demo#1", "law-unpinned", "law:demo-2025#1"),
        ("law:demo#3", "law-unpinned", None),
        ("law:demo-2024#1", "law-unknown", "law:demo-2025#1"),
        ("law:demo-2024#3", "law-unknown", None),
        ("law:nothing-like#3", "law-unknown", None),
        ("law:demo-2025#2", "law-article", None),
        ("law:demo-2025#99", "law-article", None),
        ("law:rules-2020#10", "law-article", None),
        ("demo-2025#3", "law-format", "law:demo-2025#3"),
        ("law：demo-2025＃第三条", "law-format", "law:demo-2025#3"),
        ("示例法第三条", "law-format", None),
    ],
)
def test_wrong_citation_in_yaml_is_told_at_its_place(lawful: Folder, text: str, code: str, value: str | None) -> None:
    lawful.edit(EXPLAINER, articles=f'[law:demo-2025#3, "{text}"]')

    fault = resolve(text, {"demo-2025": _law(lawful, NEW), "rules-2020": _law(lawful, "laws/rules-2020.yml")})

    assert lawful.problems_of() == [lawful.finding(EXPLAINER, f'¦"{text}"]', code)]
    assert isinstance(fault, Fault)
    assert (fault.code, fault.value) == (code, value)
    suggestion = lawful.problems().errors[0].suggestion
    assert suggestion == (f'articles: [law:demo-2025#3, "{value}"]' if value else "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("law:demo#2", "说的是旧法第二条，写 law:demo-2019#2；旧法第二条现在是第三条，写 law:demo-2025#3。"),
        ("law:demo#3", "说的是旧法第三条，写 law:demo-2019#3；说的是2025年版的第三条，写 law:demo-2025#3。"),
        ("law:demo-2025#2", "旧法第二条现在是第三条，写 law:demo-2025#3。"),
    ],
)
def test_number_that_moved_is_told_with_both_readings(lawful: Folder, text: str, said: str) -> None:
    fault = resolve(text, laws_of(lawful.loaded().records))
    assert isinstance(fault, Fault)
    assert said in fault.hint


def _law(folder: Folder, name: str) -> Law:
    text = folder.read(EXPLAINER)
    folder.edit(EXPLAINER, articles="[law:demo-2025#3]")
    law = folder.loaded().records["laws"][name.removeprefix("laws/").removesuffix(".yml")]
    folder.write(EXPLAINER, text)
    assert isinstance(law, Law)
    return law


@pytest.mark.parametrize(
    ("now", "old", "new"),
    [
        ("2019-01-31T23:59", "尚未施行", "尚未施行"),
        ("2025-10-14T23:59", "现行有效", "尚未施行"),
        ("2025-10-15T00:00", "已被修订", "现行有效"),
    ],
)
def test_standing_follows_the_dates(lawful: Folder, now: str, old: str, new: str) -> None:
    moment = datetime.fromisoformat(now)
    assert (_law(lawful, OLD).standing_at(moment), _law(lawful, NEW).standing_at(moment)) == (old, new)


def test_law_replaced_by_another_is_repealed(lawful: Folder) -> None:
    lawful.edit("laws/rules-2020.yml", effective_until="2026-05-31", replaced_by="demo-2025")
    rules = _law(lawful, "laws/rules-2020.yml")
    assert rules.standing_at(datetime(2026, 5, 31, 23, 59)) == "现行有效"
    assert rules.standing_at(datetime(2026, 6, 1)) == "已废止"


def test_successor_goes_through_the_map(lawful: Folder) -> None:
    laws = laws_of(lawful.loaded().records)
    moved, unlisted = (successor(Citation(laws["demo-2019"], no), laws) for no in ("2", "3"))
    assert moved is not None
    assert unlisted is not None
    assert (moved.law.id, moved.no) == ("demo-2025", "3")
    assert (unlisted.law.id, unlisted.no) == ("demo-2025", ""), "the article isn't kept, the law is"
    assert successor(Citation(laws["demo-2025"], "3"), laws) is None


def test_outdated_names_the_new_article_unless_both_versions_are_compared(lawful: Folder) -> None:
    lawful.edit(EXPLAINER, articles="[law:demo-2019#2]", body="正文。")
    shown = lawful.shown(datetime(2025, 10, 15))
    record = shown.find("explainers", "secret")
    assert record is not None
    [one] = Citing(shown).outdated(record)
    assert (one.old.name, one.new and one.new.name) == ("示例法（2019年版）第二条", "示例法（2025年版）第三条")

    for also, banners in (("law:demo-2025#3", 0), ("law:demo-2025", 1), ("law:demo-2025#1", 1)):
        lawful.edit(EXPLAINER, articles=f"[law:demo-2019#2, {also}]")
        shown = lawful.shown(datetime(2025, 10, 15))
        record = shown.find("explainers", "secret")
        assert record is not None
        assert len(Citing(shown).outdated(record)) == banners, also


def test_article_knows_its_explainers_their_lectures_and_links_in_text(lawful: Folder) -> None:
    lawful.replace("lectures/2023-06-14-grading.yml", "怎么给资料分级。", "见[第一条](law:demo-2025#1)。")
    lawful.edit("lectures/2023-06-14-grading.yml", updated="2025-10-20 09:00")
    shown = lawful.shown()
    law = shown.find("laws", "demo-2025")
    assert isinstance(law, Law)
    citing = Citing(shown)
    assert [record.id for record in citing.resting(law, "3")] == ["secret"], "the lecture is older than the law"
    assert [record.id for record in citing.resting(law, "1")] == ["2023-06-14-grading"]
    assert citing.resting(law, "3-1") == []
    assert [(record.id, said) for record, said in citing.grouped(law)] == [
        ("2023-06-14-grading", "第一条"),
        ("secret", "第三条"),
    ]
    lawful.edit(EXPLAINER, articles="[law:demo-2025#3, law:rules-2020#1, law:rules-2020#2, law:rules-2020#3]")
    citing = Citing(lawful.shown())
    rules = citing.laws["rules-2020"]
    assert [record.id for record in citing.resting(rules, "2")] == ["secret", "2023-06-14-grading"]
    assert [said for _, said in citing.grouped(rules)] == ["第一条至第三条"] * 2


def test_transition_is_explained_by_who_cites_most_of_both_versions(lawful: Folder) -> None:
    old = laws_of(lawful.loaded().records)["demo-2019"]
    assert Citing(lawful.shown()).transition(old) is None, "cites the newer version only"
    for key, articles in (("one", "2"), ("both", "2, law:demo-2019#3"), ("old", "1, law:demo-2019#2, law:demo-2019#3")):
        newer = "" if key == "old" else ", law:demo-2025#3"
        lawful.add_like(EXPLAINER, key, articles=f"[law:demo-2019#{articles}{newer}]", body="正文。")
    found = Citing(lawful.shown()).transition(old)
    assert found is not None
    assert found.id == "both"


@pytest.mark.parametrize("field", ["do", "articles", "summary", "body", "reviewed"])
def test_explainer_needs_its_parts(lawful: Folder, field: str) -> None:
    lawful.edit(EXPLAINER, **{field: None})
    [problem] = lawful.problems().errors
    assert problem.code == "missing-field"
    samples = {
        "do": "do: [列一张秘密清单]",
        "articles": "articles: [law:aucl-2025#10]",
        "reviewed": "reviewed: {by: 法规科（示例）, on: 2025-10-20}",
    }
    assert problem.hint == f"加一行“{samples.get(field, f'{field}: …')}”。"
    lawful.edit(EXPLAINER, **{field: "[]" if field in {"do", "articles"} else ""})
    assert len(lawful.problems().errors) == 1
