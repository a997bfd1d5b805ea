"""The whole way from a data folder to a published site, and its summary.

Validate, build aside, audit, swap: nothing is published unless everything is valid.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from campaign import clock, fonts, made, mkdocs_adapter, prose, publish
from campaign.beside import BesideError
from campaign.changes import unannounced
from campaign.console import refused
from campaign.loading import load
from campaign.made import Receipt
from campaign.plan import Plan
from campaign.problems import DataError, Problems
from campaign.reading import Memory

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: the project's folder, the data's, the target, a preview's moment, and another kind than it says."""

    project: Path
    data: Path
    out: Path
    at: str | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build made."""

    records: int
    hidden: list[str]
    pages: int
    warnings: Problems
    seconds: float

    @property
    def said(self) -> str:
        """What holds as long as nothing changes: the warnings, how much there is, and what is missing."""
        lines = [self.warnings.text()] if self.warnings.warnings else []
        lines.append(f"{self.records} 条记录，{self.pages} 个页面，{len(self.warnings.warnings)} 处提醒。")
        if self.hidden:
            lines.append("没有上网的记录：" + "；".join(self.hidden))
        if fonts.sans() is None:
            lines.append(
                "没有画分享图：这台电脑没有中文字体，装上就有（Debian、Ubuntu：sudo apt install fonts-noto-cjk）。"
            )
        return "\n".join(lines)

    def text(self, out: Path) -> str:
        """Return the last line, which staff read at the end."""
        return f"完成，用了 {self.seconds:.1f} 秒。网站在：{out}"


#: what ends a build for a reason that staff can do something about
FAILURES: Final = (DataError, publish.PublishError, BesideError, OSError)


def told(error: Exception, out: Path) -> str:
    """Return what staff read about one of ``FAILURES`` of a build for ``out``."""
    if isinstance(error, OSError):
        return f"{refused(error, out)}网上的还是完整的一版；排除原因，再运行一次。"
    return str(error)


def check(project: Path, data: Path, at: str | None, against: Path | None = None) -> Problems:
    """Return everything that is wrong with data and prose, without building.

    ``against`` is the data folder as it was published: changes since then must raise the revision.
    """
    with _records_stay():
        return _checked(project, data, clock.now(at), against)


def _checked(project: Path, data: Path, now: datetime, against: Path | None) -> Problems:
    problems = Problems()
    try:
        site = load(data, now, problems)
    except DataError:
        return problems
    shown = site.shown_at(now)
    if against is not None:
        with contextlib.suppress(DataError):  # a published state that no longer loads tells nothing about changes
            problems.extend(unannounced(site, load(against, now)))
    problems.extend(prose.check_prose(project / "docs", data, shown))
    problems.extend(prose.check_drawings(project / "overrides", shown))
    return problems


def build(
    order: Order, say: Say, kept: Callable[[Plan], None] = lambda _plan: None, memory: Memory | None = None
) -> Summary:
    """Build and publish; raises DataError or PublishError with all that is wrong.

    ``kept`` gets the plan of what was published, for who goes on from there with the same ``memory`` of files.
    """
    started = time.perf_counter()
    _quiet_mkdocs()
    receipt = Receipt(made.key(order.project, order.data, order.at))
    kind = order.kind or ("preview" if order.at else "published")
    with _records_stay(), publish.replacing(order.out, kind, receipt) as aside:
        say("正在读取和检查数据 …")
        plan = mkdocs_adapter.build(
            order.project / "mkdocs.yml", aside, data=order.data, at=order.at, say=say, memory=memory
        )
        say("正在检查生成的页面 …")
        findings = Problems(plan.audit(aside))
        if findings:
            raise DataError(findings)
        summary = _summary(plan, started)
        receipt.said = summary.said
        if made.key(order.project, order.data, order.at) != receipt.key:
            receipt.key = ""  # something changed meanwhile, and nobody knows which half was read before
    kept(plan)
    return replace(summary, seconds=time.perf_counter() - started)


@contextlib.contextmanager
def _records_stay() -> Iterator[None]:
    """Let the collector rest: records live to the end, and looking at them again and again costs a tenth."""
    thresholds = gc.get_threshold()
    gc.set_threshold(200_000, 20, 1000)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


def _summary(plan: Plan, started: float) -> Summary:
    hidden = [f"{one.record.name_text}（{one.reason}）" for one in plan.shown.hidden]
    pages = len(plan.prose_urls) + len(plan.record_urls)
    return Summary(len(plan.shown.everything()), hidden, pages, plan.problems, time.perf_counter() - started)


def _quiet_mkdocs() -> None:
    """MkDocs' own English progress means nothing to staff; its warnings do reach the log."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
