"""A campaign's folder → :class:`~campaign.site.Site`: read, validate, resolve, check.

Everything that is wrong is collected first and raised once as ``DataError``.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from campaign.beside import ahead, processors
from campaign.checks import run_checks
from campaign.dead import read_links
from campaign.layers import read_layers
from campaign.likeness import renew
from campaign.models.base import REGISTRY, Published, Record
from campaign.models.campaign import Campaign
from campaign.models.errors import validate
from campaign.models.fields import Context
from campaign.models.partial import salvaged
from campaign.models.soft import refused, soft_problems
from campaign.models.units import Unit
from campaign.naming import id_of
from campaign.parsed import Known, Parsed, packed_of
from campaign.problems import DataError, Problems
from campaign.reading import (
    MOST_RECORDS,
    Fresh,
    Memory,
    Reading,
    Refused,
    bounded,
    entries,
    files,
    shown_path,
    strangers,
    too_many,
)
from campaign.resolving import resolve
from campaign.site import Site

__all__ = ["load", "shown_path"]
#: records of a collection that are wrong, after which the rest is not looked at: nobody mends more at once
MOST_FAILED = 500


def load(root: Path, now: datetime, problems: Problems | None = None, memory: Memory | None = None) -> Site:
    """Return the site written in folder ``root``; warnings stay in ``problems``.

    ``memory`` spares files that have not changed since it was last handed in from being parsed again.

    Raises DataError, with all findings, when anything is an error.
    """
    renew()
    problems = problems if problems is not None else Problems()
    reading = Reading(root, shown_path(root), problems, memory={} if memory is None else memory)
    if not root.is_dir():
        reading.complain("no-data", "", f"找不到数据文件夹“{root}”。", "请检查 --data 后面的路径。", line=0)
        raise DataError(problems)
    count = bounded(reading)
    if not reading.memory:
        reading.parsed = Parsed.of(root, count)
    strangers(reading)
    _read(reading, Context(image_roots=(root,), file_roots=(root,)))
    if not reading.records["campaign"]:
        reading.unread.add("campaign")  # said once below; those who name it are not to blame
    resolve(reading)
    campaigns = [record for record in reading.records["campaign"].values() if isinstance(record, Campaign)]
    if not campaigns:
        if not os.path.lexists(root / "campaign.yml"):
            reading.complain(
                "no-campaign",
                "campaign.yml",
                "没有 campaign.yml：不知道是哪一届服务月。",
                "复制示例的 campaign.yml 再改。",
            )
        raise DataError(problems)
    links = read_links(root, problems, reading.shown)
    site = Site(campaigns[0], reading.records, reading.entries, dict(reading.citing), reading.private, links)
    site.layers.update(read_layers(root, site, now, problems))
    problems.extend(run_checks(site, now))
    if problems.errors:
        raise DataError(problems)
    units = site.records["units"]
    for unit in [one for one in units.values() if isinstance(one, Unit)]:
        units[unit.id] = unit.for_public()  # what it did not agree to show goes no further than the rules
    return site


def _read(reading: Reading, context: Context) -> None:
    """Read every record; those in memory that are still so on disk are taken as they are."""
    _half_ahead(reading, context)
    _records(reading, context)
    reading.parsed.keep(reading.memory)
    reading.parsed = Parsed()


def _half_ahead(reading: Reading, context: Context) -> None:
    """Let a second processor read half of a large folder of which little is known."""
    paths = files(reading) if reading.parsed.kept else []
    if len(paths) <= 2 * len(reading.parsed.kept) or processors() == 1:
        return
    half = frozenset(paths[len(paths) // 2 :])

    def packed() -> bytes:
        other = Reading(reading.root, reading.shown, Problems(), only=half)
        _records(other, context)
        return packed_of(other.memory)

    reading.parsed.expect(half, ahead(packed))


def _records(reading: Reading, context: Context) -> None:
    count = 0
    for name, model in REGISTRY.items():
        reading.records[name] = {}
        failed = 0
        for one in entries(reading, name):
            count += issubclass(model, Published)
            if count > MOST_RECORDS:
                too_many(reading, f"数据里有网页的记录超过 {MOST_RECORDS:,} 条，一个网站最多这么多。")
            if isinstance(one, Known):
                reading.records[name][one.record.id] = one.record
                reading.entries[name, one.record.id] = one.entry
            elif not _keep(reading, model, one, context):
                failed += 1
                if failed == MOST_FAILED:
                    reading.unread.add(name)  # those who name the rest are not to blame
                    message = f"“{name}”里已经有 {failed} 条记录写错，从这里起先不检查。"
                    reading.problems.add(one.entry.problem("too-many", (), message, hint="先改前面的，再检查一次。"))
                    break


def _keep(reading: Reading, model: type[Record], fresh: Fresh, context: Context) -> bool:
    """Validate one entry and keep what can be used of it under its id; tell whether it was right."""
    entry, expected, asked = fresh.entry, fresh.expected, context.asked
    whole, data = validate(entry, model, context, reading.problems), entry.data
    record = whole or salvaged(entry, model, context)
    soft = soft_problems(entry)
    private = [problem for problem in soft if problem.code == "privacy"]
    reading.problems.extend(problem for problem in soft if problem.code != "privacy")
    key = id_of(reading, model.collection, entry, expected)
    written = str(entry.data.get("id"))
    if key != written:
        reading.broken.add((model.collection, written))  # those who name it are not to blame
    kept = reading.records[model.collection]
    lost = record is None or not key or key in kept
    if whole is None:
        reading.refused.append(Refused(model.collection, entry, data, None if lost else (model.collection, key)))
    if record is None or lost:
        reading.problems.extend(refused(private, str(entry.data.get("status"))))
        names = (expected, written, entry.data.get("name"))
        reading.broken |= {(model.collection, name) for name in names if isinstance(name, str) and name}
        return False
    kept[key] = record if key == record.id else record.model_copy(update={"id": key})
    entry.forget()
    reading.entries[model.collection, key] = entry
    if private:
        reading.private[model.collection, key] = private
    elif fresh.raw and len(reading.problems.found) == fresh.found and context.asked == asked:
        reading.memory[entry.document.file] = Known(fresh.raw, kept[key], entry)
    return whole is not None
