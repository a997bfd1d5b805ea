"""Which pages have a picture to send on, and what stands on it."""

from __future__ import annotations

from campaign import fonts
from campaign.card import card
from campaign.models.base import Published
from campaign.models.capabilities import Scheduled
from campaign.models.shared import Shared
from campaign.poster import Words
from campaign.site import Shown


def picture_url(shown: Shown, record: Published) -> str:
    """Return the address of a record's picture under the site's root; empty where it has none.

    What is over or called off is not sent on, and without a Chinese font nothing is drawn.
    """
    coming = isinstance(record, Scheduled) and not record.called_off and record.phase_at(shown.now) != "past"
    return f"{record.url}share.png" if (coming or isinstance(record, Shared)) and fonts.sans() else ""


def pictures(shown: Shown) -> list[tuple[str, Words]]:
    """Return address and words of every picture."""
    found = ((picture_url(shown, record), record) for record in shown.everything())
    return [(url, words(shown, record)) for url, record in found if url]


def text(shown: Shown, record: Published) -> str:
    """Return the words to paste into a chat: title, when, where or what, and the full address."""
    one = card(shown, record)
    said = [one.when, one.place] if isinstance(record, Scheduled) else [one.summary]
    title = "｜".join(part for part in (one.title, "，".join(filter(None, said))) if part)
    return f"{title} {shown.campaign.site_url}{record.url}"


def words(shown: Shown, record: Published) -> Words:
    """Return what stands on the picture of a record."""
    campaign, one = shown.campaign, card(shown, record)
    where = " · ".join(part for part in (one.place, one.town) if part) or ("线上" if one.online else "")
    foot = (
        "长按识别，看全文",
        f"举报热线 {campaign.hotline}" if campaign.hotline else campaign.district,
        "示例数据，请勿前往" if record.sample else "",
    )
    return Words(
        campaign=f"商业秘密保护{campaign.short}",
        badge=one.badge,
        title=one.title,
        facts=tuple(part for part in (one.when, where) if part) if isinstance(record, Scheduled) else (),
        text=one.summary,
        points=record.points if isinstance(record, Shared) else (),
        foot=tuple(line for line in foot if line),
        address=f"{campaign.site_url}{record.url}",
    )
