"""What changed since the last published state, and whether subscribers will hear of it.

A calendar that somebody subscribed to notices a change only by a raised revision, so a
changed time, place or state without one is an error. Source: RFC 5545 §3.8.7.4 SEQUENCE.
"""

from __future__ import annotations

from collections.abc import Iterator

from campaign.checks.language import complain, every
from campaign.models.capabilities import Scheduled
from campaign.problems import Problem
from campaign.site import Site

_TOLD = {"start": "开始时间", "end": "结束时间", "venue": "场所", "unit": "示范单位", "status": "发布状态"}


def unraised_revisions(site: Site, base: Site) -> Iterator[Problem]:
    """Yield an error for every record that was published in ``base`` and changed without a new revision."""
    for record in every(site, Scheduled, withdrawn=True):
        old = base.get(record.collection, record.id)
        if not isinstance(old, Scheduled) or old.status == "draft":
            continue
        changed = [label for name, label in _TOLD.items() if getattr(old, name, None) != getattr(record, name, None)]
        if changed and record.revision <= old.revision:
            message = f"已发布的{'、'.join(changed)}改了，修订号还是 {record.revision}。"
            wanted = str(old.revision + 1)
            hint = f"写成 revision: {wanted}，订阅日历的人才会收到变化。"
            yield complain(site, record, "revision-not-raised", ("revision",), message, hint, wanted)
