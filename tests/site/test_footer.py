"""The footer's slots are shown when they are filled in, and never made up."""

from __future__ import annotations

from typing import Any

import pytest
from tests.site.reading import Site
from tests.site.sample import build, copy_sample
from tests.site.test_notice import parsed

_LABELS = {
    "organiser": "主办单位",
    "undertaker": "承办单位",
    "contact": "联系方式",
    "address": "地址",
    "site_id": "网站标识码",
    "icp": "备案号",
    "police": "公安备案",
}
_FILLED = {"site_id": "3101170000", "icp": "沪ICP备00000000号（测试）", "police": "沪公网安备 00000000000000号（测试）"}


def slots(site: Site, url: str = "") -> list[tuple[str, str]]:
    """Return label and value of every slot in a page's footer."""
    rows = parsed(site, url).findall(".//dl[@class='c-footer__slots']/div")
    return [("".join(row.find("dt").itertext()), "".join(row.find("dd").itertext())) for row in rows]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a site whose campaign fills in codes and records."""
    project = copy_sample(tmp_path_factory.mktemp("filled"))
    lines = "".join(f"  {name}: {value}\n" for name, value in _FILLED.items())
    project.data.replace("campaign.yml", "\nslots:\n", f"\nslots:\n{lines}")
    return Site.read("filled", build(project, project.root / "out"))


def test_footer_shows_exactly_the_slots_that_are_filled(site: Site, campaign: dict[str, Any]) -> None:
    expected = [(label, campaign["slots"][name]) for name, label in _LABELS.items() if name in campaign["slots"]]
    assert slots(site) == expected
    assert slots(site, "events/2023-06-08-launch/") == expected


def test_footer_shows_no_code_of_the_sample(site: Site, campaign: dict[str, Any]) -> None:
    assert sorted(set(campaign["slots"]) & set(_FILLED)) == []
    assert [url for url, page in site.pages.items() if "SiteIDCode" in page.meta] == []
    words = ("网站标识码", "备案号", "公安备案")
    found = [
        (url, word)
        for url in site.named()
        for word in words
        if word in (site.folder / url / "index.html").read_text("utf-8")
    ]
    assert [url for url, _ in found if not url.startswith("manual/")] == []


def test_footer_shows_codes_once_they_are_filled_in(filled: Site) -> None:
    said = dict(slots(filled))
    assert {label: said.get(label) for name, label in _LABELS.items() if name in _FILLED} == {
        _LABELS[name]: value for name, value in _FILLED.items()
    }


def test_head_names_the_code_once_it_is_filled_in(filled: Site) -> None:
    assert {page.meta.get("SiteIDCode") for page in filled.pages.values()} == {_FILLED["site_id"]}
