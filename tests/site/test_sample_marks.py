"""What is made up says so: a banner on every page, a badge on every record, and neither where all is real."""

from __future__ import annotations

from typing import Any

import pytest
from tests.conftest import copy_project
from tests.site.reading import Site
from tests.site.test_notice import parsed

_BANNER = "示例数据通知原文是真的；活动、单位、人员、电话和数字都是示例，请勿前往。"


def banners(site: Site, url: str) -> list[str]:
    """Return what the banners at the head of a page say, a preview's own aside."""
    found = parsed(site, url).findall(".//header//p[@role='note']")
    texts = ["".join(one.itertext()).strip() for one in found]
    return [text for text in texts if not text.startswith("预览")]


def badges(site: Site, url: str) -> list[str]:
    """Return the badges of a record page's own head that call it a sample."""
    found = parsed(site, url).findall(".//header[@class='c-record']//span")
    return ["".join(one.itertext()) for one in found if "c-badge--sample" in one.get("class", "")]


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    """Return the tiny campaign's sites: made up with one record that says so, and real."""
    sites = {}
    for name, flag, sample in (("made up", "true", "true"), ("real", "false", None)):
        project = copy_project(tmp_path_factory.mktemp("marks"))
        project.data.edit("campaign.yml", sample_data=flag)
        project.data.edit("events/2023-06-08-launch.yml", sample=sample)
        done = project.run("build")
        assert done.returncode == 0, done.stdout + done.stderr
        sites[name] = Site.read(name, project.root / "site")
    return sites


def test_every_page_of_the_sample_says_what_is_made_up(site: Site) -> None:
    assert {url: banners(site, url) for url in site.named()} == {url: [_BANNER] for url in site.named()}


def test_page_for_what_is_not_found_says_it_too(site: Site) -> None:
    assert (site.folder / "404.html").read_text(encoding="utf-8").count("<strong>示例数据</strong>") == 1


def test_every_sample_record_says_so_on_its_page_and_no_other(site: Site, records: dict[str, dict[str, Any]]) -> None:
    shown = {url: record for url, record in records.items() if url in site.pages}
    expected = {url: ["示例"] if record.get("sample") == "true" else [] for url, record in shown.items()}
    assert {url: badges(site, url) for url in shown} == expected
    real = sorted(url for url, said in expected.items() if not said and not url.startswith(("laws/", "terms/")))
    assert real == ["notices/2023-06-07-notice-45/"]


@pytest.mark.parametrize(("name", "banner", "badge"), [("made up", [_BANNER], ["示例"]), ("real", [], [])])
def test_campaign_and_record_are_marked_each_by_its_own_word(
    marked: dict[str, Site], name: str, banner: list[str], badge: list[str]
) -> None:
    site = marked[name]
    assert {url: banners(site, url) for url in site.named()} == dict.fromkeys(site.named(), banner)
    assert badges(site, "events/2023-06-08-launch/") == badge
    assert badges(site, "units/station/") == []
