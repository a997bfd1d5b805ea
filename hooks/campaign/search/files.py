"""The index as files: what to fetch for a query (``terms``), what to show of a page (``blocks``), and a table of contents.

All but the table lie in a folder named by a hash of their contents, so that browsers may keep them for good.
How terms are written stands in ``terms``, how numbers are in ``digits``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from campaign.search.digits import varint
from campaign.search.folding import simplified
from campaign.search.postings import Index

FOLDER = "assets/search"
#: characters of one file of pairs, of single ones, of text; large sites have larger ones, so that there are no more than _MOST of each
_PAIRS, _SINGLES, _BLOCK, _MOST = 400, 1200, 200, 2048
#: files of traditional characters
_TABLES = 16
_PAIR = 2
_HEAD = 40


def files(index: Index, suggestions: Sequence[str], instead: object = None) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of every file of the index; ``instead`` is for queries that find nothing."""
    from campaign.search.terms import counted, steps  # noqa: PLC0415 a check shouldn't wait for NumPy

    terms, singles = counted(index.texts, index.postings)
    terms |= {number: steps(found) for number, found in sorted(index.articles.items())}
    pairs, single = _shards(terms, _PAIRS), _shards(singles, _SINGLES)
    blocks = list(_blocks(index))
    contents: dict[str, object] = {f"p{number}": shard for number, shard in enumerate(pairs)}
    contents |= {f"c{number}": shard for number, shard in enumerate(single)}
    contents |= {f"t{number}": block for number, (_, block) in enumerate(blocks)}
    contents |= {f"s{number}": written for number, written in enumerate(_simplified(singles))}
    contents["w"] = instead
    ready = {name: _json(content) for name, content in contents.items()}
    version = hashlib.sha256(b"\n".join(ready.values())).hexdigest()[:10]
    for name, content in ready.items():
        yield f"{FOLDER}/{version}/{name}.json", content
    table = {
        "version": version,
        "pairs": len(pairs),
        "singles": len(single),
        "groups": [[name, len(list(members))] for name, members in groupby(one.page.group for one in index.entries)],
        "sections": "".join(varint(len(one.sections)) for one in index.entries),
        "blocks": "".join(varint(size) for size, _ in blocks),
        "until": _until(index),
        "traditional": index.traditional,
        "suggestions": list(suggestions),
    }
    yield f"{FOLDER}/index.json", _json(table)


def place(term: str, shards: int) -> int:
    """Return in which of ``shards`` files a term stands; the browser reckons the same."""
    inner = sum(map(ord, term[1:-1])) if len(term) > _PAIR else 0  # of an article's number
    return (ord(term[0]) * 31 + ord(term[-1]) * 6 + inner) % shards  # 37 for a single one: no usual factor


def _shards(written: Mapping[str, str], most: int) -> list[dict[str, str]]:
    size = sum(map(len, written.values())) + 8 * len(written)
    count = min(_MOST, size // most + 1)
    shards: list[dict[str, str]] = [{} for _ in range(count)]
    for term, postings in written.items():
        shards[place(term, count)][term] = postings
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


def _simplified(singles: Collection[str]) -> list[str]:
    """Return pairs of traditional and simplified characters, for those that the site's words are written with."""
    written = [""] * _TABLES
    for old, new in simplified().items():
        if new in singles:
            written[ord(old) % _TABLES] += old + new
    return written


_ENCODED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _json(content: object) -> bytes:
    return _ENCODED(content).encode()
