"""Markers, record and law links in prose pages: found, checked with file and line, rendered.

A marker stands on a line of its own, ``<!-- view: cards collection=notices limit=3 -->``;
a link to a record is ``[文字](record:events/2023-06-08-launch)``, to a law ``[文字](law:aucl-2025#10)``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from campaign.bare import bare, unlinked
from campaign.editing import Made
from campaign.laws import laws_of
from campaign.laws_lint import citing_problems
from campaign.likeness import nearest
from campaign.loading import shown_path
from campaign.models.base import REGISTRY, Published, Record
from campaign.models.explainers import Explainer
from campaign.pages_of_data import read_page
from campaign.problems import Problem, Problems, Where
from campaign.render import Renderer
from campaign.richtext import RECORD_LINK, link_records
from campaign.site import Shown
from campaign.views import VIEWS

_MARKER = re.compile(r"<!-- view: ([a-z-]+)((?: [a-z_]+=[^\s=]+)*) -->")
_LOOKS_LIKE_MARKER = re.compile(r"<!--\s*view\b", re.IGNORECASE)
_FENCE = re.compile(r"\s*(```|~~~)")


def pages(docs: Path, data: Path) -> dict[str, Path]:
    """Return every prose page by its source path; a campaign's own ``pages/`` replace the project's.

    Raises OSError for a folder that can't be read.
    """
    found = {}
    for root in (docs, data / "pages"):
        for folder, folders, names in os.walk(root, onerror=_unreadable):
            every = [Path(folder, name) for name in (*names, *folders)]
            for path in every:  # reading tells what is no file
                if path.suffix == ".md" or (path.name in folders and path.is_symlink()):
                    found[path.relative_to(root).as_posix()] = path
    return {name: path for name, path in sorted(found.items()) if not name.startswith("dev/")}


def _unreadable(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def check_prose(docs: Path, data: Path, shown: Shown) -> list[Problem]:
    """Return what is wrong with the markers and record links of every page, and of records' Markdown."""
    problems = Problems()
    for path in pages(docs, data).values():
        file = shown_path(path)
        text = read_page(path, file, problems)
        problems.extend(_check_page(text, file, shown))
        problems.extend(citing_problems(text, file, laws_of(shown.site.records)))
    problems.extend(_check_text(shown, shown.campaign, "items"))
    for record in shown.everything():
        if record.body and not all(shown.find(*link.partition("/")[::2]) for link in RECORD_LINK.findall(record.body)):
            problems.extend(_check_text(shown, record, "body"))
    return list(problems)


def check_drawings(overrides: Path, shown: Shown) -> Iterator[Problem]:
    """Yield an error for every explainer whose drawing isn't there."""
    known = {path.stem for path in (overrides / "diagrams").glob("*.html")}
    for record in shown.having(Explainer):
        if record.diagram and record.diagram not in known:
            close = nearest(record.diagram, known)
            hint = f"是不是“{close}”？" if close else f"可用的：{'、'.join(sorted(known))}。没有图解就删去这一行。"
            entry = shown.site.entries[record.collection, record.id]
            message = f"没有叫“{record.diagram}”的图解。"
            yield entry.problem("unknown-diagram", ("diagram",), message, hint=hint, value=close or None)


def _check_page(text: str, file: str, shown: Shown) -> Iterator[Problem]:
    fenced = False
    for no, line in enumerate(text.splitlines(), 1):
        if _FENCE.match(line):
            fenced = not fenced
        if fenced:
            continue
        if _LOOKS_LIKE_MARKER.search(line):
            yield from _check_marker(line, Where(file, no, line.index("<!--") + 1))
        for link in RECORD_LINK.finditer(line):
            yield from _check_link(link[1], Where(file, no, link.start(1) + 1), line, shown)


def _check_marker(line: str, where: Where) -> Iterator[Problem]:
    found = _MARKER.fullmatch(line.strip())
    example = "<!-- view: cards collection=events limit=3 -->"
    if not found:
        message = "视图标记写法不对，它要单独占一行。"
        yield Problem("marker-format", where, message, f"例如：{example}", line_text=line)
        return
    name, options = found[1], _options(found[2])
    known = VIEWS.get(name)
    if known is None:
        close = nearest(name, VIEWS)
        hint = f"是不是“{close}”？" if close else f"可用的视图：{'、'.join(VIEWS)}。"
        yield Problem("unknown-view", where, f"没有叫“{name}”的视图。", hint, line_text=line)
        return
    for option, value in options.items():
        if option not in known.options:
            names = "、".join(f"{key}（{meaning}）" for key, meaning in known.options.items()) or "没有选项"
            yield Problem(
                "unknown-option", where, f"视图“{name}”没有选项“{option}”。", f"可用的选项：{names}。", line_text=line
            )
        elif option == "limit" and not value.isdecimal():
            yield Problem("option-value", where, f"limit 要写数字，这里是“{value}”。", "例如 limit=3。", line_text=line)
        elif option == "collection" and value not in Shown.collections():
            choices = "、".join(Shown.collections())
            yield Problem("option-value", where, f"没有叫“{value}”的记录。", f"可用的：{choices}。", line_text=line)


def _check_link(key: str, where: Where, line: str, shown: Shown) -> Iterator[Problem]:
    collection, _, name = key.partition("/")
    if shown.find(collection, name) or not name:
        if name:
            return
        yield Problem(
            "record-link", where, f"链接“record:{key}”缺少编号。", "写成 record:events/编号。", line_text=line
        )
        return
    model = REGISTRY.get(collection)
    if model is None or not issubclass(model, Published):
        close = nearest(collection, Shown.collections())
        yield Problem(
            "record-link", where, f"没有叫“{collection}”的记录。", f"是不是“{close}”？" if close else "", line_text=line
        )
    elif hidden := next((one for one in shown.hidden if one.record is shown.site.get(collection, name)), None):
        message = f"链接指向的记录现在不在网上（{hidden.reason}），暂时会打开列表页。"
        yield Problem("record-hidden", where, message, severity="warning", line_text=line)
    else:
        ids = [record.id for record in shown.public(collection)]
        close = nearest(name, ids)
        fixed = line.replace(f"record:{key}", f"record:{collection}/{close}") if close else ""
        yield Problem("record-link", where, f"没有编号为“{name}”的{model.label}。", line_text=line, suggestion=fixed)


def _check_text(shown: Shown, record: Record, field: str) -> Iterator[Problem]:
    """Check the record links from ``field`` of a record's file onwards; doubles fall out when sorted."""
    document = shown.site.entries[record.collection, record.id].document
    first = shown.site.entries[record.collection, record.id].where((field,)).line
    for no, line in enumerate(document.lines[first - 1 :], first):
        for link in RECORD_LINK.finditer(line):
            yield from _check_link(link[1], Where(document.file, no, link.start(1) + 1), line, shown)


def _options(text: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in text.split())


def made_of(html: str) -> Iterator[Made]:
    """Yield what staff edit to change the views of a page."""
    for found in _MARKER.finditer(html):
        yield from VIEWS[found[1]].made_of(_options(found[2]))


def fill(html: str, renderer: Renderer, base: str) -> str:
    """Return a page's HTML with its markers replaced by rendered views, record links resolved, and none to nothing."""

    def rendered(found: re.Match[str]) -> str:
        context = VIEWS[found[1]].context(renderer.shown, _options(found[2]))
        return renderer.page(f"views/{found[1]}.html", base, **context)

    filled = _MARKER.sub(rendered, unlinked(html, bare(renderer.shown)))
    return link_records(filled, lambda key: renderer.address(key, base), renderer.gloss)
