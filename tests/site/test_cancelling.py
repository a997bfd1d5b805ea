"""An open day of the sample is cancelled in its file: the site says so everywhere."""

from __future__ import annotations

import json

import pytest
from tests.site.reading import Site
from tests.site.sample import REASON

URL = "open-days/2023-06-16-g60-park/"
TITLE = "走进示例智造产业园：两色访客证管一园"


def _text(site: Site, url: str) -> str:
    return (site.folder / url / "index.html").read_text(encoding="utf-8")


def _card(site: Site, url: str) -> str:
    """Return the HTML of the record's card on the page at ``url``."""
    cards = [one for one in _text(site, url).split('<li class="c-card')[1:] if TITLE in one]
    assert len(cards) == 1
    return cards[0].partition("</li>")[0]


def test_cancelled_page_says_so_in_title_description_and_sharing(changed: Site) -> None:
    page = changed.pages[URL]
    said = (page.title, page.meta["og:title"], page.meta["description"], page.meta["og:description"])
    assert [one[:4] for one in said] == ["【取消】"] * 4
    assert page.title.startswith(f"【取消】{TITLE}")


def test_cancelled_page_gives_reason_and_old_date_and_invites_nobody(changed: Site) -> None:
    text = _text(changed, URL)
    assert f"<strong>已取消</strong>{REASON}" in text
    assert "原定 6月16日（周五）09:00–14:30，不再举行，请不要前往。" in text
    assert [word for word in ("可预约", "可报名", "去报名", "打电话报名") if word in text] == []
    assert "已停止报名" in text


@pytest.mark.parametrize("url", ["open-days/", "items/7/"])
def test_cancelled_card_says_so_in_lists(changed: Site, url: str) -> None:
    card = _card(changed, url)
    assert '<span class="c-state c-state--off">取消</span>' in card
    assert "原定6月16日（周五）09:00–14:30" in card
    assert "c-card--off" in card
    assert "可报名" not in card


def test_cancelled_day_is_told_on_the_home_page_among_changes(changed: Site, preview: Site) -> None:
    bands = [_text(site, "").partition("c-changed__list")[2].partition("</ul>")[0] for site in (changed, preview)]
    assert [f"原定 6月16日（周五）09:00，现在取消。原因：{REASON}。" in one for one in bands] == [True, False]
    assert [TITLE in one for one in bands] == [True, True]


def test_cancelled_day_is_no_longer_among_what_is_coming(changed: Site) -> None:
    assert TITLE not in _text(changed, "").partition("data-soon=")[2].partition("</ul>")[0]


def test_cancelled_json_ld_says_so_and_offers_nothing(changed: Site) -> None:
    block = json.loads(changed.pages[URL].json_ld[0])
    assert block["eventStatus"] == "https://schema.org/EventCancelled"
    assert block["startDate"] == "2023-06-16T09:00+08:00"
    assert "offers" not in block


def test_cancelled_sheet_for_the_door_says_so_and_its_code_leads_to_the_page(changed: Site, preview: Site) -> None:
    text = _text(changed, f"{URL}door/")
    assert f"<strong>已取消</strong></p><p>{REASON}</p>" in text
    assert "在这里集合" not in text
    codes = [(site.folder / URL / "qr.svg").read_bytes() for site in (changed, preview)]
    assert codes[0] == codes[1]


def test_cancelled_day_is_counted_in_open_data_with_its_status(changed: Site) -> None:
    document = json.loads((changed.folder / "api/v1/open_days.json").read_text(encoding="utf-8"))
    assert [one["status"] for one in document["items"] if one["id"] == "2023-06-16-g60-park"] == ["cancelled"]
