"""The rules about groups of partners, and what is told of their members."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.conftest import REPO

from campaign.exports import EXPORTS
from campaign.models.partners import Partner
from campaign.render import Renderer

if TYPE_CHECKING:
    from tests.conftest import Folder

GROUP = "partners/makers.yml"
TEXT = """\
id: makers
name: 示例伙伴组
kind: 园区
state: 运行中
reporting_unit: fbzdjz
status: published
review: {secrecy: pass}
convenor: sub-fangsong
members:
  - {org: sub-fangsong, side: 政府, public: true}
  - {org: fbzdjz, side: 企业}
asks:
  - {title: 样品怎么交接}
units: [station]
"""


@pytest.fixture
def makers(tiny: Folder) -> Folder:
    """Return the tiny campaign with one group; its second member is not named."""
    tiny.write(GROUP, TEXT)
    return tiny


def test_member_stands_once_in_a_group_finds_the_second(makers: Folder) -> None:
    assert makers.problems_of() == []
    makers.replace(GROUP, "{org: fbzdjz, side: 企业}", "{org: sub-fangsong, side: 企业}")
    assert [code for *_, code in makers.problems_of()] == ["member-twice"]


def test_convenor_is_a_member_that_may_be_named_finds_a_hidden_one(makers: Folder) -> None:
    makers.edit(GROUP, convenor="fbzdjz")
    assert makers.problems_of() == [makers.finding(GROUP, "convenor: ¦fbzdjz", "convenor")]


def test_asks_name_nobody_finds_a_members_name(makers: Folder) -> None:
    name = Partner.label  # any other word is taken
    makers.replace(GROUP, "样品怎么交接", f"{name}的样品怎么交接")
    assert makers.problems_of() == []
    makers.replace(GROUP, name, "方松街道市场监督管理所")
    assert [code for *_, code in makers.problems_of()] == ["ask-named"]


def test_group_across_regions_names_its_cities_and_others_none(makers: Folder) -> None:
    makers.edit(GROUP, kind="跨区域")
    assert makers.problems_of() == [makers.finding(GROUP, "kind: ¦跨区域", "partner-cities")]


def test_member_that_is_not_public_is_counted_and_named_nowhere(makers: Folder) -> None:
    shown = makers.shown()
    (group,) = shown.having(Partner)
    page = Renderer(REPO / "overrides", shown).record(group)
    document = json.loads(dict(file for export in EXPORTS for file in export(shown))["api/v1/partners.json"])

    assert (group.of_side("政府"), group.of_side("企业")) == ((("sub-fangsong",), 0), ((), 1))
    assert "1 家没有公开名称" in page
    assert [one["org"] for one in document["items"][0]["members"]] == ["sub-fangsong"]


def test_group_stands_on_the_page_of_its_unit(makers: Folder) -> None:
    shown = makers.shown()
    unit = shown.find("units", "station")
    assert unit is not None
    assert 'href="../../partners/makers/"' in Renderer(REPO / "overrides", shown).record(unit)


def test_member_or_convenor_that_is_no_organisation_is_told_as_such(makers: Folder) -> None:
    makers.replace(GROUP, "{org: fbzdjz, side: 企业}", "{org: fbzdjzz, side: 企业}")
    makers.replace(GROUP, "convenor: sub-fangsong", "convenor: sub-fangsongg")
    found = [(problem.code, problem.where.line) for problem in makers.problems()]
    assert found == [("unknown-reference", 8), ("unknown-reference", 11)]
