"""The footer's slots are shown when they are filled in, and never made up."""

from __future__ import annotations

from typing import Any

from tests.site.reading import Site
from tests.site.sample import CODES
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


def slots(site: Site, url: str = "") -> list[tuple[str, str]]:
    """Return label and value of every slot in a page's footer."""
    rows = parsed(site, url).findall(".//dl[@class='c-footer__slots']/div")
    return [("".join(row.find("dt").itertext()), "".join(row.find("dd").itertext())) for row in rows]


def test_footer_shows_exactly_the_slots_that_are_filled(site: Site, campaign: dict[str, Any]) -> None:
    expected = [(label, campaign["slots"][name]) for name, label in _LABELS.items() if name in campaign["slots"]]
    assert slots(site) == expected
    assert slots(site, "events/2023-06-08-launch/") == expected


def test_footer_shows_no_code_of_the_sample(site: Site, campaign: dict[str, Any]) -> None:
    assert sorted(set(campaign["slots"]) & set(CODES)) == []
    assert [url for url, page in site.pages.items() if "SiteIDCode" in page.meta] == []
    words = ("网站标识码", "备案号", "公安备案")
    found = [
        (url, word)
        for url in site.named()
        for word in words
        if word in (site.folder / url / "index.html").read_text("utf-8")
    ]
    assert [url for url, _ in found if not url.startswith("manual/")] == []


def test_footer_shows_codes_once_they_are_filled_in(changed: Site) -> None:
    said = dict(slots(changed))
    assert {label: said.get(label) for name, label in _LABELS.items() if name in CODES} == {
        _LABELS[name]: value for name, value in CODES.items()
    }


def test_head_names_the_code_once_it_is_filled_in(changed: Site) -> None:
    assert {page.meta.get("SiteIDCode") for page in changed.pages.values()} == {CODES["site_id"]}
