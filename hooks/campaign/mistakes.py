"""What people write wrong in a field, and what the check answers: asked of the check itself.

For each kind of value there are a few wrong ways that colleagues really use; each is written
into the field and read and validated as any file would be, so that the manual says what the
check says, today's message and today's mended line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from campaign import describe, laws
from campaign.models.errors import validate
from campaign.models.explain import CHOICE_LABELS
from campaign.models.fields import Context, RefTo, TermOf
from campaign.models.refs import CitesLaw
from campaign.problems import Problem, Problems, printable
from campaign.resolving import names_of, unknown_reference, unknown_word
from campaign.site import Site
from campaign.source import Entry, entry_of_file, read_bytes

#: name of the function that reads a value → what colleagues write instead
_WRONG = {
    "check_id": ("2023_06_08_Launch",),
    "parse_day": ("2023/6/8", "6月8日"),
    "parse_moment": ("2023/6/8 14:00", "下午2点"),
    "parse_time": ("9点半",),
    "parse_count": ("85人",),
    "parse_number": ("31.03度",),
    "parse_yes_no": ("有",),
    "parse_url": ("www.example.cn",),
    "parse_phone": ("电话：12315",),
    "parse_image": ("images/启动仪式.bmp",),
    "parse_file": ("D:/指引.pdf",),
    "parse_address": ("www.example.cn",),
    "parse_layer": ("D:/街镇.geojson",),
}
#: in any file: what input methods and habits make of YAML
_ANYWHERE = (
    "title：启动仪式",
    "title:启动仪式",
    "－ 企业",
    "title: 宣讲: 第一场",
    "标题: 启动仪式",
    "audience: [企业，园区]",
)
_ABSENT = frozenset({"missing-field"})  # of a file with one line


@dataclass(frozen=True, slots=True)
class Mistake:
    """A line as written, what the check says, and the line as it should be; ``right`` is empty where no line is."""

    written: str
    told: str
    right: str


def of_field(site: Site, model: type[BaseModel], key: str, field: FieldInfo) -> list[Mistake]:
    """Return the usual mistakes in one field of a record or a part, with the check's answers."""
    lines = [f"{key}:{'' if value.startswith(chr(10)) else ' '}{value}" for value in _values(site, field)]
    found = [_asked(site, model, key, field, line) for line in lines]
    if field.is_required() and not any(found):
        found = [_asked(site, model, key, field, f"{key}:")]
    return [one for one in found if one]


def anywhere(model: type[BaseModel]) -> list[Mistake]:
    """Return the mistakes that happen in every kind of record."""
    found = []
    for line in _ANYWHERE:
        text = f"audience:\n  {line}" if line.startswith("－") else line
        problems = Problems()
        document = read_bytes(f"{text}\n".encode(), "", problems)
        entry = entry_of_file(document, problems) if document else None
        if entry:
            validate(entry, model, Context((), ()), problems)
        problem = next(one for one in problems if one.code not in _ABSENT)
        found.append(Mistake(line, _told(problem), problem.suggestion.strip()))
    return found


def _values(site: Site, field: FieldInfo) -> Iterator[str]:
    """Yield wrong values for a field, by what it takes."""
    part, repeated = describe.part_of(field)
    target, choices = describe.target_of(field), describe.choices_of(field)
    if part:
        yield f"\n  {_first_line(part)}" if repeated else "有"
    elif isinstance(target, RefTo):
        names = [record.name_text for record in site.all(target.collection)]
        wrong = names[0] if names and names[0] not in site.records[target.collection] else "新的编号"
        yield f"[{wrong}]" if describe.repeats(field) else wrong
    elif isinstance(target, TermOf):
        words = [word.name for word in site.words(target.scheme)]
        wrong = f"{words[0][:-1]}办" if words else "新词"
        yield f"[{wrong}]" if describe.repeats(field) else wrong
    elif isinstance(target, CitesLaw):
        yield "[反法第十条]" if describe.repeats(field) else "反法第十条"
    elif choices:
        yield from _near_choices(choices, listed=describe.repeats(field))
    elif reader := describe.reader_of(field):
        yield from (f"[{one}]" if describe.repeats(field) else one for one in _WRONG[reader])
    elif describe.repeats(field):
        yield "第一条、第二条"
    else:
        yield "第5个" if describe.shape(field) == "整数" else "第一条: 第二条"


def _near_choices(choices: list[str], *, listed: bool) -> Iterator[str]:
    """Yield what is written for a choice: its Chinese name, or a word that is not quite it; and several as in a text."""
    if listed:
        yield "、".join(choices[:2])
        return
    called = [CHOICE_LABELS[one][0] for one in choices if one in CHOICE_LABELS]
    short = [one[:-1] for one in choices if len(one) > 2 and not one.isascii()]  # noqa: PLR2004 of three characters two stay
    yield (called or short or [f"{choices[0]}类"])[0]


def _first_line(part: type[BaseModel]) -> str:
    """Return the line with which a group begins, as one writes it who forgets the hyphen."""
    name, field = next(iter(part.model_fields.items()))
    return f"{field.alias or name}: {field.examples[0] if field.examples else '…'}"


def _asked(site: Site, model: type[BaseModel], key: str, field: FieldInfo, line: str) -> Mistake | None:
    problem = _answer(site, model, key, field, line)
    return Mistake(line, _told(problem), problem.suggestion) if problem else None


def _answer(site: Site, model: type[BaseModel], key: str, field: FieldInfo, line: str) -> Problem | None:
    problems = Problems()
    document = read_bytes(f"{line}\n".encode(), "", problems)
    entry = entry_of_file(document, problems) if document else None
    if entry is None:
        return next(iter(problems), None)
    validate(entry, model, Context((), ()), problems)
    own = [one for one in problems if one.code not in _ABSENT]
    return own[0] if own else _unresolved(site, entry, key, field)


def _unresolved(site: Site, entry: Entry, key: str, field: FieldInfo) -> Problem | None:
    """Return what resolving says of the field's one name."""
    value: Any = entry.data[key]
    path, text = ((key, 0), value[0]) if isinstance(value, list) else ((key,), value)
    target = describe.target_of(field)
    if isinstance(target, RefTo):
        known = site.records[target.collection]
        return unknown_reference(entry, path, text, target.collection, known, names_of(known))
    if isinstance(target, TermOf):
        return unknown_word(entry, path, text, target.scheme, {word.name for word in site.words(target.scheme)})
    found = laws.resolve(text, laws.laws_of(site.records)) if isinstance(target, CitesLaw) else None
    if found is None or isinstance(found, laws.Citation):
        return None
    return entry.problem(found.code, path, found.message, hint=found.hint, value=found.value)


def _told(problem: Problem) -> str:
    return printable(problem.message) + (f"改法：{printable(problem.hint)}" if problem.hint else "")
