"""Chinese lines for a screen, broken at build: dates and times whole, no orphan, headlines balanced.

Lines end behind marks and between phrases (BudouX) wherever that costs no further line.

A wall's browser may be ten years old and knows no ``text-wrap: balance``; the build
measures in em, generously, so that another font of the box can't make a line too long.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import budoux

from campaign import ems, spans

#: terms of this field that BudouX, which learnt from newspapers, cuts in two
_TERMS = re.compile(
    r"示例|保护|供应商|客户名单|主管|一个月|展示场景|示范单位|商业秘密|反不正当竞争|知识产权|有限公司|办公[室厅]|反向工程|生物医药|科创走廊|服务[站点月]|市场|监督|管理[局所]?"
)
#: signs that stand alone after what they belong to: 生物医药|园：
_SUFFIXES = frozenset("园站点区所局科室会厂店院校班组")
#: what it costs when a line ends behind a mark, between phrases, within a phrase, within a term; and when it is uneven
_MARKS: Final = dict.fromkeys("：。；？！", 0.0) | dict.fromkeys("，、", 0.5)
_PHRASE: Final = 2.0
_WORD: Final = 6.0
_TORN: Final = 25.0
_UNEVEN: Final = 8.0
#: ends of lines in the text, and those within Chinese
_BETWEEN, _WITHIN = re.compile(r"\s*\n\s*"), re.compile(r"(?<=[⺀-￿])\s*\n\s*(?=[⺀-￿])")
_CLOSING = "，。、；：！？”’）)》】…—"
_OPENING = "“‘（(《【"
_ORPHAN: Final = 2.0
#: what sums may be off by; more lines than any text has
_ROUNDED, _MANY = 1e-6, 1 << 30
#: between two sizes that are tried
STEP: Final = 0.1


def lines(text: str, em: float, *, balanced: bool = True) -> list[str] | None:
    """Return ``text`` in as few lines of at most ``em`` as there can be, or None where a word is too long.

    They end where it disturbs least, and are as equal as they can be when ``balanced``; a term is torn only where
    one line more would not keep it, a span of dates or times only where it is longer than a line. A space at which a
    line ends stays at its end, so that the lines together are the text.
    """
    words = _narrow(_narrow(_words(_flat(text)), em, spans.SEAM), em, spans.JOINT)
    if not words or max(map(ems.width, words)) > em:
        return None if words else []
    return list(_broken(words, em, balanced=balanced))


def dated(text: str, em: float) -> list[str] | None:
    """Return ``lines`` of a date with its time, or None where a date, or a time, would be torn itself."""
    words = _narrow(_words(_flat(text)), em, spans.SEAM)
    return list(_broken(words, em, balanced=True)) if max(map(ems.width, words), default=0) <= em else None


def filled(text: str, em: float) -> int | None:
    """Return how many lines a browser makes of ``text`` at most, or None where a word is too long."""
    words = _words(_flat(text))
    return _fewest(words, em) if max(map(ems.width, words), default=0) <= em else None


def whole(text: str, em: float) -> list[str] | None:
    """Return ``text`` in lines that end between phrases, at most one more than it needs; None where it must be torn."""
    phrases, least = _phrases(_flat(text)), lines(text, em)
    if least is None or not phrases or max(map(ems.width, phrases)) > em:
        return None
    found = list(_broken(phrases, em, balanced=True))
    return found if len(found) <= len(least) + 1 and not is_orphan(found) else None


@functools.lru_cache(maxsize=32768)  # rules and packs ask the same of each slide
def _broken(words: tuple[str, ...], em: float, *, balanced: bool) -> tuple[str, ...]:
    """Return the lines with the least cost: each end costs what it disturbs, each line what it is away from the best length.

    Source: the method of Knuth and Plass, Breaking Paragraphs into Lines (1981), without stretching.
    """
    costs, (begins, ends), last = _ends(words), _edges(words), len(words)
    best = sum(map(ems.width, words)) / _fewest(words, em) if balanced else em
    #: for each number of words: lines (a torn term counts as two), cost, and where the last line begins
    found: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    first = 0
    for end in range(1, last + 1):
        while first < end - 1 and ends[end] - begins[first] > em + _ROUNDED:
            first += 1
        ragged = end == last and not balanced
        count, cost, begin = _MANY, 0.0, first
        for start in range(first, end):
            before, total, _ = found[start]
            if before > count:
                continue
            if not ragged:
                away = (ends[end] - begins[start]) / best - 1
                total += _UNEVEN * away * away
            if end == last and start and is_orphan(["", "".join(words[start:])]):
                total += _TORN
            if before < count or total < cost - _ROUNDED:
                count, cost, begin = before, total, start
        found.append((count + (3 if costs[end - 1] == _TORN else 1), cost + costs[end - 1], begin))
    done, end, space = [], last, ""
    while end:
        start = found[end][2]
        line = "".join(words[start:end])
        done.append(line.lstrip() + space)
        space = line[: len(line) - len(line.lstrip())]
        end = start
    return tuple(done[::-1])


@functools.lru_cache(maxsize=4096)
def _edges(words: tuple[str, ...]) -> tuple[list[float], list[float]]:
    """Return how far from the text's beginning a line begins at each word and ends before it, in em, without its spaces."""
    begins, ends, at = [], [0.0], 0.0
    for word in words:
        begins.append(at + ems.width(word) - ems.width(word.lstrip()))
        ends.append(at + ems.width(word.rstrip()))
        at += ems.width(word)
    return begins, ends


@functools.lru_cache(maxsize=4096)
def _ends(words: tuple[str, ...]) -> tuple[float, ...]:
    """Return for each word what it costs when a line ends behind it."""
    text = "".join(words)
    phrases = set(itertools.accumulate(map(len, _phrases(text))))
    within = {at for term in _TERMS.finditer(text) for at in range(term.start() + 1, term.end())}
    within |= {at for at, sign in enumerate(text) if sign in _SUFFIXES}
    costs = []
    for at, word in zip(itertools.accumulate(map(len, words)), words, strict=True):
        mark = _MARKS.get(word.strip()[-1:])
        between = _PHRASE if at in phrases else _TORN if at in within else _WORD
        costs.append(0.0 if at == len(text) else between if mark is None else mark)
    return tuple(costs)


def _fewest(words: tuple[str, ...], em: float) -> int:
    """Return how many lines there are when each takes as many words as it can."""
    count, line = 1, ""
    for word in words:
        count, line = (count, line + word) if ems.width((line + word).strip()) <= em else (count + 1, word)
    return count


def is_orphan(broken: list[str]) -> bool:
    """Whether the last of several lines is a lonely character."""
    return len(broken) > 1 and ems.width(broken[-1].rstrip(_CLOSING)) < _ORPHAN


def largest(fits: Callable[[float], bool], least: float, most: float, step: float = STEP) -> float | None:
    """Return the largest scale between ``least`` and ``most`` at which ``fits``, or None."""
    low, high = round(least / step), round(most / step)
    if not fits(low * step):
        return None
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle * step) else (low, middle - 1)
    return round(low * step, 2)


def _flat(text: str) -> str:
    """Return what staff wrote over several lines as one: Chinese goes on without a space, all else with one."""
    return _BETWEEN.sub(" ", _WITHIN.sub("", text)).strip()


@functools.lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """Return what must not be torn apart: closing marks go with what is before, opening ones with what follows."""
    return tuple(_joined(spans.WHOLE.findall(text), lambda held, found: found in _CLOSING or held[-1] in _OPENING))


def _narrow(words: Iterable[str], em: float, joint: re.Pattern[str]) -> tuple[str, ...]:
    """Return ``words``, each date, time or span that is wider than ``em`` in the parts that it has at ``joint``."""
    return tuple(
        part
        for word in words
        for part in (joint.split(word) if ems.width(word) > em and spans.DATED.search(word) else [word])
    )


@functools.cache
def _parser() -> budoux.Parser:
    return budoux.load_default_simplified_chinese_parser()


@functools.lru_cache(maxsize=4096)
def _phrases(text: str) -> tuple[str, ...]:
    """Return the words of ``text``, joined to the phrases that a reader takes in at once."""
    parts = _parser().parse(text)
    ends, at = {len(text)}, 0
    for before, part in itertools.pairwise(parts):
        at += len(before)
        if before[-1] in _CLOSING or part.rstrip(_CLOSING) not in _SUFFIXES:
            ends.add(at)
    ends -= {at for word in _TERMS.finditer(text) for at in range(word.start() + 1, word.end())}
    words = _words(text)
    places = itertools.accumulate(map(len, words))
    return tuple(_joined(words, lambda _held, _found: next(places) not in ends))


def _joined(parts: Iterable[str], belongs: Callable[[str, str], bool]) -> Iterator[str]:
    """Yield ``parts``, each joined to the one held where it belongs there."""
    held = ""
    for found in parts:
        if held and not belongs(held, found):
            yield held
            held = found
        else:
            held += found
    if held:
        yield held
