"""What is due: each kind is told once it is, with its place."""

from __future__ import annotations

import json
from datetime import datetime

from tests.conftest import Folder, Project
from tests.unit.test_checks_screens import HOURS, LISTS, STRIP

from campaign.doctor import examined
from campaign.pages.doctor import due

EVENT, NOTICE = "events/2023-06-08-launch.yml", "notices/2023-06-01-guide.yml"
LATE = datetime(2023, 6, 20, 9, 0)


def _codes(tiny: Folder, now: datetime = LATE) -> list[tuple[str, str]]:
    found = examined(tiny.loaded(now), now)
    return [(one.code, one.where.file) for problems in found.values() for one in problems]


DEAD = {
    "url": "https://www.gov.cn/gone", "state": "dead", "status": 404, "said": "没有这一页（404）", "since": "2023-06-12",
    "cited": [{"file": "docs/help.md", "line": 7}],
}  # fmt: skip
PROSE = DEAD | {"url": "https://www.gov.cn/gone-too"}


def _all_due(tiny: Folder) -> None:
    """Let everything be due on 20 June 2023 that can be."""
    tiny.edit(EVENT, results=None, verified_on="2023-01-01", source=f"{{name: 甲, url: '{DEAD['url']}'}}")
    tiny.edit(NOTICE, valid_until="2023-06-30", status="draft", images=None)
    tiny.write("images/a.png", "")
    tiny.add_like(NOTICE, "picture", images="[{file: images/a.png, alt: 甲}]")
    tiny.edit(NOTICE, status="published")
    tiny.edit("units/station.yml", lookback_due="2023-06-11")
    tiny.replace(
        "campaign.yml",
        "plain: 请人来讲课。}\n",
        "plain: 请人来讲课。}\n  - {no: 3, title: 丙, short: 丙, text: 丙, plain: 丙}\n",
    )
    tiny.write("dayparts.yml", HOURS)
    tiny.write("playlists.yml", LISTS.replace("name: 服务月\n", "name: 服务月\n  valid_until: 2023-06-19\n"))
    tiny.write("screens.yml", STRIP)
    tiny.write("links.json", json.dumps({"checked": "2023-06-12", "links": [DEAD, PROSE]}))


def test_everything_that_is_due_is_told_under_its_heading_with_its_file(tiny: Folder) -> None:
    _all_due(tiny)

    found = examined(tiny.loaded(LATE), LATE)

    ours = {
        f"data/{EVENT}",
        f"data/{NOTICE}",
        "data/notices/picture.yml",
        "data/units/station.yml",
        "data/campaign.yml",
    }
    ours |= {"data/screens.yml", "docs/help.md"}
    assert {
        heading: [(one.code, one.where.file) for one in problems if one.where.file in ours]
        for heading, problems in found.items()
    } == {
        "联系方式要核实": [("contact-stale", f"data/{EVENT}")],
        "“回头看”过期": [("lookback-overdue", "data/units/station.yml")],
        "结束三天还没报结果": [("results-missing", f"data/{EVENT}")],
        "公告快到期": [("notice-expiring", f"data/{NOTICE}")],
        "图片没有授权说明": [("image-consent", "data/notices/picture.yml")],
        "打不开的网址": [("link-dead", f"data/{EVENT}"), ("link-dead", "docs/help.md")],
        "安排里还没有内容的": [("item-empty", "data/campaign.yml")],
        "播放单已经过期的屏幕": [("playlist-stale", "data/screens.yml")],
    }
    dead = found["打不开的网址"]
    assert [one.message for one in dead] == [
        f"“{DEAD['url']}”打不开：没有这一页（404），2023-06-12 查到的。还写在 docs/help.md:7。",
        f"“{PROSE['url']}”打不开：没有这一页（404），2023-06-12 查到的。",
    ]


def test_nothing_of_it_is_told_while_it_is_not_due(tiny: Folder) -> None:
    _all_due(tiny)
    tiny.edit("notices/picture.yml", images="[{file: images/a.png, alt: 甲, consent: 办公室}]")
    tiny.write("links.json", json.dumps({"checked": "2023-06-12", "links": [DEAD | {"state": "ok"}]}))
    tiny.replace("campaign.yml", "  - {no: 3, title: 丙, short: 丙, text: 丙, plain: 丙}\n", "")
    tiny.edit(EVENT, verified_on="2023-06-01")
    tiny.edit("units/station.yml", lookback_due="2023-06-12")
    early = datetime(2023, 6, 11, 9, 0)

    found = examined(tiny.loaded(early), early)

    assert {heading: problems for heading, problems in found.items() if heading != "联系方式要核实"} == {
        heading: [] for heading in found if heading != "联系方式要核实"
    }
    assert f"data/{EVENT}" not in [one.where.file for one in found["联系方式要核实"]]


def test_staff_page_lists_what_the_command_does_and_leads_to_the_files(tiny: Folder) -> None:
    _all_due(tiny)
    tiny.edit("campaign.yml", edit_url="https://github.com/example/fuwuyue/edit/main/data/")

    (page,) = due(tiny.shown(LATE))

    assert (page.url, page.listed) == ("staff/doctor/", False)
    told = {heading: [one for one, _ in rows] for heading, rows in page.context["groups"]}
    assert told == examined(tiny.loaded(LATE), LATE)
    assert page.context["count"] == sum(map(len, told.values()))
    edited = {one.where.file: url for _, rows in page.context["groups"] for one, url in rows}
    assert edited[f"data/{EVENT}"] == f"https://github.com/example/fuwuyue/edit/main/data/{EVENT}"
    assert edited["data/screens.yml"] == "https://github.com/example/fuwuyue/edit/main/data/screens.yml"
    assert edited["docs/help.md"] == ""


def test_what_is_not_due_is_not_told(tiny: Folder) -> None:
    tiny.edit(NOTICE, valid_until="2023-07-05")

    assert "notice-expiring" not in [code for code, _ in _codes(tiny)]
    assert "notice-expiring" not in [code for code, _ in _codes(tiny, datetime(2023, 7, 6, 9, 0))]
    assert ("notice-expiring", f"data/{NOTICE}") in _codes(tiny, datetime(2023, 7, 5, 23, 0))
    assert ("results-missing", f"data/{EVENT}") not in _codes(tiny)


def test_command_says_it_as_text_and_as_json(project: Project) -> None:
    project.data.edit(EVENT, results=None)

    text, rows = project.run("doctor", at=LATE), project.run("doctor", "--json", at=LATE)

    assert (text.returncode, rows.returncode) == (0, 0)
    assert f"【结束三天还没报结果】3 处\n  data/{EVENT}:" in text.stdout
    assert [one["code"] for one in json.loads(rows.stdout)["结束三天还没报结果"]] == ["results-missing"] * 3
