"""Addresses of other sites in a text, and the file that says what the weekly question about them found.

``data/links.json`` is written by ``campaign links`` and committed, so that a build without network, the doctor and the
staff page know it. It says of each address its state, in words, and since which day; places are looked up again in
today's records, because lines move.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from campaign.problems import Problem, Problems, Where

FILE = "links.json"
_LARGEST = 4 * 1024 * 1024
_URL = re.compile(r"https?://[^\s<>\"'`{}\[\]|\\“”‘’（）【】〔〕《》「」，。；：、！？]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """What the last question found about one address; ``prose`` are its places in prose pages, as file and line."""

    url: str
    state: str
    said: str
    since: str
    status: int = 0
    moved: str = ""
    prose: tuple[tuple[str, int], ...] = ()


def cited(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield number and address of every address in some lines, once a line."""
    for number, line in enumerate(lines, 1):
        if "://" in line:
            yield from dict.fromkeys((number, url) for found in _URL.findall(line) if (url := _trimmed(found)))


def read_links(root: Path, problems: Problems, shown: str) -> tuple[Link, ...]:
    """Return what ``data/links.json`` says; a file that can't be read is a warning, and says nothing."""
    path = root / FILE
    if not path.is_file() or path.is_symlink():
        return ()
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
        if len(raw) > _LARGEST:
            raise ValueError(len(raw))  # noqa: TRY301 told below, like every other way to spoil it
        return tuple(_link(row) for row in json.loads(raw)["links"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        message = f"网址检查的记录读不出来（{type(error).__name__}）。"
        hint = "删去这个文件，再运行 campaign links。"
        problems.add(Problem("links-file", Where(f"{shown}/{FILE}"), message, hint, severity="warning"))
        return ()


def as_json(links: Iterable[Link], places: Mapping[str, list[Where]], checked: date) -> str:
    """Return the text of ``data/links.json``; ``places`` are for people who read it."""
    rows = [
        {
            "url": link.url,
            "state": link.state,
            "status": link.status,
            "said": link.said,
            "since": link.since,
            **({"moved": link.moved} if link.moved else {}),
            "cited": [{"file": where.file, "line": where.line} for where in places.get(link.url, [])],
        }
        for link in sorted(links, key=lambda link: link.url)
    ]
    return json.dumps({"checked": f"{checked}", "links": rows}, ensure_ascii=False, indent=1) + "\n"


def _trimmed(url: str) -> str:
    url = url.rstrip(".,;:!?*_")
    while url.endswith(")") and url.count(")") > url.count("("):
        url = url[:-1].rstrip(".,;:!?*_")
    return url if len(url) > len("https://") else ""


def _link(row: Any) -> Link:  # noqa: ANN401 JSON
    prose = tuple((str(one["file"]), int(one["line"])) for one in row["cited"] if str(one["file"]).endswith(".md"))
    since = date.fromisoformat(row["since"]).isoformat()
    said, moved = str(row["said"])[:200], str(row.get("moved", ""))[:2000]
    return Link(str(row["url"])[:2000], str(row["state"]), said, since, int(row["status"]), moved, prose)
