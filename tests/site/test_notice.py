"""The notice on the page is the notice: word for word what ``campaign.yml`` holds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import html5lib
import pytest
from tests.conftest import REPO
from tests.site.conftest import read_yaml
from tests.site.reading import Site

#: the notice as it was received, kept outside the repository
_RECEIVED = Path(os.environ.get("NOTICE_FILE") or REPO.parent / "shared" / "seed" / "notice-2023-45.md")
_NUMERALS = "一二三四五六七八九十"


def parsed(site: Site, url: str) -> Any:
    """Return a page's tree by the HTML standard's own algorithm, without namespaces."""
    text = (site.folder / url / "index.html").read_text(encoding="utf-8")
    return html5lib.parse(text, namespaceHTMLElements=False)


def paragraphs(text: str) -> list[str]:
    """Return the lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def date_in_words(day: str) -> str:
    """Return ``2023年6月7日`` for ``2023-06-07``."""
    year, month, date = (int(part) for part in day.split("-"))
    return f"{year}年{month}月{date}日"


def annex(campaign: dict[str, Any]) -> dict[str, Any]:
    """Return the form that the campaign names, read without the project's own reader."""
    return read_yaml(REPO / "data" / "forms" / f"{campaign['form']}.yml")


def whole_notice(campaign: dict[str, Any]) -> list[str]:
    """Return the notice's headings and paragraphs in their order."""
    items = [
        line
        for item in campaign["items"]
        for line in [f"（{_NUMERALS[int(item['no']) - 1]}）{item['title']}", *paragraphs(item["text"])]
    ]
    requirements = [
        f"（{_NUMERALS[number]}）{one['title']}。{''.join(paragraphs(one['text']))}"
        for number, one in enumerate(campaign["requirements"])
    ]
    issued = date_in_words(campaign["issued"])
    return [
        campaign["letterhead"], campaign["doc_no"], campaign["doc_title"], *paragraphs(campaign["preamble"]),
        "一、活动目标", *paragraphs(campaign["goal"]),
        "二、活动主题", campaign["theme"] + "。",
        "三、活动时间", "2023年6月。",
        "四、活动安排", *paragraphs(campaign["overview"]), *items,
        "五、工作要求", *requirements,
        f"附件：{annex(campaign)['title']}",
        campaign["issued_by"] + issued,
        f"{campaign['printed_by']}　{issued}印发",
    ]  # fmt: skip


def test_notice_is_word_for_word_on_its_page(site: Site, campaign: dict[str, Any]) -> None:
    document = parsed(site, "about/").find(".//article[@class='c-document']")
    said = ["".join(part.itertext()).strip() for part in document if part.tag in {"p", "h2", "h3", "h4"}]
    assert said == whole_notice(campaign)
    assert len(said) == len(list(document))


def test_notice_of_each_item_is_quoted_on_its_own_page(site: Site, campaign: dict[str, Any]) -> None:
    quoted = {
        item["no"]: [
            "".join(part.itertext()).strip()
            for part in parsed(site, f"items/{item['no']}/").findall(".//details[@class='c-quote']/blockquote/p")
        ]
        for item in campaign["items"]
    }
    assert quoted == {item["no"]: paragraphs(item["text"]) for item in campaign["items"]}
    assert len(quoted) == 10


def test_form_has_the_rows_of_the_annex(site: Site, campaign: dict[str, Any]) -> None:
    form = annex(campaign)
    table = parsed(site, "about/").find(".//table[@class='c-form']")
    rows = [["".join(cell.itertext()).strip() for cell in row] for row in table.findall("./tbody/tr")]
    filled, last = [], ""
    for number, label, blank in rows:
        last = number or last
        filled.append((last, label, blank))
    assert filled == [(row["row"], row["label"], f"（　　）{row['unit']}") for row in form["cells"]]
    assert len(filled) == 17
    head = form["header"]
    assert list(table.find("./caption").itertext()) == [form["title"], f"{head['unit_label']}：", head["date_label"]]


def squeezed(text: str) -> str:
    """Return ``text`` without white space and with brackets of one width: all that may differ on the page."""
    return "".join(text.split()).translate(str.maketrans("()", "（）"))


@pytest.mark.skipif(not _RECEIVED.is_file(), reason=f"the notice as received is not at {_RECEIVED}")
def test_whole_notice_and_annex_are_the_document_as_received(site: Site) -> None:
    lines = [line.strip("#").strip() for line in _RECEIVED.read_text(encoding="utf-8").splitlines()]
    received = squeezed("".join(line for line in lines if line != "---"))
    page = parsed(site, "about/")
    *letter, printed = page.find(".//article[@class='c-document']")
    texts = ["".join(part.itertext()) for part in (*letter, page.find(".//table[@class='c-form']"), printed)]
    heading = [found for one in page.findall(".//h2") if (found := "".join(one.itertext())).startswith("附件")]

    assert squeezed("".join([*texts[:-2], "附件", *texts[-2:]])) == received
    assert heading == ["附件：活动开展情况统计表"]
