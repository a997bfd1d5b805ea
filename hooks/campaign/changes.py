"""What changed since the last published state, and whether subscribers will hear of it.

A calendar that somebody subscribed to notices a change only by a raised revision, knows
an entry only by its UID, and forgets one that is gone. So a changed time, place or state
without a new revision is an error, and so are a deleted record, an earlier date that is
not noted, and sittings that lost their place in the list, which is their identity.
Source: RFC 5545 §3.8.4.7 UID, §3.8.7.4 SEQUENCE.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from campaign.checks.language import complain, every
from campaign.models.capabilities import Scheduled
from campaign.problems import Problem
from campaign.site import Site

_TOLD = {
    "start": "开始时间",
    "end": "结束时间",
    "all_day": "全天",
    "venue": "场所",
    "unit": "示范单位",
    "status": "发布状态",
}
_SITTINGS = {"sessions": "分场次", "slots": "分批时段"}
_KEPT = ("start", "end", "venue", "state")


def unannounced(site: Site, base: Site) -> Iterator[Problem]:
    """Yield an error for every change since ``base`` that subscribers would not hear of, or would get wrong."""
    for old in every(base, Scheduled):
        if old.status == "draft":
            continue
        new = site.get(old.collection, old.id)
        if isinstance(new, Scheduled):
            yield from _misplaced(site, old, new)
            yield from _unnoted_move(site, old, new)
            yield from _unraised(site, old, new)
        else:
            yield _deleted(base, old)


def _unraised(site: Site, old: Scheduled, new: Scheduled) -> Iterator[Problem]:
    changed = [label for name, label in _TOLD.items() if getattr(old, name, None) != getattr(new, name, None)]
    changed += [_SITTINGS[name] for name in new.sittings if _kept(old, name) != _kept(new, name)]
    if not changed:
        return
    if new.revision <= old.revision:
        wanted = str(old.revision + 1)
        message = f"已发布的{'、'.join(changed)}改了，修订号还是 {new.revision}。"
        if "revision" in new.model_fields_set:
            path, value = ("revision",), wanted
            hint = f"写成 revision: {wanted}，订阅日历的人才会收到变化。"
        else:
            path, value = ("start",), None
            hint = f"加一行 revision: {wanted}，订阅日历的人才会收到变化。"
        yield complain(site, new, "revision-not-raised", path, message, hint, value)
    if old.changed_at and (new.changed_at is None or new.changed_at <= old.changed_at):
        message = f"已发布的{'、'.join(changed)}改了，最后修改时间还是 {old.changed_at:%Y-%m-%d %H:%M}。"
        hint = "把 updated 改成现在的时间；取消、延期的写 status_since，改期的写 told，取消一场的写 state_since。"
        path = ("updated",) if new.updated else ("start",)
        yield complain(site, new, "change-undated", path, message, hint)


def _unnoted_move(site: Site, old: Scheduled, new: Scheduled) -> Iterator[Problem]:
    """A new beginning or place keeps the old one in rescheduled_from, so that everybody is told."""
    venue = getattr(old, "venue", None)
    moved = old.start != new.start or venue != getattr(new, "venue", None)
    if not moved or len(new.rescheduled_from) > len(old.rescheduled_from):
        return
    where = f", venue: {venue}" if venue and venue != getattr(new, "venue", None) else ""
    line = f"- {{start: {old.start:%Y-%m-%d %H:%M}{where}, told: 通知时间, reason: 原因}}"
    message = "已发布的开始时间或场所改了，没有把原来的记下来。"
    hint = f"在 rescheduled_from: 下面加一行（前面空两格）：{line}"
    yield complain(site, new, "move-not-noted", ("start",), message, hint)


def _misplaced(site: Site, old: Scheduled, new: Scheduled) -> Iterator[Problem]:
    """A sitting keeps its place in its list: new ones come last, one that is off stays and says so."""
    for name, before in old.sittings.items():
        after = new.sittings.get(name, ())
        starts = [one.start for one in after]
        for no, (was, now) in enumerate(zip_longest(before, after)):
            if was is None:
                break
            if now is None or (now.start != was.start and was.start in starts):
                message = f"{_SITTINGS[name]}里原来的第 {no + 1} 条（{was.start:%m月%d日 %H:%M}）被删掉或挪了位置。"
                hint = "顺序不能变：新加的写在最后；不办的不要删，写 state: 取消 和 state_since: 时间。"
                yield complain(site, new, "sitting-misplaced", (name,) if after else ("start",), message, hint)
                break


def _deleted(base: Site, old: Scheduled) -> Problem:
    message = f"已发布的“{old.name_text}”（{old.id}）不见了：订阅日历的人会以为还在办，或者收到一条对不上的新日程。"
    hint = (
        "不要删文件，也不要改编号：放回来，写 status: cancelled、status_reason: 原因、status_since: 时间，修订号加 1。"
    )
    return Problem("record-deleted", base.where(old), message, hint)


def _kept(record: Scheduled, name: str) -> list[tuple[object, ...]]:
    """Return what subscribers know of each sitting."""
    return [tuple(getattr(one, part, None) for part in _KEPT) for one in record.sittings.get(name, ())]
