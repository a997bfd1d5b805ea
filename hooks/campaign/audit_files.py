"""A finished site on disk: every page by the HTML standard's own parser, every sheet, script and drawing once.

The parser costs about 15 ms a page, so builds judge pages the fast way (``audit``)
and only the files here.
Source: CSS Syntax Level 3 4.3.7 (escapes); SVG 2 "Linking"; ECMA-262 (import).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from campaign import admin, markup
from campaign.audit import Ledger
from campaign.problems import Problem, Where

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_SHEET_ADDRESS = re.compile(r"""(?:url|src)\(\s*["']?([^"')]*)|["']([^"']*)["']""", re.IGNORECASE)
_SCRIPT_ADDRESS = re.compile(r"""["'`]\s*((?:https?|wss?|ftp):[^"'`\s]*|//\w[^"'`\s]*)""", re.IGNORECASE)
_FOREIGN = frozenset({"http", "https", "ws", "wss", "ftp", "//"})
#: names of XML namespaces look like addresses, but nothing asks for them
_NAMESPACES = "http://www.w3.org/"
_DECLARED = re.compile(r"<!ENTITY|<\?xml-stylesheet", re.IGNORECASE)
_LAST_CODE_POINT = 0x10FFFF


def assets(site_dir: Path) -> list[Problem]:
    """Return what style sheets, scripts and drawings below ``site_dir`` would fetch or run."""
    judges = {".css": _sheet, ".js": _script, ".mjs": _script, ".svg": _drawing}
    found = []
    for folder, _, names in os.walk(site_dir):
        for name in names:
            judge = judges.get(os.path.splitext(name)[1].lower())  # noqa: PTH122 asked for every file of the site
            if judge is not None:
                path = Path(folder, name)
                where = Where(path.relative_to(site_dir).as_posix())
                text = path.read_bytes()
                if where.file.startswith(admin.FOLDER) and admin.is_pinned(text):
                    continue  # the editor asks the forge, under a policy of its own
                found += [Problem(code, where, said) for code, said in judge(text.decode("utf-8", "replace"))]
    return sorted(found, key=lambda one: one.where)


def read_site(ledger: Ledger, site_dir: Path) -> None:
    """Judge every page in ``site_dir`` by the tree that a browser makes of it (slow), and note its parse errors."""
    import html5lib  # noqa: PLC0415 only `campaign audit` needs it, and it costs every start

    for path in sorted(site_dir.rglob("*.html")):
        name = path.relative_to(site_dir).as_posix()
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        text = path.read_text(encoding="utf-8")
        url = name.removesuffix("index.html")
        ledger.title(url, text)
        _tree(ledger, url, parser.parse(text).iter())
        for (line, column), code, _ in parser.errors:
            where = Where(name, line, max(column, 1))
            ledger.findings.append(Problem("invalid-html", where, f"不合 HTML 标准：{code}。"))


def _tree(ledger: Ledger, url: str, elements: Iterable[Element]) -> None:
    ids = []
    for element in elements:
        if not isinstance(element.tag, str):
            continue  # a comment
        attributes = {_local(key).lower(): value for key, value in element.attrib.items()}
        tag = (_local(element.tag).lower(), attributes)
        ledger.element(url, tag)
        ids.append(attributes.get("id", ""))
        if tag[0] == "script":
            ledger.script(url, tag, "".join(element.itertext()))
    ledger.anchors(url, ids)


def _local(name: str) -> str:
    """Return ``href`` for ``{http://www.w3.org/1999/xlink}href``: the rules are the same with and without."""
    return name.rpartition("}")[2]


def _sheet(text: str) -> Iterator[markup.Finding]:
    plain = _ESCAPE.sub(_character, _COMMENT.sub(" ", text))
    for found in _SHEET_ADDRESS.findall(plain):
        address = found[0] or found[1]
        if markup.scheme(address) in _FOREIGN and not address.startswith(_NAMESPACES):
            yield "foreign-request", f"样式会向别的网站请求“{address[:80]}”。"


def _script(text: str) -> Iterator[markup.Finding]:
    for address in _SCRIPT_ADDRESS.findall(text):
        if not address.startswith(_NAMESPACES):
            yield "foreign-request", f"脚本里有别的网站的地址“{address[:80]}”。"


def _drawing(text: str) -> Iterator[markup.Finding]:
    """A drawing may be styled, but runs nothing and leads nowhere else."""
    if _DECLARED.search(text):
        yield "drawing", "图里有实体或外部样式声明（<!ENTITY、<?xml-stylesheet），不允许。"
    for one in sorted(markup.tags(text)):
        name, attributes = markup.parse(one)
        name = f"svg:{name.rpartition(':')[2]}"
        if name == "svg:script":
            yield "inline-script", "图里有脚本。"
        yield from (found for found in markup.wrong((name, attributes), "") if found[0] != "inline-style")
    yield from _sheet(text)


def _character(escape: re.Match[str]) -> str:
    number = int(escape[1], 16)
    return chr(number) if 0 < number <= _LAST_CODE_POINT else "�"
