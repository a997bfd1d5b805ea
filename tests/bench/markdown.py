"""The content as Markdown files with front matter, for Hugo and for stock Material."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from bench import words
from bench.content import COLLECTIONS, Piece

_HERE = Path(__file__).parent


def write_hugo(folder: Path, pieces: Iterable[Piece]) -> None:
    """Write a Hugo site: our lean theme, sections with paging, search data."""
    shutil.copytree(_HERE / "hugo", folder)
    content = folder / "content"
    _section_pages(content, "_index.md")
    for piece in pieces:
        _write_piece(content, piece)


def _write_piece(content: Path, piece: Piece) -> None:
    """Write one record as Hugo and Eleventy read it."""
    front = {
        "title": piece.title,
        "description": piece.summary,
        "date": f"{piece.start:%Y-%m-%d}T{piece.start:%H:%M}:00+08:00",
        "items": [f"第{piece.item}项"],
        "topics": list(piece.topics),
        "facts": [list(fact) for fact in piece.facts()],
    }
    text = words.LINK.sub(r"(../../\1/\2/)", piece.body)
    path = content / piece.collection / f"{piece.id}.md"
    path.write_text(f"---\n{_yaml(front)}---\n\n{text}", encoding="utf-8")


def write_eleventy(folder: Path, pieces: Iterable[Piece]) -> None:
    """Write an Eleventy site with the same pages as Hugo's; its packages lie where the bench has put them."""
    shutil.copytree(_HERE / "eleventy", folder)
    for section, label in COLLECTIONS.items():
        (folder / "content" / section).mkdir()
        own = {"layout": "page.njk", "section": section, "label": label}
        (folder / "content" / section / f"{section}.11tydata.json").write_text(json.dumps(own), encoding="utf-8")
    for piece in pieces:
        _write_piece(folder / "content", piece)


def write_stock(folder: Path, pieces: Iterable[Piece]) -> None:
    """Write a site for mkdocs-material as it comes: tabs, its own search, navigation from the folders."""
    shutil.copytree(_HERE / "stock", folder)
    docs = folder / "docs"
    _section_pages(docs, "index.md")
    for piece in pieces:
        front = {"title": piece.title, "description": piece.summary}
        facts = "".join(f"| {label} | {value} |\n" for label, value in piece.facts())
        text = words.LINK.sub(r"(../\1/\2.md)", piece.body)
        path = docs / piece.collection / f"{piece.id}.md"
        table = f"| | |\n| --- | --- |\n{facts}"
        path.write_text(
            f"---\n{_yaml(front)}---\n\n# {piece.title}\n\n{piece.summary}\n\n{table}\n{text}", encoding="utf-8"
        )


def _section_pages(folder: Path, name: str) -> None:
    folder.mkdir(parents=True)
    (folder / name).write_text(
        "---\ntitle: 服务月\ndescription: 首页。\n---\n\n# 服务月\n\n量速用的首页。\n", encoding="utf-8"
    )
    for section, label in COLLECTIONS.items():
        (folder / section).mkdir()
        text = f"---\ntitle: {label}\ndescription: {label}一览。\n---\n\n# {label}\n\n{label}一览。\n"
        (folder / section / name).write_text(text, encoding="utf-8")


def _yaml(front: Mapping[str, object]) -> str:
    """Return YAML in which every value is quoted or a flow list: no tool has to guess."""
    return "".join(f"{key}: {_value(value)}\n" for key, value in front.items())


def _value(value: object) -> str:
    return "[" + ", ".join(_value(one) for one in value) + "]" if isinstance(value, list) else f'"{value}"'
