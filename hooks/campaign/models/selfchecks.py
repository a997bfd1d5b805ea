"""Self-checks: questions that a firm answers for itself, and what the answers are worth.

The record says what counts and how much; the reader's browser does the counting, and only
there, so that there is one rule of scoring and no answer leaves the device.
"""

from __future__ import annotations

from typing import ClassVar, Final, Literal, get_args

from pydantic import Field

from campaign.models.base import Part
from campaign.models.fields import Count, Id, Line, Text
from campaign.models.refs import Cited, ExplainerRef, LectureRef, TemplateRef
from campaign.models.shared import Shared

Dimension = Literal["人防", "物防", "技防", "制度"]
Effort = Literal["今天就能做", "这个月能做", "要花些钱"]
#: the four sides in the order of the page
DIMENSIONS: Final[tuple[str, ...]] = get_args(Dimension)
#: the soonest first
EFFORTS: Final[tuple[str, ...]] = get_args(Effort)


class Answer(Part):
    """One way to answer every question."""

    id: Id = Field(title="编号", description="存在读者的文件里，发布后不再改。", examples=["done"])
    label: Line = Field(max_length=8, title="选项", examples=["做到了"])
    percent: int | None = Field(
        None, ge=0, le=100, title="得分比例（%）", description="不写就是这题不算分，例如“不适用”。", examples=["100"]
    )


class Band(Part):
    """What a score means, from its lowest percent up to the next band."""

    from_: int = Field(alias="from", ge=0, le=100, title="从多少分起", examples=["60"])
    name: Line = Field(max_length=12, title="名称", examples=["有了底子"])
    says: Text = Field(max_length=160, title="一句话说明", examples=["大门关上了，窗户还开着几扇。"])


class CheckQuestion(Part):
    """One question, why it is asked, and the one thing to do when the answer is no."""

    id: Id = Field(title="编号", description="存在读者的文件里，发布后不再改。", examples=["leaving-accounts"])
    q: Line = Field(
        max_length=60,
        title="问题",
        description="一件能看见的事，能答做到或没做到。",
        examples=["离职的人，当天停掉账号吗？"],
    )
    hint: Line | None = Field(None, title="提示", description="怎样算做到。", examples=["邮箱、门禁、网盘都算。"])
    dimension: Dimension = Field(title="哪一面", examples=["人防"])
    weight: int = Field(ge=1, le=3, title="分值", description="1 到 3，越要紧越大。", examples=["2"])
    effort: Effort = Field("这个月能做", title="多快能做", description="分值和差距一样时，先列今天就能做的。")
    why: Text = Field(max_length=160, title="为什么问", examples=["账号晚停一天，资料就多一天能被拷走。"])
    fix: Text = Field(
        max_length=160,
        title="怎么补",
        description="只写一件能动手的事。",
        examples=["人事交接单上加一行：停号的时间和经手人。"],
    )
    articles: tuple[Cited, ...] = Field((), title="依据条文", examples=[["law:aucl-2025#10"]])
    lectures: tuple[LectureRef, ...] = Field((), title="相关宣讲")
    explainer: ExplainerRef | None = Field(None, title="相关解读", description="法规解读的编号。")
    template: TemplateRef | None = Field(None, title="用得上的模板", description="模板的编号。")


_ANSWERS: Final = (
    Answer(id="done", label="做到了", percent=100),
    Answer(id="partly", label="部分做到", percent=50),
    Answer(id="not-yet", label="没做到", percent=0),
    Answer(id="skip", label="不适用"),
)


class SelfCheck(Shared):
    """One sheet of questions with its scale."""

    collection: ClassVar[str] = "selfchecks"
    label: ClassVar[str] = "自测"
    section: ClassVar[str] = "法规"
    schema_type: ClassVar[str] = "Quiz"
    intro: ClassVar[str] = "对照着问自己：人防、物防、技防、制度，哪一面最薄，先补哪一件。答案不离开您的浏览器。"

    title: Line = Field(max_length=40, title="标题", examples=["商业秘密保护自测"])
    minutes: Count = Field(title="大约几分钟", examples=["10"])
    answers: tuple[Answer, ...] = Field(
        _ANSWERS, title="选项", description="不写就是做到了、部分做到、没做到、不适用。"
    )
    bands: tuple[Band, ...] = Field(min_length=1, title="分数段", description="从 0 分起，由低到高。")
    questions: tuple[CheckQuestion, ...] = Field(min_length=1, title="题目")

    @property
    def points(self) -> tuple[str, ...]:
        """How long it takes, what it asks, what it does not do."""
        sides = "、".join(side for side, _, _ in self.sides())
        return (f"{len(self.questions)} 题，约 {self.minutes} 分钟", f"问{sides}", "答案不离开您的浏览器")

    def of(self, dimension: str) -> list[CheckQuestion]:
        """Return the questions of one side in the order of the file."""
        return [question for question in self.questions if question.dimension == dimension]

    def using(self, template: str) -> list[CheckQuestion]:
        """Return the questions that a template helps to mend."""
        return [question for question in self.questions if question.template == template]

    def sides(self) -> list[tuple[str, list[CheckQuestion], int]]:
        """Return each side with its questions and the sum of their weights."""
        return [
            (side, asked, sum(question.weight for question in asked)) for side in DIMENSIONS if (asked := self.of(side))
        ]

    @property
    def marking(self) -> dict[str, object]:
        """What the browser counts with: percents, weights, bands, the order of efforts."""
        return {
            "id": self.id,
            "answers": {one.id: one.percent for one in self.answers},
            "bands": [{"from": one.from_, "name": one.name, "says": one.says} for one in self.bands],
            "efforts": EFFORTS,
            "questions": [
                {
                    "id": one.id,
                    "dimension": one.dimension,
                    "weight": one.weight,
                    "effort": EFFORTS.index(one.effort),
                }
                for one in self.questions
            ],
        }
