"""What the open data consist of: one dataset for each collection with pages, and the calendar.

JSON, CSV, OpenAPI and the page about the data all start here. Fields that the public must not have
are left out here, once. Source: endoflife.date API v1 (schema_version, total beside the items).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, Field

from campaign import zh
from campaign.card import card
from campaign.feeds import FEEDS
from campaign.models.base import Part, Published
from campaign.models.campaign import Licence
from campaign.models.capabilities import Counted, Scheduled
from campaign.models.fields import Count, Line, Moment, YesNo
from campaign.site import Shown

#: within one major version fields are only added; the folder ``v1`` carries the major number
SCHEMA_VERSION = "1.0"
FOLDER = "api/v1"
#: fields of records that are for staff only
PRIVATE = frozenset({"review"})


class CalendarSession(Part):
    """One sitting."""

    start: Moment = Field(title="开始时间")
    end: Moment | None = Field(title="结束时间", description="null 表示没有公布。")
    state: Line = Field(title="状态", description="正常、取消。")


class Display(Part):
    """What the site itself says of a record, so that readers of the data need not work out the same rules again."""

    when: str = Field(title="时间的说法")
    sessions: tuple[str, ...] = Field(title="各场时间的说法")
    status: str = Field(title="变化的说法", description="取消、延期、部分取消、已改期、已换地点，没有变化为空。")
    opening: Moment = Field(title="从何时起算进行中")
    closing: Moment = Field(title="到何时为止算进行中")
    on_demand: YesNo = Field(title="随时可看")


class CalendarEntry(Part):
    """Something with a time, whatever collection it belongs to."""

    uid: Line = Field(title="种类/编号")
    title: Line = Field(title="标题")
    kind: Line = Field(title="类型")
    start: Moment = Field(title="开始时间")
    end: Moment | None = Field(title="结束时间", description="null 表示没有公布，或者随时可看。")
    all_day: YesNo = Field(title="全天")
    sessions: tuple[CalendarSession, ...] = Field(title="分场次")
    status: Line = Field(title="发布状态")
    sequence: Count = Field(title="修订号")
    place: str = Field(title="场所")
    town: str = Field(title="街镇")
    display: Display = Field(title="网站上的说法")


class Head(Part):
    """What stands at the top of every document."""

    schema_version: Line = Field(title="格式版本")
    collection: Line = Field(title="种类")
    label: Line = Field(title="种类名称")
    campaign: Line = Field(title="服务月编号")
    sample_data: YesNo = Field(title="是否示例数据")
    licence: Licence | None = Field(title="数据许可", description="null 表示没有声明。")
    generated_at: Moment = Field(title="生成时间")
    total: Count = Field(title="条数")


class FileEntry(Part):
    """One dataset in the index."""

    name: Line = Field(title="种类")
    label: Line = Field(title="种类名称")
    total: Count = Field(title="条数")
    json_url: Line = Field(title="JSON 网址")
    csv_url: Line = Field(title="CSV 网址")


class FeedEntry(Part):
    """One feed in the index."""

    name: Line = Field(title="名称")
    label: Line = Field(title="说明")
    atom_url: Line = Field(title="Atom 网址")
    json_url: Line = Field(title="JSON Feed 网址")


class Index(Head):
    """Everything there is, with addresses."""

    openapi_url: Line = Field(title="接口说明网址")
    datasets: tuple[FileEntry, ...] = Field(title="数据")
    feeds: tuple[FeedEntry, ...] = Field(title="订阅源")


@dataclass(frozen=True, slots=True)
class Member:
    """One record on its way out: its page, and the fields that stay behind."""

    record: BaseModel
    url: str
    kept_back: frozenset[str] = frozenset()

    def dump(self, *, whole: bool = False) -> dict[str, Any]:
        """Return the record as JSON values; what equals its default is left out unless ``whole``."""
        known = self.record.model_dump(
            mode="json", by_alias=True, exclude_defaults=not whole, exclude=set(self.kept_back)
        )
        return known | {"url": self.url}


@dataclass(frozen=True, slots=True)
class Dataset:
    """One list of records of the same model."""

    name: str
    label: str
    model: type[BaseModel]
    members: list[Member]

    @property
    def json(self) -> str:
        """Address of the JSON document under the site's root."""
        return f"{FOLDER}/{self.name}.json"

    @property
    def csv(self) -> str:
        """Address of the table under the site's root."""
        return f"{FOLDER}/{self.name}.csv"


def datasets(shown: Shown) -> list[Dataset]:
    """Return every dataset of the site at this moment."""
    found = []
    for name, model in shown.collections().items():
        members = [
            Member(record.for_public(), shown.campaign.site_url + record.url, _kept_back(shown, record))
            for record in shown.public(name)
        ]
        found.append(Dataset(name, model.label, model, members))
    entries = [
        Member(_calendar_entry(shown, record), shown.campaign.site_url + record.url) for record in shown.scheduled()
    ]
    return [*found, Dataset("calendar", "日程", CalendarEntry, entries)]


def document(shown: Shown, dataset: Dataset) -> dict[str, Any]:
    """Return the JSON document of a dataset."""
    head = Head.model_construct(**_head(shown, dataset.name, dataset.label, len(dataset.members)))
    return head.model_dump(mode="json") | {"items": [member.dump() for member in dataset.members]}


def index(shown: Shown, every: list[Dataset]) -> dict[str, Any]:
    """Return the document that lists all others."""
    root = shown.campaign.site_url
    files = tuple(
        FileEntry.model_construct(
            name=one.name, label=one.label, total=len(one.members), json_url=root + one.json, csv_url=root + one.csv
        )
        for one in every
    )
    feeds = tuple(
        FeedEntry.model_construct(name=one.name, label=one.label, atom_url=root + one.atom, json_url=root + one.json)
        for one in FEEDS
    )
    head = _head(shown, "index", "数据目录", len(files))
    return Index.model_construct(
        **head, openapi_url=f"{root}{FOLDER}/openapi.json", datasets=files, feeds=feeds
    ).model_dump(mode="json")


def _head(shown: Shown, name: str, label: str, total: int) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "collection": name,
        "label": label,
        "campaign": shown.campaign.id,
        "sample_data": shown.campaign.sample_data,
        "licence": shown.campaign.licence,
        "generated_at": shown.now,
        "total": total,
    }


def _kept_back(shown: Shown, record: Published) -> frozenset[str]:
    """Return the fields that are not for the public, or not yet: results before they can be told."""
    told = not isinstance(record, Counted) or record.outcome_at(shown.now) is not None
    return PRIVATE if told else PRIVATE | {"results"}


def _calendar_entry(shown: Shown, record: Scheduled) -> CalendarEntry:
    one = card(shown, record)
    sessions = tuple(
        CalendarSession.model_construct(start=session.start, end=session.end, state=session.state)
        for session in record.sessions
    )
    return CalendarEntry.model_construct(
        uid=f"{record.collection}/{record.id}",
        title=one.title,
        kind=one.badge,
        start=record.start,
        end=record.finish if record.finish > record.start or record.all_day else None,
        all_day=record.all_day,
        sessions=sessions,
        status=record.status,
        sequence=record.revision,
        place=one.place,
        town=one.town,
        display=Display.model_construct(
            when=one.when,
            sessions=tuple(
                zh.span(session.start, session.end) + ("（取消）" if session.state == "取消" else "")
                for session in record.sessions
            ),
            status=one.status_label,
            opening=record.opening,
            closing=record.closing,
            on_demand=one.on_demand,
        ),
    )
