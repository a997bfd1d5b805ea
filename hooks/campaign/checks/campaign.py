"""Rules about the campaign and its numbered items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from campaign.checks import check
from campaign.checks.language import complain, every
from campaign.editing import Repository
from campaign.models.base import Published
from campaign.models.campaign import Campaign
from campaign.problems import Problem
from campaign.site import Site


@check(Campaign)
def campaign_ends_after_it_starts(site: Site, _now: datetime) -> Iterator[Problem]:
    """服务月的结束日期不能早于开始日期。"""
    campaign = site.campaign
    if campaign.end < campaign.start:
        yield complain(
            site,
            campaign,
            "end-before-start",
            ("end",),
            f"结束日期 {campaign.end} 早于开始日期 {campaign.start}。",
            "检查两个日期。",
        )


@check(Campaign)
def edit_url_is_a_forge(site: Site, _now: datetime) -> Iterator[Problem]:
    """在线编辑网址（edit_url）要像 GitHub、Gitee 或 GitLab 的编辑网址，以 / 结尾。"""
    campaign = site.campaign
    if campaign.edit_url and Repository.of(campaign.edit_url) is None:
        shapes = "https://github.com/单位/仓库/edit/main/data/", "https://gitlab.com/单位/仓库/-/edit/main/data/"
        hint = f"打开 data 里任一文件的编辑页，复制网址，删去文件名；像 {shapes[0]} 或 {shapes[1]}。"
        yield complain(
            site, campaign, "edit-url-shape", ("edit_url",), f"从“{campaign.edit_url}”看不出是哪个代码仓库。", hint
        )


@check(Campaign)
def form_editor_knows_its_forge(site: Site, _now: datetime) -> Iterator[Problem]:
    """开了表单编辑器（admin: true），要写 edit_url；GitHub 还要 admin_login，GitLab 还要 admin_app，Gitee 不能用。"""
    campaign = site.campaign
    repository = Repository.of(campaign.edit_url or "")
    if not campaign.admin or (repository is None and campaign.edit_url):
        return
    if repository is None:
        lacks, hint = "没有写代码仓库的地址（edit_url）", "写上 edit_url，或者删去 admin 这一行。"
    elif repository.forge == "gitee":
        lacks, hint = "这个编辑器不认识 Gitee", "删去 admin 这一行；在 Gitee 上用“在线编辑”改文件。"
    elif repository.forge == "github" and not campaign.admin_login:
        lacks, hint = "没有登录服务，同事登录不了", "写上 admin_login；怎么装见 docs/dev/admin.md。"
    elif repository.forge == "gitlab" and not campaign.admin_app:
        lacks, hint = "没有应用编号，同事登录不了", "写上 admin_app；怎么登记见 docs/dev/admin.md。"
    else:
        return
    yield complain(site, campaign, "admin-forge", ("admin",), f"开了表单编辑器，但{lacks}。", hint)


@check(Campaign)
def items_are_numbered_once(site: Site, _now: datetime) -> Iterator[Problem]:
    """活动安排的序号不能重复。"""
    counts = Counter(item.no for item in site.campaign.items)
    for index, item in enumerate(site.campaign.items):
        if counts[item.no] > 1:
            yield complain(
                site,
                site.campaign,
                "item-twice",
                ("items", index, "no"),
                f"序号 {item.no} 写了 {counts[item.no]} 次。",
                "每项一个序号。",
            )


@check(Published)
def item_exists_in_the_notice(site: Site, _now: datetime) -> Iterator[Problem]:
    """记录里写的活动安排编号（item），要在 campaign.yml 的 items 里有。"""
    known = [item.no for item in site.campaign.items]
    for record in every(site, Published):
        if record.item is not None and record.item not in known:
            message = f"活动安排里没有第 {record.item} 项。"
            yield complain(
                site, record, "unknown-item", ("item",), message, f"可用的编号：{'、'.join(map(str, known))}。"
            )


@check(Published)
def nothing_made_up_remains_on_the_real_site(site: Site, _now: datetime) -> Iterator[Problem]:
    """正式上线（sample_data: false）之后，不能再有标着“示例”的记录。"""
    if site.campaign.sample_data:
        return
    for record in every(site, Published):
        if record.sample:
            yield complain(
                site,
                record,
                "sample-left",
                ("sample",),
                "campaign.yml 写明不是示例数据，这条却还是示例。",
                "换成真实内容，或删去这条。",
            )
