"""Rules about groups of partners."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from campaign.checks import check
from campaign.checks.language import complain, every
from campaign.models.orgs import Org
from campaign.models.partners import Partner
from campaign.problems import Problem
from campaign.site import Site


def _org(site: Site, key: str) -> Org | None:
    """Return an organisation; None for one that isn't there, which is told already."""
    org = site.get("orgs", key)
    return org if isinstance(org, Org) else None


@check(Partner)
def member_stands_once_in_a_group(site: Site, _now: datetime) -> Iterator[Problem]:
    """同一家单位在一个伙伴组里只写一次。"""
    for group in every(site, Partner):
        seen: set[str] = set()
        for no, member in enumerate(group.members):
            if member.org in seen:
                org = _org(site, member.org)
                message = f"“{org.name if org else member.org}”写了两次。"
                yield complain(site, group, "member-twice", ("members", no, "org"), message, "删去一条。")
            seen.add(member.org)


@check(Partner)
def convenor_is_a_member_that_may_be_named(site: Site, _now: datetime) -> Iterator[Problem]:
    """召集单位要写在成员里，并且同意公开名称（public: true）。"""
    for group in every(site, Partner):
        if group.convenor and group.convenor not in {member.org for member in group.members if member.public}:
            org = _org(site, group.convenor)
            if org is None:
                continue
            message = f"召集单位“{org.name}”不在同意公开名称的成员里。"
            hint = f"在 members 里写 {{org: {group.convenor}, side: …, public: true}}，或换一家。"
            yield complain(site, group, "convenor", ("convenor",), message, hint)


@check(Partner)
def asks_name_nobody(site: Site, _now: datetime) -> Iterator[Problem]:
    """求助里不能出现成员单位的名称。"""
    for group in every(site, Partner):
        orgs = [org for member in group.members if (org := _org(site, member.org))]
        names = {name.removesuffix("（示例）") for org in orgs for name in (org.name, org.short) if name}
        for no, ask in enumerate(group.asks):
            named = next((name for name in sorted(names, key=len, reverse=True) if name in ask.title), "")
            if named:
                message = f"求助里写了“{named}”，别人就知道是谁在求助了。"
                hint = "改成不带单位名称的说法，例如 外包检测的样品怎么交接。"
                yield complain(site, group, "ask-named", ("asks", no, "title"), message, hint)


@check(Partner)
def group_across_regions_names_its_cities(site: Site, _now: datetime) -> Iterator[Problem]:
    """跨区域的伙伴组至少写两个城市（cities），别的伙伴组不写。"""
    for group in every(site, Partner):
        across = group.kind == "跨区域"
        if across and len(set(group.cities)) < 2:  # noqa: PLR2004 one city is not across
            hint = "加上 cities: [松江, 嘉兴] 这样的一行。"
            yield complain(site, group, "partner-cities", ("kind",), "“跨区域”的伙伴组没有写到两个城市。", hint)
        if group.cities and not across:
            hint = "删去 cities，或把 kind 改成 跨区域。"
            yield complain(site, group, "partner-cities", ("cities",), f"“{group.kind}”伙伴组写了城市。", hint)
