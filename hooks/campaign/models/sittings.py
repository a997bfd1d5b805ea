"""When something takes place that does so more than once, or elsewhere than it was told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, Protocol

from pydantic import Field

from campaign.models.fields import Line, Moment
from campaign.models.parts import Part
from campaign.models.refs import VenueRef


class Sitting(Protocol):
    """What sessions and visiting groups have in common."""

    @property
    def start(self) -> datetime:
        """When it begins."""

    @property
    def end(self) -> datetime | None:
        """When it ends, if that is known."""

    @property
    def state(self) -> str:
        """``取消`` when it does not take place."""

    @property
    def state_since(self) -> datetime | None:
        """When that was decided."""


class Session(Part):
    """One sitting of a record that takes place several times; its place in the list is its identity in calendars."""

    start: Moment = Field(title="开始时间", examples=["2023-06-14 14:00"])
    end: Moment | None = Field(None, title="结束时间", examples=["2023-06-14 16:00"])
    label: Line | None = Field(None, title="场次名称", examples=["第一场"])
    venue: VenueRef | None = Field(None, title="场所")
    state: Literal["正常", "取消"] = Field("正常", title="状态", description="这一场不办了写 取消，不要删掉这一条。")
    state_since: Moment | None = Field(None, title="取消时间", description="这一场什么时候定的取消。")


class Moved(Part):
    """An earlier date that was given up, so that the page can say so."""

    start: Moment = Field(title="原定开始时间")
    venue: VenueRef | None = Field(None, title="原定场所")
    told: Moment | None = Field(
        None, title="通知时间", description="什么时候告诉大家的，变更公告按它排；不写就按最后修改时间。"
    )
    reason: Line | None = Field(None, title="改期原因", examples=["场地检修"])


def running(sessions: Iterable[Session]) -> list[Session]:
    """Return those that were not called off, soonest first."""
    return sorted((one for one in sessions if one.state != "取消"), key=lambda one: one.start)
