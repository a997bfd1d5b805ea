"""Types of the fields that name another record or a word of the vocabulary.

The site resolves them after everything has been read: a reference is the other
record's id, a term is the word itself as ``data/vocab.yml`` writes it.
"""

from __future__ import annotations

from typing import Annotated

from campaign.models.fields import Line, RefTo, TermOf

OrgRef = Annotated[Line, RefTo("orgs")]
VenueRef = Annotated[Line, RefTo("venues")]
PersonRef = Annotated[Line, RefTo("people")]
UnitRef = Annotated[Line, RefTo("units")]
LectureRef = Annotated[Line, RefTo("lectures")]
NoticeRef = Annotated[Line, RefTo("notices")]
Topic = Annotated[Line, TermOf("主题")]
Town = Annotated[Line, TermOf("街镇")]
