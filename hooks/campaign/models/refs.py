"""Types of the fields that name another record or a word of the vocabulary.

The site resolves them after everything has been read: a reference is the other
record's id, a term is the word itself as ``data/vocab.yml`` writes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import StringConstraints, WithJsonSchema

from campaign.models.fields import Line, RefTo, TermOf

_ARTICLE = r"^[1-9][0-9]{0,3}(?:-[1-9][0-9]?)?$"


@dataclass(frozen=True, slots=True)
class CitesLaw:
    """The value names a version of a law, mostly with an article: ``law:aucl-2025#10``."""


OrgRef = Annotated[Line, RefTo("orgs")]
VenueRef = Annotated[Line, RefTo("venues")]
PersonRef = Annotated[Line, RefTo("people")]
UnitRef = Annotated[Line, RefTo("units")]
EventRef = Annotated[Line, RefTo("events")]
LectureRef = Annotated[Line, RefTo("lectures")]
ExplainerRef = Annotated[Line, RefTo("explainers")]
CaseRef = Annotated[Line, RefTo("cases")]
TemplateRef = Annotated[Line, RefTo("templates")]
NoticeRef = Annotated[Line, RefTo("notices")]
Topic = Annotated[Line, TermOf("主题")]
Town = Annotated[Line, TermOf("街镇")]
City = Annotated[Line, TermOf("城市")]
LawRef = Annotated[Line, RefTo("laws")]
FormRef = Annotated[Line, RefTo("forms")]
OutletRef = Annotated[Line, RefTo("outlets")]
CampaignRef = Annotated[Line, RefTo("campaign")]
#: a law or one of its articles, always with the version
Cited = Annotated[Line, CitesLaw()]
#: an article's number: ``10``, ``219-1`` for 第二百一十九条之一
ArticleNo = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=_ARTICLE),
    WithJsonSchema({"type": ["string", "integer"], "pattern": _ARTICLE}, mode="validation"),
    WithJsonSchema({"type": "string", "pattern": _ARTICLE}, mode="serialization"),
]
