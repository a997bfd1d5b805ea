"""The index as files: what to fetch for a query (``terms``), what to show of a page (``blocks``), and a table of contents.

All but the table lie in a folder named by a hash of their contents, so that browsers may keep them for good.
Behind a pair's postings and a full stop stands what follows it in each, six bits a digit. Numbers are written
in Base64 digits of five bits, lowest first, the sixth saying that more follow: JSON that any
server compresses and any browser reads. Source: the encoding is that of source maps (ECMA-426), without a sign.
"""

from __future__ import annotations

import hashlib
import json
import operator
from collections.abc import Iterator, Sequence
from itertools import groupby

from campaign.search.folding import simplified
from campaign.search.postings import FOLLOWING, LEVELS, MASKS, Index

FOLDER = "assets/search"
#: characters of one file of pairs, of single ones, of text; large sites have larger ones, so that there are no more than _MOST of each
_PAIRS, _SINGLES, _BLOCK, _MOST = 400, 1200, 200, 2048
#: files of traditional characters
_TABLES = 16
_PAIR, _MASK = 2, MASKS - 1
_HEAD = 40
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_MORE = 32


def varint(number: int) -> str:
    """Return a natural number in Base64 digits."""
    digits = ""
    while number >= _MORE:
        digits += _ALPHABET[number % _MORE + _MORE]
        number //= _MORE
    return digits + _ALPHABET[number]


def files(index: Index, suggestions: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of every file of the index."""
    pairs, singles = _terms(index)
    blocks = list(_blocks(index))
    contents: dict[str, object] = {f"p{number}": shard for number, shard in enumerate(pairs)}
    contents |= {f"c{number}": shard for number, shard in enumerate(singles)}
    contents |= {f"t{number}": block for number, (_, block) in enumerate(blocks)}
    contents |= {f"s{number}": pairs for number, pairs in enumerate(_simplified(index))}
    ready = {name: _json(content) for name, content in contents.items()}
    version = hashlib.sha256(b"\n".join(ready.values())).hexdigest()[:10]
    for name, content in ready.items():
        yield f"{FOLDER}/{version}/{name}.json", content
    table = {
        "version": version,
        "pairs": len(pairs),
        "singles": len(singles),
        "groups": [[name, len(list(members))] for name, members in groupby(one.page.group for one in index.entries)],
        "sections": "".join(varint(len(one.sections)) for one in index.entries),
        "blocks": "".join(varint(size) for size, _ in blocks),
        "until": _until(index),
        "traditional": not simplified().keys().isdisjoint(index.characters),
        "suggestions": list(suggestions),
    }
    yield f"{FOLDER}/index.json", _json(table)


def place(term: str, shards: int) -> int:
    """Return in which of ``shards`` files a term stands; the browser reckons the same."""
    inner = sum(map(ord, term[1:-1]))  # of an article's number
    return (ord(term[0]) * 31 + ord(term[-1]) * 6 + inner) % shards  # 37 for a single one: no usual factor


def _terms(index: Index) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Return the files of pairs (and numbers of articles) and those of single characters."""
    total = sum(len(one.sections) for one in index.entries)
    digits = [varint(number) for number in range((total + 1) * LEVELS)]
    written: dict[bool, dict[str, str]] = {True: {}, False: {}}
    for term in sorted(index.postings):
        if " " not in term:
            found = [one >> FOLLOWING for one in index.postings[term]]
            steps = "".join(map(digits.__getitem__, map(operator.sub, found, [0, *found[:-1]])))
            if len(term) == _PAIR:
                steps += "." + "".join([_ALPHABET[one & _MASK] for one in index.postings[term]])
            written[len(term) == 1][term] = steps
    return _shards(written[False], _PAIRS), _shards(written[True], _SINGLES)


def _shards(written: dict[str, str], most: int) -> list[dict[str, str]]:
    size = sum(map(len, written.values())) + 8 * len(written)
    shards: list[dict[str, str]] = [{} for _ in range(min(_MOST, size // most + 1))]
    for term, postings in written.items():
        shards[place(term, len(shards))][term] = postings
    return shards


def _blocks(index: Index) -> Iterator[tuple[int, list[object]]]:
    """Yield number of sections and content of each file of text: pages (or their further sections) side by side."""
    block: list[object] = []
    size = count = 0
    total = sum(len(text) + _HEAD for entry in index.entries for section in entry.sections for text in section)
    enough = max(_BLOCK, total // _MOST)
    for number, entry in enumerate(index.entries):
        page = entry.page
        for part, section in enumerate(entry.sections):
            head = (
                [number, page.url, page.title, entry.initials, page.when, page.place]
                if part == 0 or not block
                else [number]
            )
            block.append([head, *section])
            size += sum(map(len, section)) + _HEAD
            count += 1
            if size >= enough:
                yield count, block
                block, size, count = [], 0, 0
    if block:
        yield count, block


def _until(index: Index) -> list[int | str]:
    """Return a base and, as text, for each page the hours from it until the page is over, plus one; 0 for never."""
    ends = [one.page.until for one in index.entries]
    base = min((end for end in ends if end), default=0)
    return [base, "".join(varint(end and (end - base + 59) // 60 + 1) for end in ends)]


def _simplified(index: Index) -> list[str]:
    """Return pairs of traditional and simplified characters, for those that the site's words are written with."""
    written = [""] * _TABLES
    for old, new in simplified().items():
        if new in index.postings:
            written[ord(old) % _TABLES] += old + new
    return written


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
