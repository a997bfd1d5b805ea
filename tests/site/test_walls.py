"""Pages of screens: for boxes, never for search engines, and everything they load is there."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, cast

from tests.conftest import REPO, Project
from tests.site.reading import Site
from tests.site.sample import PREVIEW_AT

from campaign import clock, laying
from campaign.loading import load
from campaign.problems import Problems
from campaign.programme import programme

if TYPE_CHECKING:
    from pathlib import Path

    from campaign.models.screens import Screen


def _bulletin(first: int) -> str:
    """Return a bulletin of twelve characters that no other text has."""
    signs = "".join(map(chr, range(first, first + 12)))
    head = f"- {{id: more-{first}, start: 2023-06-15 07:00, until: 2023-06-15 12:00, approved_by: 办公室（示例）"
    return f"{head}, title: {signs[:6]}, lines: [{signs[6:]}]}}\n"


#: words of the sample's titles; none of them is torn by the end of a line on any screen
WORDS = re.compile(
    "商业秘密|反不正当竞争法?|知识产权|展示场景|示范单位|服务月|服务站|开放日|生物医药园|科创走廊|律师|企业|保密|培训|老板|规矩"
    "|示例|保护|供应商|一个月|客户|名单|员工|离职|竞业|证据|泄密|举报|启动|授牌|交流|座谈|宣讲|课堂|分钟|孵化|园区|街道|外文|约定|时间线|玻璃"
)


def _size(path: Path) -> int:
    return path.stat().st_size


def test_walls_are_for_boxes_only(site: Site) -> None:
    screens = {"plaza-strip", "plaza-wall", "pillar", "hall", "g60-touch", "g60-portrait"}
    assert set(site.walls) == {"kiosk/", *(f"kiosk/{name}.html" for name in screens)}
    assert {page.meta.get("robots") for page in site.walls.values()} == {"noindex"}
    assert {page.lang for page in site.walls.values()} == {"zh-CN"}
    sitemap = (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    index = "".join(path.read_text(encoding="utf-8") for path in (site.folder / "assets/search").rglob("*.json"))
    assert ("kiosk/" in sitemap, "kiosk/" in index) == (False, False)


def test_walls_load_what_is_there_and_lead_nowhere_else(site: Site) -> None:
    for url, page in site.walls.items():
        assert [one for one in (*page.fetched, *page.links) if ":" in one or one.startswith("//")] == [], url
        assert [path for path, _ in page.targets() if not (site.folder / path).is_file()] == [], url


def test_pointer_names_packs_that_are_whole(site: Site) -> None:
    pointer = json.loads((site.folder / "kiosk/latest.json").read_bytes())
    for name, digest in pointer["screens"].items():
        pack = json.loads((site.folder / f"kiosk/pack.{name}.{digest}.json").read_bytes())
        assert (pack["hash"], pack["end"], pack["sample"]) == (digest, ".", True)
        assert pack["built_at"] == pointer["built_at"]
        assert [font for font in pack["fonts"] if not _size(site.folder / "kiosk" / font)] == []


def test_no_title_on_any_screen_is_torn_within_a_word(site: Site) -> None:
    titles = {}
    for path in (site.folder / "kiosk").glob("pack.*.json"):
        pack = json.loads(path.read_bytes())
        titles |= {(pack["screen"]["id"], one["id"]): one["title"] for one in pack["items"]}
    assert len({screen for screen, _ in titles}) == 6
    broken = {key: lines for key, lines in titles.items() if len(lines) > 1}
    assert len(broken) > 20
    found = {
        key: (WORDS.findall("".join(lines)), [word for line in lines for word in WORDS.findall(line)])
        for key, lines in broken.items()
    }
    assert {key: broken[key] for key, (whole, kept) in found.items() if whole != kept} == {}


def test_no_date_and_no_time_on_any_screen_is_torn() -> None:
    whole = re.compile(r"(?:至?\d+月\d+日（周.）)?(?:至?[\d:–]+\d|全天)?(?:至\d+月\d+日（周.）)?(?:[\d:]+\d)?")
    moment = clock.now(PREVIEW_AT)
    shown = load(REPO / "data", moment, Problems()).shown_at(moment)
    lines = []
    for screen in shown.site.all("screens"):
        for slide in programme(shown, cast("Screen", screen)):
            laid = laying.lay(cast("Screen", screen), slide, shown.campaign)
            assert laid is not None
            lines += [line for when in laid.whens if len(when) > 1 for line in when]
    assert len(lines) > 500
    assert [line for line in lines if not line or not whole.fullmatch(line)] == []


def test_screen_that_is_taken_down_leaves_nothing_and_heavy_letters_are_told(sample: Project, tmp_path: Path) -> None:
    project = Project(tmp_path)
    shutil.copytree(sample.root, tmp_path, dirs_exist_ok=True)
    lines = project.data.read("screens.yml").splitlines(keepends=True)
    project.data.write("screens.yml", "".join(line for line in lines if "id: pillar" not in line))
    bulletins = "".join(map(_bulletin, range(0x6C00, 0x6F00, 12)))
    project.data.write("bulletins.yml", bulletins)
    done = project.run("build", "--out", str(tmp_path / "out"), "--at", PREVIEW_AT)
    folder = tmp_path / "out/kiosk"
    told = re.search("屏幕用的字体一共 ([0-9]+) KB，超过 200 KB：老盒子换节目会慢。", done.stdout)
    assert told is not None
    assert 300 <= int(told[1]) <= 600  # each sign in two weights
    names = {path.name for path in folder.iterdir()}
    assert [name for name in names if "pillar" in name] == []
    assert "hall.html" in names
    for name in ("index.html", "latest.json", "sw.js"):
        text = (folder / name).read_text(encoding="utf-8")
        assert ("pillar" in text, "hall" in text) == (False, True), name
