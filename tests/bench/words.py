"""Chinese text from a seeded vocabulary: sentences, titles, a table, a list, two links."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

WHO = (
    *("市场监管所", "园区运营方", "企业法务", "车间主任", "研发团队", "人事专员", "销售经理", "外包驻场人员", "示范单位"),
    *("普法队员", "行业协会", "律师志愿者", "保密联络人", "档案管理员", "新入职员工", "离职交接小组", "设备供应商", "质检班组"),
)  # fmt: skip
WHEN = (
    *("每月第一周", "签合同之前", "样品出门之前", "会议结束以后", "项目立项那天", "年度体检期间", "员工离岗当日", "展会开始前"),
    *("收到投诉以后", "系统升级的时候", "换发门禁卡时", "客户来访之前", "图纸定稿以后", "季度盘点时", "夜班交接时", "开放日当天"),
)  # fmt: skip
HOW = ("逐条", "当面", "按清单", "分批", "及时", "共同", "先试点再", "从严", "按岗位", "用表格", "书面", "随机")
DID = (
    *("核对", "登记", "封存", "梳理", "更新", "讲解", "回收", "审批", "备份", "标注", "比对", "移交", "复核", "收拢", "汇总", "限制"),
)  # fmt: skip
WHAT = (
    *("客户名单", "工艺参数", "配方底稿", "报价记录", "源代码权限", "访客登记表", "设计图纸", "采购渠道", "实验记录", "投标文件"),
    *("培训教材", "密级清单", "保密协议", "打印日志", "共享文件夹", "门禁记录", "竞业限制条款", "电子证据", "样品台账", "云盘账号"),
)  # fmt: skip
WHY = (
    *("让该知道的人知道", "把责任落到具体岗位", "避免口头约定说不清", "留下可以查证的记录", "减少不必要的接触", "方便事后追溯"),
    *("给新人一份看得懂的说明", "使小企业也负担得起", "不耽误正常的生产", "防止资料随人走", "为申报示范单位打基础", "遇到纠纷有据可依"),
)  # fmt: skip
THEN = ("同时", "此外", "随后", "必要时", "如有变动", "条件成熟的", "一般情况下", "实践中", "值得注意的是", "归根到底")
HEADS = (
    *("为什么要做", "怎么准备", "现场怎么办", "常见的疏漏", "之后做什么", "谁来负责", "要带的材料", "能得到的帮助", "需要守住的底线"),
    *("一步一步来", "看看别人的做法", "问得最多的问题"),
)  # fmt: skip
TOPICS = ("定密分级", "人防", "物防", "技防", "制度建设", "侵权应对", "证据固定", "政策解读", "维权途径", "示范创建")
TOWNS = ("岳阳街道", "永丰街道", "方松街道", "中山街道", "九里亭街道", "泗泾镇", "佘山镇", "车墩镇", "新桥镇")
AUDIENCE = ("企业", "园区", "公众", "员工")

#: how a link to another record stands in the neutral text; every tool gets its own form
LINK = re.compile(r"\(link:([a-z]+)/([a-z0-9-]+)\)")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SECTION = 280


def chinese(text: str) -> int:
    """Return how many Chinese characters a text has."""
    return len(_CHINESE.findall(text))


def sentence(rng: random.Random) -> str:
    """Return one sentence of 25 to 45 characters."""
    pick = rng.choice
    core = f"{pick(WHEN)}，{pick(WHO)}{pick(HOW)}{pick(DID)}{pick(WHAT)}"
    shape = rng.randrange(4)
    if shape == 0:
        return f"{core}，{pick(WHY)}。"
    if shape == 1:
        return f"{pick(THEN)}，{core}和{pick(WHAT)}，{pick(WHY)}。"
    if shape == 2:
        return f"{core}，再请{pick(WHO)}{pick(DID)}一遍。"
    return (
        f"要{pick(WHY)}，{pick(WHO)}就得**{pick(HOW)}{pick(DID)}{pick(WHAT)}**，{pick(THEN)}{pick(DID)}{pick(WHAT)}。"
    )


def paragraph(rng: random.Random, length: int) -> str:
    """Return sentences with at least ``length`` Chinese characters."""
    text = ""
    while len(text) < length:
        text += sentence(rng)
    return text


def table(rng: random.Random) -> str:
    """Return a Markdown table of four rows."""
    rows = [f"| {rng.choice(WHAT)} | {rng.choice(WHO)} | {rng.choice(DID)}，{rng.choice(WHY)} |" for _ in range(4)]
    return "\n".join(["| 内容 | 谁来做 | 做什么 |", "| --- | --- | --- |", *rows])


def bullets(rng: random.Random) -> str:
    """Return a Markdown list of five points."""
    return "\n".join(f"- {rng.choice(WHO)}{rng.choice(HOW)}{rng.choice(DID)}{rng.choice(WHAT)}；" for _ in range(5))


def body(rng: random.Random, links: Sequence[tuple[str, str]]) -> str:
    """Return about 1,200 Chinese characters: four headings, a table, a list, the links."""
    heads = rng.sample(HEADS, 4)
    extras = [table(rng), bullets(rng), "", ""]
    rng.shuffle(extras)
    parts = []
    for number, (head, extra) in enumerate(zip(heads, extras, strict=True)):
        room = _SECTION - len(extra) // 2
        text = paragraph(rng, room // 2)
        if number < len(links):
            name, target = links[number]
            text += f"相关的内容见[{name}](link:{target})。"
        parts += [f"## {head}", text, paragraph(rng, room // 2), *([extra] if extra else [])]
    return "\n\n".join(parts) + "\n"


def summary(rng: random.Random) -> str:
    """Return one or two plain sentences of at most 120 characters."""
    return f"{rng.choice(WHEN)}{rng.choice(DID)}{rng.choice(WHAT)}，{rng.choice(WHY)}；{rng.choice(WHO)}到场说明。"


def title(rng: random.Random, number: int) -> str:
    """Return a title that no other record has."""
    return f"{rng.choice(WHAT)}怎样{rng.choice(HOW)}{rng.choice(DID)}：{rng.choice(WHO)}篇 {number:05}"
