"""The campaign itself: one file, ``data/campaign.yml``, read by every page."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Literal

from pydantic import Field

from campaign.models.base import Record
from campaign.models.fields import Count, Day, Line, Rich, Text, Url, YesNo
from campaign.models.maps import Corridor, DistrictMap
from campaign.models.parts import Part
from campaign.models.refs import FormRef

CampaignPhase = Literal["announced", "underway", "ended"]


class ParentNotice(Part):
    """A notice of a higher authority that this campaign carries out."""

    level: Literal["国家", "市"] = Field(title="级别")
    title: Line = Field(title="通知名称")
    url: Url | None = Field(None, title="原文网址")


class Requirement(Part):
    """One of the working requirements of the notice."""

    title: Line = Field(title="要求")
    text: Text = Field(title="原文")


class SameWord(Part):
    """A word of the site and other words with which people look for the same thing."""

    word: Line = Field(title="本站的说法", examples=["举报"])
    others: tuple[Line, ...] = Field(min_length=1, title="别的说法", examples=[["检举", "告发"]])


class Item(Part):
    """One of the numbered arrangements of the notice: the backbone of the site."""

    no: Count = Field(title="序号", examples=["1"])
    title: Line = Field(title="标题", description="通知里的原标题。")
    short: Line = Field(max_length=10, title="短标题", description="卡片和导航用，10 字以内。")
    aspect: Line | None = Field(None, title="所属方面", examples=["加大宣传力度"])
    lead: Line | None = Field(None, title="牵头单位")
    assist: tuple[Line, ...] = Field((), title="配合单位")
    text: Text = Field(title="通知原文")
    plain: Text = Field(title="一句话说明", description="给企业和市民看的白话。")
    plan: Rich | None = Field(None, title="怎么做、会有什么", description="还没有活动时，写明接下来会有什么。")

    @property
    def url(self) -> str:
        """Address under the site's root."""
        return f"items/{self.no}/"


class Licence(Part):
    """Under which terms others may use the data."""

    name: Line = Field(title="许可名称", examples=["CC BY 4.0"])
    url: Url | None = Field(None, title="许可全文网址", examples=["https://creativecommons.org/licenses/by/4.0/"])


class Slots(Part):
    """Fixed slots of a government site's footer; shown only when filled in."""

    organiser: Line | None = Field(None, title="主办单位")
    undertaker: Line | None = Field(None, title="承办单位")
    contact: Line | None = Field(None, title="联系方式")
    address: Line | None = Field(None, title="地址")
    site_id: Line | None = Field(None, title="网站标识码", description="没有就不写，绝不能编。")
    icp: Line | None = Field(None, title="ICP备案号")
    police: Line | None = Field(None, title="公安备案号")
    host_name: Line | None = Field(None, title="上级网站名称")
    host_url: Url | None = Field(None, title="上级网站网址")
    error_report_url: Url | None = Field(None, title="网站找错网址")


class Campaign(Record):
    """One year's service month of one district."""

    collection: ClassVar[str] = "campaign"
    label: ClassVar[str] = "服务月"

    year: Count = Field(title="年份")
    edition: Line | None = Field(None, title="届次")
    title: Line = Field(title="活动名称")
    short: Line = Field(max_length=8, title="简称")
    district: Line = Field(title="地区", examples=["示例区"])
    region: Line | None = Field(
        None,
        title="省、自治区、直辖市",
        description="写在地址数据里（JSON-LD、名片）；不写，地址数据就只到地区。",
        examples=["示例省"],
    )
    theme: Line = Field(title="主题")
    slogan: Line | None = Field(None, title="口号")
    goal: Text = Field(title="活动目标")
    start: Day = Field(title="开始日期")
    end: Day = Field(title="结束日期")
    letterhead: Line | None = Field(
        None,
        title="发文机关标志",
        description="通知最上面的红头，照原件写；没有就不写。",
        examples=["示例区市场监督管理局文件"],
    )
    doc_no: Line = Field(title="文号")
    doc_title: Line = Field(title="通知标题")
    issued: Day = Field(title="发文日期")
    issued_by: Line = Field(title="发文单位")
    printed_by: Line | None = Field(None, title="印发单位")
    parent_notices: tuple[ParentNotice, ...] = Field((), title="上级通知")
    preamble: Text | None = Field(None, title="通知开头")
    overview: Text | None = Field(None, title="活动安排总述")
    items: tuple[Item, ...] = Field(title="活动安排")
    requirements: tuple[Requirement, ...] = Field((), title="工作要求")
    form: FormRef | None = Field(
        None, title="统计表", description="data/forms 里的编号；没有就不写。", examples=["annex1-2023"]
    )
    hotline: Line | None = Field(None, title="举报热线", examples=["12315"])
    report_how: tuple[Line, ...] = Field((), title="怎么举报")
    suggestions: tuple[Line, ...] = Field(
        (),
        title="搜索建议",
        description="点开搜索框、还没有输入时给出的词，三到八个。",
        examples=[["开放日", "侵权举报"]],
    )
    same_words: tuple[SameWord, ...] = Field(
        (), title="搜索同义词", description="搜“检举”什么也没有时，建议改搜“举报”。只写意思一样的词。"
    )
    site_url: Url = Field(title="网站网址", description="正式发布的网址，以 / 结尾。")
    edit_url: Url | None = Field(
        None,
        title="在线编辑网址",
        description="代码仓库里 data 目录的编辑网址，以 / 结尾；写了，每一页才有“在线编辑”。",
        examples=["https://github.com/example/fuwuyue/edit/main/data/"],
    )
    admin: YesNo = Field(
        default=False,
        title="表单编辑器",
        description="true 时网站有 /admin/，同事可以填表改内容；先运行 make admin，再写 edit_url。",
    )
    admin_login: Url | None = Field(
        None, title="表单编辑器的登录服务", description="仓库在 GitHub 时要有：替网页换取登录凭证的服务的网址。"
    )
    admin_app: Line | None = Field(
        None,
        title="表单编辑器的应用编号",
        description="仓库在 GitLab 时要有：在 GitLab 登记应用得到的 Application ID。",
    )
    map: DistrictMap | None = Field(None, title="示意图", description="示范单位地图下面画什么；不写就没有地图。")
    corridor: Corridor | None = Field(None, title="城市走廊图", description="一起合作的城市；不写就不画。")
    slots: Slots = Field(Slots(), title="页脚信息")
    licence: Licence | None = Field(
        None, title="数据许可", description="开放数据按什么许可提供；没有定就不写，页面会写“未声明”。"
    )
    sample_data: YesNo = Field(
        title="是否示例数据", description="true 时全站显示“示例数据”横幅；正式上线前改成 false。"
    )

    def phase_at(self, now: datetime) -> CampaignPhase:
        """Return the campaign's phase on the day of ``now``."""
        today: date = now.date()
        if today < self.start:
            return "announced"
        return "underway" if today <= self.end else "ended"

    def lies_in(self, town: str) -> tuple[str, str]:
        """Return locality and region of an address in ``town``: without a province the district is the region."""
        return (f"{self.district}{town}", self.region) if self.region else (str(town), self.district)

    def item_titled(self, no: int) -> Item | None:
        """Return item ``no``, if the notice has one."""
        return next((item for item in self.items if item.no == no), None)
