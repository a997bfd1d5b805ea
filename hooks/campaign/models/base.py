"""What every record shares, and the registry that outputs ask.

A collection is one subclass of :class:`Record` with ``collection`` set. Declaring
it is enough to be read, validated, described, listed, stamped and exported.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import ClassVar, Final, Literal, get_args

from pydantic import Field

from campaign.models.fields import Day, Id, Line, Moment, Rich, Text, YesNo
from campaign.models.parts import Attachment, Contact, Image, Part, Review, Source
from campaign.models.refs import OrgRef, Topic

Status = Literal["draft", "published", "postponed", "cancelled", "withdrawn"]
Audience = Literal["企业", "园区", "公众", "员工", "执法人员"]
Level = Literal["国家", "市", "区", "所"]

STATUS_LABELS: Final = {
    "draft": "草稿",
    "published": "已发布",
    "postponed": "延期",
    "cancelled": "取消",
    "withdrawn": "撤下",
}

#: collection name → its model, in the order of declaration
REGISTRY: dict[str, type[Record]] = {}


class Record(Part):
    """Anything with an id that has a place of its own in ``data/``."""

    collection: ClassVar[str] = ""
    label: ClassVar[str] = ""
    public: ClassVar[bool] = False

    id: Id = Field(
        title="编号",
        description="小写英文、数字和短横线；每条一个文件的，与文件名相同；有网页的，就是网址的一部分。发布后不再改。",
        examples=["2023-06-08-launch"],
    )

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: object) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        if "collection" in vars(cls):
            REGISTRY[cls.collection] = cls

    @property
    def name_text(self) -> str:
        """What people call the record."""
        return str(getattr(self, "title", None) or getattr(self, "name", None) or self.id)

    @property
    def known_as(self) -> tuple[str, ...]:
        """The names that colleagues write: whole and short, each with and without （示例）."""
        names = (self.name_text, getattr(self, "short", None) or self.name_text)
        return tuple(dict.fromkeys((*names, *(name.removesuffix("（示例）") for name in names))))


class Published(Record):
    """A record with a page of its own; ``kind`` of a subclass becomes its badge."""

    public: ClassVar[bool] = True
    section: ClassVar[str] = "活动"
    intro: ClassVar[str] = ""
    #: own fields by which the list can be filtered, each with the filter's label
    facets: ClassVar[Mapping[str, str]] = {}
    #: template of the collection's list
    listed_in: ClassVar[str] = "listing.html"
    schema_type: ClassVar[str] = "CreativeWork"

    summary: Text | None = Field(
        None, max_length=120, title="摘要", description="一两句话，出现在列表和分享里，不超过 120 字。"
    )
    status: Status = Field(
        title="发布状态",
        description="draft 草稿（不上网）、published 已发布、postponed 延期、cancelled 取消、withdrawn 撤下。",
        examples=["draft"],
    )
    status_reason: Line | None = Field(None, title="状态原因", description="延期、取消、撤下时必须写。")
    status_since: Moment | None = Field(
        None,
        title="状态改变时间",
        description="什么时候定的延期或取消，变更公告按它排；不写就按最后修改时间。",
        examples=["2023-06-11 17:30"],
    )
    reporting_unit: OrgRef = Field(
        title="责任单位", description="单位表 data/orgs.yml 里的编号；只写一个，统计只算它的。", examples=["fbzdjz"]
    )
    item: int | None = Field(
        None, ge=1, le=30, title="活动安排编号", description="通知第四部分的第几项。", examples=["5"]
    )
    topics: tuple[Topic, ...] = Field((), title="主题", examples=[["定密分级"]])
    audience: tuple[Audience, ...] = Field((), title="面向", examples=[["企业", "园区"]])
    publish_from: Moment | None = Field(None, title="上线时间", description="到这个时间才上网；不写就是立刻。")
    publish_until: Moment | None = Field(None, title="下线时间", description="过了这个时间就下网；不写就是一直在。")
    body: Rich | None = Field(
        None, title="正文", description="可以用 Markdown：## 小标题、- 列表、[文字](网址)、表格。其他字段都是纯文字。"
    )
    source: Source | None = Field(None, title="来源")
    images: tuple[Image, ...] = Field((), title="图片")
    attachments: tuple[Attachment, ...] = Field((), title="附件")
    contact: Contact | None = Field(None, title="联系方式")
    verified_on: Day | None = Field(
        None,
        title="联系方式核实日期",
        description="最近一次打电话核实的日子；超过 90 天会提醒。",
        examples=["2023-05-30"],
    )
    review: Review | None = Field(None, title="审查", description="发布前的保密审查；没有通过的不能发布。")
    revision: int = Field(
        0,
        ge=0,
        title="修订号",
        description="时间、地点或状态改过一次就加 1，订阅日历的人靠它知道变化。",
        examples=["0"],
    )
    updated: Moment | None = Field(
        None, title="最后修改时间", description="页面上显示的更新时间。", examples=["2023-06-05 10:00"]
    )
    sample: YesNo = Field(default=False, title="示例", description="虚构的记录写 true，页面上会标明“示例”。")

    @property
    def url(self) -> str:
        """Address under the site's root, with a closing slash."""
        return f"{self.folder()}/{self.id}/"

    @property
    def changed_at(self) -> datetime | None:
        """The latest moment of which the record says that it was changed."""
        return self.updated

    @property
    def as_of(self) -> datetime | None:
        """The moment that pages, meta and calendars give: changed, put on line, or last looked at."""
        looked_at = self.review.checked if self.review else None
        return self.changed_at or self.publish_from or (datetime.combine(looked_at, time()) if looked_at else None)

    @property
    def files(self) -> tuple[str, ...]:
        """The files of the data folder that are published with the record, pictures apart."""
        return tuple(attached.file for attached in self.attachments)

    @classmethod
    def folder(cls) -> str:
        """Folder of the collection under the site's root: ``open_days`` → ``open-days``."""
        return cls.collection.replace("_", "-")

    @property
    def cancelled(self) -> bool:
        """Whether the record stays visible only to say that it will not happen."""
        return self.status == "cancelled"

    @property
    def postponed(self) -> bool:
        """Whether the old date is given up and a new one is not known."""
        return self.status == "postponed"

    @property
    def called_off(self) -> str:
        """``取消`` or ``延期`` while nobody should come, else an empty string."""
        return STATUS_LABELS[self.status] if self.cancelled or self.postponed else ""

    @property
    def kind_text(self) -> str:
        """The badge: the record's kind, or its collection's label."""
        return str(getattr(self, "kind", None) or self.label)

    @classmethod
    def kinds(cls) -> tuple[str, ...]:
        """Every badge that the model's choices allow; empty where the collection has but one."""
        field = cls.model_fields.get("kind")
        return tuple(one for one in get_args(field.annotation) if isinstance(one, str)) if field else ()

    def hidden_at(self, now: datetime) -> str:
        """Return why the record is not on line at ``now``, or an empty string."""
        if self.status in {"draft", "withdrawn"}:
            return STATUS_LABELS[self.status]
        if self.publish_from and now < self.publish_from:
            return f"{self.publish_from:%Y-%m-%d %H:%M} 上线"
        if self.publish_until and now >= self.publish_until:
            return f"{self.publish_until:%Y-%m-%d %H:%M} 已下线"
        return ""

    @property
    def parts_named(self) -> Mapping[str, tuple[str, ...]]:
        """Anchors of the page with the names under which people look for what stands there."""
        return {}

    def for_public(self) -> Published:
        """Return the record as open data give it; a model that keeps something back overrides this."""
        return self

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Order within lists: by what the record shows first."""
        return (self.name_text, self.id)

    @property
    def day(self) -> date | None:
        """The day a card shows in its date block, if the record has one."""
        return None

    @property
    def place_key(self) -> tuple[str, str] | None:
        """Collection and id of the record that says where this one happens."""
        return None

    def expired_at(self, now: datetime) -> bool:  # noqa: ARG002 subclasses look at the clock
        """Whether the record is kept only for reference."""
        return False

    def facet_at(self, name: str, now: datetime) -> object:  # noqa: ARG002 subclasses look at the clock
        """Return what the facet ``name`` says of the record: one value, or a tuple."""
        return getattr(self, name)

    def outcome_at(self, now: datetime) -> Part | None:  # noqa: ARG002 subclasses look at the clock
        """Return the results once they can be told."""
        return None

    @property
    def note_changes(self) -> tuple[datetime, ...]:
        """The moments from which ``note_at`` may say something else."""
        return ()

    def note_at(self, now: datetime) -> str:  # noqa: ARG002 subclasses look at the clock
        """Return the one thing a visitor must know before coming, or an empty string."""
        return ""
