"""Titles of record pages: unique, and honest about what won't take place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from campaign import zh
from campaign.models.base import Published


def marked(record: Published, text: str) -> str:
    """Return ``text`` behind 【取消】 or 【延期】, so that shared links and search results say it first."""
    return f"【{record.called_off}】{text}" if record.called_off else text


def unique_titles(records: Sequence[Published]) -> dict[str, str]:
    """Return address → page title; namesakes get their day, or their id where that is the same too.

    Source: WCAG 2.2 SC 2.4.2; people tell tabs, bookmarks and search results apart by it.
    """
    names = Counter(marked(record, record.name_text) for record in records)
    dated = {
        record.url: marked(record, record.name_text) + (f"（{zh.full_day(record.day)}）" if record.day else "")
        for record in records
    }
    days = Counter(dated.values())
    titles = {}
    for record in records:
        title = marked(record, record.name_text)
        if names[title] > 1:
            title = dated[record.url] if days[dated[record.url]] == 1 else f"{title}（{record.id}）"
        titles[record.url] = title
    return titles
