"""Every reference and every word of the vocabulary: does what it names exist?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from campaign import laws
from campaign.likeness import alike, nearest
from campaign.models.base import REGISTRY, Record
from campaign.models.fields import RefTo, TermOf
from campaign.models.shape import Path, Pointer, pointers, raw_values, values
from campaign.problems import Problem
from campaign.reading import Reading
from campaign.site import Key
from campaign.source import Entry

#: Words of a vocabulary that a hint repeats.
_MOST_WORDS = 12
#: Further places of one mistake that its message names.
_MOST_PLACES = 3
#: How much alike two names are that may be copied one for the other.
_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class _Named:
    """One value that names something: where it stands, and the key of its record where that could be kept."""

    entry: Entry
    path: Path
    text: str
    by: Key | None


def resolve(reading: Reading) -> None:
    """Check every reference and term; remember who cites whom."""
    words: defaultdict[str, set[str]] = defaultdict(set)
    for word in reading.records.get("vocab", {}).values():
        words[word.scheme].add(word.name)  # type: ignore[attr-defined]
    unknown: defaultdict[tuple[str, str], list[_Named]] = defaultdict(list)
    for pointer, named in _named(reading):
        if isinstance(pointer.target, RefTo):
            _reference(reading, named, pointer.target.collection)
        elif not isinstance(pointer.target, TermOf):
            _citation(reading, named)
        elif named.text not in words[pointer.target.scheme] and not _is_broken_word(reading, named.text):
            unknown[pointer.target.scheme, named.text].append(named)
    for (scheme, text), places in unknown.items():
        _unknown_word(reading, places, text, scheme, words[scheme])


def _named(reading: Reading) -> Iterator[tuple[Pointer, _Named]]:
    """Yield every value that names something; of refused records from the raw tree, so that all is told at once."""
    raw = {one.kept_as for one in reading.refused}
    said = {problem.where for problem in reading.problems.found}
    for name, model in REGISTRY.items():
        refused = [one for one in reading.refused if one.collection == name]
        for pointer in pointers(model):
            for key, record in reading.records[name].items():
                if (name, key) not in raw:
                    entry = reading.entries[name, key]
                    for path, text in values(record, pointer):
                        yield pointer, _Named(entry, path, text, (name, key))
            for one in refused:
                for path, text in raw_values(one.data, pointer.keys):
                    if one.entry.where(path) not in said:  # what cannot name anything is told already
                        yield pointer, _Named(one.entry, path, text, one.kept_as)


def _citation(reading: Reading, named: _Named) -> None:
    found = laws.resolve(named.text, laws.laws_of(reading.records))
    if isinstance(found, laws.Citation):
        _cited(reading, ("laws", found.law.id), named)
    elif "laws" not in reading.unread and not any(
        collection == "laws" and key in named.text for collection, key in reading.broken
    ):
        problem = named.entry.problem(found.code, named.path, found.message, hint=found.hint, value=found.value)
        reading.problems.add(problem)


def _cited(reading: Reading, what: Key, named: _Named) -> None:
    if named.by:
        reading.citing[what].append(named.by)


def _is_broken_word(reading: Reading, text: str) -> bool:
    return ("vocab", text) in reading.broken or "vocab" in reading.unread


def _reference(reading: Reading, named: _Named, target: str) -> None:
    known = reading.records.get(target, {})
    if named.text in known:
        _cited(reading, (target, named.text), named)
    elif (target, named.text) not in reading.broken and target not in reading.unread:
        # else the other record's own mistakes are already listed
        if target not in reading.names:
            reading.names[target] = names_of(known)
        names = reading.names[target]
        reading.problems.add(unknown_reference(named.entry, named.path, named.text, target, known, names))


def names_of(known: Mapping[str, Record]) -> dict[str, str]:
    """Return name → id of the records of a collection."""
    return {name: key for key, other in known.items() for name in reversed(other.known_as)}


def unknown_reference(
    entry: Entry, path: Path, text: str, target: str, known: Mapping[str, Record], names: Mapping[str, str]
) -> Problem:
    """Return the finding about an id that no record of the collection ``target`` has; ``known`` are those there are."""
    meant = names.get(text) or nearest(text, known)
    name = nearest(text, names)
    near = names.get(name, "")
    if not meant and near and _same_place(text, name):
        meant = near
    close = meant or near
    label = REGISTRY[target].label
    hint = (
        f"是不是“{close}”（{known[close].name_text}）？"
        if close
        else f"先在 data/{target} 里加上这个{label}，再在这里写它的编号。"
    )
    return entry.problem("unknown-reference", path, f"没有编号为“{text}”的{label}。", hint=hint, value=meant or None)


def _same_place(text: str, name: str) -> bool:
    """Whether a name is so near that the line can be offered to be copied; another village's hall is not."""
    return text in name or alike(name.removesuffix("（示例）"), text) >= _ALIKE


def _unknown_word(reading: Reading, places: list[_Named], text: str, scheme: str, words: set[str]) -> None:
    """Name the first place of a word that the vocabulary lacks, and where else it stands: one mistake, one finding."""
    others = "、".join(str(one.entry.where(one.path)) for one in places[1 : 1 + _MOST_PLACES])
    more = (
        f"另有 {len(places) - 1} 处也写了它：{others}{'等' if len(places) - 1 > _MOST_PLACES else ''}。"
        if others
        else ""
    )
    first = places[0]
    reading.problems.add(unknown_word(first.entry, first.path, text, scheme, words, more))


def unknown_word(entry: Entry, path: Path, text: str, scheme: str, words: Collection[str], more: str = "") -> Problem:
    """Return the finding about a word that the vocabulary's ``scheme`` lacks."""
    close = nearest(text, words)
    choices = "、".join(sorted(words)[:_MOST_WORDS])
    hint = f"是不是“{close}”？" if close else f"可用的词在 data/vocab.yml 的“{scheme}”里：{choices}。"
    message = f"“{text}”不在“{scheme}”词表里。{more}"
    return entry.problem("unknown-word", path, message, hint=hint, value=close or None)
