"""The reader's moment: a site published on 10 June, read before, during and after the month."""

from __future__ import annotations

from datetime import datetime

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import OpenPage

BEFORE, DURING, AFTER = "2023-05-20T09:30:00+08:00", "2023-06-12T09:30:00+08:00", "2023-07-15T09:30:00+08:00"
SHANGHAI, NEW_YORK = "Asia/Shanghai", "America/New_York"
_LABELS = {"upcoming": "未开始", "ongoing": "进行中", "past": "已结束"}
_SOON, _FIGURES = "接下来", "到目前为止"
_ENDED = ["活动成果", "活动回顾", "还能看的录播", "存档"]


def visible_blocks(page: Page) -> list[str]:
    """Return the headings of the home page's blocks that come and go."""
    return page.locator(".c-block[data-for-phase] h2:visible").all_inner_texts()


def labels(page: Page) -> dict[str, str]:
    """Return address → state of every card with a time."""
    found = page.locator(".c-card:has([data-state])").evaluate_all(
        "cards => cards.map(one => [one.querySelector('a').pathname, one.querySelector('[data-state]').textContent])"
    )
    return dict(found)


def expected_labels(page: Page, moment: str) -> dict[str, str]:
    """Return what :func:`labels` should be, reckoned here from the times that the page holds."""
    now = datetime.fromisoformat(moment)
    found = page.locator(".c-card:has([data-state])").evaluate_all(
        "cards => cards.map(one => ({ path: one.querySelector('a').pathname, ...one.querySelector('[data-state]').dataset }))"
    )
    said = {}
    for one in found:
        past, begun = now >= datetime.fromisoformat(one["finish"]), now >= datetime.fromisoformat(one["start"])
        phase = "past" if past else "ongoing" if begun else "upcoming"
        said[one["path"]] = one.get(phase, _LABELS[phase])
    return said


def group(page: Page, name: str) -> list[str]:
    """Return the titles in one group of a list, from top to bottom."""
    return page.locator(f'[data-group="{name}"] .c-card__title').all_inner_texts()


@pytest.mark.parametrize("zone", [SHANGHAI, NEW_YORK])
@pytest.mark.parametrize(
    ("moment", "phase", "says", "blocks"),
    [
        (BEFORE, "announced", "距离开始还有 12 天", [_SOON]),
        ("2023-05-31T23:59:00+08:00", "announced", "距离开始还有 1 天", [_SOON]),
        ("2023-06-01T00:00:00+08:00", "underway", "正在进行，还有 30 天", [_SOON, _FIGURES]),
        (DURING, "underway", "正在进行，还有 19 天", [_SOON, _FIGURES]),
        ("2023-06-30T23:59:00+08:00", "underway", "正在进行，还有 1 天", [_SOON, _FIGURES]),
        ("2023-07-01T00:00:00+08:00", "ended", "活动已经结束，下面是结果和回顾", _ENDED),
        (AFTER, "ended", "活动已经结束，下面是结果和回顾", _ENDED),
    ],
)
def test_home_shows_the_phase_of_the_readers_day(
    open_page: OpenPage, published: str, zone: str, moment: str, phase: str, says: str, blocks: list[str]
) -> None:
    page = open_page(published, clock=moment, timezone_id=zone)
    expect(page.locator(".c-home")).to_have_attribute("data-phase", phase)
    expect(page.locator(".c-hero__now:visible")).to_have_text(says)
    assert visible_blocks(page) == blocks


@pytest.mark.parametrize(("moment", "first"), [(BEFORE, "参加活动"), (DURING, "参加活动"), (AFTER, "听一段录播")])
def test_doors_of_the_home_page_suit_the_phase(open_page: OpenPage, published: str, moment: str, first: str) -> None:
    doors = open_page(published, clock=moment).locator(".c-door:visible .c-door__title").all_inner_texts()
    assert doors == [first, "弄懂商业秘密", "给企业测一测", "找示范单位", "申报示范单位", "发现被侵权"]


@pytest.mark.parametrize(
    ("moment", "days", "today"),
    [
        ("2023-06-11T23:59:00+08:00", range(5, 12), ["11"]),
        ("2023-06-12T00:00:00+08:00", range(12, 19), ["12"]),
        ("2023-06-19T00:00:00+08:00", [], []),
    ],
)
def test_home_shows_the_readers_week(
    open_page: OpenPage, published: str, moment: str, days: list[int], today: list[str]
) -> None:
    page = open_page(published, clock=moment, timezone_id=NEW_YORK)
    numbers = page.locator(".c-week__day:visible .c-week__number").all_inner_texts()
    assert numbers == [str(day) for day in days]
    assert page.locator(".c-week__day[aria-current=date]:visible .c-week__number").all_inner_texts() == today
    assert page.locator(".c-week__day--past:visible").count() == (6 if today == ["11"] else 0)


def test_day_of_the_week_leads_to_its_list(open_page: OpenPage, published: str) -> None:
    page = open_page(published, clock=DURING)
    day = page.locator(".c-week__day", has_text="16").filter(visible=True)
    day.get_by_role("link").click()
    expect(page.locator("#d2023-06-16 h2")).to_be_in_viewport()


def test_ended_home_leads_to_recordings_and_to_the_archive(open_page: OpenPage, published: str) -> None:
    page = open_page(published, clock=AFTER, timezone_id=NEW_YORK)
    recordings = page.locator(".c-block", has=page.get_by_role("heading", name="还能看的录播", exact=True))
    found = [(a.get_attribute("href"), a.is_visible()) for a in recordings.locator(".c-card__title a").all()]
    names = ("2023-06-02-what-is-a-secret", "2023-06-05-four-walls", "2023-06-10-self-check")
    assert found == [(f"./lectures/{name}/", True) for name in names]
    expect(recordings.locator("[data-state]")).to_have_text(["随时可看"] * 3)
    archive = page.locator(".c-block", has=page.get_by_role("heading", name="存档", exact=True))
    assert [a.get_attribute("href") for a in archive.locator("a").all()] == [
        "./about/",
        "./calendar/",
        "./changes/",
        "./data/",
    ]


@pytest.mark.parametrize("zone", [SHANGHAI, NEW_YORK])
@pytest.mark.parametrize("moment", [BEFORE, DURING, AFTER])
@pytest.mark.parametrize("path", ["lectures/", "events/"])
def test_states_are_those_of_the_readers_moment(
    open_page: OpenPage, published: str, path: str, moment: str, zone: str
) -> None:
    page = open_page(published, path, clock=moment, timezone_id=zone)
    said = labels(page)
    assert said == expected_labels(page, moment)
    assert len(said) >= 15


def test_states_of_known_events_on_the_morning_of_12_june(open_page: OpenPage, published: str) -> None:
    said = labels(open_page(published, "events/", clock=DURING, timezone_id=NEW_YORK))
    assert said["/events/2023-06-08-launch/"] == "已结束"
    assert said["/events/2023-06-12-display-day/"] == "进行中"
    assert said["/events/2023-06-12-xinqiao-visit/"] == "未开始"


@pytest.mark.parametrize("zone", [SHANGHAI, NEW_YORK])
def test_state_of_a_record_page_follows_the_reader(open_page: OpenPage, published: str, zone: str) -> None:
    for moment, label in ((BEFORE, "未开始"), (DURING, "进行中"), (AFTER, "已结束")):
        page = open_page(published, "events/2023-06-12-display-day/", clock=moment, timezone_id=zone)
        expect(page.locator(".c-record [data-state]")).to_have_text(label)


@pytest.mark.parametrize("path", ["events/", "lectures/", "open-days/"])
def test_finished_cards_lie_where_a_site_built_now_has_them(
    open_page: OpenPage, published: str, preview: str, path: str
) -> None:
    read = open_page(published, path, clock=DURING, timezone_id=NEW_YORK)
    built = open_page(preview, path, java_script_enabled=False)
    assert {name: group(read, name) for name in ("coming", "past")} == {
        name: group(built, name) for name in ("coming", "past")
    }


def test_finished_cards_have_moved_since_the_site_was_built(open_page: OpenPage, published: str) -> None:
    read = open_page(published, "events/", clock=AFTER)
    built = open_page(published, "events/", java_script_enabled=False)
    postponed = ["宣讲大篷车：石湖荡站"]  # its old date has passed, and no new one is known
    assert len(group(built, "coming")) > 1
    assert group(read, "coming") == postponed
    assert sorted(group(read, "past") + postponed) == sorted(group(built, "coming") + group(built, "past"))


def test_heading_of_what_is_coming_goes_with_the_last_card(open_page: OpenPage, published: str) -> None:
    read = open_page(published, "open-days/", clock=AFTER)
    assert group(read, "coming") == []
    expect(read.get_by_role("heading", name="进行中和接下来")).to_be_hidden()


def test_soon_shows_what_a_site_built_now_shows(open_page: OpenPage, published: str, preview: str) -> None:
    read = open_page(published, clock=DURING, timezone_id=NEW_YORK)
    built = open_page(preview, java_script_enabled=False)
    titles = [page.locator("[data-soon] .c-card:visible .c-card__title").all_inner_texts() for page in (read, built)]
    assert titles[0] == titles[1]
    assert len(titles[0]) == 6


def test_soon_says_so_when_nothing_is_left(open_page: OpenPage, published: str) -> None:
    page = open_page(published, clock="2023-06-30T23:00:00+08:00")
    expect(page.locator("[data-soon] .c-card:visible")).to_have_count(0)
    expect(page.locator("[data-soon-none]")).to_be_visible()


@pytest.mark.parametrize(("moment", "inviting"), [("2023-06-12T16:59:00+08:00", 1), ("2023-06-12T17:00:00+08:00", 0)])
def test_card_invites_to_register_until_registration_closes(
    open_page: OpenPage, published: str, moment: str, inviting: int
) -> None:
    page = open_page(published, "open-days/", clock=moment, timezone_id=NEW_YORK)
    card = page.locator(".c-card", has=page.locator('a[href*="2023-06-13-bio-park"]'))
    expect(card.locator("[data-state]")).to_have_text("未开始")
    expect(card.get_by_text("可报名").and_(page.locator(":visible"))).to_have_count(inviting)


def test_page_left_open_over_midnight_follows_when_it_is_seen_again(open_page: OpenPage, published: str) -> None:
    page = open_page(published, clock="2023-06-30T23:50:00+08:00")
    expect(page.locator(".c-home")).to_have_attribute("data-phase", "underway")
    page.clock.set_fixed_time("2023-07-01T00:10:00+08:00")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".c-home")).to_have_attribute("data-phase", "ended")


@pytest.mark.parametrize("moment", [BEFORE, AFTER])
def test_preview_keeps_its_own_moment_whatever_the_clock_says(open_page: OpenPage, preview: str, moment: str) -> None:
    home = open_page(preview, clock=moment, timezone_id=NEW_YORK)
    expect(home.locator(".c-home")).to_have_attribute("data-phase", "underway")
    expect(home.locator(".c-hero__now:visible")).to_have_text("正在进行，还有 19 天")
    events = open_page(preview, "events/", clock=moment, timezone_id=NEW_YORK)
    assert labels(events) == expected_labels(events, DURING)
