"""Open days: a demonstration unit shows its ways to others."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from campaign.models.capabilities import Counted
from campaign.models.fields import Line
from campaign.models.refs import UnitRef
from campaign.models.visits import Visitable


class OpenDay(Visitable, Counted):
    """One open day of one unit; the unit is the place."""

    collection: ClassVar[str] = "open_days"
    label: ClassVar[str] = "开放日"
    section: ClassVar[str] = "活动"
    intro: ClassVar[str] = "走进已获评的示范单位，看别人怎么定密、怎么管人、怎么防泄密。"

    title: Line = Field(max_length=60, title="开放日名称", examples=["走进示例产业园（示例）"])
    unit: UnitRef = Field(title="示范单位", examples=["g60-park"])

    @property
    def place_key(self) -> tuple[str, str] | None:
        """The unit is the place."""
        return ("units", self.unit)
