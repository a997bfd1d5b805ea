"""Lectures: public talks and the cloud classroom's programmes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import ClassVar, Literal, get_args

from pydantic import Field

from campaign.models.capabilities import Attendable, Attendance, Counted, Placed, Scheduled
from campaign.models.fields import Address, Count, Day, Line, Text, Url, YesNo
from campaign.models.parts import Part
from campaign.models.refs import PersonRef

Level = Literal["入门", "实务", "进阶"]
Role = Literal["法务", "研发", "人事", "销售", "管理层"]
_NEVER = datetime(9999, 12, 31)


class Video(Part):
    """A recording on a platform of the bureau."""

    platform: Line = Field(title="平台", examples=["大体检云平台·云课堂（示例）"])
    url: Url | None = Field(None, title="网址")
    minutes: Count | None = Field(None, title="时长（分钟）", examples=["45"])
    captions: YesNo = Field(default=False, title="有字幕")
    transcript: Address | None = Field(
        None,
        title="文字稿",
        description="网址，或者放在 data/files/ 里的文件；听不清、不方便外放的人靠它。",
        examples=["files/grading-transcript.txt"],
    )


class Quiz(Part):
    """One question to what was taught."""

    q: Line = Field(title="题目", examples=["没有申请专利的配方，还受保护吗？"])
    options: tuple[Line, ...] = Field(min_length=2, title="选项", examples=[["受保护", "不受保护"]])
    answer: Line = Field(title="答案", description="和其中一个选项一字不差。", examples=["受保护"])
    why: Text = Field(title="为什么", examples=["商业秘密不用申请，靠自己守住。"])


class Lecture(Scheduled, Placed, Attendable, Counted):
    """One talk, live or recorded."""

    collection: ClassVar[str] = "lectures"
    label: ClassVar[str] = "宣讲"
    section: ClassVar[str] = "活动"
    schema_type: ClassVar[str] = "EducationEvent"
    facets: ClassVar[Mapping[str, str]] = {"level": "难度", "roles": "岗位"}
    intro: ClassVar[str] = "问题诊断、管理机制、侵权后处理、定密分级、人防物防技防：按岗位和难度选一场听。"

    title: Line = Field(max_length=60, title="宣讲题目", examples=["一小时看懂定密分级"])
    format: Literal["现场", "直播", "录播", "图文"] = Field(title="形式", examples=["现场"])
    series: Line | None = Field(None, title="系列", examples=["商业秘密保护公益宣讲"])
    episode: Count | None = Field(None, title="第几讲", examples=["1"])
    speakers: tuple[PersonRef, ...] = Field((), title="主讲人", examples=[["speaker-a"]])
    level: Level = Field("入门", title="难度", examples=["入门"])
    roles: tuple[Role, ...] = Field((), title="适合岗位", examples=[["人事"]])
    method: tuple[Literal["人防", "物防", "技防", "制度"], ...] = Field((), title="防护手段", examples=[["制度"]])
    syllabus: tuple[Line, ...] = Field((), title="讲什么", examples=[["什么算商业秘密", "怎样分级"]])
    on_demand: YesNo = Field(
        default=False,
        title="随时可看",
        description="录播、图文写 true：开始时间是上线时间，之后一直可看。",
        examples=["false"],
    )
    video: Video | None = Field(None, title="视频")
    slides: Address | None = Field(
        None, title="课件", description="网址，或者放在 data/files/ 里的文件。", examples=["files/grading-slides.pdf"]
    )
    quiz: tuple[Quiz, ...] = Field((), title="小测")
    content_valid_until: Day | None = Field(None, title="内容有效期至")

    @property
    def ways(self) -> tuple[tuple[str, str], ...]:
        """What can be watched and read, each with its name: an address, or a file below the site's root."""
        video = self.video
        found = (
            ("看视频" + "（示例网址）" * self.sample, video.url if video else None),
            ("课件", self.slides),
            ("文字稿", video.transcript if video else None),
        )
        return tuple((name, address) for name, address in found if address)

    @property
    def files(self) -> tuple[str, ...]:
        """Slides and transcript as well, where they lie beside the data."""
        return (*super().files, *(address for _, address in self.ways if "://" not in address))

    @property
    def closing(self) -> datetime:
        """Return the moment it is over; what stays on line is over with its contents' validity, or never."""
        if not self.on_demand:
            return super().closing
        last = self.content_valid_until
        return datetime.combine(last, time.max) if last else _NEVER

    @property
    def kind_text(self) -> str:
        """The badge says how one attends."""
        return f"{self.format}宣讲"

    @classmethod
    def kinds(cls) -> tuple[str, ...]:
        """One for each way to attend."""
        return tuple(f"{one}宣讲" for one in get_args(cls.model_fields["format"].annotation))

    @property
    def attendance(self) -> Attendance:
        """A talk on the spot, or something to follow from anywhere."""
        return "线下" if self.format == "现场" else "线上"

    @property
    def difficulty(self) -> str:
        """As staff wrote it."""
        return self.level

    @property
    def channel(self) -> tuple[str, str] | None:
        """The platform that carries it."""
        return (self.video.platform, self.video.url or "") if self.video else None

    @property
    def performers(self) -> tuple[str, ...]:
        """The speakers."""
        return self.speakers
