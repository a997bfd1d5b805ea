"""Moved and postponed records of the sample say old and new in words."""

from __future__ import annotations

import re

from tests.site.reading import Site

MOVED = "events/2023-06-16-yexie-forum/"
POSTPONED = "events/2023-06-15-shihudang-tour/"


def _plain(site: Site, url: str) -> str:
    text = (site.folder / url / "index.html").read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_moved_page_tells_old_and_new_date_and_when_it_was_told(preview: Site) -> None:
    text = _plain(preview, MOVED)
    assert (
        "时间有变 原定 6月13日（周二）14:00 6月9日 15:00 通知 原因：企业赶货，和大家商量后改 "
        "现在 6月16日（周五）14:00–16:00，示例叶榭文化站（示例）（地点不变）" in text
    )


def test_postponed_page_does_not_show_the_old_date_as_if_it_held(preview: Site) -> None:
    html = (preview.folder / POSTPONED / "index.html").read_text(encoding="utf-8")
    assert "<del>原定 2023年6月15日（周四）09:30–11:30</del><br><strong>新时间另行通知</strong>" in html
    assert '<time class="c-date"' not in html.partition("c-related")[0]
    assert preview.pages[POSTPONED].title.startswith("【延期】宣讲大篷车")


def test_postponed_card_says_that_the_date_is_not_known(preview: Site) -> None:
    assert "原定6月15日（周四）09:30–11:30，新时间另行通知" in _plain(preview, "events/")


def test_postponed_record_is_still_to_come_after_its_old_date(published: Site) -> None:
    text = (published.folder / "events/index.html").read_text(encoding="utf-8")
    coming = text.partition('data-group="coming"')[2].partition('data-group="past"')[0]
    assert POSTPONED in coming
    assert coming.count('<li class="c-card') == 1
