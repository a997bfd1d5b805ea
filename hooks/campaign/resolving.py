"""Every reference and every word of the vocabulary: does what it names exist?"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Collection, Mapping

from campaign import laws
from campaign.models.base import REGISTRY, Record
from campaign.models.fields import RefTo, TermOf
from campaign.models.shape import Path, pointers, values
from campaign.problems import Problem, nearest
from campaign.reading import Reading
from campaign.source import Entry

#: Words of a vocabulary that a hint repeats.
_MOST_WORDS = 12
#: Further places of one mistake that its message names.
_MOST_PLACES = 3
#: How much alike two names are that may be copied one for the other.
_ALIKE = 0.8


def resolve(reading: Reading) -> None:
    """Check every reference and term; remember who cites whom."""
    words: defaultdict[str, set[str]] = defaultdict(set)
    for word in reading.records.get("vocab", {}).values():
        words[word.scheme].add(word.name)  # type: ignore[attr-defined]
    unknown: defaultdict[tuple[str, str], list[tuple[Record, Path]]] = defaultdict(list)
    for name, model in REGISTRY.items():
        for pointer in pointers(model):
            for record in reading.records[name].values():
                for path, text in values(record, pointer):
                    if isinstance(pointer.target, RefTo):
                        _reference(reading, record, path, text, pointer.target.collection)
                    elif not isinstance(pointer.target, TermOf):
                        _citation(reading, record, path, text)
                    elif text not in words[pointer.target.scheme] and not _is_broken_word(reading, text):
                        unknown[pointer.target.scheme, text].append((record, path))
    for (scheme, text), places in unknown.items():
        _unknown_word(reading, places, text, scheme, words[scheme])


def _citation(reading: Reading, record: Record, path: Path, text: str) -> None:
    found = laws.resolve(text, laws.laws_of(reading.records))
    if isinstance(found, laws.Citation):
        reading.citing["laws", found.law.id].append((record.collection, record.id))
    elif not any(collection == "laws" and key in text for collection, key in reading.broken):
        entry = reading.entries[record.collection, record.id]
        reading.problems.add(entry.problem(found.code, path, found.message, hint=found.hint, value=found.value))


def _is_broken_word(reading: Reading, text: str) -> bool:
    return ("vocab", text) in reading.broken or "vocab" in reading.unread


def _reference(reading: Reading, record: Record, path: Path, text: str, target: str) -> None:
    known = reading.records.get(target, {})
    if text in known:
        reading.citing[target, text].append((record.collection, record.id))
        return
    if (target, text) in reading.broken or target in reading.unread:
        return  # the other record's own mistakes are already listed
    entry = reading.entries[record.collection, record.id]
    reading.problems.add(unknown_reference(entry, path, text, target, known))


def unknown_reference(entry: Entry, path: Path, text: str, target: str, known: Mapping[str, Record]) -> Problem:
    """Return the finding about an id that no record of the collection ``target`` has; ``known`` are those there are."""
    by_name = {other.name_text: key for key, other in known.items()}
    meant = by_name.get(text) or nearest(text, known)
    alike = by_name.get(nearest(text, by_name), "")
    if not meant and alike and _same_place(text, known[alike].name_text):
        meant = alike
    close = meant or alike
    label = REGISTRY[target].label
    hint = (
        f"是不是“{close}”（{known[close].name_text}）？"
        if close
        else f"先在 data/{target} 里加上这个{label}，再在这里写它的编号。"
    )
    return entry.problem("unknown-reference", path, f"没有编号为“{text}”的{label}。", hint=hint, value=meant or None)


def _same_place(text: str, name: str) -> bool:
    """Whether a name is so near that the line can be offered to be copied; another village's hall is not."""
    return text in name or difflib.SequenceMatcher(None, text, name.removesuffix("（示例）")).ratio() >= _ALIKE


def _unknown_word(reading: Reading, places: list[tuple[Record, Path]], text: str, scheme: str, words: set[str]) -> None:
    """Name the first place of a word that the vocabulary lacks, and where else it stands: one mistake, one finding."""
    entries = [(reading.entries[record.collection, record.id], path) for record, path in places]
    others = "、".join(str(entry.where(path)) for entry, path in entries[1 : 1 + _MOST_PLACES])
    more = (
        f"另有 {len(places) - 1} 处也写了它：{others}{'等' if len(places) - 1 > _MOST_PLACES else ''}。"
        if others
        else ""
    )
    entry, path = entries[0]
    reading.problems.add(unknown_word(entry, path, text, scheme, words, more))


def unknown_word(entry: Entry, path: Path, text: str, scheme: str, words: Collection[str], more: str = "") -> Problem:
    """Return the finding about a word that the vocabulary's ``scheme`` lacks."""
    close = nearest(text, words)
    choices = "、".join(sorted(words)[:_MOST_WORDS])
    hint = f"是不是“{close}”？" if close else f"可用的词在 data/vocab.yml 的“{scheme}”里：{choices}。"
    message = f"“{text}”不在“{scheme}”词表里。{more}"
    return entry.problem("unknown-word", path, message, hint=hint, value=close or None)
