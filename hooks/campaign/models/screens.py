"""Screens in squares, halls and doorways: what hangs where, what it plays, when it is lit, what breaks in.

Four lists of their own, because different people change them at different times:
``screens``, ``playlists``, ``dayparts`` and ``bulletins``.
Source: KIOSK in the design (legibility, scan distance, day-parting).
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Annotated, ClassVar, Final, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, field_validator

from campaign.models.base import Record
from campaign.models.complaint import complaint, half_width, shown
from campaign.models.fields import Count, Day, Line, Moment, Number, RefTo, TimeOfDay, YesNo
from campaign.models.parts import Part
from campaign.models.refs import Topic
from campaign.models.times import MIDNIGHT
from campaign.models.weekdays import Weekday

Kind = Literal["活动", "宣讲", "开放日", "倒计时", "法规", "案例", "示范单位", "公告", "举报", "统计", "二维码", "地图"]
Layout = Literal["横排", "竖排", "对半"]
#: kinds whose slides hold at any moment: they are shown when clock or data can't be trusted
UNDATED: Final = frozenset({"法规", "案例", "示范单位", "举报", "二维码", "地图"})
#: kind → the collection that its ``record`` names; other kinds know one slide each
COLLECTIONS: Final[dict[Kind, str]] = {
    "活动": "events", "宣讲": "lectures", "开放日": "open_days", "倒计时": "events",
    "法规": "explainers", "案例": "cases", "示范单位": "units", "公告": "notices",
}  # fmt: skip
ONLY: Final[dict[Kind, str]] = {"举报": "hotline", "统计": "month", "二维码": "site", "地图": "stations"}
#: what stands for every screen, as leaving the line out does
_ALL: Final = ("all", "全部", "所有", "全部屏幕", "所有屏幕")
#: no bulletin stays longer: what was meant for a day is forgotten on the glass
LONGEST_BULLETIN: Final = timedelta(hours=72)

DaypartRef = Annotated[Line, RefTo("dayparts")]
PlaylistRef = Annotated[Line, RefTo("playlists")]
ScreenRef = Annotated[Line, RefTo("screens")]


def _until_midnight(text: object) -> object:
    """Return 00:00 for the end of a day: earlier than any opening, it is midnight. Raises the code time-format.

    Source: ISO 8601:2004, 24:00.
    """
    if isinstance(text, str) and text != "24:00" and MIDNIGHT.fullmatch(half_width(text)):
        raise complaint("time-format", f"“{shown(text)}”不是“时:分”的写法。", "半夜十二点写 24:00。", "24:00")
    return "00:00" if text == "24:00" else text


Closing = Annotated[
    TimeOfDay,
    BeforeValidator(_until_midnight),
    WithJsonSchema({"type": "string", "pattern": r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$"}, mode="validation"),
]


class OtherHours(Part):
    """One day that differs from the usual hours."""

    on: Day = Field(title="日期", examples=["2023-06-22"])
    opens: TimeOfDay | None = Field(None, title="开屏时间", description="不写就是整天不开。", examples=["08:00"])
    closes: Closing | None = Field(None, title="关屏时间", examples=["21:00"])


class Daypart(Record):
    """When screens are lit, in Beijing time."""

    collection: ClassVar[str] = "dayparts"
    label: ClassVar[str] = "开屏时段"

    name: Line = Field(title="名称", examples=["户外"])
    opens: TimeOfDay = Field(title="开屏时间", examples=["07:00"])
    closes: Closing = Field(
        title="关屏时间",
        description="和开屏时间相同就是全天；早于开屏时间就是到第二天；24:00 就是半夜十二点。",
        examples=["22:00"],
    )
    days: tuple[Weekday, ...] = Field((), title="星期", description="不写就是每天。", examples=[["周一", "周二"]])
    exceptions: tuple[OtherHours, ...] = Field((), title="例外日期")


class Programme(Part):
    """One line of a playlist: which slides, how long, how often."""

    show: Kind = Field(title="内容", examples=["活动"])
    record: Line | None = Field(None, title="只放这一条", description="记录的编号；不写就自动选。")
    topics: tuple[Topic, ...] = Field(
        (), title="主题", description="只放有其中一个主题的；不写就是都放。", examples=[["定密分级"]]
    )
    order: Literal["顺序", "每天打乱"] = Field(
        "顺序", title="次序", description="每天打乱：条数比“最多几条”多时，每天换一批。", examples=["顺序"]
    )
    days: Count | None = Field(
        None, le=999, title="提前几天", description="有时间的内容，从开始前几天起播放；不写是 30 天。", examples=["30"]
    )
    most: Count = Field(4, ge=1, le=100, title="最多几条", examples=["4"])
    seconds: Count = Field(12, ge=1, le=120, title="每条几秒", description="字多的会自动加长。", examples=["12"])
    weight: Count = Field(1, ge=1, le=100, title="权重", description="写 3 就比写 1 的多出现两倍。", examples=["1"])


class Playlist(Record):
    """What a screen plays."""

    collection: ClassVar[str] = "playlists"
    label: ClassVar[str] = "播放单"

    name: Line = Field(title="名称", examples=["服务月"])
    valid_from: Day | None = Field(None, title="从哪天起", examples=["2023-06-01"])
    valid_until: Day | None = Field(None, title="到哪天止", description="这天播完为止。", examples=["2023-06-30"])
    items: tuple[Programme, ...] = Field(min_length=1, title="内容")

    @property
    def first(self) -> datetime | None:
        """The first moment at which it may be played."""
        return datetime.combine(self.valid_from, time.min) if self.valid_from else None

    @property
    def last(self) -> datetime | None:
        """The first moment at which it may no longer be played."""
        return datetime.combine(self.valid_until, time.min) + timedelta(days=1) if self.valid_until else None


class Touch(Part):
    """What makes a screen a terminal: a menu within reach, that rests again when nobody touches it."""

    empty_is_wrong: ClassVar[bool] = True

    bottom_mm: Count = Field(
        title="下沿离地（毫米）",
        description="按它算哪一段够得着：站着、坐轮椅都在 400–1200 毫米之间；挂得太高，排不下菜单和三行目录，不能发布。",
        examples=["700"],
    )
    target_mm: Number = Field(20, ge=20, title="按钮边长（毫米）", description="至少 20。", examples=["20"])
    idle_seconds: Count = Field(45, ge=15, le=300, title="几秒没人碰就回首页", examples=["45"])


class Screen(Record):
    """One screen: its pixels, from how far it is read, and what it plays."""

    collection: ClassVar[str] = "screens"
    label: ClassVar[str] = "屏幕"

    name: Line = Field(title="名称", examples=["门楣条屏"])
    place: Line | None = Field(None, title="安装地点", examples=["示例广场西门"])
    width: Count = Field(ge=32, le=16384, title="横向像素", examples=["1920"])
    height: Count = Field(ge=32, le=16384, title="纵向像素", examples=["640"])
    rotate: Literal["0", "90", "180", "270"] = Field(
        "0", title="旋转", description="屏竖着装而盒子只会横着输出时写：顺时针转几度。宽、高照人看到的写。"
    )
    safe_px: tuple[Count, ...] = Field(
        (),
        min_length=4,
        max_length=4,
        title="让开的边（像素）",
        description="被边框、灯箱挡住的：上、右、下、左，四个数都写；不写就是没有。",
        examples=[["0", "16", "0", "16"]],
    )
    panel: Literal["LED", "LCD"] = Field(title="屏幕类型", examples=["LED"])
    pitch_mm: Number | None = Field(
        None, gt=0, title="点间距（毫米）", description="LED 屏写，P5 就写 5。", examples=["5"]
    )
    diagonal_in: Number | None = Field(None, gt=0, title="对角线（英寸）", description="LCD 屏写。", examples=["55"])
    far_m: Number = Field(gt=0, title="最远观看距离（米）", description="字号按它算。", examples=["30"])
    scan_m: Number = Field(gt=0, title="扫码距离（米）", description="二维码的大小按它算。", examples=["15"])
    layout: Literal["自动", "横排", "竖排", "对半"] = Field("自动", title="版式", examples=["自动"])
    theme: Literal["深色", "浅色", "交替"] = Field(
        "深色",
        title="底色",
        description="LED 屏用深色；LCD 屏用交替：亮屏时段的前一半浅色，后一半深色，免得烧屏。",
        examples=["深色"],
    )
    motion: Literal["淡入", "无"] = Field("淡入", title="换页方式", examples=["淡入"])
    hours: DaypartRef = Field(title="开屏时段", examples=["outdoor"])
    playlist: PlaylistRef = Field(title="播放单", examples=["service-month"])
    fallback: PlaylistRef = Field(
        title="备用播放单", description="时钟或数据不可信时放，至少两条没有日期的内容。", examples=["evergreen"]
    )
    transport: Literal["https", "http-lan", "file"] = Field(
        "https", title="更新方式", description="https 联网、http-lan 内网、file U 盘。", examples=["https"]
    )
    poll_seconds: Count = Field(60, ge=30, le=600, title="几秒查一次更新", examples=["60"])
    stale_after_days: Count = Field(14, ge=1, title="几天没更新要注明", examples=["14"])
    orbit_px: Count = Field(3, le=20, title="防烧屏位移（像素）", examples=["3"])
    touch: Touch | None = Field(None, title="触摸", description="触摸终端才写；屏上就有四个按钮的菜单。")
    sample: YesNo = Field(default=False, title="示例", examples=["true"])


class Bulletin(Record):
    """What breaks into the programme, and ends by itself."""

    collection: ClassVar[str] = "bulletins"
    label: ClassVar[str] = "插播"

    screens: tuple[ScreenRef, ...] = Field(
        (), title="屏幕", description="不写就是所有屏幕。", examples=[["plaza-strip"]]
    )
    start: Moment = Field(title="开始时间", examples=["2023-06-15 07:00"])
    until: Moment = Field(title="结束时间", description="必须写，最多 72 小时之后。", examples=["2023-06-15 12:00"])
    title: Line = Field(max_length=24, title="标题", examples=["启动活动改期"])
    lines: tuple[Line, ...] = Field((), title="内容", examples=[["改至6月16日 9:30"]])
    approved_by: Line = Field(title="批准人", examples=["办公室（示例）"])

    @field_validator("screens", mode="before")
    @classmethod
    def _every_one(cls, named: object) -> object:
        """Take ``all`` for what it means: the word is no screen's id."""
        words = named if isinstance(named, list) else [named]
        return [] if any(one in _ALL for one in words) else named
