"""The results as published: page and table say the same, and the staff's pages are told to nobody."""

from __future__ import annotations

import csv
import re
from typing import Any

from tests.site.reading import Site
from tests.site.test_notice import parsed


def tables(site: Site) -> dict[str, list[list[str]]]:
    """Return the rows of each breakdown by the name of its region."""
    found = {}
    for region in parsed(site, "results/").findall(".//div[@role='region']"):
        rows = region.findall(".//tbody/tr")
        found[region.get("aria-label")] = [["".join(cell.itertext()).strip() for cell in row] for row in rows]
    return found


def test_tables_of_the_page_are_those_of_the_file(site: Site) -> None:
    with (site.folder / "results" / "results.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.reader(handle))[1:]
    shown = [
        [name.removesuffix("的数"), row[0], *(cell.replace(",", "") for cell in row[1:])]
        for name, many in tables(site).items()
        if name.startswith("按")
        for row in many
    ]
    assert [row for row in rows if row[0] != "合计"] == shown
    headline = [
        "".join(one.itertext()).strip() for one in parsed(site, "results/").findall(".//span[@class='c-stats__number']")
    ]
    assert [one.replace(",", "") for one in headline] == rows[0][2:]


def test_annex_of_the_page_is_the_form_of_the_campaign(site: Site, campaign: dict[str, Any]) -> None:
    annex = tables(site)["统计表汇总的数"]
    assert (len(annex), annex[0][:2], campaign["form"]) == (17, ["1", "开展线上线下专题宣传活动"], "annex1-2023")
    expected = {"preview": "10 场次", "published": "36 场次"}[site.kind]
    assert annex[0][2] == expected


def test_staff_pages_are_there_and_nothing_leads_to_them(site: Site) -> None:
    page = site.pages["staff/filing/"]
    assert "noindex" in page.meta["robots"]
    said = (site.folder / "staff" / "filing" / "index.html").read_text(encoding="utf-8")
    expected = {"preview": "还有 16 天", "published": "已过期 17 天"}[site.kind]
    assert re.findall(r"<strong>(还有 \d+ 天|已过期 \d+ 天|今天到期)</strong>", said) == [expected]
    due = site.pages["staff/doctor/"]
    assert "noindex" in due.meta["robots"]
    listed = parsed(site, "staff/doctor/").findall(".//main//li")
    said = (site.folder / "staff" / "doctor" / "index.html").read_text(encoding="utf-8")
    assert f"共 {len([one for one in listed if one.find('code') is not None])} 处。" in said
    assert "<li>图片没有授权说明</li>" in said
    assert "/staff/" not in (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    leading = [
        path.relative_to(site.folder).as_posix()
        for path in site.folder.rglob("*")
        if path.suffix in {".html", ".json", ".xml", ".txt"} and "staff" not in path.parts
        and re.search("staff/(filing|doctor)", path.read_text(encoding="utf-8"))
    ]  # fmt: skip
    assert leading == []
