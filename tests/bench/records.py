"""The content as this project's own data: YAML records, and the tables they name."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from bench import words
from bench.content import ITEMS, NOW, ORGS, PEOPLE, VENUES, Piece

_RECORD_LINK = re.compile(r"\[([^\]]*)\]\(record:[^)]*\)")
#: what a copy of the project does not need: its data, what it builds, what others write
_LEFT_OUT = ("data", "site", "preview", "build", "tests", "schema", "__pycache__", ".*", "*.egg-info")
#: what a project makes or writes for itself
_OWN = frozenset({"data", "site", "preview", "build"})


def snapshot(root: Path, folder: Path) -> None:
    """Copy the project's code, templates and prose, which somebody may be editing, to ``folder``."""
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    for page in (folder / "docs").rglob("*.md"):
        page.write_text(_RECORD_LINK.sub(r"\1", page.read_text(encoding="utf-8")), encoding="utf-8")


def write_project(root: Path, folder: Path, pieces: Iterable[Piece]) -> None:
    """Make ``folder`` a project that shares everything with the snapshot ``root`` but has new data."""
    folder.mkdir(parents=True)
    for found in root.iterdir():
        if found.name not in _OWN and not found.name.startswith("."):
            (folder / found.name).symlink_to(found)
    write_data(folder / "data", pieces)


def write_data(folder: Path, pieces: Iterable[Piece]) -> None:
    """Write the data of one campaign."""
    folder.mkdir(parents=True)
    for name in _FIELDS:
        (folder / name).mkdir()
    for name, text in (
        ("campaign", _CAMPAIGN + "".join(map(_item, range(1, ITEMS + 1)))),
        ("orgs", "".join(map(_org, range(ORGS)))),
        ("venues", "".join(map(_venue, range(VENUES)))),
        ("people", "".join(map(_person, range(PEOPLE)))),
        ("vocab", "".join(_word("街镇", no, word) for no, word in enumerate(words.TOWNS))),
    ):
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    (folder / "pages").mkdir()  # the project's own page of help leads to a record of the sample
    (folder / "pages/help.md").write_text("# 怎么用这个网站\n", encoding="utf-8")
    with (folder / "vocab.yml").open("a", encoding="utf-8") as handle:
        handle.writelines(_word("主题", no, word) for no, word in enumerate(words.TOPICS, 100))
    for piece in pieces:
        (folder / piece.collection / f"{piece.id}.yml").write_text(record(piece), encoding="utf-8")


def record(piece: Piece) -> str:
    """Return the YAML of one record."""
    text = words.LINK.sub(r"(record:\1/\2)", piece.body)
    body = "\n".join(f"  {line}" if line else "" for line in text.split("\n"))
    return f"""\
id: {piece.id}
{_FIELDS[piece.collection](piece)}\
summary: {piece.summary}
reporting_unit: org-{piece.org:02}
item: {piece.item}
topics: [{", ".join(piece.topics)}]
audience: [{", ".join(piece.audience)}]
status: published
updated: 2023-06-05 10:00
contact: {{label: 反不正当竞争科（示例）, phone: 021-0000-0000（示例）}}
verified_on: 2023-05-30
review: {{secrecy: pass, by: 办公室（示例）, checked: 2023-06-01}}
sample: true
body: |
{body}"""


def _event(piece: Piece) -> str:
    return f"""\
title: {piece.title}
kind: {("宣传", "座谈会", "培训", "调研")[piece.no // 4 % 4]}
{_times(piece)}{_results(piece)}\
bring: 带上身份证明和一张自己画的“谁能看到什么”的表。
"""


def _lecture(piece: Piece) -> str:
    return f"""\
title: {piece.title}
format: 现场
speakers: [speaker-{piece.no % PEOPLE}]
roles: [法务, 研发]
method: [人防, 制度]
syllabus: [什么算商业秘密, 怎样分级, 出了事怎么办]
{_times(piece)}"""


def _unit(piece: Piece) -> str:
    return f"""\
name: {piece.title}
type: {("示范区", "示范站", "示范点")[piece.no // 4 % 3]}
industry: 智能制造
stage: 已获评
honours:
  - {{level: {("市", "区")[piece.no // 4 % 2]}, batch: 第一批, awarded: 2022-12-01, doc_no: 示例〔2022〕1号}}
location: {{address: 松江区{piece.town}示例路 {piece.no} 号（示例）, town: {piece.town}, lat: {_lat(piece.no)}, lng: {_lng(piece.no)}, datum: wgs84}}
services: [咨询, 指导]
hours:
  - {{days: 周一至周五, open: "09:00", close: "17:00"}}
visit: {{accepts: true, booking: 提前三天电话预约}}
highlights: [样品瓶只写代号, 共享会客厅不放白板照片]
lookback_due: 2023-11-29
consent: {{map: true, photos: false, by: 企业（示例）, date: 2023-06-01}}
"""


def _notice(piece: Piece) -> str:
    return f"""\
title: {piece.title}
kind: {("政策", "公告", "申报", "服务")[piece.no // 4 % 4]}
issuer: 松江区市场监督管理局（示例）
issued: {piece.start:%Y-%m-%d}
valid_until: 2023-12-31
who: 本区的企业和园区。
what: 一次上门诊断和一份改进清单。
how: [打电话预约, 填一张表, 等工作人员上门]
"""


_FIELDS: dict[str, Callable[[Piece], str]] = {
    "events": _event,
    "lectures": _lecture,
    "units": _unit,
    "notices": _notice,
}


def _times(piece: Piece) -> str:
    opens = f"{piece.start:%Y-%m-%d} 08:00"
    return f"""\
start: {piece.start:%Y-%m-%d %H:%M}
end: {piece.end:%Y-%m-%d %H:%M}
venue: venue-{piece.venue:02}
registration: {{required: true, phone: 021-0000-0000（示例）, closes: {opens}, capacity: 80}}
access: {{captions: true, wheelchair: true}}
"""


def _results(piece: Piece) -> str:
    if piece.end >= NOW:
        return ""
    return f'stat_row: "1"\nresults: {{held: true, enterprises: {piece.no % 50}, people: {piece.no % 90}, materials: 100}}\n'


def _lat(number: int) -> str:
    return f"{30.9 + number % 211 / 1000:.4f}"


def _lng(number: int) -> str:
    return f"{121.1 + number % 307 / 1000:.4f}"


def _org(number: int) -> str:
    return f"- id: org-{number:02}\n  name: 示例单位 {number:02}\n  kind: 市场监管所\n  reports: true\n  sample: true\n"


def _venue(number: int) -> str:
    town = words.TOWNS[number % len(words.TOWNS)]
    return f"""\
- id: venue-{number:02}
  name: 示例场所 {number:02}
  address: 松江区{town}示例路 {number} 号（示例）
  town: {town}
  lat: {_lat(number)}
  lng: {_lng(number)}
  datum: wgs84
  capacity: 80
  sample: true
"""


def _person(number: int) -> str:
    return f"- id: speaker-{number}\n  name: 示例讲师 {number}\n  title_public: 普法队员（示例）\n  sample: true\n"


def _word(scheme: str, number: int, word: str) -> str:
    return f"- id: word-{number}\n  scheme: {scheme}\n  name: {word}\n"


def _item(number: int) -> str:
    return f"  - no: {number}\n    title: 示例安排第 {number} 项\n    short: 第 {number} 项\n    text: 通知原文。\n    plain: 白话说明。\n"


_CAMPAIGN = """\
id: bench-2023
year: 2023
title: 松江区服务月（量速用）
short: 服务月
district: 松江区
theme: 商业秘密保护进企业
goal: 量一量生成网站的快慢。
start: 2023-06-01
end: 2023-06-30
doc_no: 示例〔2023〕1号
doc_title: 关于开展服务月的通知（示例）
issued: 2023-05-30
issued_by: 松江区市场监督管理局
hotline: 12315
site_url: https://bench.example/
sample_data: true
items:
"""
